// Anchors for tests: some words of a passage, described as a browser would.

import type { Anchor } from "#domain/anchoring/anchor.ts";
import { describeSelection } from "#domain/anchoring/describe-selection.ts";
import { listPassageTexts } from "../annotations/queries.ts";
import type { TestHouse } from "./house.ts";

/** The anchor of `words`, which must stand in the chapter. */
export async function anchorOf({ house }: TestHouse, chapterId: string, words: string): Promise<Anchor> {
  const texts = await listPassageTexts(house.db, chapterId);
  for (const { id, text } of texts) {
    const start = text.indexOf(words);
    if (start < 0) continue;
    const described = describeSelection(texts, {
      start: { passage: id, offset: start },
      end: { passage: id, offset: start + words.length },
    });
    if (described.ok) return described.anchor;
  }
  throw new Error(`“${words}” does not stand in the chapter`);
}
