// Verbs of invitations: make one, withdraw it, accept it.
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import { invitations, memberships } from "#db/schema/groups.ts";
import { people } from "#db/schema/people.ts";
import { AppError } from "#domain/errors.ts";
import { groupStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Acceptance, InvitationEnd, NewInvitation } from "#domain/shapes/group.ts";
import { admit } from "../admit.ts";
import { addAccount, emailKey, prepareAccount } from "../auth/queries.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { clock, lockGroup, showMember } from "../groups/queries.ts";
import { getOrganisationName } from "../instance/queries.ts";
import { queueMail } from "../mails/queries.ts";
import { deriveSecret, hashSecret } from "../secrets.ts";
import { findInvitation, showInvitation } from "./queries.ts";

const DAY_MS = 24 * 3600_000;

/**
 * Makes an invitation and gives its link. The link is derived from the instance's key, so a repeated command gives it again although
 * only its hash is stored. With an address it is sent there, works once, and only for the account of that mailbox.
 */
export async function makeInvitation(ctx: Ctx, input: NewInvitation): Promise<{ link: string }> {
  const { id, invitationId, groupId, label, email, days } = input;
  const subject = { on: "group", groupId } as const;
  if (email !== undefined) {
    const { personId } = await admit(ctx, "invitation:make", subject);
    await ctx.house.limits.take("mail_sender", personId);
    await ctx.house.limits.take("mail_recipient", emailKey(email));
  }
  // The group is part of the name: an invitation of the same id in another group must not lead here.
  const token = deriveSecret(ctx.house.key, `invitation:${groupId}:${invitationId}`);
  const link = `${ctx.house.origin}/join/${token}`;
  const hold = (db: Tx) => lockGroup(db, groupId);
  await commit(ctx, { id, action: "invitation:make", subject, input, hold }, async (tx) => {
    const now = tx.house.now();
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    const mostUses = email === undefined ? input.mostUses : 1;
    const [made] = await tx.db
      .insert(invitations)
      .values({
        groupId,
        id: invitationId,
        tokenHash: hashSecret(token),
        label,
        email: email ?? null,
        mostUses,
        createdAt: clock,
        expiresAt,
      })
      .onConflictDoNothing()
      .returning();
    if (!made) throw new AppError("conflict", "command_differs");
    if (email !== undefined) {
      const values = { organisation: await getOrganisationName(tx.db), days, link };
      await queueMail(tx.db, { recipient: email, kind: "invitation", values, createdAt: now, expiresAt });
    }
    tx.tell(hostsStream(groupId), { type: "invitation.made", invitation: showInvitation(made) });
    return {};
  });
  return { link };
}

/** Withdraws an invitation: its link opens nothing any more. Who has joined by it stays. */
export async function revokeInvitation(ctx: Ctx, input: z.infer<typeof InvitationEnd>): Promise<Record<string, never>> {
  const { id, groupId, invitationId } = input;
  const hold = (db: Tx) => lockGroup(db, groupId);
  return commit(ctx, { id, action: "invitation:revoke", subject: { on: "group", groupId }, input, hold }, async (tx) => {
    const here = and(eq(invitations.groupId, groupId), eq(invitations.id, invitationId));
    const [kept] = await tx.db.select().from(invitations).where(here);
    if (!kept) throw new AppError("not_found", "not_found");
    if (kept.revokedAt) return {};
    const [revoked] = await tx.db.update(invitations).set({ revokedAt: clock }).where(here).returning();
    const revokedAt = revoked?.revokedAt?.toISOString() ?? "";
    tx.tell(hostsStream(groupId), { type: "invitation.revoked", invitationId, revokedAt });
    return {};
  });
}

/**
 * Joins a group by an invitation: with a new account, or as who is signed in. Uses are counted while the invitation's row is held, so no more
 * people join than it allows; a refusal uses nothing up. Who was a member before is one again, by the new name.
 * Refusals: `link_spent`, `invitation_used_up`, `already_member`, `address_taken`, `password_common`, `sign_in_first` (neither account nor
 * session), and forbidden when the invitation is meant for another mailbox.
 */
export async function acceptInvitation(ctx: Ctx, input: Acceptance): Promise<{ groupId: string }> {
  await ctx.house.limits.take("secret", ctx.source.address);
  const { id, token, displayName, account: asked } = input;
  if (ctx.actor && asked) throw new AppError("invalid", "invalid_input", { what: "account" });
  const account = asked && (await prepareAccount(asked));
  // The password stays out of the fingerprint: a stored hash of it, quick to compute, would be there for guessing.
  const content = { displayName, account: asked && { name: asked.name, email: asked.email } };
  const hold = async (db: Tx) => {
    const found = await findInvitation(db, token);
    if (found) await lockGroup(db, found.groupId);
  };
  return commit(
    ctx,
    { id, action: "invitation:accept", subject: { on: "invitation", token }, input: content, hold },
    async (tx, { personId }) => {
      if (!personId && !account) throw new AppError("unauthenticated", "sign_in_first");
      const invitation = await holdInvitation(tx, token);
      if (invitation.email && emailKey(invitation.email) !== emailKey(account?.email ?? (await readAddress(tx, personId)))) {
        throw new AppError("forbidden", "forbidden");
      }
      const joining = account ? await addAccount(tx.db, account) : personId;
      const { groupId, id: invitationId } = invitation;
      const member = await join(tx, groupId, joining, displayName);
      const uses = invitation.uses + 1;
      await tx.db
        .update(invitations)
        .set({ uses })
        .where(and(eq(invitations.groupId, groupId), eq(invitations.id, invitationId)));
      tx.tell(groupStream(groupId), { type: "member.joined", member: showMember(member) });
      tx.tell(hostsStream(groupId), { type: "invitation.used", invitationId, uses });
      tx.tell(personStream(joining), { type: "group.joined", groupId });
      return { groupId };
    },
  );
}

/** The invitation, held until the transaction ends, if it can still be used now that it is held. */
async function holdInvitation(tx: WriteCtx, token: string): Promise<typeof invitations.$inferSelect> {
  const [invitation] = await tx.db
    .select()
    .from(invitations)
    .where(
      and(eq(invitations.tokenHash, hashSecret(token)), isNull(invitations.revokedAt), sql`${invitations.expiresAt} > now()`),
    )
    .for("update");
  if (!invitation) throw new AppError("not_found", "link_spent");
  if (invitation.uses >= invitation.mostUses) throw new AppError("conflict", "invitation_used_up");
  return invitation;
}

async function readAddress(tx: WriteCtx, personId: string): Promise<string> {
  const [person] = await tx.db.select({ email: people.email }).from(people).where(eq(people.id, personId));
  return person?.email ?? "";
}

/** Makes the membership, or takes up an ended one again: its id, by which the group knows what the person wrote, stays. */
async function join(tx: WriteCtx, groupId: string, personId: string, name: string): Promise<typeof memberships.$inferSelect> {
  const [member] = await tx.db
    .insert(memberships)
    .values({ groupId, id: v7(), personId, role: "member", name, createdAt: clock })
    .onConflictDoUpdate({
      target: [memberships.groupId, memberships.personId],
      set: { name, role: "member", createdAt: clock, removedAt: null },
      setWhere: sql`${memberships.removedAt} is not null`,
    })
    .returning();
  if (!member) throw new AppError("conflict", "already_member");
  return member;
}
