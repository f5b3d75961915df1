// Yes, if need be, no: my answer to a meeting, and how far it has come.
"use client";

import { useId } from "react";
import { useSentences } from "#app/_client/errors.ts";
import { Button } from "#app/_ui/button.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { MyAnswer } from "#app/groups/[group]/_meetings/use-my-answer.ts";
import { type Answer, answers as choices } from "#domain/shapes/meeting.ts";

export function AnswerChoice({ mine, compact = false }: { mine: MyAnswer; compact?: boolean }) {
  const t = useWords("meetings");
  const name = useId();
  return (
    <div className="flex flex-col items-start gap-2">
      <Segments
        name={name}
        label={t("answer.question")}
        size={compact ? "small" : "normal"}
        value={mine.answer ?? ""}
        onChange={(event) => mine.give(event.currentTarget.value as Answer)}
        options={choices.map((value) => ({ value, label: t(`answer.choices.${value}`) }))}
      />
      <AnswerState mine={mine} />
    </div>
  );
}

/** Says only what one would not expect: that the answer waits for the line, or was refused. */
function AnswerState({ mine }: { mine: MyAnswer }) {
  const t = useWords("meetings");
  const sentences = useSentences();
  const { pending } = mine;
  return (
    <div role="status" className="text-sm text-ink-soft empty:hidden">
      {pending?.state === "waiting" && t("answer.waiting")}
      {pending?.state === "refused" && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <span className="text-danger">
            {t("answer.refused")} {pending.refusal && sentences.ofRefusal(pending.refusal)}
          </span>
          <Button size="small" onClick={mine.retry}>
            {t("answer.retry")}
          </Button>
          <Button size="small" variant="quiet" onClick={mine.discard}>
            {t("answer.discard")}
          </Button>
        </div>
      )}
    </div>
  );
}
