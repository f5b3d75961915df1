// Who wrote a chapter and when, as far as its text does not begin with saying so.
import type { StoredPassage } from "../shapes/book.ts";

/** Lines below the title that may say it, and the letters one of them may have: longer ones are the text itself. */
const LINES = 4;
const LINE_LETTERS = 200;

/**
 * The author and the date that the head of a chapter has to name. An import takes both from the lines straight below the title and leaves
 * those lines in the text, so a head that named them again would say everything twice.
 */
export function unsaidOrigin(
  { author, date }: { author?: string | undefined; date?: string | undefined },
  passages: readonly Pick<StoredPassage, "passage" | "text">[],
): { author?: string; date?: string } {
  const first = passages.slice(0, LINES);
  const end = first.findIndex(({ passage, text }) => passage.kind !== "paragraph" || text.length > LINE_LETTERS);
  const lines = (end === -1 ? first : first.slice(0, end)).map(({ text }) => text);
  const isSaid = (words: string) => lines.some((line) => line.includes(words));
  return { ...(author && !isSaid(author) && { author }), ...(date && !isSaid(date) && { date }) };
}
