// Quotes as other programs keep them, looked for in a text that is not quite the one they were made on.
import type { BookText } from "#domain/anchoring/book-text.ts";
import { type Edited, editBook, seeded } from "#domain/anchoring/edits.arbitrary.ts";
import { findQuotes, type Quote } from "#domain/anchoring/find-quotes.ts";
import { truthOf } from "#domain/anchoring/truth.arbitrary.ts";
import type { AnchoredBook } from "./anchors-books.ts";
import { makeAnchors, type Placed, sentencesFrom } from "./anchors-made.ts";
import { count, emptyTally, putOf } from "./anchors-verdict.ts";
import { type Figure, figure, type Goal } from "./figure.ts";

const ANCHORS = 300;
/** Where some programs cut a quote off. */
const CUT_OFF = 120;
/** Shorter quotes are words that stand everywhere; nobody can tell which without their text. */
const LEAST = 12;

const goals = { recall: { least: 95 }, wrong: { most: 0.1 } } satisfies Record<string, Goal>;

/** Issue: a quote is found, or one of the places to be checked is it; none is put in a wrong place without being checked. */
export function measureImported(books: readonly AnchoredBook[]): Figure[] {
  const sum = { quotes: 0, found: 0, silent: 0, milliseconds: 0 };
  for (const [b, book] of books.entries()) {
    const edited = editBook(book.chapters, { kind: "typos", share: 0.3, seed: 3 * b + 1, foreign: sentencesFrom(books, book) });
    const random = seeded(b);
    const anchors = makeAnchors(edited.before, ANCHORS, 5 * b).filter(({ anchor }) => anchor.quote.length >= LEAST);
    const quotes = anchors.map((placed) => ({ id: placed.id, ...asKeptElsewhere(placed, edited.before, random) }));
    /** Of a quote that was cut off, what is left of it is looked for. */
    const cut = new Set(quotes.filter(({ quote }) => quote.endsWith("...")).map(({ id }) => id));
    const endOf = ({ id, start, end }: Placed) => (cut.has(id) ? Math.min(end, start + CUT_OFF) : end);
    const began = performance.now();
    const found = findQuotes(edited.chapters, quotes);
    sum.milliseconds += performance.now() - began;
    for (const placed of anchors) {
      const result = found.get(placed.id);
      if (result === undefined) continue;
      sum.quotes++;
      const places = result.state === "orphan" ? [] : result.places;
      if (places.some((place) => isRight(edited, { ...placed, end: endOf(placed) }, { ...result, places: [place] }))) sum.found++;
      else if (result.state === "certain") sum.silent++;
    }
  }
  return [
    figure({
      what: "quotes without their text, found or among the places to check",
      value: (100 * sum.found) / sum.quotes,
      unit: "%",
      goal: goals.recall,
    }),
    figure({
      what: "quotes without their text, put in a wrong place",
      value: (100 * sum.silent) / sum.quotes,
      unit: "%",
      goal: goals.wrong,
    }),
    figure({ what: "1,000 quotes without their text", value: (1_000 * sum.milliseconds) / sum.quotes, unit: "ms" }),
  ];
}

function isRight(edited: Edited, { start, end }: Placed, carried: Parameters<typeof putOf>[1]): boolean {
  const tally = emptyTally();
  count(tally, edited, { start, end }, truthOf(edited, start, end), putOf(edited.after, carried));
  return tally.found === 1;
}

/** What clippings and other readers make of a quote: one of their habits each, and half of them with the words beside it, half with about where it stood. */
function asKeptElsewhere({ anchor, start }: Placed, book: BookText, random: () => number): Quote {
  const quote = habits[Math.floor(random() * habits.length)]?.(anchor.quote) ?? anchor.quote;
  if (random() < 0.5) return { quote, before: anchor.before, after: anchor.after };
  return { quote, near: Math.min(1, Math.max(0, start / book.text.length + (random() - 0.5) / 50)) };
}

const habits: ((quote: string) => string)[] = [
  (quote) => quote,
  (quote) => quote.replace(/\s+/gu, "  "),
  (quote) =>
    quote
      .replace(/[“”«»]/gu, '"')
      .replace(/[‘’]/gu, "'")
      .replace(/—/gu, "--")
      .replace(/…/gu, "..."),
  (quote) => quote.toUpperCase(),
  // Lines of a narrow page, words cut at their ends.
  (quote) => quote.replace(/(.{30}\p{L}\p{L})(\p{L}\p{L})/gsu, "$1-\n$2"),
  (quote) => (quote.length < 150 ? quote : `${quote.slice(0, 60)}…${quote.slice(-60)}`),
  (quote) => (quote.length < 150 ? quote : `${quote.slice(0, CUT_OFF)}...`),
];
