// What of a note a list shows: the words it is hung on, and what is said about them, each round the place where the words looked for stand. Pure.
import type { Annotation } from "#domain/shapes/annotation.ts";
import { type Excerpt, excerptOf, findInText } from "#domain/text/find.ts";
import { parseRich, richToText } from "#domain/text/rich.ts";

/** A text in a list: whole, for the page to cut, or round the words that were looked for. `by` is who says it, when it is not the note's author. */
export type Shown = { whole: string } | Excerpt;

export interface ShownWords {
  quote: Shown;
  said?: Shown & { by?: string };
}

/** So much of a note is read for a list that shows its first lines. */
const READ_MOST = 1_000;

/** Looks first in the note, then in the words it is hung on, then in its answers: where nothing is found, all begins at its beginning. */
export function shownWords(note: Annotation, words = ""): ShownWords {
  const body = plain(note.body);
  const inBody = around(body, words);
  const inQuote = around(note.anchor.quote, words);
  const quote = inQuote ?? { whole: note.anchor.quote };
  if (!inBody && !inQuote && words !== "") {
    for (const { body: answer, author } of note.replies) {
      const found = around(plain(answer), words);
      if (found) return { quote, said: { ...found, by: author.name } };
    }
  }
  if (body === "") return { quote };
  return { quote, said: inBody ?? { whole: plain(note.body.slice(0, READ_MOST)) } };
}

const plain = (markdown: string) => (markdown === "" ? "" : richToText(parseRich(markdown)));

function around(text: string, words: string): Excerpt | undefined {
  const [first] = findInText(text, words);
  return first && excerptOf(text, first);
}
