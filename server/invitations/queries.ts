// Reads of invitations: the list that hosts see, and what the bearer of one may know before accepting it.
import { asc, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { invitations } from "#db/schema/groups.ts";
import { AppError } from "#domain/errors.ts";
import type { At } from "#domain/live/events.ts";
import { hostsStream } from "#domain/live/streams.ts";
import type { Invitation, InvitationLook } from "#domain/shapes/group.ts";
import { admit } from "../admit.ts";
import { readAt } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { getOrganisationName } from "../instance/queries.ts";
import { hashSecret } from "../secrets.ts";

/** All invitations of a group, oldest first, with the number from which its hosts' stream goes on. */
export async function listInvitations(ctx: Ctx, { groupId }: { groupId: string }): Promise<At<Invitation[]>> {
  await admit(ctx, "invitation:list", { on: "group", groupId });
  return readAt(ctx, hostsStream(groupId), async (db) => {
    const rows = await db
      .select()
      .from(invitations)
      .where(eq(invitations.groupId, groupId))
      .orderBy(asc(invitations.createdAt), asc(invitations.id));
    return rows.map(showInvitation);
  });
}

/** What an invitation's page says before it is accepted: whose instance it is, and nothing of the group. A link that no longer works is refused as `link_spent`. */
export async function lookAtInvitation(ctx: Ctx, { token }: { token: string }): Promise<InvitationLook> {
  await ctx.house.limits.take("secret", ctx.source.address);
  await admit(ctx, "invitation:look", { on: "invitation", token });
  const invitation = await findInvitation(ctx.db, token);
  if (!invitation) throw new AppError("not_found", "link_spent");
  const organisation = await getOrganisationName(ctx.db);
  return { organisation, open: true, bound: invitation.email !== null, signedIn: ctx.actor !== undefined };
}

type Row = typeof invitations.$inferSelect;

/** The invitation that this token belongs to, whatever has become of it. */
export async function findInvitation(db: Queryable, token: string): Promise<Row | undefined> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(eq(invitations.tokenHash, hashSecret(token)));
  return row;
}

/** An invitation as hosts may see it: never its token. */
export function showInvitation({ id, label, email, uses, mostUses, expiresAt, createdAt, revokedAt }: Row): Invitation {
  return {
    ...{ id, label, uses, mostUses },
    ...(email && { email }),
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
    ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
  };
}
