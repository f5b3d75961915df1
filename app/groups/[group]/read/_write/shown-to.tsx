// In words, who will see the note; the choice unfolds under them. And whether it is kept back until the meeting.
"use client";

import { useId, useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Checkbox } from "#app/_ui/checkbox.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { Showing } from "#app/groups/[group]/read/_desk/use-composer.ts";
import { choicesOf, isBlind, useShowingWords } from "#app/groups/[group]/read/_write/showing.ts";

export function ShownTo({ showing, onChange }: { showing: Showing; onChange: (showing: Showing) => void }) {
  const t = useWords("composing");
  const { group } = useGroup();
  const words = useShowingWords();
  const id = useId();
  const [unfolded, setUnfolded] = useState(false);
  const { visibility, held } = showing;
  return (
    <div className="flex flex-col gap-1 text-sm">
      <div className="flex items-start justify-between gap-2">
        <p id={`${id}-says`} className="py-1.5 text-ink-soft" aria-live="polite">
          {words.sentence(visibility)}
        </p>
        <Button
          size="small"
          variant="quiet"
          aria-expanded={unfolded}
          aria-controls={`${id}-choices`}
          aria-label={t("shown.change")}
          onClick={() => setUnfolded(!unfolded)}
        >
          {t("shown.changeBrief")}
        </Button>
      </div>
      <fieldset id={`${id}-choices`} hidden={!unfolded} className="rounded-md border border-line px-3 py-1">
        <legend className="sr-only">{t("shown.question")}</legend>
        {choicesOf(group).map((choice) => (
          <label key={choice} className="flex min-h-8 items-start gap-2.5 py-1.5 coarse:min-h-11 coarse:py-3">
            <input
              type="radio"
              name={`${id}-visibility`}
              value={choice}
              checked={visibility === choice}
              onChange={() => onChange({ visibility: choice, held: held && choice !== "me" })}
              className="dot mt-0.5"
            />
            <span>{words.option(choice)}</span>
          </label>
        ))}
      </fieldset>
      {isBlind(visibility, group) ? (
        <p className="text-ink-soft">{words.until("blind")}</p>
      ) : (
        visibility !== "me" && (
          <Checkbox
            label={t("shown.hold")}
            checked={held}
            onChange={(event) => onChange({ visibility, held: event.target.checked })}
            {...(held && { hint: words.until("held") })}
          />
        )
      )}
    </div>
  );
}
