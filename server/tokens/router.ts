// tRPC doors of my personal tokens. No token opens them: they are for the person themselves, signed in.
import { NewToken, TokenEnd } from "#domain/shapes/person.ts";
import { door, router } from "../trpc.ts";
import { listTokens } from "./queries.ts";
import { makeToken, revokeToken } from "./service.ts";

export const tokenRouter = router({
  list: door("token:list").query(({ ctx }) => listTokens(ctx)),
  make: door("token:make")
    .input(NewToken)
    .mutation(({ ctx, input }) => makeToken(ctx, input)),
  revoke: door("token:revoke")
    .input(TokenEnd)
    .mutation(({ ctx, input }) => revokeToken(ctx, input)),
});
