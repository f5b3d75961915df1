// Verbs of reading groups and of who is in them: open a group, go by another name, appoint, remove, leave.
import { and, eq, isNull, ne, or } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import { topics } from "#db/schema/chat.ts";
import { groups, memberships, openedChapters, places } from "#db/schema/groups.ts";
import { AppError } from "#domain/errors.ts";
import { groupStream, personStream } from "#domain/live/streams.ts";
import type { MarginSettlement } from "#domain/shapes/annotation.ts";
import type { NewGroup } from "#domain/shapes/branch.ts";
import type { GroupLeave, MemberEnd, MemberName, MemberRoleChange } from "#domain/shapes/group.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { clock, lockGroup } from "./queries.ts";

type Nothing = Record<string, never>;

/** What every change to who is in a group has in common. */
const inGroup = (groupId: string) => ({ subject: { on: "group", groupId } as const, hold: (db: Tx) => lockGroup(db, groupId) });

/** Opens a reading group in a branch. Who opens it is its host, by the name they chose for it; its one topic is there from the start. */
export async function openGroup(ctx: Ctx, input: NewGroup): Promise<{ groupId: string }> {
  const { id, groupId, branchId, name, about, displayName } = input;
  return commit(ctx, { id, action: "group:open", subject: { on: "branch", branchId }, input }, async (tx, { personId }) => {
    const made = await tx.db
      .insert(groups)
      .values({ id: groupId, branchId, name, about })
      .onConflictDoNothing()
      .returning({ id: groups.id });
    if (made.length === 0) throw new AppError("conflict", "command_differs");
    await tx.db.insert(topics).values({ groupId, id: v7(), title: "General" });
    await tx.db.insert(memberships).values({ groupId, id: v7(), personId, role: "host", name: displayName });
    tx.tell(personStream(personId), { type: "group.joined", groupId });
    return { groupId };
  });
}

/** Settles who sees which notes when. It holds from now on: notes that were shown or held before stay as they are. */
export async function settleMargin(ctx: Ctx, input: z.infer<typeof MarginSettlement>): Promise<Nothing> {
  const { id, groupId, ...margin } = input;
  return commit(ctx, { id, action: "margin:settle", ...inGroup(groupId), input }, async (tx) => {
    const { spoilers, widest, blindFirst } = margin;
    const changed = or(ne(groups.spoilers, spoilers), ne(groups.widest, widest), ne(groups.blindFirst, blindFirst));
    const rows = await tx.db
      .update(groups)
      .set(margin)
      .where(and(eq(groups.id, groupId), changed))
      .returning({ id: groups.id });
    if (rows.length > 0) tx.tell(groupStream(groupId), { type: "margin.settled", margin });
    return {};
  });
}

/** Changes the name by which this group knows me. */
export async function renameMember(ctx: Ctx, input: z.infer<typeof MemberName>): Promise<Nothing> {
  const { id, groupId, name } = input;
  return commit(ctx, { id, action: "member:rename", ...inGroup(groupId), input }, async (tx, { memberId, memberName }) => {
    if (name === memberName) return {};
    await tx.db.update(memberships).set({ name }).where(membership(groupId, memberId));
    tx.tell(groupStream(groupId), { type: "member.renamed", memberId, name });
    return {};
  });
}

/** Makes a member a host, or a host a member. Refuses to leave the group without a host (`last_host`). */
export async function appointMember(ctx: Ctx, input: z.infer<typeof MemberRoleChange>): Promise<Nothing> {
  const { id, groupId, memberId, role } = input;
  return commit(ctx, { id, action: "member:appoint", ...inGroup(groupId), input }, async (tx) => {
    const member = await getMember(tx, groupId, memberId);
    if (member.role === role) return {};
    if (role === "member") await keepAHost(tx, groupId, memberId);
    await tx.db.update(memberships).set({ role }).where(membership(groupId, memberId));
    if (role === "member") tx.evict(member.personId, groupId, "hosts");
    tx.tell(groupStream(groupId), { type: "member.appointed", memberId, role });
    return {};
  });
}

/** Puts somebody out of the group. What they wrote stays; where they were in the book is forgotten. Refusal: `last_host`. */
export async function removeMember(ctx: Ctx, input: z.infer<typeof MemberEnd>): Promise<Nothing> {
  const { id, groupId, memberId } = input;
  return commit(ctx, { id, action: "member:remove", ...inGroup(groupId), input }, async (tx) => {
    await endMembership(tx, groupId, memberId);
    return {};
  });
}

/** Leaves the group. Refusal: `last_host`. */
export async function leaveGroup(ctx: Ctx, input: z.infer<typeof GroupLeave>): Promise<Nothing> {
  const { id, groupId } = input;
  return commit(ctx, { id, action: "member:leave", ...inGroup(groupId), input }, async (tx, { memberId }) => {
    await endMembership(tx, groupId, memberId);
    return {};
  });
}

async function endMembership(tx: WriteCtx, groupId: string, memberId: string): Promise<void> {
  const { personId, role } = await getMember(tx, groupId, memberId);
  if (role === "host") await keepAHost(tx, groupId, memberId);
  await tx.db.update(memberships).set({ removedAt: clock, role: "member" }).where(membership(groupId, memberId));
  for (const kept of [places, openedChapters])
    await tx.db.delete(kept).where(and(eq(kept.groupId, groupId), eq(kept.personId, personId)));
  tx.evict(personId, groupId);
  tx.tell(groupStream(groupId), { type: "member.removed", memberId });
  tx.tell(personStream(personId), { type: "group.left", groupId });
}

const membership = (groupId: string, memberId: string) => and(eq(memberships.groupId, groupId), eq(memberships.id, memberId));

async function getMember(tx: WriteCtx, groupId: string, memberId: string): Promise<typeof memberships.$inferSelect> {
  const [member] = await tx.db
    .select()
    .from(memberships)
    .where(and(membership(groupId, memberId), isNull(memberships.removedAt)));
  if (!member) throw new AppError("not_found", "not_found");
  return member;
}

/** Refuses when this member is the only host. The group's row must be held, or two hosts could go at once. */
async function keepAHost(tx: WriteCtx, groupId: string, memberId: string): Promise<void> {
  const hosts = await tx.db
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.groupId, groupId), eq(memberships.role, "host"), isNull(memberships.removedAt)));
  if (!hosts.some((host) => host.id !== memberId)) throw new AppError("conflict", "last_host");
}
