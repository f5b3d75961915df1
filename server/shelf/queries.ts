// Reads of one book of a shelf: its page, the groups that read it, and what of theirs hangs on it.
import { desc, eq, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { books, editions } from "#db/schema/books.ts";
import { branches } from "#db/schema/branches.ts";
import { people } from "#db/schema/people.ts";
import { AppError } from "#domain/errors.ts";
import { can } from "#domain/permissions.ts";
import type { BookEdition, BookPage, BookReader } from "#domain/shapes/shelf.ts";
import { admit } from "../admit.ts";
import { readContents, readShelf, showRights } from "../books/queries.ts";
import type { Ctx } from "../context.ts";
import { knownTo, onShelfOf, readersOf } from "../reach.ts";

/** A book as it is seen from the shelf of a branch: of that branch (archived ones too), or shared with it. */
export async function getBook(ctx: Ctx, { branchId, bookId }: { branchId: string; bookId: string }): Promise<BookPage> {
  const { personId, standing } = await admit(ctx, "book:read", { on: "branch", branchId });
  const own = sql`${books.branchId} = ${branchId}::uuid`;
  const seen = sql`${books.id} = ${bookId}::uuid and (${own} or ${onShelfOf(sql`books`, sql`${branchId}::uuid`)})`;
  const [book] = await readShelf(ctx.db, seen, branchId);
  const [branch] = await ctx.db.select().from(branches).where(eq(branches.id, branchId));
  if (!book || !branch) throw new AppError("not_found", "not_found");
  const isOwn = book.owner.id === branchId;
  return {
    branch: { id: branchId, name: branch.name },
    book,
    contents: await readContents(ctx.db, book.editionId),
    editions: await readEditions(ctx.db, bookId, isOwn),
    groups: await listReaders(ctx.db, bookId, personId),
    may: {
      keep: isOwn && can(standing, "book:state_rights"),
      share: isOwn && can(standing, "book:share"),
      shareWidely: isOwn && can(standing, "book:share_widely"),
    },
  };
}

/** Newest first; names of files and people only for the branch whose book it is. */
async function readEditions(db: Queryable, bookId: string, isOwn: boolean): Promise<BookEdition[]> {
  const rows = await db
    .select({ edition: editions, broughtBy: people.name, readers: readersOf(sql`editions.id`) })
    .from(editions)
    .leftJoin(people, eq(people.id, editions.broughtBy))
    .where(eq(editions.bookId, bookId))
    .orderBy(desc(editions.number));
  return rows.map(({ edition, broughtBy, readers }) => {
    const { id, number, createdAt, format, fileName, words, report, changes } = edition;
    return {
      ...{ id, number, format, words, report, readers },
      createdAt: createdAt.toISOString(),
      rights: showRights(edition),
      ...(isOwn && { fileName }),
      ...(isOwn && broughtBy && { broughtBy }),
      ...(changes && { changes }),
    };
  });
}

/** The groups that read a book now, by name as far as this person may know them, those of other branches after them. Passes no gate. */
export async function listReaders(db: Queryable, bookId: string, personId: string): Promise<BookReader[]> {
  const { rows } = await db.execute<{ name: string | null; branch: string; edition: number; reads_on: boolean }>(sql`
    select case when g.branch_id in (${knownTo(personId)}) then g.name end as name, b.name as branch, e.number as edition,
      not ${onShelfOf(sql`books`, sql`g.branch_id`)} as reads_on
    from group_books gb join groups g on g.id = gb.group_id join branches b on b.id = g.branch_id
      join editions e on e.id = gb.edition_id join books on books.id = gb.book_id
    where gb.book_id = ${bookId} and gb.ended_at is null
    order by name nulls last, branch, g.id`);
  return rows.map(({ name, branch, edition, reads_on: readsOn }) => ({
    ...(name !== null && { name }),
    branch,
    edition,
    readsOn,
  }));
}

/** What a group has with a book: it reads it, has notes in it, or members of it keep their places there. */
export interface BookUse {
  /** Only where the asker may know it. */
  name: string | undefined;
  reads: boolean;
  notes: number;
  places: boolean;
}

/** Every group that uses a book. Places of those who have left are nobody's any more. Passes no gate. */
export async function listUses(db: Queryable, bookId: string, personId: string): Promise<BookUse[]> {
  const ofBook = sql`select c.id from chapters c join editions e on e.id = c.edition_id where e.book_id = ${bookId}`;
  const living = sql`exists(select 1 from memberships m where m.group_id = p.group_id and m.person_id = p.person_id and m.removed_at is null)`;
  const { rows } = await db.execute<{ name: string | null; reads: boolean; notes: number; places: boolean }>(sql`
    select * from (
      select g.id, case when g.branch_id in (${knownTo(personId)}) then g.name end as name,
        exists(select 1 from group_books gb where gb.group_id = g.id and gb.book_id = ${bookId} and gb.ended_at is null) as reads,
        ((select count(*) from annotations a where a.group_id = g.id and a.chapter_id in (${ofBook}) and a.removed_at is null)
          + (select count(*) from annotations a join replies r on r.group_id = a.group_id and r.annotation_id = a.id
             where a.group_id = g.id and a.chapter_id in (${ofBook}) and r.removed_at is null))::int as notes,
        (exists(select 1 from places p where p.group_id = g.id and p.chapter_id in (${ofBook}) and ${living})
          or exists(select 1 from declared_reads p where p.group_id = g.id and p.chapter_id in (${ofBook}) and ${living})) as places
      from groups g where g.id in (select group_id from group_books where book_id = ${bookId})) uses
    where reads or notes > 0 or places order by name nulls last, id`);
  return rows.map(({ name, reads, notes, places }) => ({ name: name ?? undefined, reads, notes, places }));
}
