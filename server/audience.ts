// The audience of a note on the server: as a condition of SQL, and as the streams on which its changes are told.
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { annotations } from "#db/schema/annotations.ts";
import { memberships } from "#db/schema/groups.ts";
import { audienceOf, type NoteAudience } from "#domain/annotations/audience.ts";
import type { ChapterEvent } from "#domain/live/events.ts";
import { chapterStream, hostsStream, parseStream, personStream } from "#domain/live/streams.ts";
import type { WriteCtx } from "./commit.ts";
import { forgetWords, listStreamsOf } from "./forget-words.ts";

type Row = typeof annotations.$inferSelect;

/** What of a change's context telling needs. */
type Telling = Pick<WriteCtx, "db" | "tell">;

/** `audienceOf` as SQL over a row of annotations by its alias. */
export const audience = (note: SQL): SQL<NoteAudience> =>
  sql`(case when ${note}.visibility = 'me' or ${note}.held_at is not null then 'author'
    when ${note}.visibility = 'hosts' or ${note}.hidden_at is not null then 'hosts' else 'members' end)`;

/** `mayRead` as SQL: whether the member of this id, who is a host or not, may read the note. */
export const readableBy = (note: SQL, reader: { memberId: SQL; host: SQL }): SQL<boolean> =>
  sql`(${note}.member_id = ${reader.memberId} or ${audience(note)} = 'members' or (${audience(note)} = 'hosts' and ${reader.host}))`;

const audienceNow = ({ visibility, heldAt, hiddenAt }: Row) =>
  audienceOf({ visibility, held: heldAt !== null, hidden: hiddenAt !== null });
const forMembers = (row: Row) => audienceNow(row) === "members";

/** The streams that carry a note now. Whoever has left the group hears nothing more of it, not even of their own notes. */
async function streamsOf(tx: Telling, row: Row): Promise<string[]> {
  const { groupId, chapterId } = row;
  const audience = audienceNow(row);
  if (audience === "members") return [chapterStream(groupId, chapterId)];
  const [author] = await tx.db
    .select({ personId: memberships.personId })
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), eq(memberships.id, row.memberId), isNull(memberships.removedAt)));
  const own = author ? [personStream(author.personId)] : [];
  return audience === "hosts" ? [...own, hostsStream(groupId)] : own;
}

function tellOn(tx: Telling, stream: string, row: Pick<Row, "groupId" | "chapterId">, change: ChapterEvent): void {
  const { groupId, chapterId } = row;
  tx.tell(stream, stream === chapterStream(groupId, chapterId) ? change : { type: "margin.changed", groupId, chapterId, change });
}

/** Tells that many notes of chapters came, went or changed at once: on each stream that carries any of them, once for each chapter. */
export async function tellRenewed(tx: WriteCtx, changed: { row: Row; chapterIds: readonly string[] }[]): Promise<void> {
  const told = new Set<string>();
  const narrow = new Map<string, Promise<string[]>>();
  for (const { row, chapterIds } of changed) {
    const { groupId, memberId } = row;
    const audience = audienceOf({ visibility: row.visibility, held: row.heldAt !== null, hidden: row.hiddenAt !== null });
    const key = `${memberId} ${audience}`;
    if (audience !== "members" && !narrow.has(key)) narrow.set(key, streamsOf(tx, row));
    const theirs = (await narrow.get(key)) ?? [];
    for (const chapterId of chapterIds)
      for (const stream of audience === "members" ? [chapterStream(groupId, chapterId)] : theirs) {
        if (told.has(`${chapterId} ${stream}`)) continue;
        told.add(`${chapterId} ${stream}`);
        tellOn(tx, stream, { groupId, chapterId }, { type: "margin.renewed" });
      }
  }
}

/** Tells a change of a note to those who may read it, and to nobody else. */
export async function tellReaders(tx: Telling, row: Row, change: ChapterEvent): Promise<void> {
  for (const stream of await streamsOf(tx, row)) tellOn(tx, stream, row, change);
}

/**
 * Tells that a note has another audience or another chapter than before: it goes from the streams that do not carry it any more, and comes
 * whole, with its replies, to those that did not; where it was and stays, `change` is told. What the group could read and may not read any more
 * is not replayed to it either.
 */
export async function tellMoved(
  tx: Telling,
  before: Row,
  after: Row,
  { whole, change }: { whole: ChapterEvent & { type: "annotation.added" }; change: ChapterEvent },
): Promise<void> {
  const carries = async (row: Row) => (await streamsOf(tx, row)).map((stream) => `${row.chapterId} ${stream}`);
  const [had, has] = [await carries(before), await carries(after)];
  if (forMembers(before) && !forMembers(after)) {
    const streams = (await listStreamsOf(tx.db, before)).filter((stream) => parseStream(stream)?.kind === "chapter");
    await forgetWords(tx.db, before.id, streams, ({ id, annotationId }) => id === before.id || annotationId === before.id);
  }
  const streamOf = (carried: string) => carried.slice(carried.indexOf(" ") + 1);
  for (const one of had)
    if (!has.includes(one)) tellOn(tx, streamOf(one), before, { type: "annotation.withdrawn", annotationId: before.id });
  for (const one of has) tellOn(tx, streamOf(one), after, had.includes(one) ? change : whole);
}
