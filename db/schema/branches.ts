// The organisation (one per instance), its tree of branches, who runs them, and the one-time set-up link.

import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, moment } from "./columns.ts";
import { people } from "./people.ts";

export const organisation = pgTable(
  "organisation",
  {
    id: integer().primaryKey().default(1),
    name: text().notNull(),
    createdAt: createdAt(),
    /** When the demonstration branch was filled. */
    demonstratedAt: moment(),
  },
  (t) => [check("one_organisation", sql`${t.id} = 1`)],
);

export const branches = pgTable(
  "branches",
  {
    id: uuid().primaryKey(),
    parentId: uuid().references((): AnyPgColumn => branches.id),
    name: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.parentId)],
);

export const stewardships = pgTable(
  "stewardships",
  {
    branchId: uuid()
      .notNull()
      .references(() => branches.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: createdAt(),
    endedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.branchId, t.personId] }), index().on(t.personId)],
);

/** The link the console prints on a fresh instance. Each start makes a new one; once the organisation exists there is none. */
export const setUpLinks = pgTable("set_up_links", { tokenHash: text().primaryKey(), createdAt: createdAt() });
