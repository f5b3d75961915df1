// A change: one transaction that passes the gate, claims the command's id, does the work and numbers its events; then the announcement.
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Queryable, Tx } from "#db/client.ts";
import { commands, events as log, streams } from "#db/schema/streams.ts";
import { AppError } from "#domain/errors.ts";
import type { At, LiveEvent, Numbered } from "#domain/live/events.ts";
import type { Action } from "#domain/permissions.ts";
import { type Admitted, admit, type Subject } from "./admit.ts";
import type { Announcer, Ctx } from "./context.ts";

/** What a verb may do inside its transaction. */
export interface WriteCtx extends Ctx {
  db: Tx;
  /** Appends an event to a stream; it is numbered at the end of the transaction and announced after it. */
  tell: (stream: string, event: LiveEvent) => void;
  /** After the commit: puts a person's connections out of a group's streams, or out of its hosts' stream only. */
  evict: Announcer["evict"];
}

export interface Command<S extends Subject> {
  /** Made by the client: the same id is the same change. */
  id: string;
  action: Action;
  subject: S;
  /** What was asked for, without secrets; the same id with another content is refused. */
  input: unknown;
  /** Takes locks before the gate, for work that changes what the gate reads: taken after it, two such commands would wait for each other. */
  hold?: (db: Tx) => Promise<void>;
}

/**
 * Carries out a command exactly once. The gate is passed inside the transaction, so that nobody acts on a right they have just lost.
 * A repeated command gets the first answer, and nothing is announced again.
 * Throws AppError from the gate or the work; then nothing has happened.
 */
export async function commit<S extends Subject, T>(
  ctx: Ctx,
  command: Command<S>,
  work: (tx: WriteCtx, admitted: Admitted) => Promise<T>,
): Promise<T> {
  const told: { stream: string; event: LiveEvent }[] = [];
  const evicted: Parameters<Announcer["evict"]>[] = [];
  const outcome = await ctx.house.db.transaction(async (db) => {
    const tx: WriteCtx = {
      ...ctx,
      db,
      tell: (stream, event) => told.push({ stream, event }),
      evict: (...who) => evicted.push(who),
    };
    await command.hold?.(db);
    const actor = actorOf(ctx, command);
    const passed = await pass(tx, actor, command);
    if ("earlier" in passed) return { answer: passed.earlier as T, numbered: [] };
    const answer = await work(tx, passed.admitted);
    const numbered = await number(db, told);
    await db
      .update(commands)
      .set({ answer: answer ?? null })
      .where(and(eq(commands.actor, actor), eq(commands.id, command.id)));
    return { answer, numbered };
  });
  for (const who of evicted) ctx.house.announcer.evict(...who);
  if (outcome.numbered.length > 0) ctx.house.announcer.announce(outcome.numbered);
  return outcome.answer;
}

/**
 * Passes the gate and claims the command's id; or finds what this very command answered before, also where the gate is closed by now:
 * a command may take away the right it needed (leaving a group, using up a link), and its repetition is still the same command.
 */
async function pass(
  tx: WriteCtx,
  actor: string,
  command: Command<Subject>,
): Promise<{ admitted: Admitted } | { earlier: unknown }> {
  let admitted: Admitted;
  try {
    admitted = await admit(tx, command.action, command.subject, "write");
  } catch (refused) {
    const earlier = refused instanceof AppError ? await findEarlier(tx.db, actor, command) : undefined;
    if (!earlier) throw refused;
    return { earlier: earlier.answer };
  }
  const earlier = await claim(tx.db, actor, command);
  return earlier ? { earlier: earlier.answer } : { admitted };
}

function actorOf(ctx: Ctx, command: Command<Subject>): string {
  return ctx.actor?.personId ?? createHash("sha256").update(JSON.stringify(command.subject)).digest("base64url");
}

async function claim(db: Tx, actor: string, command: Command<Subject>): Promise<{ answer: unknown } | undefined> {
  const claimed = await db
    .insert(commands)
    .values({ actor, id: command.id, action: command.action, fingerprint: fingerprintOf(command) })
    .onConflictDoNothing()
    .returning({ id: commands.id });
  if (claimed.length > 0) return undefined;
  const earlier = await findEarlier(db, actor, command);
  if (!earlier) throw new AppError("conflict", "command_differs");
  return earlier;
}

/** What this very command answered before, if it was carried out. */
async function findEarlier(db: Tx, actor: string, command: Command<Subject>): Promise<{ answer: unknown } | undefined> {
  const [earlier] = await db
    .select()
    .from(commands)
    .where(and(eq(commands.actor, actor), eq(commands.id, command.id)));
  return earlier?.action === command.action && earlier.fingerprint === fingerprintOf(command)
    ? { answer: earlier.answer }
    : undefined;
}

function fingerprintOf(command: Command<Subject>): string {
  return createHash("sha256").update(JSON.stringify(command.input)).digest("base64url");
}

/**
 * Numbers events and writes them to the log. A stream's row stays locked until the transaction ends, so numbers have no holes and no late arrivals;
 * rows are taken in the order of their names, so that two transactions never wait for each other.
 */
export async function number(db: Tx, told: { stream: string; event: LiveEvent }[]): Promise<Numbered[]> {
  if (told.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { stream } of told) counts.set(stream, (counts.get(stream) ?? 0) + 1);
  const heads = new Map<string, number>();
  for (const [name, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [row] = await db
      .insert(streams)
      .values({ name, head: count })
      .onConflictDoUpdate({ target: streams.name, set: { head: sql`${streams.head} + ${count}` } })
      .returning({ head: streams.head });
    if (!row) throw new Error(`No number for ${name}`);
    heads.set(name, row.head - count);
  }
  const rows = told.map(({ stream, event }) => {
    const seq = (heads.get(stream) ?? 0) + 1;
    heads.set(stream, seq);
    return { stream, seq, event };
  });
  const kept = await db.insert(log).values(rows).returning({ at: log.at });
  return rows.map((row, index) => ({ ...row, at: (kept[index]?.at ?? new Date(0)).toISOString() }));
}

/**
 * A state and the number of the last event it contains, read from one snapshot, so that a client knows which events are still to be applied.
 */
export async function readAt<S>(ctx: Ctx, stream: string, read: (db: Queryable) => Promise<S>): Promise<At<S>> {
  return ctx.house.db.transaction(
    async (db) => {
      const [row] = await db.select({ head: streams.head }).from(streams).where(eq(streams.name, stream));
      return { at: row?.head ?? 0, state: await read(db) };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
