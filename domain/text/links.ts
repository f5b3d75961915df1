// The links of a passage that stay inside the edition, and what they lead to on a page.
import type { Inline, Passage } from "./model.ts";

/** The id of a passage's block on its page. */
export const passageAnchor = (number: number) => `p-${number}`;

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
