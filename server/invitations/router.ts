// tRPC doors of invitations.
import { Acceptance, GroupLook, InvitationEnd, InvitationToken, NewInvitation } from "#domain/shapes/group.ts";
import { door, router } from "../trpc.ts";
import { listInvitations, lookAtInvitation } from "./queries.ts";
import { acceptInvitation, makeInvitation, revokeInvitation } from "./service.ts";

export const invitationRouter = router({
  list: door("invitation:list")
    .input(GroupLook)
    .query(({ ctx, input }) => listInvitations(ctx, input)),
  make: door("invitation:make")
    .input(NewInvitation)
    .mutation(({ ctx, input }) => makeInvitation(ctx, input)),
  revoke: door("invitation:revoke")
    .input(InvitationEnd)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
  look: door("invitation:look")
    .input(InvitationToken)
    .query(({ ctx, input }) => lookAtInvitation(ctx, input)),
  accept: door("invitation:accept")
    .input(Acceptance)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),
});
