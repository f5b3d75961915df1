// tRPC doors of myself and my desk.
import { door, router } from "../trpc.ts";
import { findMe, getDesk } from "./queries.ts";

export const personRouter = router({
  look: door("person:look").query(({ ctx }) => findMe(ctx)),
});

export const deskRouter = router({
  read: door("desk:read").query(({ ctx }) => getDesk(ctx)),
});
