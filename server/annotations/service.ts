// Verbs of the margin: add, revise, widen and remove annotations and replies; and what of them has been before me.
import { isDeepStrictEqual } from "node:util";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Queryable } from "#db/client.ts";
import { annotations, questionSteps, replies } from "#db/schema/annotations.ts";
import { groups, memberships, openedChapters } from "#db/schema/groups.ts";
import { verify } from "#domain/anchoring/verify.ts";
import { audienceOf, isHeldAtFirst, isWider, mayRead } from "#domain/annotations/audience.ts";
import { AppError } from "#domain/errors.ts";
import type { RevisedAnnotation } from "#domain/live/events.ts";
import { personStream } from "#domain/live/streams.ts";
import type {
  Annotation,
  AnnotationEnd,
  AnnotationRevision,
  AnnotationWidening,
  LinkTarget,
  MarginRules,
  MarginSeen,
  NewAnnotation,
  NewReply,
  Reply,
  ReplyEnd,
  ReplyRevision,
} from "#domain/shapes/annotation.ts";
import { admit } from "../admit.ts";
import { tellMoved, tellReaders } from "../audience.ts";
import { carryOnArrival } from "../carry.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { forgetWords, listStreamsOf } from "../forget-words.ts";
import { forgetWordings, getReply, isNote, isReply, keepWording, lockReply, lockStanding, type Note } from "../threads.ts";
import { listPassageTexts, readAnnotations, showAnnotation, showReply } from "./queries.ts";

/**
 * Adds an annotation. The words it is hung on must stand in the stored text where it says, else `anchor_moved`. It is held if its author asks
 * for it or the group reads blind first. Refusals besides: `wider_than_allowed`, `link_leads_nowhere`.
 */
export async function addAnnotation(ctx: Ctx, input: NewAnnotation): Promise<Annotation> {
  const { groupId, chapterId, annotationId, kind, anchor, body, visibility = "group", held = false, tags = [], to } = input;
  const subject = { on: "chapter", groupId, chapterId } as const;
  return commit(ctx, { id: input.id, action: "annotation:add", subject, input }, async (tx, { memberId, memberName }) => {
    const rules = await readRules(tx.db, groupId);
    refuseBeyond(rules, visibility);
    if (!verify(anchor, await listPassageTexts(tx.db, chapterId)).ok) throw new AppError("invalid", "anchor_moved");
    if (to) await refuseNowhere(tx.db, groupId, to);
    const [row] = await tx.db
      .insert(annotations)
      .values({
        ...{ groupId, id: annotationId, chapterId, memberId, kind, anchor, body, visibility, tags: [...new Set(tags)] },
        ...(isHeldAtFirst(visibility, held, rules) && { heldAt: tx.house.now() }),
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

/**
 * Other words, another kind, other tags. How it stood is kept as an earlier wording. A note that becomes a question is an open one; one that
 * stops being a question loses what became of it, and what it gathered.
 */
export async function reviseAnnotation(ctx: Ctx, input: AnnotationRevision): Promise<RevisedAnnotation> {
  const { groupId, annotationId, kind, body, to } = input;
  const subject = { on: "annotation", groupId, annotationId } as const;
  return commit(ctx, { id: input.id, action: "annotation:revise", subject, input }, async (tx, { memberName }) => {
    const before = await lockStanding(tx.db, groupId, annotationId);
    const stood = { kind: before.kind, body: before.body, tags: before.tags };
    const asked = { kind, body, tags: [...new Set(input.tags)], target: to ?? null };
    if (isDeepStrictEqual(asked, { ...stood, target: before.target })) return showAnnotation(before, memberName);
    if (to && !isDeepStrictEqual(to, before.target)) await refuseNowhere(tx.db, groupId, to);
    const editedAt = tx.house.now();
    await keepWording(tx.db, { groupId, annotationId, ofId: annotationId, ...stood, until: editedAt });
    if (kind !== "question") await tx.db.delete(questionSteps).where(ofNote(questionSteps, groupId, annotationId));
    const [row] = await tx.db
      .update(annotations)
      .set({
        ...asked,
        editedAt,
        ...(kind !== "question" && { questionState: null, answeredBy: null, gathers: null }),
        ...(kind === "question" && before.kind !== "question" && { questionState: "open" as const }),
      })
      .where(isNote(groupId, annotationId))
      .returning();
    if (!row) throw new AppError("not_found", "not_found");
    const annotation = showAnnotation(row, memberName);
    await tellReaders(tx, row, { type: "annotation.revised", annotation });
    return annotation;
  });
}

/**
 * Shows a note to more people than before, or lets go of a held one. It keeps its id, and comes anew before those who may read it; whoever
 * answered it is told. Where the group reads blind first, what its author alone could read is held until the meeting all the same.
 * Refusals: `not_wider`, `wider_than_allowed`, `held_by_group`.
 */
export async function widenAnnotation(ctx: Ctx, input: AnnotationWidening): Promise<RevisedAnnotation> {
  const { groupId, annotationId, visibility } = input;
  const subject = { on: "annotation", groupId, annotationId } as const;
  return commit(ctx, { id: input.id, action: "annotation:widen", subject, input }, async (tx, { memberName }) => {
    const before = await lockStanding(tx.db, groupId, annotationId);
    if (isWider(before.visibility, visibility)) throw new AppError("invalid", "not_wider");
    const rules = await readRules(tx.db, groupId);
    const wider = isWider(visibility, before.visibility);
    if (wider) refuseBeyond(rules, visibility);
    const own = audienceOf(opennessOf(before)) === "author";
    const held = own && isHeldAtFirst(visibility, false, rules);
    if (!wider && !before.heldAt) return showAnnotation(before, memberName);
    if (!wider && held) throw new AppError("conflict", "held_by_group");
    const now = tx.house.now();
    const [row] = await tx.db
      .update(annotations)
      .set({ visibility, ...(held ? { heldAt: before.heldAt ?? now } : { heldAt: null, shownAt: now }) })
      .where(isNote(groupId, annotationId))
      .returning();
    if (!row) throw new AppError("not_found", "not_found");
    const [whole] = await readAnnotations(tx.db, groupId, eq(annotations.id, annotationId));
    if (!whole) throw new AppError("not_found", "not_found");
    const annotation = showAnnotation(row, memberName);
    await tellMoved(tx, before, row, {
      whole: { type: "annotation.added", annotation: whole },
      change: { type: "annotation.revised", annotation },
    });
    if (wider) await tellRepliers(tx, row);
    return annotation;
  });
}

/** Tells those whose answers to a note stand that others read it now too. Nobody is told of a note they may not read. */
async function tellRepliers(tx: WriteCtx, row: Note): Promise<void> {
  const { groupId, chapterId, id: annotationId, visibility } = row;
  const repliers = await tx.db
    .selectDistinct({ memberId: memberships.id, personId: memberships.personId, role: memberships.role })
    .from(replies)
    .innerJoin(memberships, and(eq(memberships.groupId, replies.groupId), eq(memberships.id, replies.memberId)))
    .where(and(ofNote(replies, groupId, annotationId), isNull(replies.removedAt), isNull(memberships.removedAt)));
  for (const { memberId, personId, role } of repliers) {
    if (memberId === row.memberId || !isFor(row, { memberId, host: role === "host" })) continue;
    tx.tell(personStream(personId), { type: "note.widened", groupId, chapterId, annotationId, visibility });
  }
}

/** Removes an annotation; its words are gone at once, the earlier ones too. Replies keep their place. Removing twice is removing once. */
export async function removeAnnotation(ctx: Ctx, input: z.infer<typeof AnnotationEnd>): Promise<Record<string, never>> {
  const { groupId, annotationId } = input;
  const subject = { on: "annotation", groupId, annotationId } as const;
  return commit(ctx, { id: input.id, action: "annotation:remove", subject, input }, async (tx) => {
    const removedAt = tx.house.now();
    const [row] = await tx.db
      .update(annotations)
      .set({ removedAt, body: "", tags: [], target: null })
      .where(and(isNote(groupId, annotationId), isNull(annotations.removedAt)))
      .returning();
    if (!row) return {};
    await forgetWordings(tx.db, groupId, annotationId);
    await forgetWords(tx.db, annotationId, await listStreamsOf(tx.db, row), ({ id }) => id === annotationId);
    await tellReaders(tx, row, { type: "annotation.removed", annotationId, removedAt: removedAt.toISOString() });
    return {};
  });
}

/**
 * Replies to an annotation that stands, or to a reply in its thread. Threads are two levels deep: what answers an answer's answer hangs on the
 * same first answer. Refusals: `annotation_gone`, `reply_gone`.
 */
export async function addReply(ctx: Ctx, input: NewReply): Promise<Reply> {
  const { groupId, annotationId, replyId, parentId, body } = input;
  const subject = { on: "annotation", groupId, annotationId } as const;
  return commit(ctx, { id: input.id, action: "reply:add", subject, input }, async (tx, { memberId, memberName, standing }) => {
    const thread = await lockStanding(tx.db, groupId, annotationId);
    // Between the gate and the lock it may have been hidden.
    if (!isFor(thread, { memberId, host: standing.member === "host" })) throw new AppError("not_found", "not_found");
    const answered = parentId ? await getReply(tx.db, groupId, parentId) : undefined;
    if (answered && answered.annotationId !== annotationId) throw new AppError("not_found", "not_found");
    if (answered?.removedAt) throw new AppError("conflict", "reply_gone");
    const hangsOn = answered?.parentId ?? answered?.id;
    const [row] = await tx.db
      .insert(replies)
      .values({ groupId, id: replyId, annotationId, ...(hangsOn && { parentId: hangsOn }), memberId, body })
      .onConflictDoNothing()
      .returning();
    if (!row) throw new AppError("conflict", "command_differs");
    const reply = showReply(row, memberName);
    await tellReaders(tx, thread, { type: "reply.added", reply });
    return reply;
  });
}

/** Other words for a reply; how it stood is kept as an earlier wording. Refusal: `reply_gone`. */
export async function reviseReply(ctx: Ctx, input: ReplyRevision): Promise<Reply> {
  const { groupId, replyId, body } = input;
  const subject = { on: "reply", groupId, replyId } as const;
  return commit(ctx, { id: input.id, action: "reply:revise", subject, input }, async (tx, { memberName }) => {
    const { thread, reply: before } = await lockReply(tx.db, groupId, replyId);
    if (before.removedAt) throw new AppError("conflict", "reply_gone");
    if (before.body === body) return showReply(before, memberName);
    const editedAt = tx.house.now();
    await keepWording(tx.db, { groupId, annotationId: thread.id, ofId: replyId, body: before.body, until: editedAt });
    const [row] = await tx.db.update(replies).set({ body, editedAt }).where(isReply(groupId, replyId)).returning();
    if (!row) throw new AppError("not_found", "not_found");
    const reply = showReply(row, memberName);
    await tellReaders(tx, thread, { type: "reply.revised", reply });
    return reply;
  });
}

/** Removes a reply; nothing of it stays but its place, where others answered it. A question that it answered does not point to it any more. */
export async function removeReply(ctx: Ctx, input: z.infer<typeof ReplyEnd>): Promise<Record<string, never>> {
  const { groupId, replyId } = input;
  const subject = { on: "reply", groupId, replyId } as const;
  return commit(ctx, { id: input.id, action: "reply:remove", subject, input }, async (tx) => {
    const { thread, reply } = await lockReply(tx.db, groupId, replyId);
    if (reply.removedAt) return {};
    const removedAt = tx.house.now();
    await tx.db.update(replies).set({ removedAt, body: "" }).where(isReply(groupId, replyId));
    await forgetWordings(tx.db, groupId, replyId);
    await forgetWords(tx.db, thread.id, await listStreamsOf(tx.db, thread), ({ id }) => id === replyId);
    const annotationId = thread.id;
    await tellReaders(tx, thread, { type: "reply.removed", annotationId, replyId, removedAt: removedAt.toISOString() });
    if (thread.answeredBy === replyId) await forgetAnswer(tx, thread);
    return {};
  });
}

async function forgetAnswer(tx: WriteCtx, thread: Note): Promise<void> {
  const { groupId, id: annotationId } = thread;
  await tx.db.update(annotations).set({ answeredBy: null }).where(isNote(groupId, annotationId));
  const [whole] = await readAnnotations(tx.db, groupId, eq(annotations.id, annotationId));
  if (!whole) return;
  const { replies: _, reactions: __, ...annotation } = whole;
  await tellReaders(tx, thread, { type: "annotation.revised", annotation });
}

/**
 * What of the chapter was shown up to then has been before me. A private fact like a declared read: no command, no event, no time of reading.
 * It only moves forward, and never past this moment.
 */
export async function seeMargin(
  ctx: Ctx,
  { groupId, chapterId, to }: z.infer<typeof MarginSeen>,
): Promise<Record<string, never>> {
  const { personId } = await admit(ctx, "margin:see", { on: "chapter", groupId, chapterId });
  const seenTo = new Date(Math.min(Date.parse(to), ctx.house.now().getTime()));
  await ctx.db
    .insert(openedChapters)
    .values({ groupId, personId, chapterId, seenTo })
    .onConflictDoUpdate({
      target: [openedChapters.groupId, openedChapters.personId, openedChapters.chapterId],
      set: { seenTo: sql`greatest(opened_chapters.seen_to, excluded.seen_to)` },
    });
  return {};
}

const ofNote = (table: typeof replies | typeof questionSteps, groupId: string, annotationId: string) =>
  and(eq(table.groupId, groupId), eq(table.annotationId, annotationId));
const isFor = (row: Note, reader: { memberId: string; host: boolean }) =>
  mayRead({ memberId: row.memberId, ...opennessOf(row) }, reader);
const opennessOf = ({ visibility, heldAt, hiddenAt }: Note) => ({ visibility, held: heldAt !== null, hidden: hiddenAt !== null });

async function readRules(db: Queryable, groupId: string): Promise<Pick<MarginRules, "widest" | "blindFirst">> {
  const [rules] = await db
    .select({ widest: groups.widest, blindFirst: groups.blindFirst })
    .from(groups)
    .where(eq(groups.id, groupId));
  if (!rules) throw new AppError("not_found", "not_found");
  return rules;
}

function refuseBeyond({ widest }: Pick<MarginRules, "widest">, visibility: Note["visibility"]): void {
  if (isWider(visibility, widest)) throw new AppError("invalid", "wider_than_allowed", { widest });
}

/** A link inside the house leads to a passage of a book that the group reads or has read; of what else there is it says nothing. */
async function refuseNowhere(db: Queryable, groupId: string, to: LinkTarget): Promise<void> {
  if ("href" in to) return;
  const { rows } = await db.execute(sql`select 1 from passages p join chapters c on c.id = p.chapter_id
    join group_books gb on gb.edition_id = c.edition_id
    where gb.group_id = ${groupId} and c.id = ${to.chapterId} and p.id = ${to.passageId}`);
  if (rows.length === 0) throw new AppError("invalid", "link_leads_nowhere");
}
