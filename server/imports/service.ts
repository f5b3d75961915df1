// Bringing a book in: receive the file, import it off the request path, tell who asked how far it is, store it whole or not at all.
import type { Readable } from "node:stream";
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { alias } from "drizzle-orm/pg-core";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import { books, chapters, editions, images, imports, passages } from "#db/schema/books.ts";
import { AppError } from "#domain/errors.ts";
import type { Numbered } from "#domain/live/events.ts";
import { personStream } from "#domain/live/streams.ts";
import type { ImportLook } from "#domain/shapes/book.ts";
import { canonicalText } from "#domain/text/canonical.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { admit } from "../admit.ts";
import { commit, number } from "../commit.ts";
import type { Ctx, House } from "../context.ts";
import { ImportRefusal } from "../importing/import-refusal.ts";
import { runImport } from "../importing/run-import.ts";
import { faultFields } from "../log.ts";
import { showImport } from "./queries.ts";

export interface Upload {
  /** Command id, and the import's own. */
  id: string;
  branchId: string;
  fileName: string;
  file: Readable;
  most: number;
}

/** Receives a file and begins its import, which goes on when the browser is closed. The gate is asked before a byte is kept, and again with the row. */
export async function uploadBook(ctx: Ctx, { id, branchId, fileName, file, most }: Upload): Promise<{ importId: string }> {
  const subject = { on: "branch", branchId } as const;
  const { personId } = await admit(ctx, "book:import", subject);
  await ctx.house.limits.take("upload", personId);
  const { name: fileHash } = await ctx.house.files.receive(file, ".epub", most);
  const input = { branchId, fileName, fileHash };
  const begun = await commit(ctx, { id, action: "book:import", subject, input }, async (tx) => {
    const made = await tx.db
      .insert(imports)
      .values({ id, branchId, personId, fileName, fileHash, state: "waiting" })
      .onConflictDoNothing()
      .returning({ id: imports.id });
    if (made.length === 0) throw new AppError("conflict", "command_differs");
    return { importId: id };
  });
  beginImport(ctx.house);
  return begun;
}

/** Stops an import that has not ended. Nothing of it stays. First it is noted, then the worker ends, or the line would find it open and begin it again. */
export async function cancelImport(ctx: Ctx, { branchId, importId }: z.infer<typeof ImportLook>): Promise<Record<string, never>> {
  await admit(ctx, "import:cancel", { on: "import", branchId, importId });
  await change(ctx.house, importId, {
    state: "refused",
    refusal: "You stopped this import. Nothing of it was kept.",
    endedAt: ctx.house.now(),
  });
  lineOf(ctx.house).running.get(importId)?.abort();
  return {};
}

/** Removes the files of imports that were refused or stopped more than an hour ago, unless another import or a book came from the same file. */
export async function forgetRefusedFiles(house: House): Promise<void> {
  const others = alias(imports, "others");
  const rows = await house.db
    .selectDistinct({ fileHash: imports.fileHash })
    .from(imports)
    .leftJoin(others, and(eq(others.fileHash, imports.fileHash), ne(others.state, "refused")))
    .leftJoin(editions, eq(editions.fileHash, imports.fileHash))
    .where(
      and(
        eq(imports.state, "refused"),
        sql`${imports.endedAt} between now() - interval '2 days' and now() - interval '1 hour'`,
        isNull(others.id),
        isNull(editions.id),
      ),
    );
  for (const { fileHash } of rows) await house.files.remove(fileHash);
}

type ImportRow = typeof imports.$inferSelect;

interface Line {
  isMoving: boolean;
  /** Asked to begin since it last looked for what waits. */
  isAsked: boolean;
  /** What can be stopped. */
  running: Map<string, AbortController>;
}

/** The line of each house. */
const lines = new WeakMap<House, Line>();
const TELL_EVERY_MS = 1_000;
const ROWS_AT_ONCE = 400;
/** States of an import that has not ended. */
const open = ["waiting", "reading", "storing"] as const;

function lineOf(house: House): Line {
  const line = lines.get(house) ?? { isMoving: false, isAsked: false, running: new Map() };
  lines.set(house, line);
  return line;
}

/** Begins with the imports that wait, also those a stopped server left behind. Safe to call at any time. */
export function beginImport(house: House): void {
  const line = lineOf(house);
  line.isAsked = true;
  if (!line.isMoving) void move(house, line).catch((fault) => house.log.error(faultFields(fault), "the line of imports stopped"));
}

/** Carries out what waits, until nobody has asked since the last look: what comes during that look is not forgotten. */
async function move(house: House, line: Line): Promise<void> {
  line.isMoving = true;
  try {
    while (line.isAsked) {
      line.isAsked = false;
      for (let next = await findNext(house); next; next = await findNext(house)) await carryOut(house, next);
    }
  } finally {
    line.isMoving = false;
  }
}

async function findNext(house: House): Promise<ImportRow | undefined> {
  const [row] = await house.db.select().from(imports).where(inArray(imports.state, open)).orderBy(imports.createdAt).limit(1);
  return row;
}

async function carryOut(house: House, row: ImportRow): Promise<void> {
  const stop = new AbortController();
  lineOf(house).running.set(row.id, stop);
  let toldAt = 0;
  let telling: Promise<unknown> = Promise.resolve();
  const onProgress = ({ done, total, what }: { done: number; total: number; what: string }) => {
    const now = Date.now();
    if (now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    telling = telling.then(() => change(house, row.id, { state: "reading", done, total, what })).catch(() => {});
  };
  try {
    if (!(await change(house, row.id, { state: "reading" }))) return;
    const book = await runImport(house.files.path(row.fileHash), {
      limits: house.importLimits,
      onProgress,
      signal: stop.signal,
      fileName: row.fileName,
    });
    await telling;
    if (!(await change(house, row.id, { state: "storing" }))) return;
    for (const [name, { bytes }] of book.images) await house.files.put(bytes, name.slice(name.indexOf(".")));
    house.announcer.announce(await house.db.transaction((tx) => store(tx, row, book)));
  } catch (fault) {
    await telling;
    const refusal =
      fault instanceof ImportRefusal
        ? fault.message
        : "Something went wrong on our side while this book was stored. Nothing of it was kept; try again.";
    const wasOpen = await change(house, row.id, { state: "refused", refusal, endedAt: new Date() });
    const isOurs = !(fault instanceof ImportRefusal) || fault.code === "failed";
    if (wasOpen && isOurs) house.log.error(faultFields(fault), "an import failed");
  } finally {
    lineOf(house).running.delete(row.id);
  }
}

/** Notes how far an import is, unless it has ended meanwhile, and tells who asked for it. Gives whether it was open. */
async function change(house: House, importId: string, set: Partial<ImportRow>): Promise<boolean> {
  const numbered = await house.db.transaction((tx) => note(tx, importId, set, open));
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

/** Stores the whole book and the end of its import in one transaction; stops when the import was stopped. Gives the event to announce. */
async function store(tx: Tx, row: ImportRow, book: ImportedBook): Promise<Numbered[]> {
  const bookId = v7();
  const editionId = v7();
  const { title, subtitle, authors, language, direction, cover, report } = book;
  const words = book.chapters.reduce((sum, chapter) => sum + (chapter.role === "body" ? chapter.words : 0), 0);
  await tx.insert(books).values({ id: bookId, branchId: row.branchId, title, subtitle, authors, language });
  await tx
    .insert(editions)
    .values({ id: editionId, bookId, fileName: row.fileName, fileHash: row.fileHash, direction, cover, words, report });
  const pictures = [...book.images].map(([name, { type }]) => ({ editionId, name, type }));
  for (const some of chunks(pictures)) await tx.insert(images).values(some);
  const ids = book.chapters.map(() => v7());
  const chapterRows = book.chapters.map(({ passages: _passages, ...chapter }, position) => ({
    ...chapter,
    id: ids[position] ?? v7(),
    editionId,
    position,
  }));
  for (const some of chunks(chapterRows)) await tx.insert(chapters).values(some);
  const passageRows = book.chapters.flatMap((chapter, position) =>
    chapter.passages.map((body, index) => ({
      id: v7(),
      chapterId: ids[position] ?? "",
      number: index + 1,
      key: body.key,
      kind: body.kind,
      text: canonicalText(body),
      body,
    })),
  );
  for (const some of chunks(passageRows)) await tx.insert(passages).values(some);
  const ended = await note(tx, row.id, { state: "done", bookId, report, endedAt: sql`now()` }, ["storing"]);
  if (ended.length === 0) throw new Error("stopped while storing");
  return ended;
}

function* chunks<T>(rows: T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE);
}
