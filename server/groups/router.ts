// tRPC doors of reading groups and of who is in them.
import { MarginSettlement } from "#domain/shapes/annotation.ts";
import { NewGroup } from "#domain/shapes/branch.ts";
import { GroupLeave, GroupLook, MemberEnd, MemberName, MemberRoleChange } from "#domain/shapes/group.ts";
import { door, router } from "../trpc.ts";
import { getGroup } from "./queries.ts";
import { appointMember, leaveGroup, openGroup, removeMember, renameMember, settleMargin } from "./service.ts";

export const groupRouter = router({
  open: door("group:open")
    .input(NewGroup)
    .mutation(({ ctx, input }) => openGroup(ctx, input)),
  read: door("group:read")
    .input(GroupLook)
    .query(({ ctx, input }) => getGroup(ctx, input)),
  settleMargin: door("margin:settle")
    .input(MarginSettlement)
    .mutation(({ ctx, input }) => settleMargin(ctx, input)),
});

export const memberRouter = router({
  rename: door("member:rename")
    .input(MemberName)
    .mutation(({ ctx, input }) => renameMember(ctx, input)),
  leave: door("member:leave")
    .input(GroupLeave)
    .mutation(({ ctx, input }) => leaveGroup(ctx, input)),
  appoint: door("member:appoint")
    .input(MemberRoleChange)
    .mutation(({ ctx, input }) => appointMember(ctx, input)),
  remove: door("member:remove")
    .input(MemberEnd)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
});
