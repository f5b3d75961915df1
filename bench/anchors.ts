// Anchors carried to edited texts of real books, with known truth: how many are found, found to the letter, put in a wrong place; beside the way Hypothesis does it.

import type { Anchor } from "#domain/anchoring/anchor.ts";
import { type BookText, joinBook, placeIn } from "#domain/anchoring/book-text.ts";
import { carryAnchors } from "#domain/anchoring/carry.ts";
import { type Edited, type EditKind, editBook, editKinds, seeded, truthOf } from "#domain/anchoring/edits.arbitrary.ts";
import { type AnchoredBook, asEdition, readAnchoredBooks } from "./anchors-books.ts";
import { findTheirWay } from "./anchors-hypothesis.ts";
import { addTally, count, emptyTally, putOf, type Tally } from "./anchors-verdict.ts";
import type { Bench } from "./figure.ts";

export interface Placed {
  id: string;
  chapterId: string;
  anchor: Anchor;
  start: number;
  end: number;
}

/** Anchors on random words, phrases, sentences and stretches over several passages. */
export function makeAnchors(book: BookText, amount: number, seed: number): Placed[] {
  const random = seeded(seed);
  const made: Placed[] = [];
  while (made.length < amount) {
    const kind = random();
    const length =
      kind < 0.2
        ? 4 + random() * 12
        : kind < 0.55
          ? 15 + random() * 50
          : kind < 0.85
            ? 60 + random() * 140
            : 200 + random() * 900;
    const at = Math.floor(random() * book.text.length);
    const from = wordBefore(book.text, at);
    const to = wordAfter(book.text, Math.min(book.text.length, Math.floor(at + length)));
    const place = placeIn(book, from, to, 1);
    if (place === undefined || !/[\p{L}\p{N}]/u.test(place.anchor.quote)) continue;
    const numbers = book.numbers.get(place.chapterId);
    const start = (book.starts[numbers?.get(place.anchor.passage) ?? 0] ?? 0) + place.anchor.start;
    const end = (book.starts[numbers?.get(place.anchor.endPassage) ?? 0] ?? 0) + place.anchor.end;
    made.push({ id: `${made.length}`, chapterId: place.chapterId, anchor: place.anchor, start, end });
  }
  return made;
}

function wordBefore(text: string, at: number): number {
  let from = at;
  while (from > 0 && /\S/.test(text.charAt(from - 1))) from--;
  return from;
}

function wordAfter(text: string, at: number): number {
  let to = at;
  while (to < text.length && /\S/.test(text.charAt(to))) to++;
  return to;
}

export function sentencesFrom(books: readonly AnchoredBook[], but: AnchoredBook): string[] {
  return books
    .filter((book) => book !== but)
    .flatMap(({ chapters }) => chapters.flatMap(({ passages }) => passages.map(({ text }) => text)))
    .flatMap((text) => text.match(/\p{Lu}[^.!?\n]{20,200}[.!?]/gu) ?? []);
}

export function tallyOurs(
  edited: Edited,
  before: AnchoredBook,
  anchors: readonly Placed[],
  onMiss?: (p: Placed, what: string) => void,
): Tally {
  const tally = emptyTally();
  const began = performance.now();
  const carried = carryAnchors(before.chapters, edited.chapters, anchors);
  tally.milliseconds = performance.now() - began;
  for (const placed of anchors) {
    const was = { ...tally };
    count(tally, edited, placed, truthOf(edited, placed.start, placed.end), putOf(edited.after, carried.get(placed.id)));
    if (
      onMiss &&
      (tally.wrong > was.wrong || tally.elsewhere > was.elsewhere || (tally.stays > was.stays && tally.exact === was.exact))
    )
      onMiss(
        placed,
        tally.wrong > was.wrong
          ? "wrong"
          : tally.elsewhere > was.elsewhere
            ? "elsewhere"
            : tally.found > was.found
              ? "inexact"
              : "lost",
      );
  }
  return tally;
}

export function tallyTheirs(edited: Edited, anchors: readonly Placed[]): Tally {
  const tally = emptyTally();
  const began = performance.now();
  const puts = anchors.map(({ anchor: { quote, before, after }, start }) =>
    findTheirWay(edited.after.text, { quote, before, after, start }),
  );
  tally.milliseconds = performance.now() - began;
  for (const [i, placed] of anchors.entries()) {
    const found = puts[i];
    const settled = found && placeIn(edited.after, found.from, found.to, 1);
    const put = settled && putOf(edited.after, { state: "certain", score: 1, places: [settled] });
    count(tally, edited, placed, truthOf(edited, placed.start, placed.end), put);
  }
  return tally;
}
