// What a chapter of a collection says of itself straight below its title: who wrote it, when, and where it appeared first.
import { canonicalText } from "#domain/text/canonical.ts";
import type { Chapter } from "#domain/text/model.ts";
import type { Draft } from "./draft-writer.ts";

const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*`;
const BYLINE = new RegExp(String.raw`^(?:By|BY|by):?\s+(${NAME}(?:\s+(?:and|&|de|du|la|van|von|der|den|${NAME})){1,7})$`, "u");
const MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
const DATE = new RegExp(
  String.raw`^[(\[]?((?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:${MONTH}\s+)?(?:\d{1,2},\s*)?(?:1[5-9]|20)\d\d)[)\]]?\.?$`,
  "i",
);
const SOURCE = /^(?:(?:first|originally)\s+(?:published|printed|appeared)\s+(?:in|by|as)\b.{3,}|source:\s*.{3,})$/iu;

/** Lines below the title that are looked at, and the words one may have. */
const LINES = 4;
const LINE_WORDS = 30;

/**
 * The author, date and source of a chapter. Only what cannot be mistaken counts: paragraphs straight below the title, one after the other,
 * each of which is as a whole "By NAME" (all its words capitalised), a date ("(1938)", "May 1938", "12 May 1938"), or "First published
 * in …", "Originally published in …", "Source: …". An author who is the book's own is not said again. The lines stay in the text.
 */
export function chapterOrigin(
  drafts: readonly Draft[],
  bookAuthors: readonly string[],
): Pick<Chapter, "author" | "date" | "source"> {
  const origin: Pick<Chapter, "author" | "date" | "source"> = {};
  for (const draft of drafts.slice(0, LINES)) {
    if (draft.kind !== "paragraph" || draft.words > LINE_WORDS) break;
    const line = canonicalText(draft).replace(/\s+/g, " ").trim();
    const author = BYLINE.exec(line)?.[1];
    const date = DATE.exec(line)?.[1];
    if (author !== undefined) origin.author ??= author;
    else if (date !== undefined) origin.date ??= date;
    else if (SOURCE.test(line)) origin.source ??= line.replace(/^source:\s*/i, "").replace(/\.$/, "");
    else break;
  }
  if (origin.author !== undefined && bookAuthors.includes(origin.author)) delete origin.author;
  return origin;
}
