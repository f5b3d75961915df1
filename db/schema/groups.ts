// Reading groups, who is in them, invitations, and the book each group reads. Every row carries group_id, also in its keys.
import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { spoilerRules } from "#domain/annotations/choices.ts";
import { books, chapters, editions } from "./books.ts";
import { branches } from "./branches.ts";
import { createdAt, moment } from "./columns.ts";
import { people } from "./people.ts";

export const groups = pgTable(
  "groups",
  {
    id: uuid().primaryKey(),
    branchId: uuid()
      .notNull()
      .references(() => branches.id),
    name: text().notNull(),
    about: text().notNull().default(""),
    /** What it settled for its margins: see MarginRules. */
    spoilers: text({ enum: spoilerRules }).notNull().default("soft"),
    widest: text({ enum: ["group", "branch", "organisation"] })
      .notNull()
      .default("group"),
    blindFirst: boolean().notNull().default(false),
    /** The tags it keeps as its own, in their order. */
    tags: text().array().notNull().default(sql`'{}'`),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.branchId)],
);

export const memberships = pgTable(
  "memberships",
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    /** What other members know the person by; says nothing about who they are elsewhere. */
    id: uuid().notNull(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    role: text({ enum: ["member", "host"] }).notNull(),
    name: text().notNull(),
    createdAt: createdAt(),
    removedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.id] }), unique().on(t.groupId, t.personId), index().on(t.personId)],
);

export const invitations = pgTable(
  "invitations",
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    id: uuid().notNull(),
    tokenHash: text().notNull(),
    label: text().notNull(),
    /** When set, only this mailbox may use it. */
    email: text(),
    uses: integer().notNull().default(0),
    mostUses: integer().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.id] }), index().on(t.tokenHash)],
);

/** The edition a group reads. One at a time: the newest choice that has not ended. */
export const groupBooks = pgTable(
  "group_books",
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    bookId: uuid()
      .notNull()
      .references(() => books.id),
    chosenAt: createdAt(),
    endedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.editionId] }),
    uniqueIndex("one_book_at_a_time").on(t.groupId).where(sql`ended_at is null`),
    index().on(t.bookId),
  ],
);

/** Where a person is in a chapter's book: kept per group and edition, seen by nobody else. No times of reading. */
export const places = pgTable(
  "places",
  {
    groupId: uuid().notNull(),
    personId: uuid().notNull(),
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    chapterId: uuid()
      .notNull()
      .references(() => chapters.id),
    number: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.personId, t.editionId] }),
    foreignKey({ columns: [t.groupId, t.personId], foreignColumns: [memberships.groupId, memberships.personId] }),
  ],
);

/** "I have read to here": the chapters that a person says they have read. Declared, never measured; seen by nobody else; no time is kept. */
export const declaredReads = pgTable(
  "declared_reads",
  {
    groupId: uuid().notNull(),
    personId: uuid().notNull(),
    chapterId: uuid()
      .notNull()
      .references(() => chapters.id),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.personId, t.chapterId] }),
    foreignKey({ columns: [t.groupId, t.personId], foreignColumns: [memberships.groupId, memberships.personId] }),
  ],
);

/** The chapters a person has opened in a group: for the spoiler rule alone. Seen by nobody else; no time is kept. */
export const openedChapters = pgTable(
  "opened_chapters",
  {
    groupId: uuid().notNull(),
    personId: uuid().notNull(),
    chapterId: uuid()
      .notNull()
      .references(() => chapters.id),
    /** How far the notes of the chapter were before them: the time at which the newest of those was shown, never the time of reading. */
    seenTo: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.personId, t.chapterId] }),
    foreignKey({ columns: [t.groupId, t.personId], foreignColumns: [memberships.groupId, memberships.personId] }),
  ],
);
