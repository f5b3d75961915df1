// The log of everything announced: one number line per stream, and the commands already carried out.
import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { LiveEvent } from "#domain/live/events.ts";

/** The row whose lock makes commit order and number order the same. */
export const streams = pgTable("streams", {
  name: text().primaryKey(),
  head: bigint({ mode: "number" }).notNull().default(0),
});

export const events = pgTable(
  "events",
  {
    stream: text().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    event: jsonb().$type<LiveEvent>().notNull(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.stream, t.seq] })],
);

/** A command's id, who sent it and what it answered: the same command twice is one change and the same answer. Kept for two weeks. */
export const commands = pgTable(
  "commands",
  {
    /** The person, or the secret's hash for commands of people who have no account yet. */
    actor: text().notNull(),
    id: uuid().notNull(),
    action: text().notNull(),
    fingerprint: text().notNull(),
    answer: jsonb().$type<unknown>(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.actor, t.id] }), index().on(t.at)],
);
