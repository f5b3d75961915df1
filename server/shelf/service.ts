// Verbs of those who keep a shelf: state the rights of an edition, share a book, archive it, put it back, remove it for good.
import { and, eq, inArray, isNotNull, isNull, notInArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import { annotations, carryings, questionSteps, reactions, replies, wordings } from "#db/schema/annotations.ts";
import { books, chapters, editions, images, imports, passages } from "#db/schema/books.ts";
import { declaredReads, groupBooks, openedChapters, places } from "#db/schema/groups.ts";
import { commands, events, streams } from "#db/schema/streams.ts";
import { AppError } from "#domain/errors.ts";
import { chapterStream } from "#domain/live/streams.ts";
import type { Sharing } from "#domain/shapes/book.ts";
import type { BookChange, BookReader, BookShare, RightsStatement } from "#domain/shapes/shelf.ts";
import { commit } from "../commit.ts";
import type { Ctx, House } from "../context.ts";
import { readDraftHead } from "../drafts.ts";
import { whileIdle } from "../import-line.ts";
import { faultFields } from "../log.ts";
import { listReaders, refuseWhileUsed } from "./queries.ts";

type Change = z.infer<typeof BookChange>;

/** Says by what right an edition is here, on what ground, and how many copies there are; what was said before is replaced. */
export async function stateRights(ctx: Ctx, input: z.infer<typeof RightsStatement>): Promise<Record<string, never>> {
  const { branchId, bookId, editionId, rights, ground, copies = null } = input;
  return commit(ctx, { id: input.id, action: "book:state_rights", subject: { on: "branch", branchId }, input }, async (tx) => {
    await holdBook(tx.db, input, "share");
    const stated = await tx.db
      .update(editions)
      .set({ rights, ground, copies })
      .where(and(eq(editions.id, editionId), eq(editions.bookId, bookId)))
      .returning({ id: editions.id });
    if (stated.length === 0) throw new AppError("not_found", "not_found");
    return {};
  });
}

/** The groups that go on reading a book which is no longer on the shelf of their branch. */
interface Shared {
  readOn: BookReader[];
}

/** Shares a book with nobody or with the branches below. What is withdrawn cannot be chosen any more; who reads it goes on. */
export async function shareBook(ctx: Ctx, input: z.infer<typeof BookShare>): Promise<Shared> {
  const subject = { on: "branch", branchId: input.branchId } as const;
  return commit(ctx, { id: input.id, action: "book:share", subject, input }, async (tx, { personId }) =>
    setSharing(tx.db, input, input.sharing, personId),
  );
}

/** Shares a book with the whole organisation. */
export async function shareBookWidely(ctx: Ctx, input: Change): Promise<Shared> {
  const subject = { on: "branch", branchId: input.branchId } as const;
  return commit(ctx, { id: input.id, action: "book:share_widely", subject, input }, async (tx, { personId }) =>
    setSharing(tx.db, input, "organisation", personId),
  );
}

async function setSharing(db: Tx, { branchId, bookId }: Change, sharing: Sharing, personId: string): Promise<Shared> {
  await holdBook(db, { branchId, bookId }, "update");
  await db.update(books).set({ sharing }).where(eq(books.id, bookId));
  const readers = await listReaders(db, bookId, personId);
  return { readOn: readers.filter((reader) => reader.readsOn) };
}

/** Takes a book off the shelf: nobody can choose it any more, and those who read it go on. */
export async function archiveBook(ctx: Ctx, input: Change): Promise<Record<string, never>> {
  const subject = { on: "branch", branchId: input.branchId } as const;
  return commit(ctx, { id: input.id, action: "book:archive", subject, input }, async (tx) => {
    await holdBook(tx.db, input, "update");
    await tx.db
      .update(books)
      .set({ archivedAt: tx.house.now() })
      .where(and(eq(books.id, input.bookId), isNull(books.archivedAt)));
    return {};
  });
}

/** Puts an archived book back on the shelf. */
export async function restoreBook(ctx: Ctx, input: Change): Promise<Record<string, never>> {
  const subject = { on: "branch", branchId: input.branchId } as const;
  return commit(ctx, { id: input.id, action: "book:restore", subject, input }, async (tx) => {
    await holdBook(tx.db, input, "update");
    await tx.db
      .update(books)
      .set({ archivedAt: null })
      .where(and(eq(books.id, input.bookId), isNotNull(books.archivedAt)));
    return {};
  });
}

/** Locks a book of this very branch until the transaction ends; a book of another is not found. Choosing a book takes the same lock. */
async function holdBook(db: Tx, { branchId, bookId }: Pick<Change, "branchId" | "bookId">, strength: "share" | "update") {
  const held = await db
    .select({ id: books.id })
    .from(books)
    .where(and(eq(books.id, bookId), eq(books.branchId, branchId)))
    .for(strength);
  if (held.length === 0) throw new AppError("not_found", "not_found");
}

/**
 * Removes an archived book for good: its editions with their chapters, passages and pictures, what is left of people who are gone,
 * and its files. Refused (`book_in_use`, saying who) while a group reads it or has anything in it.
 * The chapters are held first: a note that is being written at this moment is either seen here or finds no chapter any more.
 */
export async function removeBook(ctx: Ctx, input: Change): Promise<Record<string, never>> {
  const { branchId, bookId } = input;
  const subject = { on: "branch", branchId } as const;
  await commit(ctx, { id: input.id, action: "book:remove", subject, input }, async (tx, { personId }): Promise<Removal> => {
    await holdBook(tx.db, input, "update");
    const editionIds = await idsOf(tx.db.select({ id: editions.id }).from(editions).where(eq(editions.bookId, bookId)));
    const chapterIds = await idsOf(
      tx.db.select({ id: chapters.id }).from(chapters).where(inArray(chapters.editionId, editionIds)).for("update"),
    );
    await refuseWhileUsed(tx.db, bookId, personId);
    const fileNames = await listFiles(tx.db, bookId);
    await removeReading(tx.db, bookId, chapterIds);
    await tx.db.delete(passages).where(inArray(passages.chapterId, chapterIds));
    await tx.db.delete(chapters).where(inArray(chapters.id, chapterIds));
    await tx.db.delete(images).where(inArray(images.editionId, editionIds));
    await tx.db.update(imports).set({ bookId: null }).where(eq(imports.bookId, bookId));
    await tx.db.update(imports).set({ ofBookId: null }).where(eq(imports.ofBookId, bookId));
    await tx.db.delete(editions).where(eq(editions.bookId, bookId));
    await tx.db.delete(books).where(eq(books.id, bookId));
    return { files: fileNames };
  });
  await forgetRemovedFiles(ctx.house).catch((fault) =>
    ctx.house.log.warn(faultFields(fault), "files of a removed book stay for now"),
  );
  return {};
}

/** What a removal is remembered by, for as long as its command is. */
interface Removal {
  files: string[];
}

const idsOf = async (query: Promise<{ id: string }[]>) => (await query).map((row) => row.id);

/** What groups leave behind that nobody would miss: ended choices, removed notes with their events, places of people who have left. */
async function removeReading(db: Tx, bookId: string, chapterIds: string[]): Promise<void> {
  const chosen = await db.select({ groupId: groupBooks.groupId }).from(groupBooks).where(eq(groupBooks.bookId, bookId));
  const names = chosen.flatMap(({ groupId }) => chapterIds.map((chapterId) => chapterStream(groupId, chapterId)));
  await db.delete(events).where(inArray(events.stream, names));
  await db.delete(streams).where(inArray(streams.name, names));
  const held = inArray(annotations.chapterId, chapterIds);
  const notes = await db.select({ groupId: annotations.groupId, id: annotations.id }).from(annotations).where(held);
  for (const { groupId, id } of notes)
    for (const hanging of [replies, reactions, wordings, questionSteps, carryings])
      await db.delete(hanging).where(and(eq(hanging.groupId, groupId), eq(hanging.annotationId, id)));
  await db.delete(annotations).where(held);
  for (const kept of [places, declaredReads, openedChapters]) await db.delete(kept).where(inArray(kept.chapterId, chapterIds));
  await db.delete(groupBooks).where(eq(groupBooks.bookId, bookId));
}

/** Names of the files a book needs: what was uploaded, covers and pictures. */
async function listFiles(db: Tx, bookId: string): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select file_hash as name from editions where book_id = ${bookId}
    union select cover from editions where book_id = ${bookId} and cover is not null
    union select i.name from images i join editions e on e.id = i.edition_id where e.book_id = ${bookId}`);
  return rows.map((row) => row.name);
}

/**
 * Removes the files of removed books that nothing needs any more: no edition, and no import that has not ended, whose draft may show the same
 * pictures. Removals are known by their commands' answers, so that what cannot go now (a file is being read that may just keep the very
 * pictures; the program was stopped) goes when this is asked for again.
 */
export async function forgetRemovedFiles(house: House): Promise<void> {
  await whileIdle(house, async () => {
    const removals = await house.db.select({ answer: commands.answer }).from(commands).where(eq(commands.action, "book:remove"));
    const names = new Set(removals.flatMap(({ answer }) => (answer as Removal | null)?.files ?? []));
    for (const name of await listDraftPictures(house)) names.delete(name);
    const { rows } = await house.db.execute<{ name: string }>(sql`
      select f.name from unnest(${sql.param([...names])}::text[]) as f(name)
      where not exists (select 1 from editions e where e.file_hash = f.name or e.cover = f.name)
        and not exists (select 1 from images i where i.name = f.name)
        and not exists (select 1 from imports i where i.file_hash = f.name and i.state not in ('done', 'refused'))`);
    for (const { name } of rows) await house.files.remove(name);
  });
}

/** Pictures of what was read and waits to be published. */
async function listDraftPictures({ db, files }: House): Promise<string[]> {
  const drafts = await db
    .select({ name: imports.draftHash })
    .from(imports)
    .where(and(isNotNull(imports.draftHash), notInArray(imports.state, ["done", "refused"])));
  const pictures: string[] = [];
  for (const { name } of drafts) {
    const head = name ? await readDraftHead(files, name).catch(() => undefined) : undefined;
    pictures.push(...(head?.pictures.map((picture) => picture.name) ?? []));
  }
  return pictures;
}
