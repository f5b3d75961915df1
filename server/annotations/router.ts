// tRPC doors of the margin.
import { AnnotationEnd, AnnotationList, NewAnnotation, NewReply, ReplyEnd } from "#domain/shapes/annotation.ts";
import { GroupLook } from "#domain/shapes/group.ts";
import { door, router } from "../trpc.ts";
import { getMargin, getNarrowMargin, listAnnotations, listStops } from "./queries.ts";
import { addAnnotation, addReply, removeAnnotation, removeReply } from "./service.ts";

export const annotationRouter = router({
  list: door("annotation:list")
    .input(AnnotationList)
    .query(({ ctx, input }) => listAnnotations(ctx, input)),
  margin: door("annotation:list")
    .input(AnnotationList)
    .query(({ ctx, input }) => getMargin(ctx, input)),
  narrow: door("annotation:list")
    .input(AnnotationList)
    .query(({ ctx, input }) => getNarrowMargin(ctx, input)),
  stops: door("annotation:list")
    .input(GroupLook)
    .query(({ ctx, input }) => listStops(ctx, input)),
  add: door("annotation:add")
    .input(NewAnnotation)
    .mutation(({ ctx, input }) => addAnnotation(ctx, input)),
  remove: door("annotation:remove")
    .input(AnnotationEnd)
    .mutation(({ ctx, input }) => removeAnnotation(ctx, input)),
});

export const replyRouter = router({
  add: door("reply:add")
    .input(NewReply)
    .mutation(({ ctx, input }) => addReply(ctx, input)),
  remove: door("reply:remove")
    .input(ReplyEnd)
    .mutation(({ ctx, input }) => removeReply(ctx, input)),
});
