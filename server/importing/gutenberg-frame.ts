// Project Gutenberg's words around its books: where they end and begin again, and what they say of the book.
import { canonicalText } from "#domain/text/canonical.ts";
import { foldLine } from "#domain/text/fold.ts";
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

/** What the header says: lines such as "Author: William Morris". Nothing when the text has no such header. */
export function gutenbergHeader(text: string): { title?: string; author?: string; language?: string } {
  const at = text.search(START);
  if (at < 0 || !/project gutenberg/i.test(text.slice(0, at))) return {};
  const line = (name: string) => foldLine(new RegExp(`^[ \\t]*${name}:[ \\t]*(.+)$`, "im").exec(text.slice(0, at))?.[1] ?? "");
  const language = languageNamed(line("Language"));
  return {
    ...(line("Title") === "" ? {} : { title: line("Title") }),
    ...(line("Author") === "" ? {} : { author: line("Author") }),
    ...(language === undefined ? {} : { language }),
  };
}

const TAGS =
  "af ar bg br ca cs cy da de el en eo es et eu fa fi fr fy ga gl he hi hr hu id is it ja ko la lt lv nl no pl pt ro ru sk sl sr sv tl tr uk vi zh";

/** The tag of a language that is named in English. */
function languageNamed(name: string): string | undefined {
  const names = new Intl.DisplayNames("en", { type: "language" });
  return TAGS.split(" ").find((tag) => names.of(tag)?.toLowerCase() === name.toLowerCase());
}
