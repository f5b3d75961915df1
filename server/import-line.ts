// The line of imports: one file after the other is read off the request path, and then waits for its review while the next is read.
import { and, eq, inArray } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client.ts";
import { imports } from "#db/schema/books.ts";
import type { Numbered } from "#domain/live/events.ts";
import { personStream } from "#domain/live/streams.ts";
import { reviewOf } from "#domain/text/review.ts";
import { number } from "./commit.ts";
import type { House } from "./context.ts";
import { keepDraft } from "./drafts.ts";
import { ImportRefusal } from "./importing/import-refusal.ts";
import { runImport } from "./importing/run-import.ts";
import { open, showImport } from "./imports/queries.ts";
import { faultFields } from "./log.ts";

export type ImportRow = typeof imports.$inferSelect;

/** States of one whose file is still to be read. */
const unread = ["waiting", "reading"] as const satisfies ImportRow["state"][];

interface Line {
  isMoving: boolean;
  /** Asked to begin since it last looked for what waits. */
  isAsked: boolean;
  /** What can be stopped. */
  running: Map<string, AbortController>;
  /** What is being put on the shelf by this process. */
  storing: Set<string>;
}

/** The line of each house. */
const lines = new WeakMap<House, Line>();
const TELL_EVERY_MS = 1_000;

function lineOf(house: House): Line {
  const line = lines.get(house) ?? { isMoving: false, isAsked: false, running: new Map(), storing: new Set() };
  lines.set(house, line);
  return line;
}

/** Begins with the imports that wait, also those a stopped server left behind. Safe to call at any time. */
export function beginImport(house: House): void {
  const line = lineOf(house);
  line.isAsked = true;
  if (!line.isMoving) void move(house, line).catch((fault) => house.log.error(faultFields(fault), "the line of imports stopped"));
}

/** Stops reading an import, if it is being read. */
export function stopReading(house: House, importId: string): void {
  lineOf(house).running.get(importId)?.abort();
}

/** Says that an import is being put on the shelf for as long as the work takes, so that the line does not take it for one that was left behind. */
export async function whileStoring<T>(house: House, importId: string, work: () => Promise<T>): Promise<T> {
  const { storing } = lineOf(house);
  storing.add(importId);
  return work().finally(() => storing.delete(importId));
}

/** Does something while nothing is read; what comes meanwhile waits for it. Gives false, and does nothing, when something is being read. */
export async function whileIdle(house: House, work: () => Promise<void>): Promise<boolean> {
  const line = lineOf(house);
  if (line.isMoving) return false;
  line.isMoving = true;
  try {
    await work();
  } finally {
    line.isMoving = false;
    if (line.isAsked) beginImport(house);
  }
  return true;
}

/** Carries out what waits, until nobody has asked since the last look: what comes during that look is not forgotten. */
async function move(house: House, line: Line): Promise<void> {
  line.isMoving = true;
  try {
    while (line.isAsked) {
      line.isAsked = false;
      for (let next = await findNext(house, line); next; next = await findNext(house, line)) {
        if (next.state === "storing") await putBack(house, next);
        else await read(house, line, next);
      }
    }
  } finally {
    line.isMoving = false;
  }
}

/** What comes next: a file to read, or an import that a stopped server was putting on the shelf. */
async function findNext(house: House, line: Line): Promise<ImportRow | undefined> {
  const rows = await house.db
    .select()
    .from(imports)
    .where(inArray(imports.state, [...unread, "storing"]))
    .orderBy(imports.createdAt);
  return rows.find(({ id }) => !line.storing.has(id));
}

/** Nothing of it was stored, for a book is stored in one transaction: its review can be published again, or it is read again where it has none. */
async function putBack(house: House, { id, draftHash }: ImportRow): Promise<void> {
  await change(house, id, { state: draftHash ? "review" : "waiting" }, ["storing"]);
}

async function read(house: House, line: Line, row: ImportRow): Promise<void> {
  const stop = new AbortController();
  line.running.set(row.id, stop);
  let toldAt = 0;
  let telling: Promise<unknown> = Promise.resolve();
  const onProgress = ({ done, total, what }: { done: number; total: number; what: string }) => {
    const now = Date.now();
    if (now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    telling = telling.then(() => change(house, row.id, { state: "reading", done, total, what }, unread)).catch(() => {});
  };
  try {
    if (!(await change(house, row.id, { state: "reading" }, unread))) return;
    const book = await runImport(house.files.path(row.fileHash), {
      limits: house.importLimits,
      onProgress,
      signal: stop.signal,
      fileName: row.fileName,
    });
    await telling;
    const { format, report } = book;
    const review = reviewOf(book);
    const draftHash = await keepDraft(house.files, book);
    const waits = await change(house, row.id, { state: "review", format, report, review, draftHash }, unread);
    // Stopped at the last moment: the draft is noted all the same, so that it is forgotten with the file.
    if (!waits) await house.db.update(imports).set({ draftHash }).where(eq(imports.id, row.id));
  } catch (fault) {
    await telling;
    const refusal =
      fault instanceof ImportRefusal
        ? fault.message
        : "Something went wrong on our side while this book was read. Nothing of it was kept; try again.";
    const wasOpen = await change(house, row.id, { state: "refused", refusal, endedAt: new Date() }, unread);
    const isOurs = !(fault instanceof ImportRefusal) || fault.code === "failed";
    if (wasOpen && isOurs) house.log.error(faultFields(fault), "an import failed");
  } finally {
    line.running.delete(row.id);
  }
}

/** Notes something about an import that is in one of the states, and tells who asked for it. Gives whether it was in one of them. */
export async function change(
  house: House,
  importId: string,
  set: PgUpdateSetSource<typeof imports>,
  states: readonly ImportRow["state"][] = open,
): Promise<boolean> {
  const numbered = await house.db.transaction((tx) => note(tx, importId, set, states));
  if (numbered.length > 0) house.announcer.announce(numbered);
  return numbered.length > 0;
}

/** The row stays locked until its event is numbered, so that what is told last is what is so. Nothing when the import is in none of the states. */
async function note(
  tx: Tx,
  importId: string,
  set: PgUpdateSetSource<typeof imports>,
  states: readonly ImportRow["state"][],
): Promise<Numbered[]> {
  const [row] = await tx
    .update(imports)
    .set(set)
    .where(and(eq(imports.id, importId), inArray(imports.state, states)))
    .returning();
  const stream = row && personStream(row.personId);
  return stream ? number(tx, [{ stream, event: { type: "import.changed", import: showImport(row) } }]) : [];
}
