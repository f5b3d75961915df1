// A host gathers notes of the chapter into a discussion question, which stands at the words of the first of them. Fetched when it is first opened.
"use client";

import { type FormEvent, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { FormFault } from "#app/_forms/form-fault.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Checkbox } from "#app/_ui/checkbox.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { NoteDialogProps } from "#app/groups/[group]/read/_desk/note-dialog.tsx";
import { inTextOrder } from "#app/groups/[group]/read/_desk/notes.ts";
import { useAct } from "#app/groups/[group]/read/_desk/use-act.ts";
import { audienceOf } from "#domain/annotations/audience.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { parseRich, richToText } from "#domain/text/rich.ts";

const EXCERPT_MOST = 200;

/** What everybody in the group reads can be gathered for everybody. */
function isForAll({ visibility, heldAt, hidden, removedAt }: Annotation): boolean {
  const held = heldAt !== undefined;
  return removedAt === undefined && audienceOf({ visibility, held, hidden: hidden !== undefined }) === "members";
}

export function NoteDialog({ note, onClose }: NoteDialogProps) {
  const t = useWords("margin");
  const api = useApiClient();
  const toast = useToast();
  const { groupId, chapter, notes, passages, setOpen } = useDesk();
  const { act, busy, fault } = useAct();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set([note.id]));
  const [body, setBody] = useState("");
  const choices = inTextOrder(notes.all, passages).filter((one) => isForAll(one.note));
  const first = choices.find((one) => chosen.has(one.note.id))?.note;

  function choose(id: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  }
  function send(event: FormEvent) {
    event.preventDefault();
    if (!first || body.trim() === "") return;
    const gathers = choices.map((one) => one.note.id).filter((id) => chosen.has(id));
    const input = { groupId, chapterId: chapter.id, anchor: first.anchor, body: body.trim(), gathers };
    let made = "";
    void act(
      input,
      ({ id, madeId }) => {
        made = madeId;
        return api.annotation.gather.mutate({ id, annotationId: madeId, ...input });
      },
      () => {
        toast.say({ text: t("done.gathered") });
        onClose();
        setOpen(made);
      },
    );
  }
  return (
    <Dialog title={t("gather.title")} description={t("gather.lead")} open onOpenChange={(open) => !open && onClose()}>
      <form onSubmit={send} className="flex flex-col gap-4">
        <fieldset className="flex min-w-0 flex-col gap-1">
          <legend className="mb-1.5 text-sm font-medium">{t("gather.notes")}</legend>
          <div className="flex max-h-[35dvh] flex-col overflow-y-auto rounded-md border border-line px-3 py-1">
            {choices.map(({ note: one, number }) => (
              <Checkbox
                key={one.id}
                checked={chosen.has(one.id)}
                onChange={(event) => choose(one.id, event.target.checked)}
                label={
                  <span className="flex min-w-0 flex-col">
                    <span className="text-sm text-ink-soft [overflow-wrap:anywhere]">
                      {number !== undefined && <span className="tabular-nums">{number} · </span>}
                      {t("gather.note", { author: one.author.name, quote: one.anchor.quote.slice(0, EXCERPT_MOST) })}
                    </span>
                    {one.body !== "" && (
                      <span dir="auto" className="line-clamp-2">
                        {richToText(parseRich(one.body.slice(0, EXCERPT_MOST)).slice(0, 1))}
                      </span>
                    )}
                  </span>
                }
              />
            ))}
          </div>
          <p role="status" className="text-sm text-ink-soft">
            {t("gather.chosen", { count: chosen.size })}
          </p>
        </fieldset>
        <TextArea label={t("gather.question")} value={body} onChange={(event) => setBody(event.target.value)} dir="auto" />
        <FormFault>{fault}</FormFault>
        <Button type="submit" variant="primary" busy={busy} disabled={!first || body.trim() === ""} className="self-end">
          {t("gather.submit")}
        </Button>
      </form>
    </Dialog>
  );
}
