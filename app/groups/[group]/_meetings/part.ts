// The part of the book that leads to a meeting: its chapters, how long they take to read, and which might come next. Pure.
import { lastMeeting, nextMeeting } from "#app/groups/[group]/_meetings/schedule.ts";
import { chapterPath } from "#app/groups/[group]/_nav/places.ts";
import type { ContentsEntry } from "#domain/shapes/book.ts";
import type { GroupHome } from "#domain/shapes/group.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";
import { WORDS_A_MINUTE } from "#domain/text/pace.ts";

/** A part when there is none to take the measure from: about forty minutes. */
const USUAL_WORDS = 40 * WORDS_A_MINUTE;
/** How much longer than the last part the next may be, so that a chapter more still fits in. */
const LONGER = 1.25;

const wordsOf = (entries: readonly ContentsEntry[]) => entries.reduce((sum, entry) => sum + entry.words, 0);

/** Minutes that chapters take, together; never none. */
export function minutesOf(entries: readonly ContentsEntry[]): number {
  return Math.max(1, Math.round(wordsOf(entries) / WORDS_A_MINUTE));
}

/** The chapters of a meeting in reading order. Those of a book the group no longer reads are left out. */
export function partOf(meeting: Pick<Meeting, "chapterIds">, contents: readonly ContentsEntry[]): ContentsEntry[] {
  const ids = new Set(meeting.chapterIds);
  return contents.filter((entry) => ids.has(entry.id));
}

/** The chapters after those of the last meeting, about as long together as its part was, at least one; nothing when the book is at its end. */
export function suggestPart(meetings: readonly Meeting[], contents: readonly ContentsEntry[]): string[] {
  const planned = meetings.filter((meeting) => meeting.calledOffAt === undefined).flatMap((meeting) => partOf(meeting, contents));
  const reached = Math.max(-1, ...planned.map((entry) => contents.indexOf(entry)));
  const last = lastMeeting(meetings);
  const room = LONGER * ((last && wordsOf(partOf(last, contents))) || USUAL_WORDS);
  const suggested: ContentsEntry[] = [];
  for (const entry of contents.slice(reached + 1)) {
    if (entry.role !== "body") continue;
    if (suggested.length > 0 && wordsOf([...suggested, entry]) > room) break;
    suggested.push(entry);
  }
  return suggested.map((entry) => entry.id);
}

/** Meetings as marks on the spine, each after the last chapter it is about; `label` says one in words. */
export function meetingMarks(
  meetings: readonly Meeting[],
  contents: readonly ContentsEntry[],
  label: (meeting: Meeting) => string,
): { after: number; label: string }[] {
  return meetings.flatMap((meeting) => {
    const last = meeting.calledOffAt === undefined ? partOf(meeting, contents).at(-1) : undefined;
    return last ? [{ after: contents.indexOf(last), label: label(meeting) }] : [];
  });
}

/** Where to begin reading: the part of the next meeting, else the first chapter of the book; nothing without a book. */
export function readingPath(group: Pick<GroupHome, "id" | "book" | "meetings">, now: number): string | undefined {
  const contents = group.book?.contents ?? [];
  const next = nextMeeting(group, now);
  const entry = (next && partOf(next, contents)[0]) ?? contents.find((other) => other.role === "body") ?? contents[0];
  return entry && chapterPath(group.id, entry.id);
}
