// Where the notes of a file belong in the text a group reads: exactly where an Interleaf says, if that is true here, else where their words are found.
import { setImmediate } from "node:timers/promises";
import { asc, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { chapters, passages } from "#db/schema/books.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { joinBook } from "#domain/anchoring/book-text.ts";
import type { PlaceFound } from "#domain/anchoring/carrying.ts";
import { findIn, quoteIndex } from "#domain/anchoring/find-quotes.ts";
import { verify } from "#domain/anchoring/verify.ts";
import type { ForeignNote, NoteFile } from "#domain/note-files/foreign-note.ts";

/** A note of a file with its number there. "certain" has its place first; "check" has places to choose from. */
export interface PlacedNote {
  number: number;
  note: ForeignNote;
  state: "certain" | "check" | "missing";
  places: PlaceFound[];
}

/** The text of an edition as notes are looked for in it. */
export interface BookTexts {
  chapters: { id: string; title: string; passages: PassageText[] }[];
}

/** No more places than these are offered for one note. */
const PLACES_MOST = 5;
/** Other requests get their turn after so many searches. */
const TURN = 20;

export async function readBookTexts(db: Queryable, editionId: string): Promise<BookTexts> {
  const rows = await db
    .select({ chapterId: chapters.id, title: chapters.title, id: passages.id, text: passages.text })
    .from(chapters)
    .innerJoin(passages, eq(passages.chapterId, chapters.id))
    .where(eq(chapters.editionId, editionId))
    .orderBy(asc(chapters.position), asc(passages.number));
  const byId = new Map<string, BookTexts["chapters"][number]>();
  for (const { chapterId, title, id, text } of rows) {
    const chapter = byId.get(chapterId) ?? { id: chapterId, title, passages: [] };
    chapter.passages.push({ id, text });
    byId.set(chapterId, chapter);
  }
  return { chapters: [...byId.values()] };
}

/** Looks for them all. A link into a text that is not this one leads nowhere here, so its note is missing. */
export async function placeNotes({ chapters: texts }: BookTexts, file: NoteFile): Promise<PlacedNote[]> {
  const index = quoteIndex(joinBook(texts));
  const byId = new Map(texts.map((chapter) => [chapter.id, chapter.passages]));
  const placed: PlacedNote[] = [];
  for (const [number, note] of file.notes.entries()) {
    if (number % TURN === TURN - 1) await setImmediate();
    const at = note.place;
    const passagesThere = at && byId.get(at.chapterId);
    const leadsOn = note.to && "passageId" in note.to ? byId.get(note.to.chapterId) : [];
    if (!leadsOn) placed.push({ number, note, state: "missing", places: [] });
    else if (at && passagesThere && verify(at.anchor, passagesThere).ok)
      placed.push({ number, note, state: "certain", places: [{ ...at, score: 1 }] });
    else {
      const { exact = "", prefix, suffix } = note.quote ?? {};
      const found = findIn(index, { quote: exact, ...(prefix && { before: prefix }), ...(suffix && { after: suffix }) });
      const state = found.state === "orphan" || found.places.length === 0 ? "missing" : found.state;
      placed.push({ number, note, state, places: found.places.slice(0, PLACES_MOST) });
    }
  }
  return placed;
}
