// Which books and branches are within a person's reach, in SQL: the gate, the shelf and the choice of a book all ask these.
import { type SQL, sql } from "drizzle-orm";

/** `up`: these branches and all above them. A steward's office works downward, and so does sharing a book with the branches below. */
export const upFrom = (branches: SQL) => sql`
  up as (select b.id, b.parent_id from branches b where b.id in (${branches})
         union select b.id, b.parent_id from branches b join up on b.id = up.parent_id)`;

/** Ids of the branches a person is in by a reading group of theirs or by an office. What lies below an office is reached through it. */
export const branchesOf = (person: string | null) => sql`
  select g.branch_id from memberships m join groups g on g.id = m.group_id where m.person_id = ${person}::uuid and m.removed_at is null
  union select s.branch_id from stewardships s where s.person_id = ${person}::uuid and s.ended_at is null`;

/** Ids of the branches whose reading groups a person may know by name: those they are in, and all below those they run. */
export const knownTo = (person: string | null) => sql`
  with recursive run as (
    select s.branch_id as id from stewardships s where s.person_id = ${person}::uuid and s.ended_at is null
    union select b.id from branches b join run on b.parent_id = run.id)
  select id from run union ${branchesOf(person)}`;

/**
 * The one rule of sharing. Whether a book (a row of `books` by the name given) stands on the shelf of any of these branches: it is their
 * own, is shared with what lies below its branch and they lie there, or is shared with the whole organisation; and it is not archived.
 */
export const onShelfOf = (book: SQL, branches: SQL) => sql`(${book}.archived_at is null and (
  ${book}.branch_id in (${branches})
  or ${book}.sharing = 'organisation' and exists (select 1 from branches b where b.id in (${branches}))
  or ${book}.sharing = 'below' and ${book}.branch_id in (with recursive ${upFrom(branches)} select up.id from up)))`;

/** How many different people can open an edition now: the members of all groups it was ever chosen by, for its text stays open to them. */
export const readersOf = (edition: SQL, alsoIn: SQL = sql`null`) => sql<number>`(
  select count(distinct m.person_id)::int from memberships m join people p on p.id = m.person_id
  where m.removed_at is null and p.suspended_at is null
    and (m.group_id = ${alsoIn} or m.group_id in (select gb.group_id from group_books gb where gb.edition_id = ${edition})))`;
