// Verbs of the shelf: choose a book for a group, keep my place, take a book off.
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { books, editions } from "#db/schema/books.ts";
import { groupBooks, places } from "#db/schema/groups.ts";
import { AppError } from "#domain/errors.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { BookRemoval, PlaceKept } from "#domain/shapes/book.ts";
import type { BookChoice } from "#domain/shapes/group.ts";
import { admit } from "../admit.ts";
import { commit } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { lockGroup } from "../groups/queries.ts";
import { findGroupBook } from "./queries.ts";

/**
 * Makes a book of the branch's shelf the one the group reads. Notes on what it read before stay.
 * The group is held, so that of two choices at the same moment the later one ends the earlier one.
 */
export async function chooseBook(ctx: Ctx, input: z.infer<typeof BookChoice>): Promise<Record<string, never>> {
  const { groupId, bookId } = input;
  return commit(
    ctx,
    { id: input.id, action: "book:choose", subject: { on: "group", groupId }, input, hold: (db) => lockGroup(db, groupId) },
    async (tx, { branchId }) => {
      const [edition] = await tx.db
        .select({ id: editions.id })
        .from(editions)
        .innerJoin(books, eq(books.id, editions.bookId))
        .where(and(eq(books.id, bookId), eq(books.branchId, branchId), isNull(books.archivedAt)))
        .orderBy(desc(editions.number))
        .limit(1)
        .for("share", { of: books });
      if (!edition) throw new AppError("not_found", "not_found");
      await tx.db
        .update(groupBooks)
        .set({ endedAt: tx.house.now() })
        .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));
      await tx.db
        .insert(groupBooks)
        .values({ groupId, editionId: edition.id, bookId })
        .onConflictDoUpdate({ target: [groupBooks.groupId, groupBooks.editionId], set: { endedAt: null, chosenAt: sql`now()` } });
      const book = await findGroupBook(tx.db, groupId);
      if (book) tx.tell(groupStream(groupId), { type: "book.chosen", book });
      return {};
    },
  );
}

/** Keeps where I am. Only the place is kept, and only the newest: no times, no history. */
export async function keepPlace(
  ctx: Ctx,
  { groupId, chapterId, number }: z.infer<typeof PlaceKept>,
): Promise<Record<string, never>> {
  const { personId } = await admit(ctx, "place:keep", { on: "chapter", groupId, chapterId });
  await ctx.db
    .insert(places)
    .values({ groupId, personId, chapterId, number, editionId: sql`(select edition_id from chapters where id = ${chapterId})` })
    .onConflictDoUpdate({ target: [places.groupId, places.personId, places.editionId], set: { chapterId, number } });
  return {};
}

/** Takes a book off the shelf, unless a group is reading it. */
export async function removeBook(ctx: Ctx, input: z.infer<typeof BookRemoval>): Promise<Record<string, never>> {
  const { branchId, bookId } = input;
  return commit(ctx, { id: input.id, action: "book:remove", subject: { on: "branch", branchId }, input }, async (tx) => {
    const [book] = await tx.db
      .select({ id: books.id })
      .from(books)
      .where(and(eq(books.id, bookId), eq(books.branchId, branchId), isNull(books.archivedAt)))
      .for("update");
    if (!book) throw new AppError("not_found", "not_found");
    const readers = await tx.db
      .select({ groupId: groupBooks.groupId })
      .from(groupBooks)
      .where(and(eq(groupBooks.bookId, bookId), isNull(groupBooks.endedAt)))
      .limit(1);
    if (readers.length > 0) throw new AppError("conflict", "book_in_use");
    await tx.db.update(books).set({ archivedAt: tx.house.now() }).where(eq(books.id, bookId));
    return {};
  });
}
