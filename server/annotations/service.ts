// Verbs of the margin: add and remove annotations and replies.
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { annotations, replies } from "#db/schema/annotations.ts";
import { verify } from "#domain/anchoring/verify.ts";
import { AppError } from "#domain/errors.ts";
import type { Annotation, AnnotationEnd, NewAnnotation, NewReply, Reply, ReplyEnd } from "#domain/shapes/annotation.ts";
import { tellReaders } from "../audience.ts";
import { carryOnArrival } from "../carry.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { listPassageTexts, showAnnotation, showReply } from "./queries.ts";

/** Adds an annotation. The words it is hung on must stand in the stored text where it says, else `anchor_moved`. */
export async function addAnnotation(ctx: Ctx, input: NewAnnotation): Promise<Annotation> {
  const { groupId, chapterId, annotationId, kind, anchor, body, visibility = "group", held = false, tags = [], to } = input;
  const subject = { on: "chapter", groupId, chapterId } as const;
  return commit(ctx, { id: input.id, action: "annotation:add", subject, input }, async (tx, { memberId, memberName }) => {
    if (!verify(anchor, await listPassageTexts(tx.db, chapterId)).ok) throw new AppError("invalid", "anchor_moved");
    const [row] = await tx.db
      .insert(annotations)
      .values({
        ...{ groupId, id: annotationId, chapterId, memberId, kind, anchor, body, visibility, tags },
        ...(held && { heldAt: tx.house.now() }),
        ...(to && { target: to }),
        ...(kind === "question" && { questionState: "open" as const }),
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw new AppError("conflict", "command_differs");
    const landed = await carryOnArrival(tx, row);
    const annotation: Annotation = { ...showAnnotation(landed, memberName), reactions: [], replies: [] };
    await tellReaders(tx, landed, { type: "annotation.added", annotation });
    return annotation;
  });
}

/** Removes an annotation; its words are gone at once. Replies keep their place. Removing twice is removing once. */
export async function removeAnnotation(ctx: Ctx, input: z.infer<typeof AnnotationEnd>): Promise<Record<string, never>> {
  const { groupId, annotationId } = input;
  const subject = { on: "annotation", groupId, annotationId } as const;
  return commit(ctx, { id: input.id, action: "annotation:remove", subject, input }, async (tx) => {
    const removedAt = tx.house.now();
    const [row] = await tx.db
      .update(annotations)
      .set({ removedAt, body: "", tags: [] })
      .where(and(eq(annotations.groupId, groupId), eq(annotations.id, annotationId), isNull(annotations.removedAt)))
      .returning();
    if (row) await tellReaders(tx, row, { type: "annotation.removed", annotationId, removedAt: removedAt.toISOString() });
    return {};
  });
}

/** Replies to an annotation that still stands, or that others have answered. */
export async function addReply(ctx: Ctx, input: NewReply): Promise<Reply> {
  const { groupId, annotationId, replyId, parentId, body } = input;
  const subject = { on: "annotation", groupId, annotationId } as const;
  return commit(ctx, { id: input.id, action: "reply:add", subject, input }, async (tx, { memberId, memberName }) => {
    const thread = await lockThread(tx, groupId, annotationId);
    if (thread.removedAt) throw new AppError("conflict", "annotation_gone");
    const [row] = await tx.db
      .insert(replies)
      .values({ groupId, id: replyId, annotationId, ...(parentId && { parentId }), memberId, body })
      .onConflictDoNothing()
      .returning();
    if (!row) throw new AppError("conflict", "command_differs");
    const reply = showReply(row, memberName);
    await tellReaders(tx, thread, { type: "reply.added", reply });
    return reply;
  });
}

/** Removes a reply; nothing of it stays but its place, where others answered it. */
export async function removeReply(ctx: Ctx, input: z.infer<typeof ReplyEnd>): Promise<Record<string, never>> {
  const { groupId, replyId } = input;
  const subject = { on: "reply", groupId, replyId } as const;
  return commit(ctx, { id: input.id, action: "reply:remove", subject, input }, async (tx) => {
    const removedAt = tx.house.now();
    const [row] = await tx.db
      .update(replies)
      .set({ removedAt, body: "" })
      .where(and(eq(replies.groupId, groupId), eq(replies.id, replyId), isNull(replies.removedAt)))
      .returning({ annotationId: replies.annotationId });
    if (!row) return {};
    const thread = await lockThread(tx, groupId, row.annotationId);
    const { annotationId } = row;
    await tellReaders(tx, thread, { type: "reply.removed", annotationId, replyId, removedAt: removedAt.toISOString() });
    return {};
  });
}

/** Holds the annotation still, so that a reply and a removal at the same moment have one order. */
async function lockThread(tx: WriteCtx, groupId: string, annotationId: string): Promise<typeof annotations.$inferSelect> {
  const [thread] = await tx.db
    .select()
    .from(annotations)
    .where(and(eq(annotations.groupId, groupId), eq(annotations.id, annotationId)))
    .for("update");
  if (!thread) throw new AppError("not_found", "not_found");
  return thread;
}
