// Marks in the page: taken out and put in again, in one passage at a time, without drawing the passage anew.
import { isText, readBlock } from "#app/groups/[group]/read/_desk/text-position.ts";
import type { Mark } from "#domain/anchoring/marks.ts";
import { shownIndex } from "#domain/text/canonical.ts";
import { MARK_EDGE, type SpokenMarks, stretchEdges } from "#domain/text/spoken-marks.ts";

/** Paints exactly these marks (sorted and disjoint, as mergeMarks gives them) in an element that holds rendered passage text. Where marked stretches are to be heard, `spoken` says how. */
export function paint(element: Element, marks: readonly Mark[], spoken?: SpokenMarks): void {
  unpaint(element);
  const { units } = readBlock(element);
  const { begins, ends } = stretchEdges(spoken?.edges ? marks : []);
  for (const unit of units.toReversed()) {
    for (const mark of marks.toReversed()) {
      const start = Math.max(mark.start, unit.start);
      const end = Math.min(mark.end, unit.end);
      if (start >= end) continue;
      let around: HTMLElement | undefined;
      if (isText(unit.node)) around = wrap(cut(unit.node, start - unit.start, end - unit.start), mark, spoken);
      // A formula is marked as a whole, by the first mark that touches it; a line break has nothing to be painted.
      else if (unit.node.localName !== "br" && !marks.some((other) => other.end > unit.start && other.start < mark.start))
        around = wrap(unit.node, mark, spoken);
      if (around && spoken?.edges && begins.has(start)) around.prepend(edge(around, spoken.edges.begins));
      if (around && spoken?.edges && ends.has(end)) around.append(edge(around, spoken.edges.ends));
    }
  }
}

/** What a list of marks looks like, for comparing it with the one that is painted. */
export function lookOfMarks(marks: readonly Mark[]): string {
  return marks.map((mark) => `${mark.start}-${mark.end}${mark.kind}${mark.depth}`).join(" ");
}

/** The marks that are painted in an element: the inverse of paint, as far as something counts between them. */
export function marksIn(element: Element): Mark[] {
  const marks: Mark[] = [];
  for (const { node, start, end } of readBlock(element).units) {
    const { k: kind, d } = (isText(node) ? node.parentElement : node)?.closest<HTMLElement>("mark[data-k]")?.dataset ?? {};
    const last = marks.at(-1);
    if (kind === undefined) continue;
    if (last?.end === start && last.kind === kind && last.depth === Number(d)) last.end = end;
    else marks.push({ start, end, depth: Number(d), kind });
  }
  return marks;
}

function unpaint(element: Element): void {
  const painted = element.querySelectorAll("mark[data-k]");
  for (const spoken of element.querySelectorAll(`.${MARK_EDGE}`)) spoken.remove();
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

function wrap(node: ChildNode, { depth, kind }: Mark, spoken: SpokenMarks | undefined): HTMLElement | undefined {
  const mark = node.ownerDocument?.createElement("mark");
  if (!mark) return undefined;
  mark.dataset.d = String(depth);
  mark.dataset.k = kind;
  if (spoken?.silent) mark.setAttribute("role", "none");
  node.replaceWith(mark);
  mark.append(node);
  return mark;
}

function edge(mark: HTMLElement, words: string): HTMLElement {
  const span = mark.ownerDocument.createElement("span");
  span.className = MARK_EDGE;
  span.dataset.out = "";
  span.textContent = words;
  return span;
}
