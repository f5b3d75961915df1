// tRPC door of a branch's home.
import { BranchLook } from "#domain/shapes/branch.ts";
import { door, router } from "../trpc.ts";
import { getBranch } from "./queries.ts";

export const branchRouter = router({
  read: door("branch:read")
    .input(BranchLook)
    .query(({ ctx, input }) => getBranch(ctx, input)),
});
