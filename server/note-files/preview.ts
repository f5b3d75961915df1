// What a file holds and where it would go, for somebody to look at before anything is done.
import { isSameWork } from "#domain/editions/same-work.ts";
import { cleanLine } from "#domain/note-files/clean-words.ts";
import { type NoteFile, noteFormats } from "#domain/note-files/foreign-note.ts";
import type { FileNote, FoundPlace, NoteFilePreview } from "#domain/shapes/note-file.ts";
import { admit } from "../admit.ts";
import type { Ctx } from "../context.ts";
import { takerOf } from "../readable-notes.ts";
import { nameNotes } from "./name-notes.ts";
import { type BookTexts, type PlacedNote, placeNotes, readBookTexts } from "./place-notes.ts";
import { findBook } from "./queries.ts";
import { readNoteFile } from "./read-file.ts";

const BESIDE = 60;

/** A file read, with its notes placed: notes on other books are left out, because many programs keep those of all books in one file. */
export interface LookedThrough {
  file: NoteFile;
  texts: BookTexts;
  placed: PlacedNote[];
  elsewhere: number;
}

export async function lookThrough(ctx: Ctx, groupId: string, bytes: Uint8Array): Promise<LookedThrough> {
  const book = await findBook(ctx, groupId);
  const file = readNoteFile(bytes);
  const texts = await readBookTexts(ctx.db, book.editionId);
  const all = await placeNotes(texts, file);
  const isOther = ({ state, note }: PlacedNote) =>
    state === "missing" && note.book !== undefined && !isSameWork({ title: note.book, authors: [] }, { ...book, authors: [] });
  const placed = all.filter((one) => !isOther(one));
  return { file, texts, placed, elsewhere: all.length - placed.length };
}

/** Changes nothing. */
export async function previewNotes(ctx: Ctx, { groupId }: { groupId: string }, bytes: Uint8Array): Promise<NoteFilePreview> {
  const admitted = await admit(ctx, "annotation:import", { on: "group", groupId });
  const { file, texts, placed, elsewhere } = await lookThrough(ctx, groupId, bytes);
  const names = await nameNotes(
    ctx.db,
    takerOf(admitted),
    file.format,
    placed.map(({ note }) => note),
  );
  return {
    format: noteFormats[file.format],
    notes: placed.map((one, index) => showNote(one, texts, names[index]?.here ?? false)),
    left: file.left,
    elsewhere,
    ours: placed.some(({ note }) => note.own !== undefined),
  };
}

export function showNote({ number, note, state, places }: PlacedNote, texts: BookTexts, here: boolean): FileNote {
  return {
    number,
    state: here ? "here" : state,
    kind: note.kind,
    words: cleanLine(note.quote?.exact ?? "", 300),
    body: cleanLine(note.body, 300),
    ...(note.author?.name && { author: note.author.name }),
    ...(note.writtenAt && { writtenAt: note.writtenAt }),
    replies: note.replies.length,
    places: places.map((place) => showPlace(place, texts)),
  };
}

function showPlace({ chapterId, anchor }: PlacedNote["places"][number], { chapters }: BookTexts): FoundPlace {
  const chapter = chapters.find(({ id }) => id === chapterId);
  const passages = chapter?.passages ?? [];
  const index = passages.findIndex(({ id }) => id === anchor.passage);
  const text = passages[index]?.text ?? "";
  const end = passages.find(({ id }) => id === anchor.endPassage)?.text ?? "";
  return {
    chapterId,
    chapterTitle: chapter?.title ?? "",
    number: index + 1,
    before: text.slice(Math.max(0, anchor.start - BESIDE), anchor.start).toWellFormed(),
    words: cleanLine(anchor.quote, 300),
    after: end.slice(anchor.end, anchor.end + BESIDE).toWellFormed(),
  };
}
