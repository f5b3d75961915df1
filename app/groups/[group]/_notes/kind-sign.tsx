// The sign of a kind of note: the line that its words have in the text, so that colour is never the only sign.
import { classes } from "#app/_ui/classes.ts";
import type { AnnotationKind } from "#domain/shapes/annotation.ts";

const looks: Record<AnnotationKind, { colour: string; line: string; dashes?: string }> = {
  highlight: { colour: "stroke-highlight", line: "M1 4H19" },
  remark: { colour: "stroke-remark", line: "M1 4H19", dashes: "0.1 3.4" },
  question: { colour: "stroke-question", line: "M1 4q1.5-4.5 3 0t3 0t3 0t3 0t3 0t3 0" },
  objection: { colour: "stroke-objection", line: "M1 2.5H19M1 5.5H19" },
  definition: { colour: "stroke-definition", line: "M1 4H19", dashes: "5 3" },
  link: { colour: "stroke-link", line: "M1 4H19M15 1l4 3l-4 3" },
};

export function KindSign({ kind, className }: { kind: AnnotationKind; className?: string }) {
  const { colour, line, dashes } = looks[kind];
  return (
    <svg
      viewBox="0 0 20 8"
      aria-hidden="true"
      className={classes("h-2 w-5 shrink-0 fill-none stroke-[1.5] [stroke-linecap:round]", colour, className)}
    >
      <path d={line} strokeDasharray={dashes} />
    </svg>
  );
}
