// By what right the text is here: one of four, on what ground, and how many copies where it is copies.
"use client";

import { useRadios } from "#app/_ui/radio-group.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { ReviewState } from "#app/branches/[branch]/imports/[import]/use-review.ts";
import { type Review, type RightsKind, rightsKinds } from "#domain/shapes/book.ts";
import type { ReviewFault } from "#domain/text/review.ts";

const offered = rightsKinds.filter((kind) => kind !== "unstated");
const COPIES_MOST = 100_000;

export interface RightsFieldsProps {
  review: Review;
  step: ReviewState["step"];
  /** What the file says about its rights. */
  said: string | undefined;
  /** The sentence about a fault, if there is this one. */
  faultOf: (reason: ReviewFault["reason"]) => string | undefined;
}

export function RightsFields({ review, step, said, faultOf }: RightsFieldsProps) {
  const t = useWords("review");
  const ui = useWords("ui");
  const { rights, ground, copies } = review;
  const choose = (kind: RightsKind) => step(({ copies: _were, ...was }) => ({ ...was, rights: kind }));
  const [rightsFault, groundFault, copiesFault] = [faultOf("review_rights"), faultOf("review_ground"), faultOf("review_copies")];
  return (
    <section aria-labelledby="rights" className="flex flex-col gap-4">
      <h2 id="rights" className="font-text text-xl font-medium">
        {t("rights.title")}
      </h2>
      {said && (
        <p dir="auto" className="text-sm text-ink-soft [overflow-wrap:anywhere]">
          {t("rights.said", { words: said })} {t("rights.check")}
        </p>
      )}
      <Kinds rights={rights} error={rightsFault} onChoose={choose} />
      {rights === "copies" && (
        <TextField
          type="number"
          inputMode="numeric"
          label={t("rights.copies")}
          min={1}
          max={COPIES_MOST}
          value={copies ?? ""}
          onChange={(event) => {
            const many = Math.min(COPIES_MOST, Math.floor(event.target.valueAsNumber));
            step(({ copies: _were, ...was }) => ({ ...was, ...(many >= 1 && { copies: many }) }), "copies");
          }}
          className="max-w-40"
          {...(copiesFault && { error: copiesFault })}
        />
      )}
      {rights !== "unstated" && (
        <TextArea
          label={t(rights === "licence" ? "rights.groundLicence" : "rights.ground")}
          hint={t("rights.groundHint")}
          rows={2}
          maxLength={500}
          dir="auto"
          value={ground}
          onChange={(event) => step((was) => ({ ...was, ground: event.target.value }), "ground")}
          {...(rights !== "licence" && { optional: ui("optional") })}
          {...(groundFault && { error: groundFault })}
        />
      )}
    </section>
  );
}

function Kinds({
  rights,
  error,
  onChoose,
}: {
  rights: RightsKind;
  error: string | undefined;
  onChoose: (kind: RightsKind) => void;
}) {
  const t = useWords("review");
  const options = offered.map((value) => ({ value, label: t(`rights.kinds.${value}`), hint: t(`rights.hints.${value}`) }));
  const radios = useRadios({
    name: "rights",
    label: t("rights.question"),
    options,
    value: rights,
    onChange: (event) => onChoose(event.target.value as RightsKind),
    error,
  });
  return (
    <fieldset {...radios.group} className="flex flex-col gap-1">
      <legend className="mb-1.5 text-sm font-medium">{t("rights.question")}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-8 items-start gap-2.5 py-1 coarse:py-2.5">
          <input {...radios.input(option)} aria-invalid={error ? true : undefined} className="dot mt-[0.15rem]" />
          <span>
            {option.label}
            <span className="block text-sm text-ink-soft">{option.hint}</span>
          </span>
        </label>
      ))}
      {radios.error}
    </fieldset>
  );
}
