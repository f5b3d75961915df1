// Books on a branch's shelf, their editions with chapters and passages, the files they came from, and imports under way.
import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { EditionChanges } from "#domain/editions/edition-changes.ts";
import { importStates, type Review, rightsKinds, sharings } from "#domain/shapes/book.ts";
import { bookFormats, chapterRoles, type Dir, type Passage, passageKinds, writings } from "#domain/text/model.ts";
import { branches } from "./branches.ts";
import { createdAt, moment } from "./columns.ts";
import { people } from "./people.ts";

export const books = pgTable(
  "books",
  {
    id: uuid().primaryKey(),
    branchId: uuid()
      .notNull()
      .references(() => branches.id),
    title: text().notNull(),
    subtitle: text(),
    authors: text().array().notNull(),
    language: text().notNull(),
    /** Who besides the branch may choose it: nobody, the branches below, or the whole organisation. */
    sharing: text({ enum: sharings }).notNull().default("branch"),
    createdAt: createdAt(),
    /** Off the shelf: no group can choose it any more, those that read it go on. Only what is archived can be removed. */
    archivedAt: moment(),
  },
  (t) => [index().on(t.branchId)],
);

export const editions = pgTable(
  "editions",
  {
    id: uuid().primaryKey(),
    bookId: uuid()
      .notNull()
      .references(() => books.id),
    /** 1 for the first text of the book; a corrected text has the next number. */
    number: integer().notNull().default(1),
    /** The edition that this one corrects. */
    followsId: uuid().references((): AnyPgColumn => editions.id),
    /** The file as it was uploaded: name, SHA-256 and format. */
    fileName: text().notNull(),
    fileHash: text().notNull(),
    format: text({ enum: bookFormats }).notNull().default("epub"),
    direction: text().$type<Dir>().notNull(),
    writing: text({ enum: writings }).notNull().default("horizontal"),
    /** By what right the text is here, on what ground in the words of who brought it in, and for how many readers if it is copies. */
    rights: text({ enum: rightsKinds }).notNull().default("unstated"),
    ground: text().notNull().default(""),
    copies: integer(),
    broughtBy: uuid().references(() => people.id),
    /** Content-addressed name of the cover. */
    cover: text(),
    words: integer().notNull(),
    report: jsonb().$type<{ kind: "repaired" | "lost"; what: string }[]>().notNull(),
    /** What this edition changed in the one it follows. */
    changes: jsonb().$type<EditionChanges>(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex().on(t.bookId, t.number)],
);

/** Pictures of an edition, by content-addressed name; the bytes lie in the file store. */
export const images = pgTable(
  "images",
  {
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    name: text().notNull(),
    type: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.editionId, t.name] })],
);

export const chapters = pgTable(
  "chapters",
  {
    id: uuid().primaryKey(),
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    position: integer().notNull(),
    title: text().notNull(),
    section: text().array().notNull(),
    role: text({ enum: chapterRoles }).notNull(),
    author: text(),
    date: text(),
    /** Where the text was first published, for a collection's chapter. */
    source: text(),
    /** The chapter of the earlier edition that this one is the corrected text of. */
    followsId: uuid().references((): AnyPgColumn => chapters.id),
    lang: text(),
    dir: text().$type<Dir>(),
    words: integer().notNull(),
  },
  (t) => [uniqueIndex().on(t.editionId, t.position)],
);

export const passages = pgTable(
  "passages",
  {
    /** Stable: a passage whose text is the same in a corrected edition has the same id there, in another chapter row. */
    id: uuid().notNull(),
    chapterId: uuid()
      .notNull()
      .references(() => chapters.id),
    /** The passage of the earlier edition that this one is the changed text of. */
    followsId: uuid(),
    /** What readers call it: 1, 2, 3 … within the chapter. */
    number: integer().notNull(),
    /** What links inside the edition call it. */
    key: text().notNull(),
    kind: text({ enum: passageKinds }).notNull(),
    /** Canonical text: what annotations count in. */
    text: text().notNull(),
    /** The text as it is searched: see searchForm. */
    search: text()
      .notNull()
      .generatedAlwaysAs((): SQL => searchForm(sql`text`)),
    body: jsonb().$type<Passage>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.chapterId, t.id] }), uniqueIndex().on(t.chapterId, t.number)],
);

export const imports = pgTable(
  "imports",
  {
    id: uuid().primaryKey(),
    branchId: uuid()
      .notNull()
      .references(() => branches.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    fileName: text().notNull(),
    fileHash: text().notNull(),
    format: text({ enum: bookFormats }),
    state: text({ enum: importStates }).notNull(),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    what: text().notNull().default(""),
    /** The book that came of it; unset again when the book is removed. */
    bookId: uuid().references(() => books.id),
    /** The book that it is to be a corrected edition of. */
    ofBookId: uuid().references(() => books.id),
    /** While it is reviewed: the file (SHA-256 in the file store) that holds the text as it was read, and what the reviewer made of its contents. */
    draftHash: text(),
    review: jsonb().$type<Review>(),
    refusal: text(),
    report: jsonb().$type<{ kind: "repaired" | "lost"; what: string }[]>().notNull().default([]),
    createdAt: createdAt(),
    endedAt: moment(),
  },
  (t) => [index().on(t.branchId)],
);

/**
 * A text as it is searched: lower case, letters without their accents, all dashes a hyphen, no quotation marks. Both sides of a search
 * take this form.
 */
export function searchForm(value: SQL): SQL {
  return sql`translate(regexp_replace(normalize(lower(${value}), NFD), '[\\u0300-\\u036f]', '', 'g'), '‐‑–—‘’‚“”„«»"''', '----')`;
}

/** The same form, made in a third of the time: for texts whose form is not stored. (What is generated keeps the expression that it was made with.) */
export function searchFormNow(value: SQL): SQL {
  const letters = sql`regexp_replace(normalize(lower(${value}), NFD), ${"[\\u0300-\\u036f‘’‚“”„«»\"']"}, '', 'g')`;
  return sql`regexp_replace(${letters}, '[‐‑–—]', '-', 'g')`;
}
