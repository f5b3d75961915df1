// Marks in the page: taken out and put in again, in one passage at a time, without drawing the passage anew.
import { isText, readBlock } from "#app/groups/[group]/read/_desk/text-position.ts";
import type { Mark } from "#domain/anchoring/marks.ts";
import { shownIndex } from "#domain/text/canonical.ts";

/** Paints exactly these marks (sorted and disjoint, as mergeMarks gives them) in an element that holds rendered passage text. */
export function paint(element: Element, marks: readonly Mark[]): void {
  unpaint(element);
  const { units } = readBlock(element);
  for (const unit of units.toReversed()) {
    for (const mark of marks.toReversed()) {
      const start = Math.max(mark.start, unit.start);
      const end = Math.min(mark.end, unit.end);
      if (start >= end) continue;
      if (isText(unit.node)) wrap(cut(unit.node, start - unit.start, end - unit.start), mark);
      // A formula is marked as a whole, by the first mark that touches it; a line break has nothing to be painted.
      else if (unit.node.localName !== "br" && !marks.some((other) => other.end > unit.start && other.start < mark.start))
        wrap(unit.node, mark);
    }
  }
}

/** What a list of marks looks like, for comparing it with the one that is painted. */
export function lookOfMarks(marks: readonly Mark[]): string {
  return marks.map((mark) => `${mark.start}-${mark.end}${mark.kind}${mark.depth}`).join(" ");
}

function unpaint(element: Element): void {
  const painted = element.querySelectorAll("mark[data-k]");
  for (const mark of painted) mark.replaceWith(...mark.childNodes);
  if (painted.length > 0) element.normalize();
}

/** The part of a text between two counted offsets, as a node of its own. What comes before stays in the text itself. */
function cut(text: Text, start: number, end: number): Text {
  const to = shownIndex(text.data, end);
  if (to < text.length) text.splitText(to);
  const from = shownIndex(text.data, start);
  return from > 0 ? text.splitText(from) : text;
}

function wrap(node: ChildNode, { depth, kind }: Mark): void {
  const mark = node.ownerDocument?.createElement("mark");
  if (!mark) return;
  mark.dataset.d = String(depth);
  mark.dataset.k = kind;
  node.replaceWith(mark);
  mark.append(node);
}
