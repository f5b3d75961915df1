// Which notes of a group's book a member may take out of it: those they may read, less what the spoiler rule keeps back.
import { type SQL, sql } from "drizzle-orm";
import { readableBy } from "../audience.ts";

/** Who takes notes out. */
export interface Taker {
  groupId: string;
  personId: string;
  memberId: string;
  /** The name they go by in the group. */
  name: string;
  host: boolean;
}

/**
 * As a condition on annotations: readable, on what the group reads now, and let through by the group's spoiler rule. With `unopened`, where the
 * rule is soft, also those on chapters that the taker has not opened. What is their own is never kept back.
 */
export function mayTake({ groupId, personId, memberId, host }: Omit<Taker, "name">, unopened: boolean): SQL {
  const me = { memberId: sql`${memberId}::uuid`, host: sql`${host}::boolean` };
  return sql`(annotations.group_id = ${groupId} and ${readableBy(sql`annotations`, me)}
    and exists(select 1 from chapters c join group_books b on b.edition_id = c.edition_id
      where c.id = annotations.chapter_id and b.group_id = annotations.group_id and b.ended_at is null)
    and (annotations.member_id = ${memberId}::uuid
      or exists(select 1 from groups g where g.id = annotations.group_id
        and (g.spoilers = 'off' or (g.spoilers = 'soft' and ${unopened}::boolean)))
      or exists(select 1 from opened_chapters o where o.group_id = annotations.group_id
        and o.person_id = ${personId} and o.chapter_id = annotations.chapter_id)))`;
}
