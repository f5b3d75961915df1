// Mail to be sent: written in the transaction that causes it, sent by a worker afterwards.
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, moment } from "./columns.ts";

export const mails = pgTable(
  "mails",
  {
    id: uuid().primaryKey(),
    recipient: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    createdAt: createdAt(),
    /** A mail whose link has run out is not sent any more. */
    expiresAt: moment().notNull(),
    nextTryAt: moment().notNull(),
    tries: integer().notNull().default(0),
    sentAt: moment(),
    failure: text(),
  },
  (t) => [index().on(t.sentAt, t.nextTryAt)],
);
