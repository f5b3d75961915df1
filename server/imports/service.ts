// Bringing a book in: receive the file, keep what the reviewer makes of it, put it on the shelf whole or not at all, or stop; and forget what nobody needs any more.
import type { Readable } from "node:stream";
import { and, eq, inArray, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { Queryable } from "#db/client.ts";
import { editions, images, imports } from "#db/schema/books.ts";
import { AppError } from "#domain/errors.ts";
import { personStream } from "#domain/live/streams.ts";
import type { ImportLook, Publication, Review, ReviewKept } from "#domain/shapes/book.ts";
import { applyReview } from "#domain/text/apply-review.ts";
import { checkReview, type ReadBook } from "#domain/text/review.ts";
import { admit } from "../admit.ts";
import { commit } from "../commit.ts";
import type { Ctx, House } from "../context.ts";
import { readDraft, readDraftHead } from "../drafts.ts";
import { findNewest, type StoredEdition, storeEdition } from "../editions.ts";
import { beginImport, change, type ImportRow, stopReading, whileIdle, whileStoring } from "../import-line.ts";
import { open, showImport } from "./queries.ts";

export interface Upload {
  /** Command id, and the import's own. */
  id: string;
  branchId: string;
  fileName: string;
  /** The book of the branch that it is a corrected text of. */
  ofBookId?: string;
  file: Readable;
  most: number;
}

/** Receives a file and begins its import, which goes on when the browser is closed. The gate and the book it is for are asked before a byte is kept, and again with the row. */
export async function uploadBook(
  ctx: Ctx,
  { id, branchId, fileName, ofBookId, file, most }: Upload,
): Promise<{ importId: string }> {
  const subject = { on: "branch", branchId } as const;
  const { personId } = await admit(ctx, "book:import", subject);
  const isCorrectable = async (db: Queryable) => !ofBookId || (await findNewest(db, branchId, ofBookId)) !== undefined;
  if (!(await isCorrectable(ctx.db))) throw new AppError("conflict", "book_not_on_shelf");
  await ctx.house.limits.take("upload", personId);
  const { name: fileHash } = await ctx.house.files.receive(file, "", most);
  const input = { branchId, fileName, fileHash, ...(ofBookId && { ofBookId }) };
  const begun = await commit(ctx, { id, action: "book:import", subject, input }, async (tx) => {
    if (!(await isCorrectable(tx.db))) throw new AppError("conflict", "book_not_on_shelf");
    const made = await tx.db
      .insert(imports)
      .values({ ...input, id, personId, state: "waiting" })
      .onConflictDoNothing()
      .returning({ id: imports.id });
    if (made.length === 0) throw new AppError("conflict", "command_differs");
    return { importId: id };
  });
  beginImport(ctx.house);
  return begun;
}

/** Keeps the review as it is edited. What is sent last is what is kept; it may still lack what publishing needs, but must be of this very text. */
export async function reviseImport(ctx: Ctx, input: z.infer<typeof ReviewKept>): Promise<Record<string, never>> {
  const { branchId, importId, review, ofBookId } = input;
  await admit(ctx, "import:revise", { on: "import", branchId, importId });
  const [row] = await ctx.db.select().from(imports).where(eq(imports.id, importId));
  if (row?.state !== "review" || !row.draftHash) throw new AppError("conflict", "import_not_in_review");
  const { read } = await readDraftHead(ctx.house.files, row.draftHash);
  const shape = read.map(({ passages }) => passages);
  if (checkReview(review, shape).some(({ reason }) => reason === "review_passages"))
    throw new AppError("invalid", "review_passages");
  if (ofBookId && !(await findNewest(ctx.db, branchId, ofBookId))) throw new AppError("conflict", "book_not_on_shelf");
  // Only another book is told: what is typed is nobody's news but the reviewer's.
  const kept =
    row.ofBookId === (ofBookId ?? null)
      ? await keepReview(ctx, importId, review)
      : await change(ctx.house, importId, { review, ofBookId: ofBookId ?? null }, ["review"]);
  if (!kept) throw new AppError("conflict", "import_not_in_review");
  return {};
}

async function keepReview({ db }: Ctx, importId: string, review: Review): Promise<boolean> {
  const isThis = and(eq(imports.id, importId), eq(imports.state, "review"));
  const kept = await db.update(imports).set({ review }).where(isThis).returning({ id: imports.id });
  return kept.length > 0;
}

/**
 * Puts an import on the shelf as its reviewer has it before their eyes: a new book, or the next edition of the one it corrects.
 * All of it and the end of the import are one transaction. The draft is read before, so that nobody waits for that.
 */
export async function publishImport(ctx: Ctx, input: z.infer<typeof Publication>): Promise<StoredEdition> {
  const { id, branchId, importId, review, ofBookId } = input;
  const subject = { on: "import", branchId, importId } as const;
  const { house } = ctx;
  const work = (ready: Ready | undefined) =>
    commit(ctx, { id, action: "import:publish", subject, input }, async (tx) => {
      const [row] = await tx.db.select().from(imports).where(eq(imports.id, importId)).for("update");
      if (!ready || !row || !isPublishable(row)) throw new AppError("conflict", "import_not_in_review");
      if ("fault" in ready) throw ready.fault;
      const { fileName, fileHash, personId: broughtBy } = row;
      const { rights, ground, copies } = review;
      const says = { fileName, fileHash, rights, ground, copies, broughtBy };
      const stored = await storeEdition(tx.db, { branchId, ofBookId, book: ready.book, says });
      const [done] = await tx.db
        .update(imports)
        .set({ state: "done", bookId: stored.bookId, ofBookId: ofBookId ?? null, review, endedAt: house.now() })
        .where(eq(imports.id, importId))
        .returning();
      if (done) tx.tell(personStream(done.personId), { type: "import.changed", import: showImport(done) });
      return stored;
    });
  // Who may not publish hears it from the commit, which also knows a command that is only repeated.
  const may = await admit(ctx, "import:publish", subject).catch(() => undefined);
  const ready = may && (await readyToPublish(ctx, input));
  if (!ready || "fault" in ready) return work(ready);
  return whileStoring(house, importId, async () => {
    await change(house, importId, { state: "storing" }, ["review"]);
    try {
      return await work(ready);
    } catch (fault) {
      await change(house, importId, { state: "review" }, ["storing"]);
      throw fault;
    }
  });
}

type Ready = { book: ReadBook } | { fault: AppError };

const isPublishable = ({ state }: ImportRow) => state === "review" || state === "storing";

/** The book as it would stand on the shelf, or why it cannot; nothing when the import does not wait for its review. */
async function readyToPublish({ db, house }: Ctx, { importId, review }: z.infer<typeof Publication>): Promise<Ready | undefined> {
  const [row] = await db.select().from(imports).where(eq(imports.id, importId));
  if (!row?.draftHash || !isPublishable(row)) return undefined;
  const book = await readDraft(house.files, row.draftHash);
  const [fault] = checkReview(
    review,
    book.chapters.map(({ passages }) => passages.length),
  );
  return fault ? { fault: new AppError("invalid", fault.reason) } : { book: applyReview(book, review) };
}

/** Stops an import that has not ended. Nothing of it stays. First it is noted, then the worker ends, or the line would find it open and begin it again. */
export async function cancelImport(ctx: Ctx, { branchId, importId }: z.infer<typeof ImportLook>): Promise<Record<string, never>> {
  await admit(ctx, "import:cancel", { on: "import", branchId, importId });
  await change(ctx.house, importId, {
    state: "refused",
    refusal: "You stopped this import. Nothing of it was kept.",
    endedAt: ctx.house.now(),
  });
  stopReading(ctx.house, importId);
  return {};
}

/** Puts away what nobody published for thirty days, and removes drafts and pictures of imports that ended more than an hour ago. */
export async function forgetDrafts(house: House): Promise<void> {
  const old = await house.db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.state, "review"), lt(imports.createdAt, sql`now() - interval '30 days'`)));
  const refusal = "Nobody published this within 30 days, so it was put away. If it is still wanted, import the file again.";
  for (const { id } of old) await change(house, id, { state: "refused", refusal, endedAt: house.now() }, ["review"]);
  // A file that is being read may just now keep the very pictures that go; then they go an hour later.
  await whileIdle(house, () => forgetEndedDrafts(house));
}

async function forgetEndedDrafts(house: House): Promise<void> {
  const { db, files } = house;
  const drafts = await db
    .select({ id: imports.id, draft: imports.draftHash, state: imports.state, endedAt: imports.endedAt })
    .from(imports)
    .where(isNotNull(imports.draftHash));
  const isOpen = (state: (typeof drafts)[number]["state"]) => open.some((one) => one === state);
  const namesOf = async (draft: string) => {
    const head = await readDraftHead(files, draft).catch(() => undefined);
    return [draft, ...(head?.pictures.map(({ name }) => name) ?? [])];
  };
  const anHourAgo = house.now().getTime() - 3600_000;
  const ended = drafts.filter(({ state, endedAt }) => !isOpen(state) && (endedAt?.getTime() ?? 0) < anHourAgo);
  if (ended.length === 0) return;
  const needed = new Set<string>();
  for (const { draft, ...row } of drafts)
    if (draft && !ended.some(({ id }) => id === row.id)) for (const name of await namesOf(draft)) needed.add(name);
  for (const { id, draft } of ended) {
    const names = draft ? (await namesOf(draft)).filter((name) => !needed.has(name)) : [];
    const shown = await db.select({ name: images.name }).from(images).where(inArray(images.name, names));
    for (const name of names) if (!shown.some((image) => image.name === name)) await files.remove(name);
    await db.update(imports).set({ draftHash: null, review: null }).where(eq(imports.id, id));
  }
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
