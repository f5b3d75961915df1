// Verbs of discussion meetings: schedule, revise, call off, answer.
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { chapters } from "#db/schema/books.ts";
import { groupBooks } from "#db/schema/groups.ts";
import { meetingAnswers, meetings } from "#db/schema/meetings.ts";
import { CalendarFault } from "#domain/calendar/calendar-fault.ts";
import { plainText } from "#domain/calendar/plain-text.ts";
import { canonicalZone, wallSpan } from "#domain/calendar/wall-time.ts";
import { AppError, type Reason } from "#domain/errors.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { Meeting, MeetingAnswer, MeetingEnd, MeetingRevision, NewMeeting } from "#domain/shapes/meeting.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { findMeeting } from "./queries.ts";

type Decided = Pick<NewMeeting, "title" | "local" | "zone" | "minutes" | "place" | "link" | "chapterIds">;

/** The database's clock at this moment, not at the beginning of the transaction: of two changes the later one has the later time. */
const clock = sql<Date>`date_trunc('milliseconds', clock_timestamp())`;
/** What every published change does to a meeting (RFC 5545: SEQUENCE, LAST-MODIFIED). */
const published = { sequence: sql`${meetings.sequence} + 1`, revisedAt: clock };
const at = (groupId: string, meetingId: string) => and(eq(meetings.groupId, groupId), eq(meetings.id, meetingId));

/**
 * Schedules a meeting by the clock of a place. A time that the clocks jump over is taken where the clock goes on, one that comes twice is the first.
 * Refusals: `zone_unknown`, `time_invalid`, `chapter_not_in_book`.
 */
export async function scheduleMeeting(ctx: Ctx, input: NewMeeting): Promise<Meeting> {
  const subject = { on: "group", groupId: input.groupId } as const;
  return commit(ctx, { id: input.id, action: "meeting:schedule", subject, input }, async (tx, { groupId }) => {
    const { meetingId } = input;
    const uid = `m-${meetingId}@${new URL(tx.house.origin).hostname}`;
    const decided = await decide(tx, groupId, input);
    const made = await tx.db
      .insert(meetings)
      .values({ groupId, id: meetingId, uid, ...decided, revisedAt: clock })
      .onConflictDoNothing()
      .returning({ id: meetings.id });
    if (made.length === 0) throw new AppError("conflict", "command_differs");
    const meeting = await readBack(tx, groupId, meetingId);
    tx.tell(groupStream(groupId), { type: "meeting.scheduled", meeting });
    return meeting;
  });
}

/**
 * Puts what was decided in place of what was before. When the time, the zone or the length changes, the answers given so far no longer count.
 * Refusals: as in scheduling, and `meeting_called_off`.
 */
export async function reviseMeeting(ctx: Ctx, input: z.infer<typeof MeetingRevision>): Promise<Meeting> {
  const subject = { on: "meeting", groupId: input.groupId, meetingId: input.meetingId } as const;
  return commit(ctx, { id: input.id, action: "meeting:revise", subject, input }, async (tx, { groupId }) => {
    const decided = await decide(tx, groupId, input);
    const { local, zone, minutes } = decided;
    const stays = sql`(${meetings.local}, ${meetings.zone}, ${meetings.minutes}) = (${local}, ${zone}, ${minutes})`;
    const timeSequence = sql`case when ${stays} then ${meetings.timeSequence} else ${meetings.sequence} + 1 end`;
    const revised = await tx.db
      .update(meetings)
      .set({ ...decided, ...published, timeSequence })
      .where(and(at(groupId, input.meetingId), isNull(meetings.calledOffAt)))
      .returning({ id: meetings.id });
    if (revised.length === 0) throw new AppError("conflict", "meeting_called_off");
    const meeting = await readBack(tx, groupId, input.meetingId);
    tx.tell(groupStream(groupId), { type: "meeting.revised", meeting });
    return meeting;
  });
}

/** Calls a meeting off. It stays in the list, so that calendars learn of it. Refusal: `meeting_called_off` when it was already. */
export async function callOffMeeting(ctx: Ctx, input: z.infer<typeof MeetingEnd>): Promise<Record<string, never>> {
  const subject = { on: "meeting", groupId: input.groupId, meetingId: input.meetingId } as const;
  return commit(ctx, { id: input.id, action: "meeting:call_off", subject, input }, async (tx, { groupId }) => {
    const [row] = await tx.db
      .update(meetings)
      .set({ ...published, calledOffAt: clock })
      .where(and(at(groupId, input.meetingId), isNull(meetings.calledOffAt)))
      .returning();
    if (!row?.calledOffAt) throw new AppError("conflict", "meeting_called_off");
    const { id: meetingId, sequence } = row;
    const [calledOffAt, revisedAt] = [row.calledOffAt.toISOString(), row.revisedAt.toISOString()];
    tx.tell(groupStream(groupId), { type: "meeting.called_off", meetingId, calledOffAt, sequence, revisedAt });
    return {};
  });
}

/** Says whether the member comes; a later answer takes the place of an earlier one. Refusal: `meeting_called_off`. */
export async function answerMeeting(ctx: Ctx, input: z.infer<typeof MeetingAnswer>): Promise<Record<string, never>> {
  const subject = { on: "meeting", groupId: input.groupId, meetingId: input.meetingId } as const;
  return commit(ctx, { id: input.id, action: "meeting:answer", subject, input }, async (tx, { groupId, memberId }) => {
    // Held still but shared: answers do not wait for each other, and an answer and a change of time at the same moment have one order.
    const [meeting] = await tx.db
      .select({ id: meetings.id, sequence: meetings.sequence, calledOffAt: meetings.calledOffAt })
      .from(meetings)
      .where(at(groupId, input.meetingId))
      .for("share");
    if (!meeting) throw new AppError("not_found", "not_found");
    if (meeting.calledOffAt) throw new AppError("conflict", "meeting_called_off");
    const given = { answer: input.answer, answeredSequence: meeting.sequence, answeredAt: clock };
    await tx.db
      .insert(meetingAnswers)
      .values({ groupId, meetingId: meeting.id, memberId, ...given })
      .onConflictDoUpdate({ target: [meetingAnswers.groupId, meetingAnswers.meetingId, meetingAnswers.memberId], set: given });
    tx.tell(groupStream(groupId), { type: "meeting.answered", meetingId: meeting.id, memberId, answer: input.answer });
    return {};
  });
}

/** What was asked for, as it is kept: canonical zone, a reading the clock shows, the instant it means today, chapters in reading order. */
async function decide(tx: WriteCtx, groupId: string, { title, minutes, ...asked }: Decided) {
  const zone = orRefuse(() => canonicalZone(asked.zone), "zone_unknown", { zone: asked.zone });
  const { start } = orRefuse(() => wallSpan({ local: asked.local, zone }, minutes), "time_invalid", { time: asked.local });
  return {
    ...{ title, minutes, zone, local: start.local },
    startsAt: new Date(start.instant),
    place: plainText(asked.place, 300),
    link: asked.link && new URL(asked.link).href,
    chapterIds: await orderChapters(tx, groupId, asked.chapterIds),
  };
}

function orRefuse<T>(reckon: () => T, reason: Reason, values: Record<string, string>): T {
  try {
    return reckon();
  } catch (fault) {
    if (fault instanceof CalendarFault) throw new AppError("invalid", reason, values);
    throw fault;
  }
}

/** The chapters once each, in reading order; all must be in the edition the group reads now. */
async function orderChapters(tx: WriteCtx, groupId: string, chapterIds: string[]): Promise<string[]> {
  const asked = [...new Set(chapterIds)];
  if (asked.length === 0) return [];
  const rows = await tx.db
    .select({ id: chapters.id })
    .from(chapters)
    .innerJoin(groupBooks, eq(groupBooks.editionId, chapters.editionId))
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt), inArray(chapters.id, asked)))
    .orderBy(asc(chapters.position));
  if (rows.length < asked.length) throw new AppError("invalid", "chapter_not_in_book");
  return rows.map((row) => row.id);
}

async function readBack(tx: WriteCtx, groupId: string, meetingId: string): Promise<Meeting> {
  const meeting = await findMeeting(tx.db, { groupId, meetingId });
  if (!meeting) throw new Error("A meeting that was just written is not there");
  return meeting;
}
