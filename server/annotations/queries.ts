// Reads of the margin: the annotations of a chapter with their replies, as every member of the group may see them.
import { and, asc, eq, inArray, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { annotations, replies } from "#db/schema/annotations.ts";
import { passages } from "#db/schema/books.ts";
import { groupBooks, memberships } from "#db/schema/groups.ts";
import { streams } from "#db/schema/streams.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { isStanding } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { chapterStream, groupStream } from "#domain/live/streams.ts";
import type { Annotation, Reply, Stop } from "#domain/shapes/annotation.ts";
import { admit } from "../admit.ts";
import { readAt } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { Kept } from "../kept.ts";

/** All annotations of a chapter in one group, oldest first, with the number from which its stream goes on. */
export async function listAnnotations(
  ctx: Ctx,
  { groupId, chapterId }: { groupId: string; chapterId: string },
): Promise<At<Annotation[]>> {
  await admit(ctx, "annotation:list", { on: "chapter", groupId, chapterId });
  const stream = chapterStream(groupId, chapterId);
  // Notes change with events of the chapter, and the names of their authors with events of the group.
  const heads = await ctx.db
    .select({ name: streams.name, head: streams.head })
    .from(streams)
    .where(inArray(streams.name, [stream, groupStream(groupId)]))
    .orderBy(asc(streams.name));
  const key = [stream, ...heads.map(({ name, head }) => `${name} ${head}`)].join(" ");
  return keptNotes.get(key, async () => {
    const thing = await readAt(ctx, stream, (db) => readAnnotations(db, groupId, chapterId));
    return { thing, size: JSON.stringify(thing).length * 2 };
  });
}

/** How much a group stopped at the chapters of what it reads now: see stopsIn. */
export async function listStops(ctx: Ctx, { groupId }: { groupId: string }): Promise<Stop[]> {
  await admit(ctx, "annotation:list", { on: "group", groupId });
  const [reading] = await ctx.db
    .select({ stops: stopsIn(groupId, sql`group_books.edition_id`) })
    .from(groupBooks)
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));
  return reading?.stops ?? [];
}

/** As a JSON array of Stop: the notes and replies that a group has in each chapter of an edition, in reading order; chapters without any are left out. */
export function stopsIn(groupId: string | SQLWrapper, editionId: string | SQLWrapper): SQL<Stop[]> {
  return sql<
    Stop[]
  >`(select coalesce(json_agg(json_build_object('chapterId', stop.id, 'notes', stop.notes) order by stop.position), '[]') from
    (select c.id, c.position, count(*)::int as notes from chapters c
    join (select a.chapter_id from annotations a where a.group_id = ${groupId} and a.removed_at is null
      union all select a.chapter_id from replies r join annotations a on a.group_id = r.group_id and a.id = r.annotation_id
      where r.group_id = ${groupId} and r.removed_at is null) said on said.chapter_id = c.id
    where c.edition_id = ${editionId} group by c.id) stop)`;
}

/** Notes of chapters as they were at a number of their streams, in bytes, roughly. */
const keptNotes = new Kept<At<Annotation[]>>(32_000_000);

/** Passages of a chapter as anchors see them, in reading order. */
export async function listPassageTexts(db: Queryable, chapterId: string): Promise<PassageText[]> {
  return db
    .select({ id: passages.id, text: passages.text })
    .from(passages)
    .where(eq(passages.chapterId, chapterId))
    .orderBy(asc(passages.number));
}

async function readAnnotations(db: Queryable, groupId: string, chapterId: string): Promise<Annotation[]> {
  const authorOf = and(eq(memberships.groupId, annotations.groupId), eq(memberships.id, annotations.memberId));
  const rows = await db
    .select({ annotation: annotations, name: memberships.name })
    .from(annotations)
    .innerJoin(memberships, authorOf)
    .where(and(eq(annotations.groupId, groupId), eq(annotations.chapterId, chapterId)))
    .orderBy(asc(annotations.createdAt), asc(annotations.id));
  const answers = await readReplies(
    db,
    groupId,
    rows.map((row) => row.annotation.id),
  );
  return rows
    .map(({ annotation, name }) => ({
      id: annotation.id,
      chapterId,
      kind: annotation.kind,
      anchor: annotation.anchor,
      author: { id: annotation.memberId, name },
      body: annotation.removedAt ? "" : annotation.body,
      createdAt: annotation.createdAt.toISOString(),
      ...(annotation.removedAt && { removedAt: annotation.removedAt.toISOString() }),
      replies: answers.get(annotation.id) ?? [],
    }))
    .filter(isStanding);
}

async function readReplies(db: Queryable, groupId: string, annotationIds: string[]): Promise<Map<string, Reply[]>> {
  if (annotationIds.length === 0) return new Map();
  const rows = await db
    .select({ reply: replies, name: memberships.name })
    .from(replies)
    .innerJoin(memberships, and(eq(memberships.groupId, replies.groupId), eq(memberships.id, replies.memberId)))
    .where(and(eq(replies.groupId, groupId), inArray(replies.annotationId, annotationIds), isNull(replies.removedAt)))
    .orderBy(asc(replies.createdAt), asc(replies.id));
  const shown = rows.map(
    ({ reply, name }): Reply => ({
      id: reply.id,
      annotationId: reply.annotationId,
      author: { id: reply.memberId, name },
      body: reply.body,
      createdAt: reply.createdAt.toISOString(),
    }),
  );
  return Map.groupBy(shown, (reply) => reply.annotationId);
}
