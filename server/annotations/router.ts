// tRPC doors of the margin.
import {
  AnnotationEnd,
  AnnotationList,
  AnnotationRevision,
  AnnotationWidening,
  MarginSeen,
  NewAnnotation,
  NewReply,
  ReplyEnd,
  ReplyRevision,
  WordingList,
} from "#domain/shapes/annotation.ts";
import { GroupLook } from "#domain/shapes/group.ts";
import { door, router } from "../trpc.ts";
import { getMargin, getNarrowMargin, listAnnotations, listStops, listWiderNotes, listWordings } from "./queries.ts";
import {
  addAnnotation,
  addReply,
  removeAnnotation,
  removeReply,
  reviseAnnotation,
  reviseReply,
  seeMargin,
  widenAnnotation,
} from "./service.ts";

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
  wordings: door("annotation:list")
    .input(WordingList)
    .query(({ ctx, input }) => listWordings(ctx, input)),
  wider: door("annotation:list")
    .input(AnnotationList)
    .query(({ ctx, input }) => listWiderNotes(ctx, input)),
  add: door("annotation:add")
    .input(NewAnnotation)
    .mutation(({ ctx, input }) => addAnnotation(ctx, input)),
  revise: door("annotation:revise")
    .input(AnnotationRevision)
    .mutation(({ ctx, input }) => reviseAnnotation(ctx, input)),
  widen: door("annotation:widen")
    .input(AnnotationWidening)
    .mutation(({ ctx, input }) => widenAnnotation(ctx, input)),
  remove: door("annotation:remove")
    .input(AnnotationEnd)
    .mutation(({ ctx, input }) => removeAnnotation(ctx, input)),
});

export const replyRouter = router({
  add: door("reply:add")
    .input(NewReply)
    .mutation(({ ctx, input }) => addReply(ctx, input)),
  revise: door("reply:revise")
    .input(ReplyRevision)
    .mutation(({ ctx, input }) => reviseReply(ctx, input)),
  remove: door("reply:remove")
    .input(ReplyEnd)
    .mutation(({ ctx, input }) => removeReply(ctx, input)),
});

export const marginRouter = router({
  see: door("margin:see")
    .input(MarginSeen)
    .mutation(({ ctx, input }) => seeMargin(ctx, input)),
});
