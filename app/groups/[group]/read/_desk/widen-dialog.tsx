// Shows a note to more people than before, or one that was held at once: says in words to whom, and that those who replied are told. Fetched when it is first opened.
"use client";

import { type FormEvent, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { RadioList } from "#app/_ui/radio-list.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { NoteDialogProps } from "#app/groups/[group]/read/_desk/note-dialog.tsx";
import { useAct } from "#app/groups/[group]/read/_desk/use-act.ts";
import { useWho } from "#app/groups/[group]/read/_desk/use-who.ts";
import { widerThan } from "#app/groups/[group]/read/_desk/widening.ts";
import type { Visibility } from "#domain/shapes/annotation.ts";

export function NoteDialog({ note, onClose }: NoteDialogProps) {
  const t = useWords("margin");
  const api = useApiClient();
  const toast = useToast();
  const { groupId } = useDesk();
  const { group } = useGroup();
  const who = useWho();
  const { act, busy, fault } = useAct();
  const held = note.heldAt !== undefined;
  const { id: annotationId, author } = note;
  // One that was held may be let go to those it is meant for.
  const choices = [...(held ? [note.visibility] : []), ...widerThan(note.visibility, group.margin.widest)];
  const [visibility, setVisibility] = useState<Visibility | undefined>(choices[0]);
  const replied = new Set(note.replies.map((reply) => reply.author.id).filter((id) => id !== author.id)).size;

  function send(event: FormEvent) {
    event.preventDefault();
    if (!visibility) return;
    const input = { groupId, annotationId, visibility };
    void act(
      input,
      ({ id }) => api.annotation.widen.mutate({ id, ...input }),
      () => {
        toast.say({ text: t("done.widened") });
        onClose();
      },
    );
  }
  return (
    <Dialog
      title={t(held ? "menu.release" : "widen.title")}
      description={t(held ? "widen.held" : "widen.lead")}
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <form onSubmit={send} className="flex flex-col gap-4">
        <p className="text-ink-soft">{t("widen.now", { who: who(held ? "me" : note.visibility, author.id) })}</p>
        <RadioList
          name="visibility"
          label={t("widen.label")}
          value={visibility ?? ""}
          onChange={(event) => setVisibility(choices.find((choice) => choice === event.target.value))}
          options={choices.map((value) => ({ value, label: who(value, author.id) }))}
        />
        {replied > 0 && <p className="text-ink-soft">{t("widen.replied", { count: replied })}</p>}
        <FormFault>{fault}</FormFault>
        <Button type="submit" variant="primary" busy={busy} className="self-end">
          {t("widen.submit")}
        </Button>
      </form>
    </Dialog>
  );
}
