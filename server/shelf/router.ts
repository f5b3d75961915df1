// tRPC doors of what is done with the books of a shelf.
import { BookChange, BookLook, BookShare, RightsStatement } from "#domain/shapes/shelf.ts";
import { door, router } from "../trpc.ts";
import { getBook } from "./queries.ts";
import { archiveBook, removeBook, restoreBook, shareBook, shareBookWidely, stateRights } from "./service.ts";

export const shelfRouter = router({
  read: door("book:read")
    .input(BookLook)
    .query(({ ctx, input }) => getBook(ctx, input)),
  stateRights: door("book:state_rights")
    .input(RightsStatement)
    .mutation(({ ctx, input }) => stateRights(ctx, input)),
  share: door("book:share")
    .input(BookShare)
    .mutation(({ ctx, input }) => shareBook(ctx, input)),
  shareWidely: door("book:share_widely")
    .input(BookChange)
    .mutation(({ ctx, input }) => shareBookWidely(ctx, input)),
  archive: door("book:archive")
    .input(BookChange)
    .mutation(({ ctx, input }) => archiveBook(ctx, input)),
  restore: door("book:restore")
    .input(BookChange)
    .mutation(({ ctx, input }) => restoreBook(ctx, input)),
  remove: door("book:remove")
    .input(BookChange)
    .mutation(({ ctx, input }) => removeBook(ctx, input)),
});
