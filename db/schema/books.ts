// Books on a branch's shelf, their editions with chapters and passages, the files they came from, and imports under way.
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { chapterRoles, type Dir, type Passage, passageKinds } from "#domain/text/model.ts";
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
    createdAt: createdAt(),
    removedAt: moment(),
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
    /** The file as it was uploaded: name and SHA-256. */
    fileName: text().notNull(),
    fileHash: text().notNull(),
    direction: text().$type<Dir>().notNull(),
    /** Content-addressed name of the cover. */
    cover: text(),
    words: integer().notNull(),
    report: jsonb().$type<{ kind: "repaired" | "lost"; what: string }[]>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.bookId)],
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
    lang: text(),
    dir: text().$type<Dir>(),
    words: integer().notNull(),
  },
  (t) => [uniqueIndex().on(t.editionId, t.position)],
);

export const passages = pgTable(
  "passages",
  {
    id: uuid().primaryKey(),
    chapterId: uuid()
      .notNull()
      .references(() => chapters.id),
    /** What readers call it: 1, 2, 3 … within the chapter. */
    number: integer().notNull(),
    /** What links inside the edition call it. */
    key: text().notNull(),
    kind: text({ enum: passageKinds }).notNull(),
    /** Canonical text: what annotations count in. */
    text: text().notNull(),
    body: jsonb().$type<Passage>().notNull(),
  },
  (t) => [uniqueIndex().on(t.chapterId, t.number)],
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
    state: text({ enum: ["waiting", "reading", "storing", "done", "refused"] }).notNull(),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    what: text().notNull().default(""),
    bookId: uuid().references(() => books.id),
    refusal: text(),
    report: jsonb().$type<{ kind: "repaired" | "lost"; what: string }[]>().notNull().default([]),
    createdAt: createdAt(),
    endedAt: moment(),
  },
  (t) => [index().on(t.branchId)],
);
