// Which notes of a group's book a member may take out of it, as a file or by a program: those they may read, less what the spoiler rule keeps back.
import { type SQL, sql } from "drizzle-orm";
import type { Admitted } from "../admit.ts";
import { readableBy } from "../audience.ts";
import { editionOf } from "../reading/queries.ts";

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
 * rule is soft, also those on chapters that the taker has not opened. What is their own is never kept back. A removed note with answers keeps its
 * place, so that threads go out whole (unlike in `bookNotes`, where it is nothing to be found).
 */
export function mayTake({ groupId, personId, memberId, host }: Omit<Taker, "name">, unopened: boolean): SQL {
  const me = { memberId: sql`${memberId}::uuid`, host: sql`${host}::boolean` };
  return sql`(annotations.group_id = ${groupId} and ${readableBy(sql`annotations`, me)}
    and annotations.chapter_id in (select c.id from chapters c where c.edition_id = ${editionOf(groupId)})
    and (annotations.member_id = ${memberId}::uuid
      or exists(select 1 from groups g where g.id = annotations.group_id
        and (g.spoilers = 'off' or (g.spoilers = 'soft' and ${unopened}::boolean)))
      or exists(select 1 from opened_chapters o where o.group_id = annotations.group_id
        and o.person_id = ${personId} and o.chapter_id = annotations.chapter_id)))`;
}

export const takerOf = ({ groupId, personId, memberId, memberName: name, standing }: Admitted): Taker => ({
  ...{ groupId, personId, memberId, name },
  host: standing.member === "host",
});
