// Annotations on passages and the replies to them.
import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { annotationKinds } from "#domain/shapes/annotation.ts";
import { chapters } from "./books.ts";
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
    createdAt: createdAt(),
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.id] }),
    foreignKey({ columns: [t.groupId, t.memberId], foreignColumns: [memberships.groupId, memberships.id] }),
    index().on(t.groupId, t.chapterId),
  ],
);

export const replies = pgTable(
  "replies",
  {
    groupId: uuid().notNull(),
    id: uuid().notNull(),
    annotationId: uuid().notNull(),
    memberId: uuid().notNull(),
    body: text().notNull(),
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
