// Reads of a topic: its messages by the page, newest first fetched, oldest first given.
import { and, desc, eq, inArray, lt, or } from "drizzle-orm";
import type { z } from "zod";
import type { Queryable } from "#db/client.ts";
import { messages } from "#db/schema/chat.ts";
import { memberships } from "#db/schema/groups.ts";
import { byNumber } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { topicStream } from "#domain/live/streams.ts";
import type { Message, MessageList } from "#domain/shapes/chat.ts";
import { admit } from "../admit.ts";
import { readAt } from "../commit.ts";
import type { Ctx } from "../context.ts";

/** A page of messages in their one order, the number from which the stream goes on, and whether there are older ones. */
export async function listMessages(
  ctx: Ctx,
  { groupId, topicId, before, limit }: z.infer<typeof MessageList>,
): Promise<At<{ messages: Message[]; more: boolean }>> {
  await admit(ctx, "message:list", { on: "topic", groupId, topicId });
  return readAt(ctx, topicStream(groupId, topicId), async (db) => {
    const earlier =
      before && or(lt(messages.seq, before.seq), and(eq(messages.seq, before.seq), lt(messages.place, before.place)));
    const rows = await selectMessages(db)
      .where(and(eq(messages.groupId, groupId), eq(messages.topicId, topicId), earlier))
      .orderBy(desc(messages.seq), desc(messages.place))
      .limit(limit + 1);
    return { messages: rows.slice(0, limit).map(showMessage).sort(byNumber), more: rows.length > limit };
  });
}

export type KeptMessage = Message & { memberId: string };

/** Those of these messages that are already there, by topic and id. */
export async function findMessages(
  db: Queryable,
  asked: { groupId: string; topicId: string; id: string }[],
): Promise<Map<string, KeptMessage>> {
  const byTopic = [...Map.groupBy(asked, (message) => message.topicId).values()];
  const theirs = byTopic.map((inTopic) => {
    const [first] = inTopic;
    const ids = inTopic.map((message) => message.id);
    return first && and(eq(messages.groupId, first.groupId), eq(messages.topicId, first.topicId), inArray(messages.id, ids));
  });
  const rows = await selectMessages(db).where(or(...theirs));
  return new Map(rows.map((row) => [messageKey(row.message), { ...showMessage(row), memberId: row.message.memberId }]));
}

/** A message's id is its client's own, unique in its topic. */
export const messageKey = ({ topicId, id }: { topicId: string; id: string }): string => `${topicId}/${id}`;

function selectMessages(db: Queryable) {
  return db
    .select({ message: messages, name: memberships.name })
    .from(messages)
    .innerJoin(memberships, and(eq(memberships.groupId, messages.groupId), eq(memberships.id, messages.memberId)))
    .$dynamic();
}

function showMessage({ message, name }: { message: typeof messages.$inferSelect; name: string }): Message {
  return {
    id: message.id,
    topicId: message.topicId,
    author: { id: message.memberId, name },
    body: message.body,
    ...(message.quotation && { quotation: message.quotation }),
    createdAt: message.createdAt.toISOString(),
    seq: message.seq,
    place: message.place,
  };
}
