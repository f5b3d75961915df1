// Notes to measure a margin with: the same in every run, on the words of a real chapter, of every kind, many over each other.
import { v7 } from "uuid";
import { CONTEXT_MOST } from "../domain/anchoring/limits.ts";
import { annotationKinds } from "../domain/annotations/choices.ts";
import type { Annotation } from "../domain/shapes/annotation.ts";
import type { StoredPassage } from "../domain/shapes/book.ts";

/** How many notes are asked for as those that arrive later, beyond those of the page. */
export const ARRIVING = 7;
const LONGEST = 150;

/** A generator with a fixed seed (Lehmer, modulus 2^31 - 1). */
function makeRandom(): (below: number) => number {
  let seed = 20_261;
  return (below) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
}

/** So many notes on words of these passages, none of them on a whole passage; the first ones are the same whatever the number. */
export function makeNotes(count: number, chapterId: string, passages: readonly StoredPassage[]): Annotation[] {
  const random = makeRandom();
  const kinds = annotationKinds.filter((kind) => kind !== "link");
  const usable = passages.filter(({ text }) => text.length > 40);
  return Array.from({ length: count }, (_, index) => {
    const passage = usable[random(usable.length)];
    if (!passage) throw new Error("The chapter has no passage to note");
    const { id, text } = passage;
    let start = 1 + random(text.length - 12);
    let end = Math.min(text.length - 1, start + 5 + random(LONGEST));
    while (/\s/.test(text[start] ?? "") && start < end - 1) start++;
    while (/\s/.test(text[end - 1] ?? "") && end > start + 1) end--;
    const kind = kinds[random(kinds.length)] ?? "remark";
    const at = new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString();
    return {
      ...{ id: v7(), chapterId, kind, createdAt: at, shownAt: at, visibility: "group", tags: [], reactions: [], replies: [] },
      anchor: {
        ...{ passage: id, start, endPassage: id, end, quote: text.slice(start, end) },
        ...{ before: text.slice(Math.max(0, start - CONTEXT_MOST), start), after: text.slice(end, end + CONTEXT_MOST) },
      },
      author: { id: "member", name: "A reader" },
      body: kind === "highlight" ? "" : `What I think of these words, at some length, for the ${index + 1}th time.`,
    };
  });
}
