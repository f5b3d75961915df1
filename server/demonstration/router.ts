// tRPC door of the demonstration: fill a branch with it.
import { DemonstrationFill } from "#domain/shapes/branch.ts";
import { door, router } from "../trpc.ts";
import { fillDemonstration } from "./service.ts";

export const demonstrationRouter = router({
  fillDemonstration: door("instance:fill_demonstration")
    .input(DemonstrationFill)
    .mutation(({ ctx, input }) => fillDemonstration(ctx, input)),
});
