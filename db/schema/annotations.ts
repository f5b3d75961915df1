// Annotations on passages, the replies and reactions to them, what became of questions, earlier wordings, and how notes came over to a new edition.
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, real, text, uuid } from "drizzle-orm/pg-core";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { carryStates, type PlaceFound, settlements } from "#domain/anchoring/carrying.ts";
import { annotationKinds, questionStates, reactionKinds, visibilities } from "#domain/annotations/choices.ts";
import type { Imported, LinkTarget } from "#domain/shapes/annotation.ts";
import { chapters, editions } from "./books.ts";
import { createdAt, moment } from "./columns.ts";
import { memberships } from "./groups.ts";

export const annotations = pgTable(
  "annotations",
  {
    groupId: uuid().notNull(),
    id: uuid().notNull(),
    chapterId: uuid()
      .notNull()
      .references(() => chapters.id),
    memberId: uuid().notNull(),
    kind: text({ enum: annotationKinds }).notNull(),
    anchor: jsonb().$type<Anchor>().notNull(),
    body: text().notNull(),
    visibility: text({ enum: visibilities }).notNull().default("group"),
    /** Set while it is held back until the group's next meeting starts. */
    heldAt: moment(),
    /** When it came before those who may read it now. */
    shownAt: createdAt(),
    tags: text().array().notNull().default(sql`'{}'`),
    /** Where a link leads. */
    target: jsonb().$type<LinkTarget>(),
    editedAt: moment(),
    /** Of questions only. */
    questionState: text({ enum: questionStates }),
    /** The reply that answered it. */
    answeredBy: uuid(),
    pinnedAt: moment(),
    hiddenAt: moment(),
    hiddenBy: uuid(),
    hiddenReason: text(),
    replyAskedAt: moment(),
    agendaAt: moment(),
    /** Of a discussion question: the notes it gathers. */
    gathers: uuid().array(),
    /** The edition it was written on, when it was carried over, and whether the place should be looked at. */
    carried: jsonb().$type<{ state: "certain" | "check"; edition: number }>(),
    imported: jsonb().$type<Imported>(),
    createdAt: createdAt(),
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.id] }),
    foreignKey({ columns: [t.groupId, t.memberId], foreignColumns: [memberships.groupId, memberships.id] }),
    index().on(t.groupId, t.chapterId),
    index().on(t.chapterId).where(sql`visibility in ('branch', 'organisation')`),
    index().on(t.groupId).where(sql`held_at is not null`),
  ],
);

export const replies = pgTable(
  "replies",
  {
    groupId: uuid().notNull(),
    id: uuid().notNull(),
    annotationId: uuid().notNull(),
    /** The reply that it answers; none when it answers the note itself. */
    parentId: uuid(),
    memberId: uuid().notNull(),
    body: text().notNull(),
    editedAt: moment(),
    imported: jsonb().$type<Imported>(),
    createdAt: createdAt(),
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.id] }),
    foreignKey({ columns: [t.groupId, t.annotationId], foreignColumns: [annotations.groupId, annotations.id] }),
    foreignKey({ columns: [t.groupId, t.memberId], foreignColumns: [memberships.groupId, memberships.id] }),
    index().on(t.groupId, t.annotationId),
  ],
);

export const reactions = pgTable(
  "reactions",
  {
    groupId: uuid().notNull(),
    annotationId: uuid().notNull(),
    memberId: uuid().notNull(),
    reaction: text({ enum: reactionKinds }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.annotationId, t.memberId, t.reaction] }),
    foreignKey({ columns: [t.groupId, t.annotationId], foreignColumns: [annotations.groupId, annotations.id] }),
    foreignKey({ columns: [t.groupId, t.memberId], foreignColumns: [memberships.groupId, memberships.id] }),
  ],
);

/** Earlier wordings of notes and replies: each as it stood until `until`. Gone when the note or reply is removed. */
export const wordings = pgTable(
  "wordings",
  {
    groupId: uuid().notNull(),
    annotationId: uuid().notNull(),
    /** The note or the reply whose wording it was. */
    ofId: uuid().notNull(),
    number: integer().notNull(),
    kind: text({ enum: annotationKinds }),
    body: text().notNull(),
    tags: text().array().notNull().default(sql`'{}'`),
    until: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.ofId, t.number] }),
    foreignKey({ columns: [t.groupId, t.annotationId], foreignColumns: [annotations.groupId, annotations.id] }),
  ],
);

/** What became of a question, step by step, and who took the step. */
export const questionSteps = pgTable(
  "question_steps",
  {
    groupId: uuid().notNull(),
    annotationId: uuid().notNull(),
    number: integer().notNull(),
    state: text({ enum: questionStates }).notNull(),
    replyId: uuid(),
    memberId: uuid().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.annotationId, t.number] }),
    foreignKey({ columns: [t.groupId, t.annotationId], foreignColumns: [annotations.groupId, annotations.id] }),
    foreignKey({ columns: [t.groupId, t.memberId], foreignColumns: [memberships.groupId, memberships.id] }),
  ],
);

/** How each note of a group came over to an edition: what the server found, and what somebody settled about it. */
export const carryings = pgTable(
  "carryings",
  {
    groupId: uuid().notNull(),
    annotationId: uuid().notNull(),
    editionId: uuid()
      .notNull()
      .references(() => editions.id),
    /** Where it sat before. */
    fromChapterId: uuid()
      .notNull()
      .references(() => chapters.id),
    fromAnchor: jsonb().$type<Anchor>().notNull(),
    state: text({ enum: carryStates }).notNull(),
    /** 0 to 1: how much of its words and their surroundings speaks for the place. */
    score: real().notNull(),
    /** Places it could sit at, the best first; the first is where it was put, unless it is an orphan. */
    places: jsonb().$type<PlaceFound[]>().notNull(),
    settled: text({ enum: settlements }),
    settledBy: uuid(),
    settledAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.annotationId, t.editionId] }),
    foreignKey({ columns: [t.groupId, t.annotationId], foreignColumns: [annotations.groupId, annotations.id] }),
    index().on(t.groupId, t.editionId),
  ],
);
