// tRPC doors of imports: look how far one is, review it, publish it, stop it.
import { ImportLook, PassagesLook, Publication, ReviewKept } from "#domain/shapes/book.ts";
import { BranchLook } from "#domain/shapes/branch.ts";
import { door, router } from "../trpc.ts";
import { findChanges, getImport, getOutline, listImports, listReadPassages } from "./queries.ts";
import { cancelImport, publishImport, reviseImport } from "./service.ts";

export const importRouter = router({
  list: door("import:list")
    .input(BranchLook)
    .query(({ ctx, input }) => listImports(ctx, input)),
  look: door("import:read")
    .input(ImportLook)
    .query(({ ctx, input }) => getImport(ctx, input)),
  review: door("import:review")
    .input(ImportLook)
    .query(({ ctx, input }) => getOutline(ctx, input)),
  passages: door("import:review")
    .input(PassagesLook)
    .query(({ ctx, input }) => listReadPassages(ctx, input)),
  changes: door("import:review")
    .input(ImportLook)
    .query(({ ctx, input }) => findChanges(ctx, input)),
  revise: door("import:revise")
    .input(ReviewKept)
    .mutation(({ ctx, input }) => reviseImport(ctx, input)),
  publish: door("import:publish")
    .input(Publication)
    .mutation(({ ctx, input }) => publishImport(ctx, input)),
  cancel: door("import:cancel")
    .input(ImportLook)
    .mutation(({ ctx, input }) => cancelImport(ctx, input)),
});
