// At the end of a chapter: that the group has chosen another book, or a corrected text of this one, since this page was opened. The page stays what it is.
"use client";

import { useGroup } from "#app/_client/group.tsx";
import { useWords } from "#app/_words/words.tsx";

export function OtherBook({ editionId }: { editionId: string }) {
  const t = useWords("desk");
  const { group } = useGroup();
  const other = group.book && group.book.editionId !== editionId ? group.book : undefined;
  return (
    <p role="status" className="max-w-full text-center text-ink-soft [overflow-wrap:anywhere] empty:hidden">
      {other && (
        <>
          {t("otherBook", { group: group.name, title: other.title })}{" "}
          <a className="link" href={`/groups/${group.id}`}>
            {t("toOtherBook")}
          </a>
        </>
      )}
    </p>
  );
}
