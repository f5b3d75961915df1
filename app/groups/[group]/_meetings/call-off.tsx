// Calling a meeting off, after saying what that means: it cannot be taken back.
"use client";

import { type ReactNode, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useSentences } from "#app/_client/errors.ts";
import { useCommandIds } from "#app/_forms/command-ids.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import type { Meeting } from "#domain/shapes/meeting.ts";

export interface CallOffProps {
  groupId: string;
  meeting: Pick<Meeting, "id" | "title">;
  /** What stands on the button. */
  children: ReactNode;
}

export function CallOff({ groupId, meeting, children }: CallOffProps) {
  const t = useWords("meetings");
  const api = useApiClient();
  const sentences = useSentences();
  const toast = useToast();
  const ids = useCommandIds();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function callOff() {
    setBusy(true);
    setFault(undefined);
    try {
      await api.meeting.callOff.mutate({ id: ids.take(meeting.id).id, groupId, meetingId: meeting.id });
      ids.spend();
      setOpen(false);
      toast.say({ text: t("callOff.done", { title: meeting.title }) });
    } catch (thrown) {
      setFault(sentences.of(thrown));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t("callOff.title", { title: meeting.title })}
      description={t("callOff.body")}
      trigger={<Button variant="quiet">{children}</Button>}
      open={open}
      onOpenChange={setOpen}
      actions={
        <>
          <DialogClose>
            <Button>{t("callOff.keep")}</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={callOff}>
            {t("callOff.submit")}
          </Button>
        </>
      }
    >
      <FormFault>{fault}</FormFault>
    </Dialog>
  );
}
