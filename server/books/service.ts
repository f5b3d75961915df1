// Verbs of reading: choose a book for a group, keep my place.
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { books, editions } from "#db/schema/books.ts";
import { groupBooks, openedChapters, places } from "#db/schema/groups.ts";
import { AppError } from "#domain/errors.ts";
import { groupStream } from "#domain/live/streams.ts";
import type { PlaceKept } from "#domain/shapes/book.ts";
import type { BookChoice } from "#domain/shapes/group.ts";
import { admit } from "../admit.ts";
import { commit } from "../commit.ts";
import type { Ctx } from "../context.ts";
import { lockGroup } from "../groups/queries.ts";
import { onShelfOf } from "../reach.ts";
import { findGroupBook } from "./queries.ts";

/**
 * Makes a book of the branch's shelf, its own or one that is shared with it, the one the group reads. Notes on what it read before stay; so a book
 * that it has read is read on in the edition where its notes are (adoption/service.ts takes another one), and any other in its newest.
 * The group is held, so that of two choices at the same moment the later one ends the earlier one.
 */
export async function chooseBook(ctx: Ctx, input: z.infer<typeof BookChoice>): Promise<Record<string, never>> {
  const { groupId, bookId } = input;
  return commit(
    ctx,
    { id: input.id, action: "book:choose", subject: { on: "group", groupId }, input, hold: (db) => lockGroup(db, groupId) },
    async (tx, { branchId }) => {
      const lastRead = sql`select gb.chosen_at from group_books gb where gb.group_id = ${groupId} and gb.edition_id = ${editions.id}`;
      const [edition] = await tx.db
        .select({ id: editions.id })
        .from(editions)
        .innerJoin(books, eq(books.id, editions.bookId))
        .where(and(eq(books.id, bookId), onShelfOf(sql`books`, sql`${branchId}::uuid`)))
        .orderBy(sql`(${lastRead}) desc nulls last`, desc(editions.number))
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

/** Keeps where I am, and that I have opened this chapter. Of places only the newest is kept: no times, no history. */
export async function keepPlace(
  ctx: Ctx,
  { groupId, chapterId, number }: z.infer<typeof PlaceKept>,
): Promise<Record<string, never>> {
  const { personId } = await admit(ctx, "place:keep", { on: "chapter", groupId, chapterId });
  await ctx.db.insert(openedChapters).values({ groupId, personId, chapterId }).onConflictDoNothing();
  await ctx.db
    .insert(places)
    .values({ groupId, personId, chapterId, number, editionId: sql`(select edition_id from chapters where id = ${chapterId})` })
    .onConflictDoUpdate({ target: [places.groupId, places.personId, places.editionId], set: { chapterId, number } });
  return {};
}
