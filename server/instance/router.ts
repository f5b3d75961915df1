// tRPC doors of the instance itself.
import { SetUp } from "#domain/shapes/person.ts";
import { door, router } from "../trpc.ts";
import { lookAtInstance } from "./queries.ts";
import { setUpInstance } from "./service.ts";

export const instanceRouter = router({
  look: door("instance:look").query(({ ctx }) => lookAtInstance(ctx)),
  setUp: door("instance:set_up")
    .input(SetUp)
    .mutation(({ ctx, input }) => setUpInstance(ctx, input)),
});
