// tRPC doors of the shelf and the desk.
import { ChapterLook, PlaceKept } from "#domain/shapes/book.ts";
import { BranchLook } from "#domain/shapes/branch.ts";
import { BookChoice, GroupLook } from "#domain/shapes/group.ts";
import { door, router } from "../trpc.ts";
import { getChapter, listBooks, listOffers } from "./queries.ts";
import { chooseBook, keepPlace } from "./service.ts";

export const bookRouter = router({
  list: door("book:list")
    .input(BranchLook)
    .query(({ ctx, input }) => listBooks(ctx, input)),
  offers: door("book:choose")
    .input(GroupLook)
    .query(({ ctx, input }) => listOffers(ctx, input)),
  choose: door("book:choose")
    .input(BookChoice)
    .mutation(({ ctx, input }) => chooseBook(ctx, input)),
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
