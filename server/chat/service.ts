// The verb of the conversation: post a message. Messages that arrive while a commit is under way go into the next one together.
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { chapters, passages } from "#db/schema/books.ts";
import { messages } from "#db/schema/chat.ts";
import { memberships } from "#db/schema/groups.ts";
import { streams } from "#db/schema/streams.ts";
import { verify } from "#domain/anchoring/verify.ts";
import { AppError } from "#domain/errors.ts";
import type { Numbered } from "#domain/live/events.ts";
import { topicStream } from "#domain/live/streams.ts";
import type { Message, NewMessage, Quotation } from "#domain/shapes/chat.ts";
import { type Admitted, admit } from "../admit.ts";
import { number } from "../commit.ts";
import type { Ctx, House } from "../context.ts";
import { findMessages, type KeptMessage, messageKey } from "./queries.ts";

interface Waiting {
  input: NewMessage;
  quotation: Quotation | undefined;
  author: Admitted;
  resolve: (message: Message) => void;
  reject: (fault: unknown) => void;
}

/** Those who wait, per house; while one statement is under way the next batch gathers here. The statement in flight is the timer. */
const queues = new WeakMap<House, { waiting: Waiting[]; busy: boolean }>();
const BATCH_MOST = 500;

/** Posts a message and gives it with its number once it is durable. The same id again gives the first message. */
export async function postMessage(ctx: Ctx, input: NewMessage): Promise<Message> {
  const { groupId, topicId } = input;
  const author = await admit(ctx, "message:post", { on: "topic", groupId, topicId });
  await ctx.house.limits.take("message", author.personId);
  const quotation = input.quotation && (await readQuotation(ctx, groupId, input.quotation));
  return new Promise((resolve, reject) => {
    const queue = queues.get(ctx.house) ?? { waiting: [], busy: false };
    queues.set(ctx.house, queue);
    queue.waiting.push({ input, quotation, author, resolve, reject });
    void drain(ctx.house, queue);
  });
}

async function drain(house: House, queue: { waiting: Waiting[]; busy: boolean }): Promise<void> {
  if (queue.busy) return;
  queue.busy = true;
  while (queue.waiting.length > 0) {
    const batch = queue.waiting.splice(0, BATCH_MOST);
    try {
      const { settled, numbered } = await house.db.transaction((tx) => store(tx, batch));
      if (numbered.length > 0) house.announcer.announce(numbered);
      for (const [waiting, outcome] of settled) {
        if (outcome instanceof AppError) waiting.reject(outcome);
        else waiting.resolve(outcome);
      }
    } catch (fault) {
      for (const { reject } of batch) reject(fault);
    }
  }
  queue.busy = false;
}

/** Stores a batch in one transaction: streams locked in the order of their names, repeats answered, one event per topic. */
async function store(tx: Tx, batch: Waiting[]): Promise<{ settled: Map<Waiting, Message | AppError>; numbered: Numbered[] }> {
  const names = [...new Set(batch.map(({ input }) => topicStream(input.groupId, input.topicId)))].sort();
  await tx
    .insert(streams)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing();
  const heads = await tx.select().from(streams).where(inArray(streams.name, names)).orderBy(streams.name).for("update");
  const headOf = new Map(heads.map((row) => [row.name, row.head]));
  const allowed = await lockMembers(tx, batch);
  const known = await findMessages(
    tx,
    batch.map(({ input }) => input),
  );
  const createdAt = new Date();
  const settled = new Map<Waiting, Message | AppError>();
  const fresh = new Map<string, Message[]>();
  const rows: (typeof messages.$inferInsert)[] = [];
  for (const waiting of batch) {
    const { input, quotation, author } = waiting;
    const earlier = known.get(messageKey(input));
    if (!allowed.has(author.memberId)) settled.set(waiting, new AppError("not_found", "not_found"));
    else if (earlier)
      settled.set(waiting, isSame(earlier, waiting) ? plain(earlier) : new AppError("conflict", "command_differs"));
    else {
      const stream = topicStream(input.groupId, input.topicId);
      const inTopic = fresh.get(stream) ?? [];
      const message: Message = {
        id: input.id,
        topicId: input.topicId,
        author: { id: author.memberId, name: author.memberName },
        body: input.body,
        ...(quotation && { quotation }),
        createdAt: createdAt.toISOString(),
        seq: (headOf.get(stream) ?? 0) + 1,
        place: inTopic.length,
      };
      fresh.set(stream, [...inTopic, message]);
      known.set(messageKey(input), { ...message, memberId: author.memberId });
      rows.push({
        groupId: input.groupId,
        topicId: input.topicId,
        id: input.id,
        memberId: author.memberId,
        body: input.body,
        quotation,
        seq: message.seq,
        place: message.place,
        createdAt,
      });
      settled.set(waiting, message);
    }
  }
  if (rows.length > 0) await tx.insert(messages).values(rows);
  const numbered = await number(
    tx,
    [...fresh].map(([stream, posted]) => ({ stream, event: { type: "messages.posted", messages: posted } })),
  );
  return { settled, numbered };
}

/** The authors who are still members, held against removal until the commit. */
async function lockMembers(tx: Tx, batch: Waiting[]): Promise<Set<string>> {
  const mine = batch.map(({ author }) => and(eq(memberships.groupId, author.groupId), eq(memberships.id, author.memberId)));
  const rows = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(or(...mine), isNull(memberships.removedAt)))
    .orderBy(memberships.id)
    .for("share");
  return new Set(rows.map((row) => row.id));
}

function isSame(earlier: KeptMessage, { input, author }: Waiting): boolean {
  return (
    earlier.memberId === author.memberId &&
    earlier.body === input.body &&
    // By value: the database gives an anchor's fields back in an order of its own.
    isDeepStrictEqual(earlier.quotation?.anchor, input.quotation?.anchor)
  );
}

function plain({ memberId: _memberId, ...message }: KeptMessage): Message {
  return message;
}

/** A quoted passage, checked against the stored text, with the words that lead back to it. */
async function readQuotation(ctx: Ctx, groupId: string, asked: NonNullable<NewMessage["quotation"]>): Promise<Quotation> {
  const rows = await ctx.db
    .select({ id: passages.id, text: passages.text, number: passages.number, title: chapters.title })
    .from(passages)
    .innerJoin(chapters, eq(chapters.id, passages.chapterId))
    .where(
      and(
        eq(passages.chapterId, asked.chapterId),
        sql`exists (select 1 from group_books gb where gb.group_id = ${groupId} and gb.edition_id = ${chapters.editionId})`,
      ),
    )
    .orderBy(passages.number);
  const first = rows.find((row) => row.id === asked.anchor.passage);
  if (!first || !verify(asked.anchor, rows).ok) throw new AppError("invalid", "anchor_moved");
  return { chapterId: asked.chapterId, chapterTitle: first.title, number: first.number, anchor: asked.anchor };
}
