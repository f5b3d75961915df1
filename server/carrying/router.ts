// tRPC doors of the repair desk.
import { CarryingSettlement, CarryingUndo, ChapterSettlement, ChapterUndo, LeftPlace } from "#domain/shapes/carrying.ts";
import { GroupLook } from "#domain/shapes/group.ts";
import { door, router } from "../trpc.ts";
import { findFollowing, getEditionNews, listRepairs } from "./queries.ts";
import { settleCarrying, settleChapter, undoCarrying, undoChapter } from "./service.ts";

export const carryingRouter = router({
  look: door("carrying:list")
    .input(GroupLook)
    .query(({ ctx, input }) => getEditionNews(ctx, input)),
  list: door("carrying:list")
    .input(GroupLook)
    .query(({ ctx, input }) => listRepairs(ctx, input)),
  follow: door("carrying:list")
    .input(LeftPlace)
    .query(({ ctx, input }) => findFollowing(ctx, input)),
  settle: door("carrying:settle")
    .input(CarryingSettlement)
    .mutation(({ ctx, input }) => settleCarrying(ctx, input)),
  settleChapter: door("carrying:settle_chapter")
    .input(ChapterSettlement)
    .mutation(({ ctx, input }) => settleChapter(ctx, input)),
  undo: door("carrying:settle")
    .input(CarryingUndo)
    .mutation(({ ctx, input }) => undoCarrying(ctx, input)),
  undoChapter: door("carrying:settle_chapter")
    .input(ChapterUndo)
    .mutation(({ ctx, input }) => undoChapter(ctx, input)),
});
