// Topics of a group's chat and the messages in them, in the order of their stream's numbers.
import { bigint, foreignKey, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Quotation } from "#domain/shapes/chat.ts";
import { createdAt, moment } from "./columns.ts";
import { groups, memberships } from "./groups.ts";

export const topics = pgTable(
  "topics",
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    id: uuid().notNull(),
    title: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.id] })],
);

export const messages = pgTable(
  "messages",
  {
    groupId: uuid().notNull(),
    topicId: uuid().notNull(),
    /** Made by the client; unique in its topic, so a repeated send is the same message. */
    id: uuid().notNull(),
    memberId: uuid().notNull(),
    body: text().notNull(),
    quotation: jsonb().$type<Quotation>(),
    /** Number of the event that brought it, and its place in that event. */
    seq: bigint({ mode: "number" }).notNull(),
    place: integer().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.topicId, t.id] }),
    foreignKey({ columns: [t.groupId, t.topicId], foreignColumns: [topics.groupId, topics.id] }),
    foreignKey({ columns: [t.groupId, t.memberId], foreignColumns: [memberships.groupId, memberships.id] }),
    uniqueIndex().on(t.groupId, t.topicId, t.seq, t.place),
  ],
);
