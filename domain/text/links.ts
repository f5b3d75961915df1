// The links of a passage that stay inside the edition.
import type { Inline, Passage } from "./model.ts";

/** Keys of the passages that this passage's links and note markers lead to, in order, repeated as they stand. */
export function linksOf(passage: Pick<Passage, "content" | "rows">): string[] {
  const cells = passage.rows?.flatMap((row) => row.cells.map((cell) => cell.content)) ?? [];
  return [passage.content, ...cells].flatMap(linksIn);
}

function linksIn(content: Inline[]): string[] {
  return content.flatMap((node) => {
    if (typeof node === "string") return [];
    const own = "to" in node && node.to ? [node.to] : [];
    return "c" in node ? [...own, ...linksIn(node.c)] : own;
  });
}
