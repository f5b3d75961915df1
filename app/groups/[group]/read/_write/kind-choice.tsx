// What a note is: the two that are written most, and the others behind "more".
"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { useWords } from "#app/_words/words.tsx";
import type { AnnotationKind } from "#domain/shapes/annotation.ts";

const first: readonly AnnotationKind[] = ["remark", "question"];
const written: readonly AnnotationKind[] = ["remark", "question", "objection", "definition", "link"];

export interface KindChoiceProps {
  id: string;
  kind: AnnotationKind;
  onChange: (kind: AnnotationKind) => void;
  /** A highlight stays one as long as it is not made something else. */
  wasHighlight?: boolean;
}

export function KindChoice({ id, kind, onChange, wasHighlight = false }: KindChoiceProps) {
  const t = useWords("desk");
  const more = useWords("composing");
  const [all, setAll] = useState(!first.includes(kind));
  const kinds: readonly AnnotationKind[] = [...(wasHighlight ? (["highlight"] as const) : []), ...(all ? written : first)];
  return (
    <div className="flex flex-wrap items-start gap-1">
      <Segments
        size="small"
        name={`${id}-kind`}
        label={t("writing.kind")}
        hideLabel
        value={kind}
        onChange={(event) => onChange(kinds.find((one) => one === event.target.value) ?? kind)}
        options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      {!all && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            setAll(true);
            // The button goes; the keyboard stays at the choice.
            requestAnimationFrame(() =>
              document.querySelector<HTMLElement>(`input[name="${CSS.escape(`${id}-kind`)}"]:checked`)?.focus(),
            );
          }}
        >
          {more("moreKinds")}
        </Button>
      )}
    </div>
  );
}
