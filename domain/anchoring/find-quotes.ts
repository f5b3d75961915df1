// Quotes found in a book without the text they were made on: by their letters, and by the words beside them where they stand more than once.
import { alignLetters } from "./align-letters.ts";
import { type BookText, joinBook, placeIn } from "./book-text.ts";
import type { Carried, ChapterText, PlaceFound } from "./carrying.ts";
import { foldLetters } from "./fold-letters.ts";
import { judge } from "./judge-places.ts";
import { type SeedIndex, seededAt, seedIndex } from "./seeds.ts";
import { isLetter, isWhite } from "./word-runs.ts";

/** A quote as other programs keep it. `near` is a hint where it stood, as a share of the book (0 to 1). */
export interface Quote {
  quote: string;
  before?: string;
  after?: string;
  near?: number;
}

/** More places of the same words than this are not looked at. */
const MOST_PLACES = 2_000;
/** So many letters of the words beside a quote are compared. */
const BESIDE = 32;
/** A quote of fewer letters must begin and end with words; inside of others its letters say nothing. */
const SHORT = 16;
/** How many places are looked at letter by letter. */
const MOST_TRIED = 4;
/** How far the parts of a quote with an ellipsis may stand apart, in letters. */
const MOST_LEFT_OUT = 4_000;

/**
 * Finds quotes in a book. White space, dashes, quotation marks, case, accents, hyphens at line ends and an ellipsis for words left out do not
 * matter; of other differences a third of the letters may differ, with a score to match. Of several places the one whose surroundings agree with
 * `before` and `after` is it; with nothing to decide, the best by `near` comes first and is to be checked.
 */
export function findQuotes(chapters: readonly ChapterText[], quotes: readonly ({ id: string } & Quote)[]): Map<string, Carried> {
  const index = quoteIndex(joinBook(chapters));
  return new Map(quotes.map((quote) => [quote.id, findIn(index, quote)]));
}

/** A book made ready for searches. */
export interface QuoteIndex {
  book: BookText;
  letters: string;
  places: Int32Array;
  /** Made when the first quote is not there to the letter. */
  seeds: SeedIndex | undefined;
}

export function quoteIndex(book: BookText): QuoteIndex {
  return { book, ...foldLetters(book.text), seeds: undefined };
}

/** A place among the letters of the book; shares of the quote's letters and of its context's that stand there. */
export interface Hit {
  from: number;
  to: number;
  words: number;
  beside: number;
}

export function findIn(index: QuoteIndex, quote: Quote): Carried {
  const letters = foldLetters(quote.quote).letters;
  const context = {
    before: foldLetters(quote.before ?? "").letters.slice(-BESIDE),
    after: foldLetters(quote.after ?? "").letters.slice(0, BESIDE),
  };
  if (letters === "") return { state: "orphan", score: 0, places: [] };
  let hits = exactHits(index, letters, context);
  if (hits.length === 0) hits = hitsInParts(index, quote.quote, context);
  if (hits.length === 0) hits = nearHits(index, letters, context);
  const near = quote.near === undefined ? undefined : quote.near * index.letters.length;
  const ranked = judge(hits, { letters: letters.length, context: context.before.length + context.after.length, near });
  const places = ranked.places.flatMap(({ hit, score }): PlaceFound[] => {
    const [from, to] = withSigns(index, hit, quote.quote);
    const place = placeIn(index.book, from, to, score);
    return place === undefined ? [] : [{ chapterId: place.chapterId, anchor: place.anchor, score }];
  });
  const score = places[0]?.score ?? 0;
  return { state: places.length === 0 ? "orphan" : ranked.state, score, places };
}

interface Context {
  before: string;
  after: string;
}

/** Where the letters of a quote stand as they are. */
function exactHits(index: QuoteIndex, letters: string, context: Context): Hit[] {
  const hits: Hit[] = [];
  for (let at = index.letters.indexOf(letters); at !== -1; at = index.letters.indexOf(letters, at + 1)) {
    const to = at + letters.length;
    if (letters.length < SHORT && !(beginsWord(index, at) && endsWord(index, to))) continue;
    hits.push({ from: at, to, words: 1, beside: besideShare(index, at, to, context) });
    if (hits.length === MOST_PLACES) break;
  }
  return hits;
}

function beginsWord({ book, places }: QuoteIndex, at: number): boolean {
  const place = places[at] ?? 0;
  return place === 0 || !isLetter(book.text.charCodeAt(place - 1));
}

function endsWord({ book, places }: QuoteIndex, to: number): boolean {
  const place = places[to - 1] ?? 0;
  return !isLetter(book.text.charCodeAt(place + 1));
}

/** The share of the context's letters that stand beside a place without a break; without any context nothing speaks against it. */
function besideShare({ letters }: QuoteIndex, from: number, to: number, { before, after }: Context): number {
  if (before.length + after.length === 0) return 1;
  let same = 0;
  for (let i = 1; i <= before.length && letters[from - i] === before[before.length - i]; i++) same++;
  for (let i = 0; i < after.length && letters[to + i] === after[i]; i++) same++;
  return same / (before.length + after.length);
}

/** A quote with an ellipsis stands where its parts stand, one after the other and not far apart. */
function hitsInParts(index: QuoteIndex, quote: string, context: Context): Hit[] {
  const parts = quote
    .split(/\[?\s*(?:…|\.\s?\.\s?\.)\s*\]?/u)
    .map((part) => foldLetters(part).letters)
    .filter((part) => part !== "");
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0 || parts.every((part) => part.length < SHORT)) return [];
  return exactHits(index, first, { before: context.before, after: "" }).flatMap(({ from, to }) => {
    let end = to;
    for (const part of others) {
      const at = index.letters.indexOf(part, end);
      if (at === -1 || at - end > MOST_LEFT_OUT) return [];
      end = at + part.length;
    }
    return [{ from, to: end, words: 1, beside: besideShare(index, from, end, context) }];
  });
}

/** Where most of the letters of a quote stand: seeds tell where to look, an alignment with the words beside it where it begins and ends. */
function nearHits(index: QuoteIndex, letters: string, context: Context): Hit[] {
  index.seeds ??= seedIndex(index.letters);
  const sought = context.before + letters + context.after;
  const hits: Hit[] = [];
  for (const at of seededAt(index.seeds, index.letters, letters, MOST_TRIED)) {
    const slack = 24 + Math.ceil(letters.length * 0.2);
    const from = Math.max(0, at - context.before.length - slack);
    const to = Math.min(index.letters.length, at + letters.length + context.after.length + slack);
    const map = new Int32Array(sought.length).fill(-1);
    alignLetters(map, [sought, 0, sought.length], [index.letters, from, to]);
    const hit = hitOf(index, map, sought, context.before.length, letters.length);
    if (hit !== undefined && !hits.some((other) => other.from < hit.to && hit.from < other.to)) hits.push(hit);
  }
  return hits;
}

function hitOf({ letters }: QuoteIndex, map: Int32Array, sought: string, start: number, length: number): Hit | undefined {
  let [first, last] = [-1, -1];
  let [words, beside] = [0, 0];
  for (let i = 0; i < sought.length; i++) {
    const to = map[i] ?? -1;
    if (to < 0) continue;
    const worth = letters[to] === sought[i] ? 1 : 0;
    if (i < start || i >= start + length) beside += worth;
    else {
      if (first < 0) first = to;
      last = to;
      words += worth;
    }
  }
  if (first < 0) return undefined;
  const context = sought.length - length;
  // Letters that came between lower the share as letters that are missing do.
  return {
    from: first,
    to: last + 1,
    words: words / Math.max(length, last + 1 - first),
    beside: context === 0 ? 1 : beside / context,
  };
}

/** From letters to the text: the signs that the quote begins and ends with belong to it where they stand in the text too. */
function withSigns({ book, places }: QuoteIndex, { from, to }: Hit, quote: string): [number, number] {
  let start = places[from] ?? 0;
  let end = endOfCharacter(book.text, places[to - 1] ?? 0);
  const own = foldLetters(quote).places;
  const head = [...quote.slice(0, own[0] ?? 0)].filter((sign) => !isWhite(sign.charCodeAt(0))).reverse();
  const tail = [...quote.slice(endOfCharacter(quote, own.at(-1) ?? 0))].filter((sign) => !isWhite(sign.charCodeAt(0)));
  for (const sign of head) {
    if (start === 0 || kindOfSign(book.text[start - 1] ?? "") !== kindOfSign(sign)) break;
    start--;
  }
  for (const sign of tail) {
    if (kindOfSign(book.text[end] ?? "") !== kindOfSign(sign)) break;
    end++;
  }
  return [start, end];
}

/** Where the character that begins at `at` ends, its marks included. */
function endOfCharacter(text: string, at: number): number {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  while (/^\p{M}/u.test(text.slice(end, end + 2))) end++;
  return end;
}

/** Signs that programs put in each other's place are of one kind. */
function kindOfSign(sign: string): string {
  if (/[\p{Pi}\p{Pf}"'`„‚′″]/u.test(sign)) return '"';
  return /\p{Pd}/u.test(sign) ? "-" : sign;
}
