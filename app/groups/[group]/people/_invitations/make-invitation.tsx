// Making an invitation in a dialog: first its conditions, then its link, which is shown this once.
"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { useWords } from "#app/_words/words.tsx";
import { InvitationForm } from "#app/groups/[group]/people/_invitations/invitation-form.tsx";
import { InvitationLink, type Made } from "#app/groups/[group]/people/_invitations/invitation-link.tsx";

export function MakeInvitation({ groupId }: { groupId: string }) {
  const t = useWords("people");
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made>();
  const title = made ? (made.email ? t("making.mailed") : t("making.made")) : t("making.title");
  const description = made ? (made.email ? t("making.mailedBody", { email: made.email }) : t("making.madeBody")) : undefined;
  return (
    <Dialog
      title={title}
      {...(description && { description })}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setMade(undefined);
      }}
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden />
          {t("invitations.make")}
        </Button>
      }
    >
      {made ? (
        <InvitationLink made={made} onAnother={() => setMade(undefined)} onClose={() => setOpen(false)} />
      ) : (
        <InvitationForm groupId={groupId} onMade={setMade} />
      )}
    </Dialog>
  );
}
