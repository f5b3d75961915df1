// Reads of the margin: the annotations of a chapter with their replies, as every member of the group may see them.
import { and, asc, desc, eq, inArray, isNull, ne, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Queryable } from "#db/client.ts";
import { annotations, replies, wordings } from "#db/schema/annotations.ts";
import { passages } from "#db/schema/books.ts";
import { groupBooks, groups, memberships } from "#db/schema/groups.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { audienceOf } from "#domain/annotations/audience.ts";
import { byCreation, emptied, isStanding, standingReplies } from "#domain/live/apply.ts";
import type { At, RevisedAnnotation } from "#domain/live/events.ts";
import { chapterStream, groupStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Annotation, Margin, Reply, Stop, WiderNote, Wording, WordingList } from "#domain/shapes/annotation.ts";
import { admit } from "../admit.ts";
import { audience, readableBy } from "../audience.ts";
import { readAt } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { Kept } from "../kept.ts";
import { knownTo } from "../reach.ts";

/** The annotations of a chapter that every member of the group may read, oldest first, with the number from which their stream goes on. */
export async function listAnnotations(ctx: Ctx, { groupId, chapterId }: ChapterOf): Promise<At<Annotation[]>> {
  const me = await admitReader(ctx, { groupId, chapterId });
  return readShared(ctx, me, await glanceAt(ctx.db, me));
}

/** The margin of a chapter as I may read it: what everybody reads, what I alone read, and for a host what the hosts read. */
export async function getMargin(ctx: Ctx, { groupId, chapterId }: ChapterOf): Promise<Margin> {
  const me = await admitReader(ctx, { groupId, chapterId });
  const glance = await glanceAt(ctx.db, me);
  return { shared: await readShared(ctx, me, glance), ...(await readNarrow(ctx, me, glance)) };
}

/** The narrower part of the margin alone: for a client that was away too long. */
export async function getNarrowMargin(ctx: Ctx, { groupId, chapterId }: ChapterOf): Promise<Omit<Margin, "shared">> {
  const me = await admitReader(ctx, { groupId, chapterId });
  return readNarrow(ctx, me, await glanceAt(ctx.db, me));
}

type ChapterOf = { groupId: string; chapterId: string };
type Reader = ChapterOf & { personId: string; memberId: string; host: boolean };

async function admitReader(ctx: Ctx, { groupId, chapterId }: ChapterOf): Promise<Reader> {
  const { personId, memberId, standing } = await admit(ctx, "annotation:list", { on: "chapter", groupId, chapterId });
  return { groupId, chapterId, personId, memberId, host: standing.member === "host" };
}

/** What a chapter's margin hangs on, at one moment. */
interface Glance {
  chapter: number;
  group: number;
  own: number;
  hosts: number;
  seenTo: string | null;
  /** Whether there is a narrower note that this reader may read. */
  narrow: boolean;
}

async function glanceAt(db: Queryable, me: Reader): Promise<Glance> {
  const { groupId, chapterId, personId } = me;
  const [glance] = await db
    .select({
      chapter: headOf(chapterStream(groupId, chapterId)),
      group: headOf(groupStream(groupId)),
      own: headOf(personStream(personId)),
      hosts: headOf(hostsStream(groupId)),
      seenTo: sql<string | null>`(select to_json(seen_to)#>>'{}' from opened_chapters
        where group_id = ${groupId} and person_id = ${personId} and chapter_id = ${chapterId})`,
      narrow: sql<boolean>`exists(select 1 from annotations where ${narrowFor(me)})`,
    })
    .from(sql`(select 1) once`);
  if (!glance) throw new Error("A select of one row gave none");
  return glance;
}

const headOf = (name: string) => sql<number>`coalesce((select head from streams where name = ${name}), 0)::int`;

/** Notes of the chapter that not all members may read, and this one may. */
const narrowFor = ({ groupId, chapterId, memberId, host }: Reader) =>
  and(
    ofChapter(groupId, chapterId),
    sql`${audience(sql`annotations`)} <> 'members'`,
    readableBy(sql`annotations`, { memberId: sql`${memberId}::uuid`, host: sql`${host}::boolean` }),
  );

/** Notes change with events of the chapter, and the names of their authors with events of the group: as long as both stay, they are read once. */
function readShared(ctx: Ctx, { groupId, chapterId }: ChapterOf, { chapter, group }: Pick<Glance, "chapter" | "group">) {
  const stream = chapterStream(groupId, chapterId);
  return keptNotes.get(`${stream} ${chapter} ${group}`, async () => {
    const members = sql`${audience(sql`annotations`)} = 'members'`;
    const thing = await readAt(ctx, stream, (db) => readAnnotations(db, groupId, and(ofChapter(groupId, chapterId), members)));
    return { thing, size: JSON.stringify(thing).length * 2 };
  });
}

/** Where there is nothing narrow, which is nearly always, the glance has said it all. */
async function readNarrow(ctx: Ctx, me: Reader, glance: Glance): Promise<Omit<Margin, "shared">> {
  if (!glance.narrow) return showNarrow(me, glance, []);
  const read = async (db: Queryable) =>
    showNarrow(me, await glanceAt(db, me), await readAnnotations(db, me.groupId, narrowFor(me)));
  return ctx.db.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });
}

function showNarrow({ memberId, host }: Reader, { own, hosts, seenTo }: Glance, notes: Annotation[]): Omit<Margin, "shared"> {
  return {
    own: { at: own, state: notes.filter((note) => note.author.id === memberId) },
    ...(host && { hosts: { at: hosts, state: notes.filter(isForHosts) } }),
    ...(seenTo && { seenTo: new Date(seenTo).toISOString() }),
  };
}

const isForHosts = ({ visibility, heldAt, hidden }: Annotation) =>
  audienceOf({ visibility, held: heldAt !== undefined, hidden: hidden !== undefined }) === "hosts";

const ofChapter = (groupId: string, chapterId: string) =>
  and(eq(annotations.groupId, groupId), eq(annotations.chapterId, chapterId));

/**
 * The earlier wordings of a note or of one of its replies, oldest first. Its author reads all of them; others those that stood since the note
 * was shown to them: what was put aside before it was widened or let go was never before them.
 */
export async function listWordings(ctx: Ctx, { groupId, annotationId, ofId }: z.infer<typeof WordingList>): Promise<Wording[]> {
  const { memberId } = await admit(ctx, "annotation:list", { on: "annotation", groupId, annotationId });
  const mine = sql`coalesce((select r.member_id from replies r where r.group_id = ${groupId} and r.id = ${ofId}), annotations.member_id) = ${memberId}`;
  const rows = await ctx.db
    .select({ wording: wordings })
    .from(wordings)
    .innerJoin(annotations, and(eq(annotations.groupId, wordings.groupId), eq(annotations.id, wordings.annotationId)))
    .where(
      and(
        ...[eq(wordings.groupId, groupId), eq(wordings.annotationId, annotationId), eq(wordings.ofId, ofId)],
        or(mine, sql`${wordings.until} > ${annotations.shownAt}`),
      ),
    )
    .orderBy(asc(wordings.number));
  return rows.map(({ wording: { number, kind, body, tags, until } }) => ({
    ...{ number, body, tags, until: until.toISOString() },
    ...(kind && { kind }),
  }));
}

/** The most notes of other groups that a chapter shows. */
const WIDER_MOST = 500;

/**
 * The newest notes of other groups on a chapter that are shown beyond them, oldest first: to everybody who reads the edition in a group, or to
 * those who are in the note's branch. What its group does not allow any more is not shown, and nothing of what the group does with the note.
 */
export async function listWiderNotes(ctx: Ctx, { groupId, chapterId }: ChapterOf): Promise<WiderNote[]> {
  const { personId } = await admit(ctx, "annotation:list", { on: "chapter", groupId, chapterId });
  const forAll = sql`(${annotations.visibility} = 'organisation' and ${groups.widest} = 'organisation')`;
  const forBranch = sql`(${annotations.visibility} = 'branch' and ${groups.widest} <> 'group' and ${groups.branchId} in (${knownTo(personId)}))`;
  const rows = await ctx.db
    .select({ row: annotations, name: memberships.name, groupName: groups.name })
    .from(annotations)
    .innerJoin(groups, eq(groups.id, annotations.groupId))
    .innerJoin(memberships, and(eq(memberships.groupId, annotations.groupId), eq(memberships.id, annotations.memberId)))
    .where(
      and(
        ...[eq(annotations.chapterId, chapterId), ne(annotations.groupId, groupId), or(forAll, forBranch)],
        ...[isNull(annotations.heldAt), isNull(annotations.hiddenAt), isNull(annotations.removedAt)],
      ),
    )
    .orderBy(desc(annotations.shownAt), desc(annotations.id))
    .limit(WIDER_MOST);
  return rows
    .map(({ row, name, groupName }) => ({ annotation: fromOutside(row, name), groupName }))
    .sort((a, b) => byCreation(a.annotation, b.annotation));
}

/** A note as other groups see it: what its author made of it, not what its group does with it. */
function fromOutside(row: typeof annotations.$inferSelect, author: string): WiderNote["annotation"] {
  const inside = { pinnedAt: null, replyAskedAt: null, agendaAt: null, gathers: null, answeredBy: null };
  return showAnnotation({ ...row, ...inside }, author);
}

/** How much the group stopped at the chapters of what it reads now: see stopsIn. */
export async function listStops(ctx: Ctx, { groupId }: { groupId: string }): Promise<Stop[]> {
  const { personId } = await admit(ctx, "annotation:list", { on: "group", groupId });
  const [reading] = await ctx.db
    .select({ stops: stopsIn(groupId, sql`group_books.edition_id`, personId) })
    .from(groupBooks)
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));
  return reading?.stops ?? [];
}

/** Fewer members than this would be recognised in a chapter's heat. */
const STOPPED_LEAST = 3;

/**
 * As a JSON array of Stop, in reading order: the notes and replies that all members may read in those chapters of an edition that this person
 * says they have read, and where enough different members stopped. Before that, where others stopped would lead the reading.
 */
export function stopsIn(groupId: string | SQLWrapper, editionId: string | SQLWrapper, personId: string): SQL<Stop[]> {
  const ofAll = sql`a.group_id = ${groupId} and a.chapter_id = c.id and ${audience(sql`a`)} = 'members'`;
  // Chapter by chapter, and in it member by member: so it costs what was declared read, and never more than counting the whole book.
  return sql<
    Stop[]
  >`(select coalesce(json_agg(json_build_object('chapterId', stop.id, 'notes', stop.notes) order by stop.position), '[]') from
    (select c.id, c.position, said.notes from declared_reads d join chapters c on c.id = d.chapter_id and c.edition_id = ${editionId}
    cross join lateral (select sum(one.notes)::int as notes, count(*) as members from
      (select count(*) as notes from
        (select a.member_id from annotations a where ${ofAll} and a.removed_at is null
        union all select r.member_id from annotations a join replies r on r.group_id = a.group_id and r.annotation_id = a.id
          where ${ofAll} and r.removed_at is null) each
      group by each.member_id) one) said
    where d.group_id = ${groupId} and d.person_id = ${personId} and said.members >= ${STOPPED_LEAST}) stop)`;
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

/** Notes of a group that are `wanted` (a condition on annotations), oldest first, with what hangs on them. Passes no gate: the condition has to keep out what the reader may not see. */
export async function readAnnotations(db: Queryable, groupId: string, wanted: SQL | undefined): Promise<Annotation[]> {
  const authorOf = and(eq(memberships.groupId, annotations.groupId), eq(memberships.id, annotations.memberId));
  const given = sql<
    Annotation["reactions"] | null
  >`(select json_agg(json_build_object('memberId', r.member_id, 'reaction', r.reaction)
    order by r.member_id, r.reaction collate "C") from reactions r where r.group_id = annotations.group_id and r.annotation_id = annotations.id)`;
  const rows = await db
    .select({ row: annotations, name: memberships.name, given })
    .from(annotations)
    .innerJoin(memberships, authorOf)
    .where(and(eq(annotations.groupId, groupId), wanted))
    .orderBy(asc(annotations.createdAt), asc(annotations.id));
  const answers = await readReplies(
    db,
    groupId,
    rows.map(({ row }) => row.id),
  );
  return rows
    .map(({ row, name, given }) => ({ ...showAnnotation(row, name), reactions: given ?? [], replies: answers.get(row.id) ?? [] }))
    .map((note) => (note.removedAt === undefined ? note : emptied(note, note.removedAt)))
    .filter(isStanding);
}

/** A note as those who may read it see it, without what hangs on it. */
export function showAnnotation(row: typeof annotations.$inferSelect, author: string): RevisedAnnotation {
  const time = (at: Date | null) => at?.toISOString();
  const optional = {
    heldAt: time(row.heldAt),
    to: row.target ?? undefined,
    editedAt: time(row.editedAt),
    question: row.questionState ? { state: row.questionState, ...(row.answeredBy && { replyId: row.answeredBy }) } : undefined,
    pinnedAt: time(row.pinnedAt),
    hidden: row.hiddenAt ? { at: row.hiddenAt.toISOString(), reason: row.hiddenReason ?? "" } : undefined,
    replyAskedAt: time(row.replyAskedAt),
    agendaAt: time(row.agendaAt),
    gathers: row.gathers ?? undefined,
    carried: row.carried ?? undefined,
    imported: row.imported ?? undefined,
    removedAt: time(row.removedAt),
  };
  return {
    id: row.id,
    chapterId: row.chapterId,
    kind: row.kind,
    anchor: row.anchor,
    author: { id: row.memberId, name: author },
    body: row.body,
    createdAt: row.createdAt.toISOString(),
    visibility: row.visibility,
    shownAt: row.shownAt.toISOString(),
    tags: row.tags,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<typeof optional>),
  };
}

export function showReply(row: typeof replies.$inferSelect, author: string): Reply {
  return {
    id: row.id,
    annotationId: row.annotationId,
    ...(row.parentId && { parentId: row.parentId }),
    author: { id: row.memberId, name: author },
    body: row.removedAt ? "" : row.body,
    createdAt: row.createdAt.toISOString(),
    ...(row.editedAt && { editedAt: row.editedAt.toISOString() }),
    ...(row.removedAt && { removedAt: row.removedAt.toISOString() }),
    ...(row.imported && { imported: row.imported }),
  };
}

async function readReplies(db: Queryable, groupId: string, annotationIds: string[]): Promise<Map<string, Reply[]>> {
  if (annotationIds.length === 0) return new Map();
  const rows = await db
    .select({ reply: replies, name: memberships.name })
    .from(replies)
    .innerJoin(memberships, and(eq(memberships.groupId, replies.groupId), eq(memberships.id, replies.memberId)))
    .where(and(eq(replies.groupId, groupId), inArray(replies.annotationId, annotationIds)))
    .orderBy(asc(replies.createdAt), asc(replies.id));
  const byNote = Map.groupBy(
    rows.map(({ reply, name }) => showReply(reply, name)),
    (reply) => reply.annotationId,
  );
  return new Map([...byNote].map(([id, all]) => [id, standingReplies(all)]));
}
