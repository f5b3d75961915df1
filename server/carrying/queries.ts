// Reads of what a change of edition left: what there is to take, what became of the notes, and what waits at the repair desk.
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { Queryable, Tx } from "#db/client.ts";
import { annotations, carryings } from "#db/schema/annotations.ts";
import { books, chapters, editions, passages } from "#db/schema/books.ts";
import { groupBooks, groups, memberships } from "#db/schema/groups.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { wordsBetween } from "#domain/anchoring/words.ts";
import type { Place } from "#domain/shapes/book.ts";
import {
  type CarriedCounts,
  type EditionNews,
  type LeftPlace,
  REPAIRS_MOST,
  type Repair,
  type RepairList,
  type WordsInPlace,
} from "#domain/shapes/carrying.ts";
import { admit } from "../admit.ts";
import { readableBy } from "../audience.ts";
import { readTexts } from "../carry.ts";
import type { Ctx } from "../context.ts";
import { onShelfOf } from "../reach.ts";

/** Who asks, in which group. */
interface Asker {
  groupId: string;
  memberId: string;
  host: boolean;
}

const ofNote = and(eq(annotations.groupId, carryings.groupId), eq(annotations.id, carryings.annotationId));
const readable = ({ memberId, host }: Asker) =>
  readableBy(sql`annotations`, { memberId: sql`${memberId}::uuid`, host: sql`${host}::boolean` });
/** What the asker may settle: their own notes, and a host's are all that hosts may read. */
const mine = (asker: Asker) => (asker.host ? readable(asker) : eq(annotations.memberId, asker.memberId));
const open = sql`${carryings.settled} is null and ${carryings.state} <> 'certain'`;

/** What the repair desk is about: notes that came over to the edition, still stand, and are not withheld from the asker by the group's strict rule. */
function atDesk(asker: Asker, editionId: string): SQL | undefined {
  const opened = sql`exists (select 1 from opened_chapters o join memberships m on m.group_id = o.group_id and m.person_id = o.person_id
    where o.group_id = ${asker.groupId} and m.id = ${asker.memberId} and o.chapter_id in (${annotations.chapterId}, ${carryings.fromChapterId}))`;
  const strict = sql`(select g.spoilers = 'strict' from ${groups} g where g.id = ${asker.groupId})`;
  return and(
    eq(carryings.groupId, asker.groupId),
    eq(carryings.editionId, editionId),
    isNull(annotations.removedAt),
    sql`(${annotations.memberId} = ${asker.memberId} or not ${strict} or ${opened})`,
  );
}

/** How the notes that came over to an edition stand, of those that the asker may read. Passes no gate. */
export async function countCarried(db: Queryable, asker: Asker & { editionId: string }): Promise<CarriedCounts> {
  const state = sql<keyof CarriedCounts | "left">`case when ${carryings.settled} = 'left' then 'left'
    when ${carryings.settled} is not null then 'certain' else ${carryings.state} end`;
  const rows = await db
    .select({ state, notes: count() })
    .from(carryings)
    .innerJoin(annotations, ofNote)
    .where(and(atDesk(asker, asker.editionId), readable(asker)))
    .groupBy(sql`1`);
  const of = (which: keyof CarriedCounts) => rows.find((row) => row.state === which)?.notes ?? 0;
  return { certain: of("certain"), check: of("check"), orphan: of("orphan") };
}

/** The editions of the book that the group reads, as far as they concern it; nothing when it reads none. */
export async function getEditionNews(ctx: Ctx, { groupId }: { groupId: string }): Promise<EditionNews | null> {
  const { memberId, branchId, standing } = await admit(ctx, "carrying:list", { on: "group", groupId });
  const now = await findEdition(ctx.db, groupId);
  if (!now) return null;
  const asker = { groupId, memberId, host: standing.member === "host" };
  const [newest] = await ctx.db
    .select({ editionId: editions.id, number: editions.number, changes: editions.changes })
    .from(editions)
    .innerJoin(books, eq(books.id, editions.bookId))
    .where(and(eq(editions.bookId, now.bookId), onShelfOf(sql`books`, sql`${branchId}::uuid`)))
    .orderBy(desc(editions.number))
    .limit(1);
  const [before] = await ctx.db
    .select({ editionId: editions.id, number: editions.number })
    .from(groupBooks)
    .innerJoin(editions, eq(editions.id, groupBooks.editionId))
    .where(and(eq(groupBooks.groupId, groupId), eq(groupBooks.bookId, now.bookId), isNotNull(groupBooks.endedAt)))
    .orderBy(desc(groupBooks.endedAt))
    .limit(1);
  const carried = await countCarried(ctx.db, { ...asker, editionId: now.id });
  const [waits] = await ctx.db
    .select({ notes: count() })
    .from(carryings)
    .innerJoin(annotations, ofNote)
    .where(and(atDesk(asker, now.id), mine(asker), open));
  const changes = newest?.changes;
  return {
    number: now.number,
    ...(newest &&
      newest.number > now.number && {
        newer: { editionId: newest.editionId, number: newest.number, ...(changes && { changes: { ...changes, passages: [] } }) },
      }),
    ...(before && { before }),
    ...(carried.certain + carried.check + carried.orphan > 0 && { carried }),
    waiting: waits?.notes ?? 0,
  };
}

/** Where a place of a text that the group has left is in the one of the same book that it reads; null when it is in neither. */
export async function findFollowing(ctx: Ctx, { groupId, chapterId, number }: z.infer<typeof LeftPlace>): Promise<Place | null> {
  await admit(ctx, "carrying:list", { on: "chapter", groupId, chapterId });
  const now = await findEdition(ctx.db, groupId);
  const [from] = await ctx.db
    .select({ id: editions.id, bookId: editions.bookId, number: editions.number })
    .from(chapters)
    .innerJoin(editions, eq(editions.id, chapters.editionId))
    .where(eq(chapters.id, chapterId));
  if (!now || !from || now.id === from.id || now.bookId !== from.bookId) return null;
  const { lineage, from: left } = await readTexts(ctx.db, from, now);
  const before = left.find(({ id }) => id === chapterId)?.passages.slice(0, number) ?? [];
  const chapter = lineage.chapters.get(chapterId);
  // A passage that is gone leads to the one before it that is not, else to the beginning of its chapter.
  const passage = before.toReversed().flatMap(({ id }) => lineage.passages.get(id) ?? [])[0];
  if (passage) return { chapterId: passage.chapterId, number: passage.number };
  return chapter === undefined ? null : { chapterId: chapter, number: 1 };
}

/** The edition that a group reads. */
async function findEdition(db: Queryable, groupId: string): Promise<{ id: string; bookId: string; number: number } | undefined> {
  const [now] = await db
    .select({ id: editions.id, bookId: editions.bookId, number: editions.number })
    .from(groupBooks)
    .innerJoin(editions, eq(editions.id, groupBooks.editionId))
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));
  return now;
}

/** The same, held: until the transaction ends the group takes no other. */
export async function holdEdition(db: Tx, groupId: string): Promise<{ id: string } | undefined> {
  const [now] = await db
    .select({ id: groupBooks.editionId })
    .from(groupBooks)
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)))
    .for("share");
  return now;
}

/** Ids of the notes that came over to an edition, that the asker may settle and that are `wanted` (a condition on annotations and carryings), held. */
export async function findSettleable(
  db: Tx,
  asker: Asker,
  editionId: string,
  wanted: SQL | undefined,
): Promise<{ id: string }[]> {
  return db
    .select({ id: annotations.id })
    .from(carryings)
    .innerJoin(annotations, ofNote)
    .where(and(atDesk(asker, editionId), mine(asker), wanted))
    .orderBy(asc(annotations.id))
    .for("update");
}

/** What waits at the repair desk for the asker: a member's own notes, for a host also those of others that hosts may read. */
export async function listRepairs(ctx: Ctx, { groupId }: { groupId: string }): Promise<RepairList> {
  const { memberId, standing } = await admit(ctx, "carrying:list", { on: "group", groupId });
  const now = await findEdition(ctx.db, groupId);
  if (!now) return { edition: { before: 0, now: 0 }, waiting: [], total: 0, settled: [] };
  const asker = { groupId, memberId, host: standing.member === "host" };
  const old = alias(chapters, "old");
  const from = alias(editions, "from_edition");
  const rows = (wanted: SQL, order: SQL[]) =>
    ctx.db
      .select({
        way: carryings,
        note: annotations,
        name: memberships.name,
        before: from.number,
        total: sql<number>`(count(*) over ())::int`,
      })
      .from(carryings)
      .innerJoin(annotations, ofNote)
      .innerJoin(memberships, and(eq(memberships.groupId, annotations.groupId), eq(memberships.id, annotations.memberId)))
      .innerJoin(old, eq(old.id, carryings.fromChapterId))
      .innerJoin(from, eq(from.id, old.editionId))
      .where(and(atDesk(asker, now.id), mine(asker), wanted))
      .orderBy(...order)
      .limit(REPAIRS_MOST);
  const waiting = await rows(open, [asc(carryings.score), asc(annotations.createdAt), asc(annotations.id)]);
  const settled = await rows(sql`${carryings.settled} is not null`, [desc(carryings.settledAt), asc(annotations.id)]);
  const show = await readWords(
    ctx.db,
    [...waiting, ...settled].flatMap(({ way, note }) => [
      { chapterId: way.fromChapterId, anchor: way.fromAnchor },
      { chapterId: note.chapterId, anchor: note.anchor },
      ...way.places,
    ]),
  );
  const repair = ({ way, note, name }: (typeof waiting)[number]): Repair => {
    const was = show(way.fromChapterId, way.fromAnchor);
    const here = note.chapterId !== way.fromChapterId && show(note.chapterId, note.anchor);
    return {
      annotation: { id: note.id, kind: note.kind, author: { id: note.memberId, name }, body: note.body },
      ...{ state: way.state, score: way.score, was },
      ...(way.settled && { settled: way.settled }),
      ...(here && { now: here }),
      places: way.places.map(({ chapterId, anchor, score }) => ({ ...show(chapterId, anchor), anchor, score })),
    };
  };
  return {
    edition: { before: waiting[0]?.before ?? settled[0]?.before ?? now.number, now: now.number },
    waiting: waiting.map(repair),
    total: waiting[0]?.total ?? 0,
    settled: settled.map(repair),
  };
}

/** As much of a passage as is shown beside the words themselves. */
const BESIDE_MOST = 240;

/** Reads what stands at these places, and gives a way to show each. */
async function readWords(
  db: Queryable,
  places: { chapterId: string; anchor: Anchor }[],
): Promise<(chapterId: string, anchor: Anchor) => WordsInPlace> {
  const chapterIds = [...new Set(places.map(({ chapterId }) => chapterId))];
  const rows =
    chapterIds.length === 0
      ? []
      : await db
          .select({
            chapterId: chapters.id,
            title: chapters.title,
            id: passages.id,
            number: passages.number,
            text: passages.text,
          })
          .from(passages)
          .innerJoin(chapters, eq(chapters.id, passages.chapterId))
          .where(inArray(passages.chapterId, chapterIds))
          .orderBy(asc(passages.number));
  const inChapter = Map.groupBy(rows, (row) => row.chapterId);
  return (chapterId, anchor) => {
    const texts = inChapter.get(chapterId) ?? [];
    const head = texts.find(({ id }) => id === anchor.passage);
    const tail = texts.find(({ id }) => id === anchor.endPassage);
    const stretch = {
      start: { passage: anchor.passage, offset: anchor.start },
      end: { passage: anchor.endPassage, offset: anchor.end },
    };
    return {
      chapter: { id: chapterId, title: texts[0]?.title ?? "" },
      number: head?.number ?? 0,
      before: head?.text.slice(Math.max(0, anchor.start - BESIDE_MOST), anchor.start) ?? anchor.before,
      quote: wordsBetween(texts, stretch) ?? anchor.quote,
      after: tail?.text.slice(anchor.end, anchor.end + BESIDE_MOST) ?? anchor.after,
    };
  };
}
