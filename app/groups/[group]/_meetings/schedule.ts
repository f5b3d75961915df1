// The meetings of a group in time: what is coming, what is past, what is next, and when the one after might be. Pure.
import type { GroupHome } from "#domain/shapes/group.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** When a meeting ends, in milliseconds since 1970. */
export function endOf(meeting: Pick<Meeting, "startsAt" | "minutes">): number {
  return Date.parse(meeting.startsAt) + meeting.minutes * MINUTE_MS;
}

/** A meeting is coming until its end. Coming ones in the order of their start, the others newest first. */
export function sortMeetings(meetings: readonly Meeting[], now: number): Record<"coming" | "past" | "calledOff", Meeting[]> {
  const standing = meetings.filter((meeting) => meeting.calledOffAt === undefined);
  return {
    coming: standing.filter((meeting) => endOf(meeting) > now),
    past: standing.filter((meeting) => endOf(meeting) <= now).reverse(),
    calledOff: meetings.filter((meeting) => meeting.calledOffAt !== undefined).reverse(),
  };
}

/** The meeting that is under way or comes next. */
export function nextMeeting(group: Pick<GroupHome, "meetings">, now: number): Meeting | undefined {
  return sortMeetings(group.meetings, now).coming[0];
}

/** The last meeting of the row, whether it has been or not; what is planned goes on from it. */
export function lastMeeting(meetings: readonly Meeting[]): Meeting | undefined {
  return meetings.findLast((meeting) => meeting.calledOffAt === undefined);
}

/** When the meeting after the last one might be: the same hour, as many days later as the last two were apart; a fortnight after a single one. */
export function suggestLocal(meetings: readonly Meeting[]): string | undefined {
  const standing = meetings.filter((meeting) => meeting.calledOffAt === undefined);
  const [last, before] = [standing.at(-1), standing.at(-2)];
  if (!last) return undefined;
  const apart = before ? dayOf(last.local) - dayOf(before.local) : 0;
  const next = dayOf(last.local) + (apart > 0 ? apart : 14 * DAY_MS);
  return new Date(next).toISOString().slice(0, 10) + last.local.slice(10);
}

/** Midnight of a clock reading's day as if it were UTC: good for counting days, whatever the zone does. */
function dayOf(local: string): number {
  return Date.parse(`${local.slice(0, 10)}T00:00:00Z`);
}
