// Discussion meetings by the clock of a place, the chapters each is about, and who comes.
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { answers } from "#domain/shapes/meeting.ts";
import { createdAt, moment } from "./columns.ts";
import { groups, memberships } from "./groups.ts";

export const meetings = pgTable(
  "meetings",
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    id: uuid().notNull(),
    /** What calendars know it by; never changes. */
    uid: text().notNull(),
    /** Grows with every published change (RFC 5545, SEQUENCE). */
    sequence: integer().notNull().default(0),
    /** The sequence at which time or length last moved: answers to an earlier one no longer count. */
    timeSequence: integer().notNull().default(0),
    title: text().notNull(),
    /** What was decided: the reading of the wall clock, and of which zone's clock. */
    local: text().notNull(),
    zone: text().notNull(),
    minutes: integer().notNull(),
    /** Derived from `local` and `zone`. */
    startsAt: moment().notNull(),
    place: text().notNull(),
    link: text().notNull(),
    chapterIds: uuid().array().notNull(),
    createdAt: createdAt(),
    revisedAt: moment().notNull(),
    calledOffAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.id] }), index().on(t.groupId, t.startsAt)],
);

export const meetingAnswers = pgTable(
  "meeting_answers",
  {
    groupId: uuid().notNull(),
    meetingId: uuid().notNull(),
    memberId: uuid().notNull(),
    answer: text({ enum: answers }).notNull(),
    /** The meeting's sequence that was answered: an answer to an old time stays known as such. */
    answeredSequence: integer().notNull(),
    answeredAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.meetingId, t.memberId] }),
    foreignKey({ columns: [t.groupId, t.meetingId], foreignColumns: [meetings.groupId, meetings.id] }),
    foreignKey({ columns: [t.groupId, t.memberId], foreignColumns: [memberships.groupId, memberships.id] }),
  ],
);
