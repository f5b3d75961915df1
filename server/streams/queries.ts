// What came after a number on a stream: how a client that missed something catches up.
import { and, asc, eq, gt } from "drizzle-orm";
import { events, streams } from "#db/schema/streams.ts";
import { SINCE_LIMIT, type Since } from "#domain/live/contract.ts";
import { admit } from "../admit.ts";
import { readAt } from "../commit.ts";
import type { Ctx } from "../context.ts";

/** The head of a stream's number line; 0 before anything happened. Its reader must be in the audience. */
export async function getHead(ctx: Ctx, stream: string): Promise<number> {
  await admit(ctx, "stream:enter", { on: "stream", stream });
  const [row] = await ctx.db.select({ head: streams.head }).from(streams).where(eq(streams.name, stream));
  return row?.head ?? 0;
}

/** Anyone may stop listening. */
export async function allowLeaving(ctx: Ctx): Promise<void> {
  await admit(ctx, "stream:leave", { on: "instance" });
}

/** The events after a number, at most SINCE_LIMIT; more, or older than the log is kept, are too far, and the state is to be read afresh. */
export async function listSince(ctx: Ctx, { stream, after }: { stream: string; after: number }): Promise<Since> {
  await admit(ctx, "stream:since", { on: "stream", stream });
  const { at: head, state: rows } = await readAt(ctx, stream, (db) =>
    db
      .select()
      .from(events)
      .where(and(eq(events.stream, stream), gt(events.seq, after)))
      .orderBy(asc(events.seq))
      .limit(SINCE_LIMIT + 1),
  );
  const isWhole = rows.length > 0 ? rows[0]?.seq === after + 1 : after === head;
  if (rows.length > SINCE_LIMIT || !isWhole) return { tooFar: true, head };
  return { tooFar: false, head, events: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
