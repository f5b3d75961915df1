// Where a printed page begins, while a text is still being put together: a mark in the content, taken out when the passage is finished.
import { walk } from "#domain/text/canonical.ts";
import type { Inline, Passage } from "#domain/text/model.ts";

/** No link of a book can hold this character, so a mark is never taken for one. */
const MARK = "\u0000page:";

/** A mark in the content: here the printed page with that label begins. */
export function pageMark(label: string): Inline {
  return { t: "noteref", label: "", to: MARK + label };
}

export function isPageMark(node: Inline): boolean {
  return typeof node !== "string" && node.t === "noteref" && node.to.startsWith(MARK);
}

/** The page marks of a content, in order. */
export function pageMarks(content: Inline[]): Inline[] {
  return content.flatMap((node) =>
    typeof node === "string" ? [] : "c" in node ? pageMarks(node.c) : isPageMark(node) ? [node] : [],
  );
}

/** Takes the marks out of a passage and gives the pages they stand for, with their canonical offsets. */
export function takePageMarks(passage: Pick<Passage, "content" | "rows">): {
  content: Inline[];
  rows?: NonNullable<Passage["rows"]>;
  pages: NonNullable<Passage["pages"]>;
} {
  const pages: NonNullable<Passage["pages"]> = [];
  for (const step of walk(passage)) {
    if (step.is === "leaf" && step.node.t === "noteref" && isPageMark(step.node)) {
      pages.push({ label: step.node.to.slice(MARK.length), at: step.start });
    }
  }
  if (pages.length === 0) return { ...passage, pages };
  const content = withoutMarks(passage.content);
  if (passage.rows === undefined) return { content, pages };
  const rows = passage.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, content: withoutMarks(cell.content) })),
  }));
  return { content, rows, pages };
}

/** The content without marks; texts that a mark had parted are one again. */
function withoutMarks(content: Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const node of content) {
    const last = out.at(-1);
    if (typeof node === "string") {
      if (typeof last === "string") out[out.length - 1] = last + node;
      else out.push(node);
    } else if ("c" in node) {
      const c = withoutMarks(node.c);
      if (c.length > 0) out.push({ ...node, c });
    } else if (!isPageMark(node)) out.push(node);
  }
  return out;
}
