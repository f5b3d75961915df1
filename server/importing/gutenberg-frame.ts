// Project Gutenberg's words around its books: where they end and begin again in markup.
import { canonicalText } from "#domain/text/canonical.ts";
import type { Draft } from "./draft-writer.ts";

/** The line behind which the book begins; its wording differs from file to file. */
const START = /\*{3}\s*start of (?:the|this) project gutenberg/i;
const END = /^\W*end of (?:the |this )?project gutenberg/i;

/** The drafts that are the book: from `from` up to `to`. Without the markers it is all of them. */
export function gutenbergFrame(drafts: readonly Draft[]): { from: number; to: number } {
  const from = drafts.slice(0, 300).findLastIndex((draft) => START.test(canonicalText(draft))) + 1;
  const end = drafts.findLastIndex((draft, at) => at >= from && END.test(canonicalText(draft)));
  return { from: from < drafts.length ? from : 0, to: end < 0 ? drafts.length : end };
}
