// Anchors as W3C Web Annotation selectors, and back. https://www.w3.org/TR/annotation-model/#selectors
import { z } from "zod";
import { passageAnchor } from "../text/links.ts";
import type { Anchor, PassageText } from "./anchor.ts";
import { joinBook, placeIn } from "./book-text.ts";
import type { Carried, ChapterText } from "./carrying.ts";
import { findIn, type QuoteIndex, quoteIndex } from "./find-quotes.ts";
import { foldLetters } from "./fold-letters.ts";
import { DOUBTFUL, stateOf } from "./judge-places.ts";

const TextQuoteSelector = z.object({
  type: z.literal("TextQuoteSelector"),
  exact: z.string(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
});
const TextPositionSelector = z.object({
  type: z.literal("TextPositionSelector"),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
const FragmentSelector = z.object({
  type: z.literal("FragmentSelector"),
  value: z.string(),
  conformsTo: z.string().optional(),
  refinedBy: z.unknown().optional(),
});

export type Selector =
  | z.infer<typeof TextQuoteSelector>
  | z.infer<typeof TextPositionSelector>
  | z.infer<typeof FragmentSelector>;

/** What the fragment selectors of HTML conform to, by the table in section 4.2.1 of the model. */
const HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236";

/**
 * The selectors of an anchor, each of which is enough to find it again. Positions count Unicode code points, as the model demands, in the text of
 * the chapter: the canonical texts of its passages, joined by one line break each. The fragment is the id of the passage's block on the chapter's
 * page, refined by the quote where the anchor lies in one passage.
 * @throws {RangeError} when a passage of the anchor is not in the chapter
 */
export function selectorsOf(anchor: Anchor, passages: readonly PassageText[]): Selector[] {
  const book = joinBook([{ id: "", passages }]);
  const numbers = book.numbers.get("");
  const [first, last] = [numbers?.get(anchor.passage), numbers?.get(anchor.endPassage)];
  if (first === undefined || last === undefined) throw new RangeError("The anchor lies in no passage of the chapter");
  const start = (book.starts[first] ?? 0) + anchor.start;
  const end = (book.starts[last] ?? 0) + anchor.end;
  const quote: Selector = { type: "TextQuoteSelector", exact: anchor.quote, prefix: anchor.before, suffix: anchor.after };
  const fragment = { type: "FragmentSelector", value: passageAnchor(first + 1), conformsTo: HTML_FRAGMENT } as const;
  return [
    quote,
    { type: "TextPositionSelector", start: codePoints(book.text, start), end: codePoints(book.text, end) },
    first === last ? { ...fragment, refinedBy: quote } : fragment,
  ];
}

/** What selectors from outside say about a place, as far as it can be understood here. */
export interface Selection {
  quote?: { exact: string; before: string; after: string };
  position?: { start: number; end: number };
  /** The number of a passage in its chapter, from 1. */
  passage?: number;
}

/**
 * Reads one selector or a list of them, with what refines them; the first of each kind counts. What is not understood (ranges of a page's elements,
 * selectors by address) is left out. Nothing when nothing is left.
 */
export function readSelectors(given: unknown): Selection | undefined {
  const selection: Selection = {};
  collect(given, selection, 0);
  return Object.keys(selection).length === 0 ? undefined : selection;
}

/** Selectors refined by more selectors than this are nobody's. */
const DEEPEST = 4;

function collect(given: unknown, selection: Selection, depth: number): void {
  if (depth > DEEPEST) return;
  for (const one of Array.isArray(given) ? given : [given]) {
    const quote = TextQuoteSelector.safeParse(one).data;
    const position = TextPositionSelector.safeParse(one).data;
    const fragment = FragmentSelector.safeParse(one).data;
    if (quote !== undefined && quote.exact.trim() !== "")
      selection.quote ??= { exact: quote.exact, before: quote.prefix ?? "", after: quote.suffix ?? "" };
    if (position !== undefined && position.start < position.end)
      selection.position ??= { start: position.start, end: position.end };
    const number = /^#?p-([1-9]\d{0,6})$/.exec(fragment?.value ?? "")?.[1];
    if (number !== undefined) selection.passage ??= Number(number);
    if (typeof one === "object" && one !== null && "refinedBy" in one) collect(one.refinedBy, selection, depth + 1);
  }
}

/** A selection to be placed; `chapterId` where it is known which chapter it was made in. */
export interface Selected {
  id: string;
  selection: Selection;
  chapterId?: string;
}

/**
 * The places of selections in a book. The words decide, in their chapter before others; position and passage say which of several places of
 * the same words it is. Without words a position or a passage of a known chapter is a place to be checked, for nothing tells whether the text is
 * the one it was counted in.
 */
export function placeSelections(chapters: readonly ChapterText[], selected: readonly Selected[]): Map<string, Carried> {
  const indices = new Map<string, QuoteIndex>();
  const indexOf = (name: string, some: readonly ChapterText[]) => {
    const known = indices.get(name) ?? quoteIndex(joinBook(some));
    indices.set(name, known);
    return known;
  };
  const placed = new Map<string, Carried>();
  for (const { id, selection, chapterId } of selected) {
    const own = chapters.length === 1 ? chapters[0] : chapters.find((chapter) => chapter.id === chapterId);
    const inChapter = own === undefined ? undefined : placeInChapter(indexOf(`chapter ${own.id}`, [own]), selection);
    if (inChapter !== undefined && inChapter.state !== "orphan") placed.set(id, inChapter);
    else if (selection.quote === undefined || chapters.length === 1) placed.set(id, inChapter ?? nowhere);
    else {
      const { exact: quote, before, after } = selection.quote;
      const found = findIn(indexOf("book", chapters), { quote, before, after });
      // Where it should have been in a chapter and is not, it is not beyond doubt in another.
      placed.set(id, own === undefined || found.state !== "certain" ? found : lowered(found));
    }
  }
  return placed;
}

const nowhere: Carried = { state: "orphan", score: 0, places: [] };

function lowered({ places }: Carried): Carried {
  const lower = places.map((place) => ({ ...place, score: Math.min(place.score, DOUBTFUL) }));
  return { state: stateOf(DOUBTFUL), score: DOUBTFUL, places: lower };
}

function placeInChapter(index: QuoteIndex, selection: Selection): Carried {
  const { book } = index;
  const { quote, position, passage } = selection;
  const ranges: [number, number][] = [];
  if (position !== undefined) {
    ranges.push([unitsOf(book.text, position.start), unitsOf(book.text, position.end)]);
    // Some programs count in UTF-16 units, against the model.
    ranges.push([position.start, position.end]);
  }
  if (quote === undefined) {
    const start = book.starts[(passage ?? 0) - 1];
    if (passage !== undefined && start !== undefined)
      ranges.push([start, start + (book.passages[passage - 1]?.text.length ?? 0)]);
    const [from, to] = ranges[0] ?? [0, 0];
    const place = to > book.text.length ? undefined : placeIn(book, from, to, DOUBTFUL);
    if (place === undefined) return nowhere;
    return { state: "check", score: DOUBTFUL, places: [{ chapterId: place.chapterId, anchor: place.anchor, score: DOUBTFUL }] };
  }
  for (const [from, to] of ranges) {
    if (to > book.text.length || lettersOf(book.text.slice(from, to)) !== lettersOf(quote.exact)) continue;
    const place = placeIn(book, from, to, 1);
    if (place === undefined) continue;
    return { state: "certain", score: 1, places: [{ chapterId: place.chapterId, anchor: place.anchor, score: 1 }] };
  }
  const near = ranges[0]?.[0] ?? (passage === undefined ? undefined : book.starts[passage - 1]);
  const hint = near === undefined ? {} : { near: near / Math.max(1, book.text.length) };
  return findIn(index, { quote: quote.exact, before: quote.before, after: quote.after, ...hint });
}

/** The letters of some words, or the words themselves where they have none. */
function lettersOf(words: string): string {
  const { letters } = foldLetters(words);
  return letters === "" ? words.trim() : letters;
}

/** How many code points the first `units` UTF-16 units of a text are. */
function codePoints(text: string, units: number): number {
  let count = 0;
  for (let at = 0; at < units; count++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

/** How many UTF-16 units the first `points` code points of a text are; past its end, as many as there would be. */
function unitsOf(text: string, points: number): number {
  let at = 0;
  for (let count = 0; count < points; count++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
