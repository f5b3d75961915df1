// Shows a page of the group as long as the reader is in it; after that, calmly, that they are not.
"use client";

import type { ReactNode } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { buttonLook } from "#app/_ui/button-look.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words.tsx";
import { usePutOut } from "#app/groups/[group]/_nav/use-put-out.ts";
import { useWidenedNotes } from "#app/groups/[group]/_nav/use-widened-notes.ts";

export function WhileMember({ children }: { children: ReactNode }) {
  const t = useWords("group");
  const { group, closed } = useGroup();
  const putOut = usePutOut(group.id);
  useWidenedNotes(group.id);
  if (!closed && !putOut) return children;
  return (
    <div className="mx-auto max-w-2xl px-5 pt-12">
      <Notice
        role="alert"
        title={t("closed.title", { group: group.name })}
        actions={
          // A document of its own: what is open here belongs to a group that is not theirs any more.
          <a href="/" className={buttonLook()}>
            {t("closed.toMyDesk")}
          </a>
        }
      >
        {t("closed.body")}
      </Notice>
    </div>
  );
}
