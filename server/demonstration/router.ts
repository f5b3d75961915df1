// tRPC door of the demonstration: fill a branch with it.
import { z } from "zod";
import { CommandId, Id } from "#domain/shapes/id.ts";
import { door, router } from "../trpc.ts";
import { fillDemonstration } from "./service.ts";

export const demonstrationRouter = router({
  fillDemonstration: door("instance:fill_demonstration")
    .input(z.strictObject({ id: CommandId, branchId: Id }))
    .mutation(({ ctx, input }) => fillDemonstration(ctx, input)),
});
