// People and how they come in: accounts, sessions (the authority over every signed-in device), and one-time links.
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, moment } from "./columns.ts";

export const people = pgTable(
  "people",
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    /** The address folded for comparison; two spellings of one mailbox are one person. */
    emailKey: text().notNull(),
    name: text().notNull(),
    /** argon2id in PHC form; none for people who only use mail links. */
    passwordHash: text(),
    createdAt: createdAt(),
    suspendedAt: moment(),
  },
  (t) => [uniqueIndex().on(t.emailKey)],
);

/** The token in a cookie carries only this row's secret; revoked here means the next request is refused. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    /** SHA-256 of the 256-bit secret in the cookie's token. */
    secretHash: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    method: text({ enum: ["password", "link", "setup", "invitation"] }).notNull(),
    device: text().notNull(),
    createdAt: createdAt(),
    seenAt: moment().notNull(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (t) => [uniqueIndex().on(t.secretHash), index().on(t.personId)],
);

/** Links sent by mail. Opening one spends nothing; the button's POST does. */
export const signInLinks = pgTable(
  "sign_in_links",
  {
    id: uuid().primaryKey(),
    tokenHash: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    spentAt: moment(),
  },
  (t) => [uniqueIndex().on(t.tokenHash)],
);

/** Secrets by which a person's own programs read and write their notes (the Web Annotation Protocol). Shown once, when one is made. */
export const personalTokens = pgTable(
  "personal_tokens",
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    tokenHash: text().notNull(),
    label: text().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (t) => [uniqueIndex().on(t.tokenHash), index().on(t.personId)],
);
