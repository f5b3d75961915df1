// tRPC doors of imports: look how far one is, stop it.
import { ImportLook } from "#domain/shapes/book.ts";
import { door, router } from "../trpc.ts";
import { getImport } from "./queries.ts";
import { cancelImport } from "./service.ts";

export const importRouter = router({
  look: door("import:read")
    .input(ImportLook)
    .query(({ ctx, input }) => getImport(ctx, input)),
  cancel: door("import:cancel")
    .input(ImportLook)
    .mutation(({ ctx, input }) => cancelImport(ctx, input)),
});
