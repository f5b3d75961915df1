// A host hides a note, and says why. Fetched when it is first opened.
"use client";

import { type FormEvent, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { NoteDialogProps } from "#app/groups/[group]/read/_desk/note-dialog.tsx";
import { useAct } from "#app/groups/[group]/read/_desk/use-act.ts";

const REASON_MOST = 1_000;

export function NoteDialog({ note, onClose }: NoteDialogProps) {
  const t = useWords("margin");
  const api = useApiClient();
  const toast = useToast();
  const { groupId, notes } = useDesk();
  const { act, busy, fault } = useAct();
  const [reason, setReason] = useState("");

  function send(event: FormEvent) {
    event.preventDefault();
    if (reason.trim() === "") return;
    notes.attend(note.id);
    const input = { groupId, annotationId: note.id, reason: reason.trim() };
    void act(
      input,
      ({ id }) => api.annotation.hide.mutate({ id, ...input }),
      () => {
        toast.say({ text: t("done.hidden") });
        onClose();
      },
    );
  }
  return (
    <Dialog title={t("hide.title")} description={t("hide.lead")} open onOpenChange={(open) => !open && onClose()}>
      <form onSubmit={send} className="flex flex-col gap-4">
        <TextArea
          label={t("hide.reason")}
          hint={t("hide.hint")}
          value={reason}
          maxLength={REASON_MOST}
          onChange={(event) => setReason(event.target.value)}
          dir="auto"
        />
        <FormFault>{fault}</FormFault>
        <Button type="submit" variant="danger" busy={busy} disabled={reason.trim() === ""} className="self-end">
          {t("hide.submit")}
        </Button>
      </form>
    </Dialog>
  );
}
