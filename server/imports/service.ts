// Bringing a book in: receive the file, import it off the request path, tell who asked how far it is, store it whole or not at all.
import type { Readable } from "node:stream";
import { and, eq, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import { books, chapters, editions, images, imports, passages } from "#db/schema/books.ts";
import { personStream } from "#domain/live/streams.ts";
import type { ImportLook } from "#domain/shapes/book.ts";
import { canonicalText } from "#domain/text/canonical.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { admit } from "../admit.ts";
import { commit, number } from "../commit.ts";
import type { Ctx, House } from "../context.ts";
import { defaultLimits } from "../importing/import-limits.ts";
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
    await tx.db.insert(imports).values({ id, branchId, personId, fileName, fileHash, state: "waiting" });
    return { importId: id };
  });
  beginImport(ctx.house);
  return begun;
}

/** Stops an import that has not ended. Nothing of it stays. */
export async function cancelImport(ctx: Ctx, { branchId, importId }: z.infer<typeof ImportLook>): Promise<Record<string, never>> {
  await admit(ctx, "import:cancel", { on: "import", branchId, importId });
  lineOf(ctx.house).running.get(importId)?.abort();
  await change(ctx.house, importId, {
    state: "refused",
    refusal: "You stopped this import. Nothing of it was kept.",
    endedAt: ctx.house.now(),
  });
  return {};
}

type ImportRow = typeof imports.$inferSelect;

/** The line of each house: whether it is moving, and what can be stopped. */
const lines = new WeakMap<House, { busy: boolean; running: Map<string, AbortController> }>();
const TELL_EVERY_MS = 1_000;
const ROWS_AT_ONCE = 400;

function lineOf(house: House) {
  const line = lines.get(house) ?? { busy: false, running: new Map() };
  lines.set(house, line);
  return line;
}

/** Begins with the imports that wait, also those a stopped server left behind. Safe to call at any time. */
export function beginImport(house: House): void {
  const line = lineOf(house);
  if (line.busy) return;
  line.busy = true;
  void (async () => {
    for (let next = await findNext(house); next; next = await findNext(house)) await carryOut(house, next);
  })()
    .catch((fault) => house.log.error(faultFields(fault), "the line of imports stopped"))
    .finally(() => {
      line.busy = false;
    });
}

async function findNext(house: House): Promise<ImportRow | undefined> {
  const [row] = await house.db
    .select()
    .from(imports)
    .where(inArray(imports.state, ["waiting", "reading", "storing"]))
    .orderBy(imports.createdAt)
    .limit(1);
  return row;
}

async function carryOut(house: House, row: ImportRow): Promise<void> {
  const stop = new AbortController();
  lineOf(house).running.set(row.id, stop);
  let toldAt = 0;
  let telling = Promise.resolve();
  const onProgress = ({ done, total, what }: { done: number; total: number; what: string }) => {
    const now = Date.now();
    if (now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    telling = telling.then(() => change(house, row.id, { state: "reading", done, total, what })).catch(() => {});
  };
  try {
    await change(house, row.id, { state: "reading" });
    const book = await runImport(house.files.path(row.fileHash), {
      limits: defaultLimits,
      onProgress,
      signal: stop.signal,
      fileName: row.fileName,
    });
    await telling;
    await change(house, row.id, { state: "storing" });
    for (const [name, { bytes }] of book.images) await house.files.put(bytes, name.slice(name.indexOf(".")));
    await house.db.transaction((tx) => store(tx, row, book));
    await tell(house, row.id);
  } catch (fault) {
    await telling;
    if (stop.signal.aborted) return;
    if (!(fault instanceof ImportRefusal)) house.log.error(faultFields(fault), "an import failed");
    const refusal =
      fault instanceof ImportRefusal
        ? fault.message
        : "Something went wrong on our side while this book was stored. Nothing of it was kept; try again.";
    await change(house, row.id, { state: "refused", refusal, endedAt: new Date() });
  } finally {
    lineOf(house).running.delete(row.id);
  }
}

/** Notes how far an import is, unless it has ended meanwhile, and tells who asked for it. */
async function change(house: House, importId: string, set: Partial<ImportRow>): Promise<void> {
  const changed = await house.db
    .update(imports)
    .set(set)
    .where(and(eq(imports.id, importId), inArray(imports.state, ["waiting", "reading", "storing"])))
    .returning({ id: imports.id });
  if (changed.length > 0) await tell(house, importId);
}

async function tell(house: House, importId: string): Promise<void> {
  const numbered = await house.db.transaction(async (tx) => {
    const [row] = await tx.select().from(imports).where(eq(imports.id, importId));
    return row
      ? number(tx, [{ stream: personStream(row.personId), event: { type: "import.changed", import: showImport(row) } }])
      : [];
  });
  house.announcer.announce(numbered);
}

/** Stores the whole book and the end of its import in one transaction; stops when the import was stopped. */
async function store(tx: Tx, row: ImportRow, book: ImportedBook): Promise<void> {
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
  const ended = await tx
    .update(imports)
    .set({ state: "done", bookId, report, endedAt: sql`now()` })
    .where(and(eq(imports.id, row.id), eq(imports.state, "storing")))
    .returning({ id: imports.id });
  if (ended.length === 0) throw new Error("stopped while storing");
}

function* chunks<T>(rows: T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE);
}
