// The instance itself: whether it is set up, and whose it is.
import type { Queryable } from "#db/client.ts";
import { organisation } from "#db/schema/branches.ts";
import { admit } from "../admit.ts";
import type { Ctx } from "../context.ts";

/** Whether the instance is set up, and the organisation's name. Anybody may know. */
export async function lookAtInstance(ctx: Ctx): Promise<{ setUp: boolean; organisation?: string }> {
  await admit(ctx, "instance:look", { on: "instance" });
  const name = await getOrganisationName(ctx.db);
  return name ? { setUp: true, organisation: name } : { setUp: false };
}

/** The organisation's name; empty before there is one. */
export async function getOrganisationName(db: Queryable): Promise<string> {
  const [kept] = await db.select({ name: organisation.name }).from(organisation);
  return kept?.name ?? "";
}
