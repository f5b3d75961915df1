// Leaving the group, after a clear question.
"use client";

import { useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { AskDialog } from "#app/groups/[group]/people/ask-dialog.tsx";

export function Leaving({ groupId, groupName }: { groupId: string; groupName: string }) {
  const t = useWords("people");
  const api = useApiClient();
  const [asking, setAsking] = useState(false);

  async function leaveGroup(id: string): Promise<"leaving"> {
    await api.member.leave.mutate({ id, groupId });
    // By a full load: nothing of the group stays in this tab.
    location.assign("/");
    return "leaving";
  }

  return (
    <section aria-labelledby="leaving" className="flex flex-col items-start gap-3">
      <h2 id="leaving" className="font-text text-xl font-medium">
        {t("leaving.title")}
      </h2>
      <p className="text-ink-soft">{t("leaving.lead")}</p>
      <AskDialog
        open={asking}
        onOpenChange={setAsking}
        trigger={<Button variant="danger">{t("leaving.title")}</Button>}
        title={t("leaving.ask", { group: groupName })}
        body={t("leaving.body")}
        action={t("leaving.submit")}
        cancel={t("cancel")}
        work={leaveGroup}
      />
    </section>
  );
}
