// In the page: the desk's own painter over the marks that came with the text.
import { inTextOrder, type PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { Painter } from "#app/groups/[group]/read/_desk/painter.ts";
import { readPassages } from "#app/groups/[group]/read/_desk/text-position.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
// The page's own globals.
import type {} from "./margin-page-probe.ts";

const root = document.querySelector("main") as HTMLElement;
const { notes } = (await (await fetch("notes")).json()) as { notes: Annotation[] };
const passages = readPassages(root);
const numbered = passages.map(({ id }, index) => ({ id, number: index + 1 }));
let placed: readonly PlacedNote[] = inTextOrder(notes, numbered);
const painter = new Painter(root, placed, { texts: () => passages });
window.system = {
  add(note) {
    const [one] = inTextOrder([note], numbered);
    const isAfter = ({ number = 0, note: { anchor } }: PlacedNote) =>
      number > (one?.number ?? 0) || (number === one?.number && anchor.start > note.anchor.start);
    const at = placed.findIndex(isAfter);
    if (one) placed = placed.toSpliced(at === -1 ? placed.length : at, 0, one);
    painter.show(placed);
  },
  hit: (x, y) => painter.notesAt(x, y),
};
