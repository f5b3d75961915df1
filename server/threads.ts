// A note and its thread while something is done to them: held still in one order of locks (the note first), with their earlier wordings.
import { and, eq, max } from "drizzle-orm";
import type { Queryable, Tx } from "#db/client.ts";
import { annotations, replies, wordings } from "#db/schema/annotations.ts";
import { AppError } from "#domain/errors.ts";

export type Note = typeof annotations.$inferSelect;
type Answer = typeof replies.$inferSelect;

/** Which row of annotations it is. */
export const isNote = (groupId: string, annotationId: string) =>
  and(eq(annotations.groupId, groupId), eq(annotations.id, annotationId));
/** Which row of replies it is. */
export const isReply = (groupId: string, replyId: string) => and(eq(replies.groupId, groupId), eq(replies.id, replyId));

/** Holds a note still, so that what happens to it and to its thread at the same moment has one order. */
async function lockThread(db: Tx, groupId: string, annotationId: string): Promise<Note> {
  const [thread] = await db.select().from(annotations).where(isNote(groupId, annotationId)).for("update");
  if (!thread) throw new AppError("not_found", "not_found");
  return thread;
}

/** The same for what needs a note that stands. Refusal: `annotation_gone`. */
export async function lockStanding(db: Tx, groupId: string, annotationId: string): Promise<Note> {
  const thread = await lockThread(db, groupId, annotationId);
  if (thread.removedAt) throw new AppError("conflict", "annotation_gone");
  return thread;
}

/** Holds a reply's thread still, and then reads the reply as it stands. */
export async function lockReply(db: Tx, groupId: string, replyId: string): Promise<{ thread: Note; reply: Answer }> {
  const { annotationId } = await getReply(db, groupId, replyId);
  const thread = await lockThread(db, groupId, annotationId);
  return { thread, reply: await getReply(db, groupId, replyId) };
}

export async function getReply(db: Queryable, groupId: string, replyId: string): Promise<Answer> {
  const [reply] = await db.select().from(replies).where(isReply(groupId, replyId));
  if (!reply) throw new AppError("not_found", "not_found");
  return reply;
}

/** Keeps how a note or a reply stood until now. Its note must be held still, so that wordings have one order. */
export async function keepWording(db: Tx, wording: Omit<typeof wordings.$inferInsert, "number">): Promise<void> {
  const ofIt = wordingsOf(wording.groupId, wording.ofId);
  const [last] = await db
    .select({ number: max(wordings.number) })
    .from(wordings)
    .where(ofIt);
  await db.insert(wordings).values({ ...wording, number: (last?.number ?? 0) + 1 });
}

/** Forgets them, because what they were of is removed. */
export async function forgetWordings(db: Tx, groupId: string, ofId: string): Promise<void> {
  await db.delete(wordings).where(wordingsOf(groupId, ofId));
}

const wordingsOf = (groupId: string, ofId: string) => and(eq(wordings.groupId, groupId), eq(wordings.ofId, ofId));
