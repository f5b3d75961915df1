// tRPC doors of the shelf and the desk.
import { BookRemoval, ChapterLook, PlaceKept } from "#domain/shapes/book.ts";
import { BranchLook } from "#domain/shapes/branch.ts";
import { BookChoice } from "#domain/shapes/group.ts";
import { door, router } from "../trpc.ts";
import { getChapter, listBooks } from "./queries.ts";
import { chooseBook, keepPlace, removeBook } from "./service.ts";

export const bookRouter = router({
  list: door("book:list")
    .input(BranchLook)
    .query(({ ctx, input }) => listBooks(ctx, input)),
  choose: door("book:choose")
    .input(BookChoice)
    .mutation(({ ctx, input }) => chooseBook(ctx, input)),
  remove: door("book:remove")
    .input(BookRemoval)
    .mutation(({ ctx, input }) => removeBook(ctx, input)),
});

export const chapterRouter = router({
  read: door("chapter:read")
    .input(ChapterLook)
    .query(({ ctx, input }) => getChapter(ctx, input)),
});

export const placeRouter = router({
  keep: door("place:keep")
    .input(PlaceKept)
    .mutation(({ ctx, input }) => keepPlace(ctx, input)),
});
