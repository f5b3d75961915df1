// Verbs on notes that stand: reactions, what becomes of questions, and what hosts do with the notes of others, whose words nobody changes.
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations, questionSteps, reactions, replies } from "#db/schema/annotations.ts";
import { groups } from "#db/schema/groups.ts";
import { verify } from "#domain/anchoring/verify.ts";
import { audienceOf, isHeldAtFirst, mayRead } from "#domain/annotations/audience.ts";
import { questionStep } from "#domain/annotations/question-step.ts";
import { AppError } from "#domain/errors.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { Action } from "#domain/permissions.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type {
  AgendaChange,
  NewReaction,
  NoteGathering,
  NoteHiding,
  NotePin,
  NoteUnhiding,
  QuestionMove,
  ReplyAsk,
  TagList,
} from "#domain/shapes/margin.ts";
import type { Admitted } from "../admit.ts";
import { listPassageTexts, readAnnotations, showAnnotation } from "../annotations/queries.ts";
import { tellMoved, tellReaders } from "../audience.ts";
import { carryOnArrival } from "../carry.ts";
import { commit, type WriteCtx } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { isNote, lockStanding, type Note } from "../threads.ts";

type Nothing = Record<string, never>;
type OnNote = { id: string; groupId: string; annotationId: string };

/** Gives a reaction to a note, or takes it back; one of each kind. To a note of my own only "to the meeting" (`own_note`). */
export async function react(ctx: Ctx, input: NewReaction): Promise<Nothing> {
  const { groupId, annotationId, reaction, given } = input;
  return onNote(ctx, "annotation:react", input, async (tx, row, { memberId }) => {
    if (given && row.memberId === memberId && reaction !== "to_meeting") throw new AppError("invalid", "own_note");
    const mine = { groupId, annotationId, memberId, reaction };
    const changed = given
      ? await tx.db.insert(reactions).values(mine).onConflictDoNothing().returning()
      : await tx.db
          .delete(reactions)
          .where(sql`(group_id, annotation_id, member_id, reaction) = (${groupId}, ${annotationId}, ${memberId}, ${reaction})`)
          .returning();
    if (changed.length > 0) await tellReaders(tx, row, { type: "annotation.reacted", annotationId, memberId, reaction, given });
  });
}

/** Says what became of a question; the step is kept. Refusals: `not_a_question`, and `answer_gone` when the reply that is named does not stand in its thread. */
export async function moveQuestion(ctx: Ctx, input: QuestionMove): Promise<Nothing> {
  const { groupId, annotationId, state, replyId } = input;
  return onNote(ctx, "question:move", input, async (tx, row, { memberId }) => {
    if (row.questionState === null) throw new AppError("conflict", "not_a_question");
    const from = { state: row.questionState, ...(row.answeredBy && { replyId: row.answeredBy }) };
    const step = questionStep(from, { state, ...(replyId && { replyId }) });
    if (!step) return;
    if (step.replyId && !(await standsInThread(tx, row, step.replyId))) throw new AppError("conflict", "answer_gone");
    const number = sql`(select count(*) + 1 from question_steps where group_id = ${groupId} and annotation_id = ${annotationId})`;
    await tx.db.insert(questionSteps).values({ groupId, annotationId, number, ...step, memberId, at: tx.house.now() });
    await revise(tx, row, { questionState: step.state, answeredBy: step.replyId ?? null });
  });
}

/** Puts a note at the head of its margin, or takes it from there. */
export async function pinNote(ctx: Ctx, input: z.infer<typeof NotePin>): Promise<Nothing> {
  return onNote(ctx, "annotation:pin", input, (tx, row) => mark(tx, row, "pinnedAt", input.pinned));
}

/** Asks the group to answer a note, or asks no longer. */
export async function askReply(ctx: Ctx, input: z.infer<typeof ReplyAsk>): Promise<Nothing> {
  return onNote(ctx, "annotation:ask_reply", input, (tx, row) => mark(tx, row, "replyAskedAt", input.asked));
}

/** Puts a note on the agenda of the next meeting that is about its chapter, or takes it off. */
export async function putOnAgenda(ctx: Ctx, input: z.infer<typeof AgendaChange>): Promise<Nothing> {
  return onNote(ctx, "annotation:put_on_agenda", input, (tx, row) => mark(tx, row, "agendaAt", input.on));
}

/** Takes a note from all but its author and the hosts, for a reason that they read. Hiding again changes the reason. */
export async function hideNote(ctx: Ctx, input: z.infer<typeof NoteHiding>): Promise<Nothing> {
  return onNote(ctx, "annotation:hide", input, async (tx, row, { memberId }) => {
    if (row.hiddenAt && row.hiddenReason === input.reason) return;
    await revise(tx, row, { hiddenAt: row.hiddenAt ?? tx.house.now(), hiddenBy: memberId, hiddenReason: input.reason });
  });
}

/** Shows a note again to those it was for: to them it is new. */
export async function unhideNote(ctx: Ctx, input: z.infer<typeof NoteUnhiding>): Promise<Nothing> {
  return onNote(ctx, "annotation:unhide", input, async (tx, row) => {
    if (row.hiddenAt) await revise(tx, row, { hiddenAt: null, hiddenBy: null, hiddenReason: null, shownAt: tx.house.now() });
  });
}

/**
 * Makes a discussion question of several notes, hung on words as any other note. They must be notes of the group that stand and that all of
 * its members may read (`not_to_gather`); they stay where they are. Refusal besides: `anchor_moved`.
 */
export async function gatherNotes(ctx: Ctx, input: z.infer<typeof NoteGathering>): Promise<Annotation> {
  const { groupId, chapterId, annotationId, anchor, body } = input;
  const subject = { on: "chapter", groupId, chapterId } as const;
  return commit(ctx, { id: input.id, action: "annotation:gather", subject, input }, async (tx, { memberId, memberName }) => {
    const gathers = [...new Set(input.gathers)];
    const rows = await tx.db
      .select()
      .from(annotations)
      .where(and(eq(annotations.groupId, groupId), inArray(annotations.id, gathers), isNull(annotations.removedAt)));
    if (rows.filter((row) => audienceOf(opennessOf(row)) === "members").length < gathers.length)
      throw new AppError("invalid", "not_to_gather");
    if (!verify(anchor, await listPassageTexts(tx.db, chapterId)).ok) throw new AppError("invalid", "anchor_moved");
    const [rules] = await tx.db.select({ blindFirst: groups.blindFirst }).from(groups).where(eq(groups.id, groupId));
    const [row] = await tx.db
      .insert(annotations)
      .values({
        ...{ groupId, id: annotationId, chapterId, memberId, kind: "question", anchor, body, gathers, questionState: "open" },
        ...(rules && isHeldAtFirst("group", false, rules) && { heldAt: tx.house.now() }),
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

/** Keeps the tags that the group uses as its own, in the order given, each once. */
export async function keepTags(ctx: Ctx, input: z.infer<typeof TagList>): Promise<Nothing> {
  const { groupId } = input;
  const subject = { on: "group", groupId } as const;
  return commit(ctx, { id: input.id, action: "tag:keep", subject, input }, async (tx) => {
    const tags = [...new Set(input.tags)];
    await tx.db.update(groups).set({ tags }).where(eq(groups.id, groupId));
    tx.tell(groupStream(groupId), { type: "tags.kept", tags });
    return {};
  });
}

const opennessOf = ({ visibility, heldAt, hiddenAt }: Note) => ({ visibility, held: heldAt !== null, hidden: hiddenAt !== null });

/** A command on a note that stands, which is locked meanwhile. Refusals: `not_found` when it is not for the actor (any more), `annotation_gone` when it was removed. */
async function onNote(
  ctx: Ctx,
  action: Action,
  input: OnNote,
  work: (tx: WriteCtx, row: Note, admitted: Admitted) => Promise<void>,
): Promise<Nothing> {
  const { id, groupId, annotationId } = input;
  return commit(ctx, { id, action, subject: { on: "annotation", groupId, annotationId }, input }, async (tx, admitted) => {
    const row = await lockStanding(tx.db, groupId, annotationId);
    const host = admitted.standing.member === "host";
    // Between the gate and the lock it may have been hidden.
    if (!mayRead({ ...row, ...opennessOf(row) }, { ...admitted, host })) throw new AppError("not_found", "not_found");
    await work(tx, row, admitted);
    return {};
  });
}

/** Sets or unsets the time at which a host marked a note. The same again is no change. */
async function mark(tx: WriteCtx, row: Note, what: "pinnedAt" | "replyAskedAt" | "agendaAt", on: boolean): Promise<void> {
  if ((row[what] !== null) !== on) await revise(tx, row, { [what]: on ? tx.house.now() : null });
}

/** Changes a locked note and tells those who may read it; those who may not any more, that it is gone; and those who may now, the whole of it. */
async function revise(tx: WriteCtx, before: Note, change: Partial<Note>): Promise<void> {
  const [row] = await tx.db.update(annotations).set(change).where(isNote(before.groupId, before.id)).returning();
  const [annotation] = await readAnnotations(tx.db, before.groupId, eq(annotations.id, before.id));
  if (!row || !annotation) throw new Error("A locked note is not there");
  const { replies: _, reactions: __, ...revised } = annotation;
  const whole = { type: "annotation.added", annotation } as const;
  await tellMoved(tx, before, row, { whole, change: { type: "annotation.revised", annotation: revised } });
}

async function standsInThread(tx: WriteCtx, { groupId, id }: Note, replyId: string): Promise<boolean> {
  const [reply] = await tx.db
    .select({ id: replies.id })
    .from(replies)
    .where(and(eq(replies.groupId, groupId), eq(replies.annotationId, id), eq(replies.id, replyId), isNull(replies.removedAt)));
  return reply !== undefined;
}
