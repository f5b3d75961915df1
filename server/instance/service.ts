// The first start: the one-time link that the console prints, and setting up the organisation with it.
import { v7 } from "uuid";
import { branches, organisation, setUpLinks, stewardships } from "#db/schema/branches.ts";
import { AppError } from "#domain/errors.ts";
import type { SetUp } from "#domain/shapes/person.ts";
import { addAccount, prepareAccount } from "../auth/queries.ts";
import { commit } from "../commit.ts";
import type { Ctx, House } from "../context.ts";
import { hashSecret, makeSecret } from "../secrets.ts";

/** Makes the set-up link of this start, the earlier ones no longer open anything. Undefined once there is an organisation. */
export async function makeSetUpLink(house: House): Promise<string | undefined> {
  const token = makeSecret();
  return house.db.transaction(async (tx) => {
    const [set] = await tx.select({ id: organisation.id }).from(organisation);
    await tx.delete(setUpLinks);
    if (set) return undefined;
    await tx.insert(setUpLinks).values({ tokenHash: hashSecret(token) });
    return `${house.origin}/set-up/${token}`;
  });
}

/**
 * Makes the organisation, its first branch and the account of who runs it. Once in the life of an instance: who comes second,
 * even at the same moment, gets `already_set_up`. Throws `password_common` too. Signing in comes after.
 */
export async function setUpInstance(ctx: Ctx, input: SetUp): Promise<{ branchId: string }> {
  await ctx.house.limits.take("secret", ctx.source.address);
  const { id, token, password, ...asked } = input;
  const account = await prepareAccount({ name: asked.name, email: asked.email, password });
  return commit(ctx, { id, action: "instance:set_up", subject: { on: "set-up", token }, input: asked }, async (tx) => {
    // There is room for one row only: a second set-up waits here until the first has ended.
    const [first] = await tx.db.insert(organisation).values({ name: asked.organisation }).onConflictDoNothing().returning();
    if (!first) throw new AppError("conflict", "already_set_up");
    const branchId = v7();
    await tx.db.insert(branches).values({ id: branchId, name: asked.branch });
    const personId = await addAccount(tx.db, account);
    await tx.db.insert(stewardships).values({ branchId, personId });
    await tx.db.delete(setUpLinks);
    return { branchId };
  });
}
