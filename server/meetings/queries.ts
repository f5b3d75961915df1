// Reads of discussion meetings: a group's list, one meeting, and a meeting as a file for a person's own calendar.
import { and, asc, eq, gte, inArray } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { chapters } from "#db/schema/books.ts";
import { groups } from "#db/schema/groups.ts";
import { meetingAnswers, meetings } from "#db/schema/meetings.ts";
import { meetingCalendar } from "#domain/calendar/meeting-calendar.ts";
import { AppError } from "#domain/errors.ts";
import { byStart } from "#domain/live/apply.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";
import { admit } from "../admit.ts";
import type { Ctx } from "../context.ts";

type Asked = { groupId: string; meetingId: string };

/** All meetings of a group, called off or not, in the order they start, with the answers that count. Passes no gate: for verbs and queries that have. */
export async function listMeetings(db: Queryable, groupId: string): Promise<Meeting[]> {
  return readMeetings(db, groupId);
}

/** One meeting with the answers that count; undefined when the group has none by this id. Passes no gate. */
export async function findMeeting(db: Queryable, { groupId, meetingId }: Asked): Promise<Meeting | undefined> {
  return (await readMeetings(db, groupId, meetingId))[0];
}

/** One meeting, for its page. */
export async function getMeeting(ctx: Ctx, asked: Asked): Promise<Meeting> {
  await admit(ctx, "meeting:read", { on: "meeting", ...asked });
  const meeting = await findMeeting(ctx.db, asked);
  if (!meeting) throw new AppError("not_found", "not_found");
  return meeting;
}

/** A meeting as an iCalendar object (RFC 5545), and an ASCII name for the file. It names nobody. */
export async function getMeetingCalendar(ctx: Ctx, asked: Asked): Promise<{ fileName: string; calendar: string }> {
  await admit(ctx, "meeting:download", { on: "meeting", ...asked });
  const [found] = await ctx.db
    .select({ meeting: meetings, groupName: groups.name })
    .from(meetings)
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(and(eq(meetings.groupId, asked.groupId), eq(meetings.id, asked.meetingId)));
  if (!found) throw new AppError("not_found", "not_found");
  const { meeting, groupName } = found;
  const { uid, sequence, local, zone, minutes, title, place, link } = meeting;
  const calendar = meetingCalendar(
    {
      ...{ uid, sequence, local, zone, minutes, title, groupName, place, link },
      createdAt: meeting.createdAt.toISOString(),
      revisedAt: meeting.revisedAt.toISOString(),
      reading: (await listTitles(ctx.db, meeting.chapterIds)).join("\n"),
      calledOff: meeting.calledOffAt !== null,
    },
    { product: "Interleaf" },
  );
  return { fileName: `meeting-${local.slice(0, 10)}.ics`, calendar };
}

/** Meetings and answers come from one statement, so that they belong to one moment. */
async function readMeetings(db: Queryable, groupId: string, meetingId?: string): Promise<Meeting[]> {
  const counts = and(
    eq(meetingAnswers.groupId, meetings.groupId),
    eq(meetingAnswers.meetingId, meetings.id),
    gte(meetingAnswers.answeredSequence, meetings.timeSequence),
  );
  const rows = await db
    .select({ meeting: meetings, answer: { memberId: meetingAnswers.memberId, answer: meetingAnswers.answer } })
    .from(meetings)
    .leftJoin(meetingAnswers, counts)
    .where(and(eq(meetings.groupId, groupId), meetingId === undefined ? undefined : eq(meetings.id, meetingId)));
  const byMeeting = Map.groupBy(rows, (row) => row.meeting.id);
  return [...byMeeting.values()]
    .flatMap(([first, ...others]) =>
      first
        ? [
            toMeeting(
              first.meeting,
              [first, ...others].flatMap(({ answer }) => answer ?? []),
            ),
          ]
        : [],
    )
    .sort(byStart);
}

function toMeeting(row: typeof meetings.$inferSelect, answers: Meeting["answers"]): Meeting {
  const { id, title, local, zone, minutes, place, link, chapterIds, sequence } = row;
  return {
    ...{ id, title, local, zone, minutes, place, link, chapterIds, sequence },
    startsAt: row.startsAt.toISOString(),
    revisedAt: row.revisedAt.toISOString(),
    ...(row.calledOffAt && { calledOffAt: row.calledOffAt.toISOString() }),
    // In the order that applying an answer keeps.
    answers: answers.sort((a, b) => (a.memberId < b.memberId ? -1 : 1)),
  };
}

async function listTitles(db: Queryable, chapterIds: string[]): Promise<string[]> {
  if (chapterIds.length === 0) return [];
  const rows = await db
    .select({ title: chapters.title })
    .from(chapters)
    .where(inArray(chapters.id, chapterIds))
    .orderBy(asc(chapters.position));
  return rows.map((row) => row.title);
}
