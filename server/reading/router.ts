// tRPC doors of a reader in the group's book.
import { ChapterLook } from "#domain/shapes/book.ts";
import { GroupLook } from "#domain/shapes/group.ts";
import { PassageSearch, PrintedPage } from "#domain/shapes/reading.ts";
import { door, router } from "../trpc.ts";
import { findPlace, findPrintedPage, listDeclaredReads, searchPassages } from "./queries.ts";
import { declareRead, takeBackRead } from "./service.ts";

export const passageRouter = router({
  search: door("passage:search")
    .input(PassageSearch)
    .query(({ ctx, input }) => searchPassages(ctx, input)),
  findPage: door("passage:search")
    .input(PrintedPage)
    .query(({ ctx, input }) => findPrintedPage(ctx, input)),
});

export const declarationRouter = router({
  listRead: door("chapter:read")
    .input(GroupLook)
    .query(({ ctx, input }) => listDeclaredReads(ctx, input)),
  declareRead: door("chapter:declare_read")
    .input(ChapterLook)
    .mutation(({ ctx, input }) => declareRead(ctx, input)),
  takeBack: door("chapter:take_back")
    .input(ChapterLook)
    .mutation(({ ctx, input }) => takeBackRead(ctx, input)),
});

export const placeLookRouter = router({
  look: door("chapter:read")
    .input(GroupLook)
    .query(({ ctx, input }) => findPlace(ctx, input)),
});
