// Passages as the page groups them: consecutive items are one list, everything else stands for itself. Pure.
import type { StoredPassage } from "#domain/shapes/book.ts";

export type Block = { is: "passage"; stored: StoredPassage } | { is: "list"; items: StoredPassage[] };

/** The blocks of a chapter in reading order. */
export function blocksOf(passages: readonly StoredPassage[]): Block[] {
  const blocks: Block[] = [];
  for (const stored of passages) {
    const last = blocks.at(-1);
    if (stored.passage.kind !== "item") blocks.push({ is: "passage", stored });
    else if (last?.is === "list") last.items.push(stored);
    else blocks.push({ is: "list", items: [stored] });
  }
  return blocks;
}
