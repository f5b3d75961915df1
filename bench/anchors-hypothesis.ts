// What anchors are compared with: the way the Hypothesis client finds a quote again, on approx-string-match as it does.
import search from "approx-string-match";

export interface TextAnchor {
  quote: string;
  before: string;
  after: string;
  start: number;
}

/** What quote, prefix, suffix and position count for. */
const weights = { quote: 50, before: 20, after: 20, position: 2 };
const MOST_ERRORS = 256;

/** The stretch of a text that an anchor is put on; nothing when no stretch is within the errors that are allowed. */
export function findTheirWay(
  text: string,
  { quote, before, after, start }: TextAnchor,
): { from: number; to: number } | undefined {
  // The position is tried first: where the words stand that should, it is.
  if (text.startsWith(quote, start)) return { from: start, to: start + quote.length };
  const found = candidates(text, quote);
  const scored = found.map((match) => {
    const likeness = {
      quote: 1 - match.errors / quote.length,
      before: before === "" ? 1 : likenessOf(text.slice(Math.max(0, match.from - before.length), match.from), before),
      after: after === "" ? 1 : likenessOf(text.slice(match.to, match.to + after.length), after),
      position: 1 - Math.abs(match.from - start) / text.length,
    };
    const score =
      weights.quote * likeness.quote +
      weights.before * likeness.before +
      weights.after * likeness.after +
      weights.position * likeness.position;
    return { from: match.from, to: match.to, score };
  });
  if (scored.length === 0) return undefined;
  return scored.reduce((best, one) => (one.score > best.score ? one : best));
}

interface Candidate {
  from: number;
  to: number;
  errors: number;
}

/** Every place of the words as they are; only where there is none, the places with the fewest errors. */
function candidates(text: string, quote: string): Candidate[] {
  const found: Candidate[] = [];
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1))
    found.push({ from: at, to: at + quote.length, errors: 0 });
  if (found.length > 0) return found;
  return search(text, quote, Math.min(MOST_ERRORS, quote.length / 2)).map(({ start, end, errors }) => ({
    from: start,
    to: end,
    errors,
  }));
}

/** How alike a stretch of text is to the words that should stand there, 0 to 1. */
function likenessOf(text: string, words: string): number {
  if (text === "") return 0;
  const [best] = search(text, words, words.length);
  return best === undefined ? 0 : 1 - best.errors / words.length;
}
