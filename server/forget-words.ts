// Takes words out of the log that were removed, or are hidden from those who could read them: what is not to be read is not replayed either.
import { and, eq, inArray, like, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { carryings } from "#db/schema/annotations.ts";
import { chapters } from "#db/schema/books.ts";
import { memberships } from "#db/schema/groups.ts";
import { events } from "#db/schema/streams.ts";
import { chapterStream, hostsStream, personStream } from "#domain/live/streams.ts";
import { type TakenBack, withoutWords } from "#domain/live/without-words.ts";
import type { Note } from "./threads.ts";

/**
 * Every stream that may have told something of a note: of its chapter now, of those it was carried over from and of all in the texts it came to
 * (at the repair desk it may have been put into several), of its author and of the hosts.
 */
export async function listStreamsOf(db: Tx, { groupId, id, chapterId, memberId }: Note): Promise<string[]> {
  const carried = await db
    .select({ from: carryings.fromChapterId, there: chapters.id })
    .from(carryings)
    .innerJoin(chapters, eq(chapters.editionId, carryings.editionId))
    .where(and(eq(carryings.groupId, groupId), eq(carryings.annotationId, id)));
  const authors = await db
    .select({ personId: memberships.personId })
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), eq(memberships.id, memberId)));
  const chapterIds = new Set([chapterId, ...carried.flatMap((one) => [one.from, one.there])]);
  return [
    ...[...chapterIds].map((one) => chapterStream(groupId, one)),
    ...authors.map(({ personId }) => personStream(personId)),
    hostsStream(groupId),
  ];
}

/** The note must be held still. Numbers and order stay as they were, and so does what the events lead to once all of them are applied. */
export async function forgetWords(db: Tx, noteId: string, streams: string[], takenBack: TakenBack): Promise<void> {
  const rows = await db
    .select()
    .from(events)
    .where(and(inArray(events.stream, streams), like(sql`${events.event}::text`, `%${noteId}%`)));
  for (const { stream, seq, event } of rows) {
    const left = withoutWords(event, takenBack);
    if (left === event) continue;
    await db
      .update(events)
      .set({ event: left })
      .where(and(eq(events.stream, stream), eq(events.seq, seq)));
  }
}
