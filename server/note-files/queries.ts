// Notes as they go out, a chapter after the other, so that a whole book is never in memory at once; and what a file of notes holds, before anything is done.
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { createTranslator } from "use-intl/core";
import { v7 } from "uuid";
import type { Queryable } from "#db/client.ts";
import { annotations } from "#db/schema/annotations.ts";
import { books, chapters, editions, passages } from "#db/schema/books.ts";
import { groupBooks, groups } from "#db/schema/groups.ts";
import { meetings } from "#db/schema/meetings.ts";
import { urnOf } from "#domain/annotations/json-ld.ts";
import { catalogues } from "#domain/catalogue/catalogue.ts";
import { defaultLocale } from "#domain/catalogue/locales.ts";
import { isSameWork } from "#domain/editions/same-work.ts";
import { AppError } from "#domain/errors.ts";
import { cleanLine } from "#domain/note-files/clean-words.ts";
import { type NoteFile, noteFormats } from "#domain/note-files/foreign-note.ts";
import {
  csvColumns,
  type ExportBook,
  type ExportChapter,
  type ExportWords,
  inTextOrder,
} from "#domain/note-files/note-writer.ts";
import type { FileNote, FoundPlace, NoteExport, NoteFilePreview } from "#domain/shapes/note-file.ts";
import { type Admitted, admit } from "../admit.ts";
import { readAnnotations } from "../annotations/queries.ts";
import { ofChapters } from "../book-notes.ts";
import type { Ctx } from "../context.ts";
import { nameNotes } from "../exchange/name-notes.ts";
import type { NotesOut } from "../exchange/notes-out.ts";
import { type BookTexts, type PlacedNote, placeNotes, readBookTexts } from "../exchange/place-notes.ts";
import { readNoteFile } from "../exchange/read-file.ts";
import { mayTake, takerOf } from "../exchange/readable-notes.ts";

/** The gate is passed before anything is sent; what is sent then is read chapter by chapter. */
export async function takeNotesOut(ctx: Ctx, asked: NoteExport): Promise<NotesOut> {
  const admitted = await admit(ctx, "annotation:export", { on: "group", groupId: asked.groupId });
  const { memberName } = admitted;
  const book = await findBook(ctx, asked.groupId);
  const wanted = await chosen(ctx.db, admitted, asked);
  return {
    book,
    words: wordsOf({ group: book.groupName, at: book.writtenAt, ...(asked.scope === "mine" && { name: memberName }) }),
    chapters: chaptersWith(ctx.db, asked.groupId, wanted),
  };
}

async function chosen(db: Queryable, admitted: Admitted, asked: NoteExport): Promise<SQL | undefined> {
  const may = mayTake(takerOf(admitted), asked.unopened);
  if (asked.scope === "mine") return and(may, eq(annotations.memberId, admitted.memberId));
  if (asked.scope === "chapter") return and(may, eq(annotations.chapterId, asked.chapterId ?? ""));
  if (asked.scope === "book") return may;
  const [meeting] = await db
    .select({ chapterIds: meetings.chapterIds })
    .from(meetings)
    .where(and(eq(meetings.groupId, asked.groupId), eq(meetings.id, asked.meetingId ?? "")));
  if (!meeting) throw new AppError("not_found", "not_found");
  return and(
    may,
    sql`exists(select 1 from chapters c where c.id = annotations.chapter_id and ${ofChapters(meeting.chapterIds)})`,
  );
}

/** The book that a group reads now, as a file of notes names it. */
async function findBook(ctx: Ctx, groupId: string): Promise<ExportBook> {
  const [found] = await ctx.db
    .select({
      title: books.title,
      authors: books.authors,
      language: books.language,
      dir: editions.direction,
      editionId: editions.id,
      groupName: groups.name,
    })
    .from(groupBooks)
    .innerJoin(groups, eq(groups.id, groupBooks.groupId))
    .innerJoin(editions, eq(editions.id, groupBooks.editionId))
    .innerJoin(books, eq(books.id, editions.bookId))
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));
  if (!found) throw new AppError("not_found", "book_not_chosen");
  return { ...found, iri: urnOf(v7()), writtenAt: ctx.house.now().toISOString() };
}

async function* chaptersWith(db: Queryable, groupId: string, wanted: SQL | undefined): AsyncGenerator<ExportChapter> {
  const list = await db
    .selectDistinct({
      id: chapters.id,
      position: chapters.position,
      title: chapters.title,
      lang: chapters.lang,
      dir: chapters.dir,
    })
    .from(annotations)
    .innerJoin(chapters, eq(chapters.id, annotations.chapterId))
    .where(wanted)
    .orderBy(asc(chapters.position));
  for (const { id, title, lang, dir } of list) {
    const notes = await readAnnotations(db, groupId, and(wanted, eq(annotations.chapterId, id)));
    const stored = await db
      .select({ id: passages.id, number: passages.number, text: passages.text, passage: passages.body })
      .from(passages)
      .where(eq(passages.chapterId, id))
      .orderBy(asc(passages.number));
    yield { id, title, ...(lang && { lang }), ...(dir && { dir }), passages: stored, notes: inTextOrder(notes, stored) };
  }
}

/** The sentences of a file for people. */
function wordsOf({ group, at, name }: { group: string; at: string; name?: string }): ExportWords {
  const say = createTranslator({ locale: defaultLocale, messages: catalogues[defaultLocale].noteFiles.file, timeZone: "UTC" });
  const days = new Intl.DateTimeFormat(defaultLocale, { dateStyle: "long", timeZone: "UTC" });
  const date = (moment: string) => days.format(new Date(moment));
  return {
    lead: name === undefined ? say("lead", { group, date: date(at) }) : say("leadMine", { name, group, date: date(at) }),
    none: say("none"),
    kind: (kind) => say(`kinds.${kind}`),
    state: (state) => say(`states.${state}`),
    visibility: (visibility) => say(`visibilities.${visibility}`),
    date,
    passage: (number) => say("passage", { number }),
    removed: say("removed"),
    linkTo: say("linkTo"),
    reply: say("reply"),
    notesOf: (chapter) => say("notesOf", { chapter }),
    columns: Object.fromEntries(csvColumns.map((column) => [column, say(`columns.${column}`)])) as ExportWords["columns"],
  };
}

/** So many characters are shown on each side of a place. */
const BESIDE = 60;

/** A file read, with its notes placed: notes on other books are left out, because many programs keep those of all books in one file. */
export interface LookedThrough {
  file: NoteFile;
  texts: BookTexts;
  /** The edition that they are. */
  editionId: string;
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
  return { file, texts, editionId: book.editionId, placed, elsewhere: all.length - placed.length };
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
