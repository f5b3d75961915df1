// Between the page and canonical offsets, both ways. It counts by the rule that domain/text/render.ts writes by:
// text outside [data-out] without invisible characters, one for each <br> and between cells and rows, and for [data-text] the length of that attribute.
import type { Position, Stretch } from "#domain/anchoring/anchor.ts";
import { shownIndex, visible, visibleLength } from "#domain/text/canonical.ts";

/** A node that counts: a text, a line break, or a formula, with its canonical offsets in its block. */
export interface Unit {
  node: Text | Element;
  start: number;
  end: number;
}

const ELEMENT = 1;
const TEXT = 3;
const FOLLOWING = 4;
const BLOCK = "[data-passage]";

export const isText = (node: Node): node is Text => node.nodeType === TEXT;
const isElement = (node: Node): node is Element => node.nodeType === ELEMENT;

/** What counts in a block, in reading order, and its canonical text. */
export function readBlock(block: Element): { units: Unit[]; text: string } {
  const units: Unit[] = [];
  let text = "";
  let rows = 0;
  let cells = 0;
  const add = (node: Text | Element, counted: string) => {
    if (counted !== "") units.push({ node, start: text.length, end: text.length + counted.length });
    text += counted;
  };
  const visit = (parent: Node) => {
    for (const node of parent.childNodes) {
      if (isText(node)) add(node, visible(node.data));
      if (!isElement(node) || node.hasAttribute("data-out")) continue;
      const formula = node.getAttribute("data-text");
      if (formula !== null) add(node, formula);
      else if (node.localName === "br") add(node, "\n");
      else {
        if (node.localName === "tr") {
          text += rows++ > 0 ? "\n" : "";
          cells = 0;
        } else if (node.localName === "td" || node.localName === "th") text += cells++ > 0 ? "\t" : "";
        visit(node);
      }
    }
  };
  visit(block);
  return { units, text };
}

/** The passages below an element, as anchors see them. */
export function readPassages(root: Element): { id: string; text: string }[] {
  return blocksOf(root).map((block) => ({ id: block.dataset.passage ?? "", text: readBlock(block).text }));
}

/** The two ends of a range as places in passages; an end outside every passage is moved to the nearest one. Nothing where there are no passages. */
export function stretchOfRange(root: Element, range: Range): Stretch | undefined {
  const start = positionOf(root, range.startContainer, range.startOffset);
  const end = positionOf(root, range.endContainer, range.endOffset);
  return start && end ? { start, end } : undefined;
}

/** The range of a page that a stretch covers; nothing when one of its passages is not there. */
export function rangeOfStretch(root: Element, { start, end }: Stretch): Range | undefined {
  const [head, tail] = [blockOf(root, start.passage), blockOf(root, end.passage)];
  if (!head || !tail) return undefined;
  const range = root.ownerDocument.createRange();
  range.setStart(...pointOf(head, start.offset, "start"));
  range.setEnd(...pointOf(tail, end.offset, "end"));
  return range;
}

/** The block of a passage. */
export function blockOf(root: Element, passage: string): HTMLElement | undefined {
  return root.querySelector<HTMLElement>(`[data-passage="${passage}"]`) ?? undefined;
}

function blocksOf(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(BLOCK)];
}

function positionOf(root: Element, node: Node, offset: number): Position | undefined {
  const block = (isElement(node) ? node : node.parentElement)?.closest<HTMLElement>(BLOCK);
  if (block && root.contains(block)) return { passage: block.dataset.passage ?? "", offset: offsetIn(block, node, offset) };
  const blocks = blocksOf(root);
  const next = blocks.find((one) => !isBefore(one, node, offset));
  const last = blocks.at(-1);
  if (next) return { passage: next.dataset.passage ?? "", offset: 0 };
  return last && { passage: last.dataset.passage ?? "", offset: readBlock(last).text.length };
}

/**
 * The passage and the counted character under a point of the page, from the place in a text that the browser gives for it. That place may lie before or
 * after the character; where neither is under the point (at the end of a line) it is the one before. Quick enough for every movement of a pointer.
 */
export function characterAt(root: Element, text: Text, offset: number, point: { x: number; y: number }): Position | undefined {
  const block = text.parentElement?.closest<HTMLElement>(BLOCK);
  if (!block || !root.contains(block)) return undefined;
  const before = lengthBefore(block, text, { at: 0, rows: 0, cells: 0 });
  if (before === undefined) return undefined;
  let index = offset < text.length && isUnder(text, offset, point) ? offset : Math.max(0, offset - 1);
  // A hyphen that a line ends with is the letter before it.
  while (index > 0 && visible(text.data.charAt(index)) === "") index--;
  return { passage: block.dataset.passage ?? "", offset: before + visibleLength(text.data.slice(0, index)) };
}

function isUnder(text: Text, index: number, { x, y }: { x: number; y: number }): boolean {
  const range = text.ownerDocument.createRange();
  range.setStart(text, index);
  range.setEnd(text, index + 1);
  return [...range.getClientRects()].some(({ left, right, top, bottom }) => left <= x && x < right && top <= y && y < bottom);
}

/** How many counted characters below an element stand before a text; nothing when it does not count there. It counts as readBlock does, without reading anything out. */
function lengthBefore(parent: Node, text: Text, so: { at: number; rows: number; cells: number }): number | undefined {
  for (const node of parent.childNodes) {
    if (node === text) return so.at;
    if (isText(node)) so.at += visibleLength(node.data);
    if (!isElement(node) || node.hasAttribute("data-out")) continue;
    const formula = node.getAttribute("data-text");
    if (formula !== null) so.at += formula.length;
    else if (node.localName === "br") so.at++;
    else {
      if (node.localName === "tr") {
        so.at += so.rows++ > 0 ? 1 : 0;
        so.cells = 0;
      } else if (node.localName === "td" || node.localName === "th") so.at += so.cells++ > 0 ? 1 : 0;
      const found = lengthBefore(node, text, so);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** How many counted characters of a block stand before a point of the page. */
function offsetIn(block: Element, node: Node, offset: number): number {
  const { units, text } = readBlock(block);
  for (const unit of units) {
    if (unit.node === node && isText(node)) return unit.start + visibleLength(node.data.slice(0, offset));
    if (!isBefore(unit.node, node, offset)) return unit.start;
  }
  return text.length;
}

/** Whether all of an element or text stands before a point of the page. */
function isBefore(one: Node, node: Node, offset: number): boolean {
  if (one.contains(node)) return false;
  if (!node.contains(one)) return (one.compareDocumentPosition(node) & FOLLOWING) !== 0;
  const after = node.childNodes[offset];
  return after === undefined || (!after.contains(one) && (after.compareDocumentPosition(one) & FOLLOWING) === 0);
}

/** The point of the page where a canonical offset of a block stands: before the character that follows ("start"), or after the one that precedes ("end"). */
function pointOf(block: Element, offset: number, side: "start" | "end"): [Node, number] {
  const { units } = readBlock(block);
  const unit = side === "start" ? units.find((one) => offset < one.end) : units.findLast((one) => offset > one.start);
  if (!unit) return side === "start" ? [block, block.childNodes.length] : [block, 0];
  const inside = Math.min(Math.max(0, offset - unit.start), unit.end - unit.start);
  if (isText(unit.node)) return [unit.node, shownIndex(unit.node.data, inside)];
  const parent = unit.node.parentNode ?? block;
  const index = [...parent.childNodes].indexOf(unit.node);
  return [parent, side === "start" ? index : index + 1];
}
