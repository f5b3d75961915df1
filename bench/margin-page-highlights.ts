// In the page: bare CSS highlights, one for each kind with a range for every note.
import { rangeOfStretch } from "#app/groups/[group]/read/_desk/text-position.ts";
import { stretchOf } from "#domain/anchoring/verify.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { afterPaint } from "./margin-page-probe.ts";

const root = document.querySelector("main") as HTMLElement;
const { notes } = (await (await fetch("notes")).json()) as { notes: Annotation[] };
const noteOf = new Map<AbstractRange, string>();

function add({ id, kind, anchor }: Annotation): void {
  const range = rangeOfStretch(root, stretchOf(anchor));
  if (!range) return;
  noteOf.set(range, id);
  const name = `note-live-${kind}`;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  highlight.add(range);
  CSS.highlights.set(name, highlight);
}
for (const note of notes) add(note);
window.painted = (await afterPaint()).ended;

interface Registry {
  highlightsFromPoint?: (x: number, y: number) => { ranges: AbstractRange[] }[];
}
window.system = {
  add,
  hit: (x, y) =>
    ((CSS.highlights as Registry).highlightsFromPoint?.(x, y) ?? []).flatMap(({ ranges }) =>
      ranges.map((range) => noteOf.get(range) ?? ""),
    ),
};
