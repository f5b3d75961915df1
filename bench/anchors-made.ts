// Anchors on random words of a book, the same for the same seed; and sentences of other books that are put into it.
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { type BookText, placeIn } from "#domain/anchoring/book-text.ts";
import { seeded } from "#domain/anchoring/edits.arbitrary.ts";
import type { AnchoredBook } from "./anchors-books.ts";

/** An anchor and where it lies in the text of its book. */
export interface Placed {
  id: string;
  chapterId: string;
  anchor: Anchor;
  start: number;
  end: number;
}

/** Anchors on random words, phrases, sentences and stretches over several passages, in about the shares that readers make them. */
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

const known = new Map<AnchoredBook, string[]>();

/** The sentences of all books but one. */
export function sentencesFrom(books: readonly AnchoredBook[], but: AnchoredBook): string[] {
  return books.filter((book) => book !== but).flatMap(sentencesOf);
}

function sentencesOf(book: AnchoredBook): string[] {
  const found =
    known.get(book) ??
    book.chapters.flatMap(({ passages }) => passages.flatMap(({ text }) => text.match(/\p{Lu}[^.!?\n]{20,200}[.!?]/gu) ?? []));
  known.set(book, found);
  return found;
}
