// tRPC doors of the shelf and the desk.
import { z } from "zod";
import { BookRemoval, PlaceKept } from "#domain/shapes/book.ts";
import { BookChoice } from "#domain/shapes/group.ts";
import { Id } from "#domain/shapes/id.ts";
import { door, router } from "../trpc.ts";
import { getChapter, listBooks } from "./queries.ts";
import { chooseBook, keepPlace, removeBook } from "./service.ts";

export const bookRouter = router({
  list: door("book:list")
    .input(z.strictObject({ branchId: Id }))
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
    .input(z.strictObject({ groupId: Id, chapterId: Id }))
    .query(({ ctx, input }) => getChapter(ctx, input)),
});

export const placeRouter = router({
  keep: door("place:keep")
    .input(PlaceKept)
    .mutation(({ ctx, input }) => keepPlace(ctx, input)),
});
