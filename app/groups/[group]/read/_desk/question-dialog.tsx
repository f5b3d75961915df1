// What became of a question: how it stands, for its author and the hosts to change, and how it came to this. Fetched when it is first opened.
"use client";

import { type FormEvent, useEffect, useState } from "react";
import { useApiClient } from "#app/_client/api.ts";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { RadioList } from "#app/_ui/radio-list.tsx";
import { SkeletonText } from "#app/_ui/skeleton.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { NoteDialogProps } from "#app/groups/[group]/read/_desk/note-dialog.tsx";
import { useMay } from "#app/groups/[group]/read/_desk/use-may.ts";
import { questionStates } from "#domain/annotations/choices.ts";
import type { QuestionStep } from "#domain/shapes/margin.ts";

export function NoteDialog({ note, onClose }: NoteDialogProps) {
  const t = useWords("margin");
  const { notes } = useDesk();
  const may = useMay()(note.author.id, "question:move");
  const now = note.question?.state ?? "open";
  const [chosen, setChosen] = useState(now);

  function save(event: FormEvent) {
    event.preventDefault();
    if (chosen !== now) notes.change("question.move", { annotationId: note.id, state: chosen });
    onClose();
  }
  return (
    <Dialog title={t("question.title")} size="small" open onOpenChange={(open) => !open && onClose()}>
      {may ? (
        <form onSubmit={save} className="flex flex-col gap-4">
          <RadioList
            name="question-state"
            label={t("question.now")}
            value={chosen}
            onChange={(event) => setChosen(questionStates.find((state) => state === event.target.value) ?? chosen)}
            options={questionStates.map((value) => ({ value, label: t(`states.${value}`) }))}
          />
          <Button type="submit" variant="primary" className="self-end">
            {t("question.set")}
          </Button>
        </form>
      ) : (
        <p>
          {t("question.is", { state: t(`states.${now}`) })}. {t("question.author")}
        </p>
      )}
      <section aria-labelledby="question-steps" className="flex flex-col gap-2">
        <h3 id="question-steps" className="eyebrow">
          {t("question.history")}
        </h3>
        <Steps annotationId={note.id} />
      </section>
    </Dialog>
  );
}

function Steps({ annotationId }: { annotationId: string }) {
  const t = useWords("margin");
  const api = useApiClient();
  const { groupId } = useDesk();
  const [steps, setSteps] = useState<QuestionStep[] | "failed">();
  useEffect(() => {
    api.question.steps.query({ groupId, annotationId }).then(setSteps, () => setSteps("failed"));
  }, [api, groupId, annotationId]);
  if (!steps) return <SkeletonText lines={2} />;
  if (steps === "failed") return <p role="alert">{t("question.failed")}</p>;
  if (steps.length === 0) return <p className="text-ink-soft">{t("question.noSteps")}</p>;
  return (
    <ol className="flex flex-col gap-1.5">
      {steps.map(({ number, state, by, at }) => (
        <li key={number} className="flex flex-wrap items-baseline gap-x-2">
          <span className="[overflow-wrap:anywhere]">{t("question.step", { state: t(`states.${state}`), name: by.name })}</span>
          <ViewerClock instant={at} className="text-sm text-ink-faint" />
        </li>
      ))}
    </ol>
  );
}
