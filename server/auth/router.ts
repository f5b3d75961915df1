// tRPC doors of signing in by mail and of my signed-in devices. Passwords and links themselves go through next-auth.
import { LinkRequest, SessionEnd } from "#domain/shapes/person.ts";
import { door, router } from "../trpc.ts";
import { listSessions } from "./queries.ts";
import { askLink, endSession } from "./service.ts";

export const sessionRouter = router({
  askLink: door("session:ask_link")
    .input(LinkRequest)
    .mutation(({ ctx, input }) => askLink(ctx, input)),
  list: door("session:list").query(({ ctx }) => listSessions(ctx)),
  end: door("session:end")
    .input(SessionEnd)
    .mutation(({ ctx, input }) => endSession(ctx, input)),
});
