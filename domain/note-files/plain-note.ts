// A highlight with or without words of its own: all that e-readers know of a note.
import { cleanProse, momentOf } from "./clean-words.ts";
import type { ForeignNote } from "./foreign-note.ts";

export interface PlainNote {
  /** Its id in its program; without one, its words and its time tell it from others. */
  id?: string | undefined;
  quote: string;
  note?: string | undefined;
  time?: unknown;
  /** The title of the book it was made in, where a file has several. */
  book?: string | undefined;
}

/** Nothing when no words are quoted. */
export function plainNote({ id, quote, note = "", time, book }: PlainNote): ForeignNote | undefined {
  const exact = cleanProse(quote, 100_000);
  if (exact === "") return undefined;
  const body = cleanProse(note, 20_000);
  const writtenAt = momentOf(time);
  return {
    key: id ?? JSON.stringify([exact, body, writtenAt ?? ""]),
    kind: body === "" ? "highlight" : "remark",
    body,
    tags: [],
    quote: { exact },
    ...(book !== undefined && book !== "" && { book }),
    ...(writtenAt !== undefined && { writtenAt }),
    replies: [],
  };
}
