// Myself: who is signed in, and my desk with everything I belong to.
import { and, eq, exists, isNull, sql } from "drizzle-orm";
import { stewardships } from "#db/schema/branches.ts";
import { people } from "#db/schema/people.ts";
import type { Desk } from "#domain/shapes/branch.ts";
import type { Me } from "#domain/shapes/person.ts";
import { admit } from "../admit.ts";
import { listBranchesOf } from "../branches/queries.ts";
import type { Ctx } from "../context.ts";
import { listSummaries } from "../groups/queries.ts";

/** Who is signed in, or null. */
export async function findMe(ctx: Ctx): Promise<Me | null> {
  const { personId } = await admit(ctx, "person:look", { on: "instance" });
  if (!personId) return null;
  const holdsOffice = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(stewardships)
      .where(and(eq(stewardships.personId, people.id), isNull(stewardships.endedAt))),
  );
  const [person] = await ctx.db
    .select({ id: people.id, name: people.name, email: people.email, steward: sql<boolean>`${holdsOffice}` })
    .from(people)
    .where(eq(people.id, personId));
  return person ?? null;
}

/** My branches and my groups. */
export async function getDesk(ctx: Ctx): Promise<Desk> {
  const { personId } = await admit(ctx, "desk:read", { on: "instance" });
  return { branches: await listBranchesOf(ctx.db, personId), groups: await listSummaries(ctx.db, personId, "mine") };
}
