// Canonical text: the characters of a passage that annotations count in, as UTF-16 offsets.
// One walk over a passage gives what is shown and what counts; the renderer, the importer and the browser all count by it.
import type { Inline, Passage } from "./model.ts";

export type Row = NonNullable<Passage["rows"]>[number];
export type Cell = Row["cells"][number];
/** An inline element with children. */
export type Container = Extract<Inline, { c: Inline[] }>;
/** An inline element without children. */
export type Leaf = Exclude<Inline, string | Container>;

/**
 * One step of the walk over a passage, in reading order. `start` and `end` are canonical offsets.
 * `shown` is the text as a reader gets it: white space folded, invisible characters still in it (soft hyphens do their work on the screen).
 * `out` marks what is shown but does not count: ruby readings, note markers, pictures, line breaks at either end.
 */
export type Step =
  | { is: "text"; shown: string; start: number; end: number; out: boolean }
  | { is: "leaf"; node: Leaf; start: number; end: number; out: boolean }
  | { is: "open"; node: Container; start: number; end: number }
  | { is: "close"; node: Container }
  | { is: "row"; node: Row; start: number }
  | { is: "row-end" }
  | { is: "cell"; node: Cell; start: number; end: number; header: boolean }
  | { is: "cell-end" };

type TextStep = Extract<Step, { is: "text" }>;
type LeafStep = Extract<Step, { is: "leaf" }>;

/** ASCII white space as HTML has it. A no-break space is a character like any other. */
const WHITE = /([ \t\n\f\r]+)/;

/** True for a UTF-16 code that is never counted: soft hyphen, zero-width space, word joiner, byte order mark. The joiners U+200C and U+200D do count: they change the letters. */
function isInvisible(code: number): boolean {
  return code === 0x00ad || code === 0x200b || code === 0x2060 || code === 0xfeff;
}

/** How many UTF-16 units of a shown text count. */
export function visibleLength(shown: string): number {
  let length = 0;
  for (let i = 0; i < shown.length; i++) if (!isInvisible(shown.charCodeAt(i))) length++;
  return length;
}

/** A shown text without its invisible characters. */
export function visible(shown: string): string {
  return shown.replace(/[\u00ad\u200b\u2060\ufeff]/g, "");
}

/** The place in a shown text where the counted unit number `offset`, counted from index `from`, stands; the text's length when there are not so many. */
export function shownIndex(shown: string, offset: number, from = 0): number {
  let left = offset;
  for (let i = from; i < shown.length; i++) {
    if (isInvisible(shown.charCodeAt(i))) continue;
    if (left === 0) return i;
    left--;
  }
  return shown.length;
}

/** The plain reading of a formula: what it adds to the canonical text. */
export function formulaText(text: string): string {
  return visible(text.replace(/[ \t\n\f\r]+/g, " ")).trim();
}

/** The canonical text of a passage: cells are separated by tabs and rows by line breaks; everything else is in the walk. */
export function canonicalText(passage: Pick<Passage, "content" | "rows">): string {
  let text = "";
  for (const step of walk(passage)) {
    if (step.is === "cell") text = text.padEnd(step.start, "\t");
    else if (step.is === "row") text = text.padEnd(step.start, "\n");
    else if (step.is === "text" && !step.out) text += visible(step.shown);
    else if (step.is === "leaf" && !step.out) text += counted(step.node);
  }
  return text;
}

/** The steps of a passage in reading order, with their canonical offsets. A passage with rows is its rows; its content is then not looked at. */
export function walk(passage: Pick<Passage, "content" | "rows">): Step[] {
  const steps: Step[] = [];
  if (passage.rows === undefined) fold(passage.content, steps);
  else {
    for (const row of passage.rows) {
      steps.push({ is: "row", node: row, start: 0 });
      for (const cell of row.cells) {
        steps.push({ is: "cell", node: cell, start: 0, end: 0, header: row.header === true });
        fold(cell.content, steps);
        steps.push({ is: "cell-end" });
      }
      steps.push({ is: "row-end" });
    }
  }
  number(steps);
  return steps.filter((step) => step.is !== "text" || step.shown !== "");
}

/** What a leaf adds to the canonical text. */
function counted(node: Leaf): string {
  if (node.t === "br") return "\n";
  return node.t === "math" ? formulaText(node.text) : "";
}

/**
 * Adds the steps of one run of content (a passage or a cell). A stretch of white space counts as one space, also across
 * elements, and stays where the last of it stood; there is none at the ends and beside line breaks.
 */
function fold(content: Inline[], steps: Step[]): void {
  let begun = false;
  /** True at the start of the run and after a line break, where white space is dropped. */
  let fresh = true;
  /** The last space, while nothing that counts has followed it. */
  let gap: { step: TextStep; at: number } | undefined;
  /** Line breaks that nothing has followed yet. */
  let breaks: LeafStep[] = [];

  const closeGap = () => {
    if (gap !== undefined) gap.step.shown = gap.step.shown.slice(0, gap.at) + gap.step.shown.slice(gap.at + 1);
    gap = undefined;
  };
  const count = () => {
    gap = undefined;
    breaks = [];
    begun = true;
    fresh = false;
  };
  const addText = (text: string, out: boolean) => {
    const step: TextStep = { is: "text", shown: "", start: 0, end: 0, out };
    steps.push(step);
    if (out) {
      step.shown = text.replace(/[ \t\n\f\r]+/g, " ");
      return;
    }
    for (const [i, part] of text.split(WHITE).entries()) {
      if (i % 2 === 0) {
        if (visibleLength(part) > 0) count();
        step.shown += part;
      } else if (!fresh) {
        closeGap();
        gap = { step, at: step.shown.length };
        step.shown += " ";
      }
    }
  };
  const addLeaf = (node: Leaf, out: boolean) => {
    const step: LeafStep = { is: "leaf", node, start: 0, end: 0, out: out || counted(node) === "" };
    steps.push(step);
    if (step.out) return;
    if (node.t !== "br") count();
    else if (!begun) step.out = true;
    else {
      closeGap();
      breaks.push(step);
      fresh = true;
    }
  };
  const add = (nodes: Inline[], out: boolean) => {
    for (const node of nodes) {
      if (typeof node === "string") addText(node, out);
      else if (!("c" in node)) addLeaf(node, out);
      else {
        steps.push({ is: "open", node, start: 0, end: 0 });
        add(node.c, out || node.t === "rt");
        steps.push({ is: "close", node });
      }
    }
  };

  add(content, false);
  closeGap();
  for (const step of breaks) step.out = true;
}

/** Writes the canonical offsets into the steps. */
function number(steps: Step[]): void {
  const open: { end: number }[] = [];
  let at = 0;
  let rows = 0;
  let cells = 0;
  for (const step of steps) {
    if (step.is === "row") {
      if (rows++ > 0) at++;
      step.start = at;
      cells = 0;
    } else if (step.is === "text" || step.is === "leaf") {
      step.start = at;
      if (!step.out) at += step.is === "text" ? visibleLength(step.shown) : counted(step.node).length;
      step.end = at;
    } else if (step.is === "open" || step.is === "cell") {
      if (step.is === "cell" && cells++ > 0) at++;
      step.start = at;
      open.push(step);
    } else if (step.is === "close" || step.is === "cell-end") {
      const opened = open.pop();
      if (opened !== undefined) opened.end = at;
    }
  }
}
