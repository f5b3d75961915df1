// Anchors for tests: some words of a passage, described as a browser would.

import type { Anchor } from "#domain/anchoring/anchor.ts";
import { describeWords } from "#domain/anchoring/describe-words.ts";
import { listPassageTexts } from "../annotations/queries.ts";
import type { TestHouse } from "./house.ts";

/** The anchor of `words`, which must stand in the chapter. */
export async function anchorOf({ house }: TestHouse, chapterId: string, words: string): Promise<Anchor> {
  const anchor = describeWords(await listPassageTexts(house.db, chapterId), words);
  if (!anchor) throw new Error(`“${words}” does not stand in the chapter`);
  return anchor;
}
