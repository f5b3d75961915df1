// From a Kindle's "My Clippings.txt" (and KOReader's file of that form) to notes. A note of a Kindle is an entry of its own; it belongs to the highlight in which it was written.
import { type ClippingHead, readClippingHead } from "./clipping-head.ts";
import { type ForeignNote, NOTES_MOST, type NoteFile, NoteFileFault } from "./foreign-note.ts";
import { plainNote } from "./plain-note.ts";

interface Clipping extends ClippingHead {
  book: string;
  words: string;
}

/** Whether a text is such a file: entries of a title and a line about them, between lines of equals signs. */
export function isClippings(text: string): boolean {
  const [first = ""] = text.slice(0, 10_000).split(/^=+\s*$/m);
  const [, head] = first
    .replace(/^\ufeff/, "")
    .trim()
    .split(/\r\n?|\n/);
  return /^={8,}\s*$/m.test(text) && head !== undefined && readClippingHead(head) !== undefined;
}

export function readClippings(text: string): NoteFile {
  const entries = text
    .replaceAll("\ufeff", "")
    .split(/^={8,}[ \t]*$/m)
    .filter((entry) => entry.trim() !== "");
  if (entries.length > NOTES_MOST * 3) throw new NoteFileFault("too_many");
  const clippings = entries.flatMap((entry) => readEntry(entry) ?? []);
  const highlights = withoutEarlier(clippings.filter(({ kind, words }) => kind === "highlight" && words !== ""));
  const notes = clippings.filter(({ kind, words }) => kind === "note" && words !== "");
  const noted = new Map<Clipping, string[]>();
  let lost = 0;
  for (const note of notes) {
    const home = homeOf(note, highlights);
    if (home) noted.set(home, [...(noted.get(home) ?? []), note.words]);
    else lost++;
  }
  if (highlights.length > NOTES_MOST) throw new NoteFileFault("too_many");
  const read = highlights.flatMap((one): ForeignNote[] => {
    const note = plainNote({ quote: one.words, note: noted.get(one)?.join("\n\n"), time: one.time, book: titleOf(one.book) });
    return note ? [note] : [];
  });
  return { format: "kindle", notes: read, left: lost + clippings.filter(({ kind }) => kind === "bookmark").length };
}

function readEntry(entry: string): Clipping | undefined {
  const [book = "", head = "", ...rest] = entry.replace(/^\s*\n/, "").split(/\r\n?|\n/);
  const read = readClippingHead(head);
  return read && { ...read, book: book.trim(), words: rest.join("\n").trim() };
}

/** A highlight that was changed on the device stands in the file as often as it was changed; the last one counts. */
function withoutEarlier(highlights: Clipping[]): Clipping[] {
  return highlights.filter(
    (one, index) =>
      !highlights.some(
        (later, at) =>
          at > index &&
          later.book === one.book &&
          meet(one, later) &&
          (later.words.startsWith(one.words) || one.words.startsWith(later.words)),
      ),
  );
}

const meet = (a: ClippingHead, b: ClippingHead) =>
  a.from !== undefined && b.from !== undefined && a.from <= (b.to ?? b.from) && b.from <= (a.to ?? a.from);

/** The highlight of the same book that a note lies in; of several the one that ends where the note is, as a Kindle writes it. */
function homeOf(note: Clipping, highlights: readonly Clipping[]): Clipping | undefined {
  const around = highlights.filter((one) => one.book === note.book && meet(note, one));
  return around.find((one) => one.to === note.from) ?? around[0];
}

/** "Title (Author)" without the author. */
const titleOf = (line: string) => line.replace(/\s*\([^()]*\)\s*$/, "");
