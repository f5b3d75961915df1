// Reads of reading groups: one from the inside, as its members see it, and summaries for those who see it from outside.
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Queryable, Tx } from "#db/client.ts";
import { books, editions } from "#db/schema/books.ts";
import { branches } from "#db/schema/branches.ts";
import { topics } from "#db/schema/chat.ts";
import { groupBooks, groups, memberships } from "#db/schema/groups.ts";
import { meetings } from "#db/schema/meetings.ts";
import { AppError } from "#domain/errors.ts";
import type { At } from "#domain/live/events.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { BookSummary } from "#domain/shapes/book.ts";
import type { GroupSummary } from "#domain/shapes/branch.ts";
import type { GroupHome, Member } from "#domain/shapes/group.ts";
import { admit } from "../admit.ts";
import { findGroupBook } from "../books/queries.ts";
import { readAt } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { Kept } from "../kept.ts";
import { listMeetings } from "../meetings/queries.ts";

/** A group as its members see it, the number from which its stream goes on, and who I am in it. */
export async function getGroup(
  ctx: Ctx,
  { groupId }: { groupId: string },
): Promise<At<GroupHome> & { me: { memberId: string; name: string; role: Member["role"] } }> {
  const { memberId, memberName, standing } = await admit(ctx, "group:read", { on: "group", groupId });
  const home = await keptHomes.get(`${groupId} ${await findVersion(ctx.db, groupId)}`, async () => {
    const thing = await readAt(ctx, groupStream(groupId), (db) => readHome(db, groupId));
    return { thing, size: JSON.stringify(thing).length * 2 };
  });
  return { ...home, me: { memberId, name: memberName, role: standing.member === "host" ? "host" : "member" } };
}

/** Groups as they were at a number of their stream, in bytes, roughly. */
const keptHomes = new Kept<At<GroupHome>>(16_000_000);

/** The number of the group's stream, with what is shown of a group and has no event: as long as it stays, so does the group. */
async function findVersion(db: Queryable, groupId: string): Promise<string> {
  const { rows } = await db.execute(sql`select json_build_array(
    (select head from streams where name = ${groupStream(groupId)}), g.name, g.about, b.name,
    (select json_agg(json_build_array(gb.edition_id, k)) from group_books gb join editions e on e.id = gb.edition_id
      join books k on k.id = e.book_id where gb.group_id = g.id and gb.ended_at is null))::text as version
    from groups g join branches b on b.id = g.branch_id where g.id = ${groupId}`);
  return String(rows[0]?.version);
}

async function readHome(db: Queryable, groupId: string): Promise<GroupHome> {
  const [group] = await db
    .select({
      id: groups.id,
      branchId: groups.branchId,
      branchName: branches.name,
      name: groups.name,
      about: groups.about,
      topicId: topics.id,
      spoilers: groups.spoilers,
      widest: groups.widest,
      blindFirst: groups.blindFirst,
      tags: groups.tags,
    })
    .from(groups)
    .innerJoin(branches, eq(branches.id, groups.branchId))
    .innerJoin(topics, eq(topics.groupId, groups.id))
    .where(eq(groups.id, groupId))
    .orderBy(asc(topics.createdAt), asc(topics.id))
    .limit(1);
  if (!group) throw new AppError("not_found", "not_found");
  const rows = await db
    .select()
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), isNull(memberships.removedAt)))
    .orderBy(asc(memberships.createdAt), asc(memberships.id));
  const book = await findGroupBook(db, groupId);
  const { spoilers, widest, blindFirst, ...rest } = group;
  const margin = { spoilers, widest, blindFirst };
  return { ...rest, margin, members: rows.map(showMember), meetings: await listMeetings(db, groupId), ...(book && { book }) };
}

/** A membership as the group may see it. */
export function showMember({ id, name, role, createdAt }: typeof memberships.$inferSelect): Member {
  return { id, name, role, joinedAt: createdAt.toISOString() };
}

/**
 * Holds the group's row until the transaction ends: changes to who is in a group and who is invited happen one after the other, so that a
 * last host stays, and the times at which people joined have the order of the events. Writing and talking in the group go on meanwhile.
 * Taken before anything else (`hold` of a command), so that no two of them wait for each other.
 */
export async function lockGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.select({ id: groups.id }).from(groups).where(eq(groups.id, groupId)).for("no key update");
}

/** The database's clock at this moment, not at the beginning of the transaction: after a wait for a lock it is the later one. */
export const clock = sql<Date>`date_trunc('milliseconds', clock_timestamp())`;

/**
 * Groups as those see them who need not be in them, by name. Passes no gate: the caller asks for groups of a branch the person
 * may read, or for the person's own.
 */
export async function listSummaries(db: Queryable, personId: string, of: { branchId: string } | "mine"): Promise<GroupSummary[]> {
  // `groups.id` in plain SQL: in a query of one table Drizzle would write the column without its table.
  const mine = sql<Member["role"] | null>`(select m.role from memberships m
    where m.group_id = groups.id and m.person_id = ${personId} and m.removed_at is null)`;
  const members = sql<number>`(select count(*)::int from memberships m where m.group_id = groups.id and m.removed_at is null)`;
  const rows = await db
    .select({ id: groups.id, branchId: groups.branchId, name: groups.name, about: groups.about, members, mine })
    .from(groups)
    .where(of === "mine" ? sql`${mine} is not null` : eq(groups.branchId, of.branchId))
    .orderBy(asc(groups.name), asc(groups.id));
  const ids = rows.map((row) => row.id);
  const [booksOf, nextOf] = [await readBooks(db, ids), await readNext(db, ids)];
  return rows.map((row) => {
    const [book, next] = [booksOf.get(row.id), nextOf.get(row.id)];
    return { ...row, mine: row.mine ?? "none", ...(book && { book }), ...(next && { next }) };
  });
}

async function readBooks(db: Queryable, groupIds: string[]): Promise<Map<string, BookSummary>> {
  if (groupIds.length === 0) return new Map();
  const chapters = sql<number>`(select count(*)::int from chapters c where c.edition_id = ${editions.id} and c.role = 'body')`;
  const rows = await db
    .select({ groupId: groupBooks.groupId, book: books, edition: editions, chapters })
    .from(groupBooks)
    .innerJoin(editions, eq(editions.id, groupBooks.editionId))
    .innerJoin(books, eq(books.id, editions.bookId))
    .where(and(inArray(groupBooks.groupId, groupIds), isNull(groupBooks.endedAt)));
  return new Map(
    rows.map(({ groupId, book, edition, chapters }) => {
      const { id, title, subtitle, authors, language } = book;
      const { id: editionId, cover, words } = edition;
      return [
        groupId,
        { id, editionId, title, authors, language, words, chapters, ...(subtitle && { subtitle }), ...(cover && { cover }) },
      ];
    }),
  );
}

/** The meeting of each group that is under way or comes next. */
async function readNext(db: Queryable, groupIds: string[]): Promise<Map<string, NonNullable<GroupSummary["next"]>>> {
  if (groupIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([meetings.groupId])
    .from(meetings)
    .where(
      and(
        inArray(meetings.groupId, groupIds),
        isNull(meetings.calledOffAt),
        sql`${meetings.startsAt} + make_interval(mins => ${meetings.minutes}) > now()`,
      ),
    )
    .orderBy(meetings.groupId, asc(meetings.startsAt), desc(meetings.id));
  return new Map(
    rows.map(({ groupId, id, title, local, zone, startsAt }) => [
      groupId,
      { id, title, local, zone, startsAt: startsAt.toISOString() },
    ]),
  );
}
