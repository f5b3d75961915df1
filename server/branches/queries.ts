// A branch's home: its reading groups, as far as everybody in the branch may know of them, and its shelf.
import { eq, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { branches } from "#db/schema/branches.ts";
import { AppError } from "#domain/errors.ts";
import { can } from "#domain/permissions.ts";
import type { BranchHome } from "#domain/shapes/branch.ts";
import { admit } from "../admit.ts";
import { readShelf } from "../books/queries.ts";
import type { Ctx } from "../context.ts";
import { listSummaries } from "../groups/queries.ts";
import { getOrganisationName } from "../instance/queries.ts";
import { onShelfOf } from "../reach.ts";

/** What the branch's page shows. */
export async function getBranch(ctx: Ctx, { branchId }: { branchId: string }): Promise<BranchHome> {
  const { personId, standing } = await admit(ctx, "branch:read", { on: "branch", branchId });
  const [branch] = await ctx.db.select().from(branches).where(eq(branches.id, branchId));
  if (!branch) throw new AppError("not_found", "not_found");
  return {
    id: branchId,
    name: branch.name,
    organisation: await getOrganisationName(ctx.db),
    steward: standing.steward,
    groups: await listSummaries(ctx.db, personId, { branchId }),
    shelf: await readShelf(ctx.db, onShelfOf(sql`books`, sql`${branchId}::uuid`), branchId),
    archived: can(standing, "book:restore")
      ? await readShelf(ctx.db, sql`books.branch_id = ${branchId}::uuid and books.archived_at is not null`, branchId)
      : [],
  };
}

/** The branches a person belongs to, by name: those they run with all below them, and those of their groups. */
export async function listBranchesOf(db: Queryable, personId: string): Promise<{ id: string; name: string; steward: boolean }[]> {
  const { rows } = await db.execute<{ id: string; name: string; steward: boolean }>(sql`
    with recursive run as (
      select branch_id as id from stewardships where person_id = ${personId} and ended_at is null
      union select b.id from branches b join run on b.parent_id = run.id)
    select b.id, b.name, b.id in (select id from run) as steward from branches b
    where b.id in (select id from run)
      or b.id in (select g.branch_id from groups g join memberships m on m.group_id = g.id where m.person_id = ${personId} and m.removed_at is null)
    order by b.name, b.id`);
  return rows;
}
