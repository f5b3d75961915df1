// What carries notes from one text of a book to another: both texts, the places found in them, and the note that arrives for a text the group has left.
import { Worker } from "node:worker_threads";
import { and, asc, between, eq, isNull, ne, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { annotations, carryings } from "#db/schema/annotations.ts";
import { chapters, editions, passages } from "#db/schema/books.ts";
import { groupBooks } from "#db/schema/groups.ts";
import type { Carried, ChapterText } from "#domain/anchoring/carrying.ts";
import { type Lineage, lineageOf } from "#domain/editions/lineage.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import type { CarryJob } from "./carry-worker.ts";
import type { WriteCtx } from "./commit.ts";

export interface Edition {
  id: string;
  bookId: string;
  number: number;
}

/** Two texts of a book, and which chapter and passage of the first is which of the second. */
export interface Texts {
  from: ChapterText[];
  to: ChapterText[];
  lineage: Lineage;
}

/** Reads two editions and, for the steps from one to the other, those between them. */
export async function readTexts(db: Queryable, from: Edition, to: Edition): Promise<Texts> {
  const [low, high] = from.number < to.number ? [from.number, to.number] : [to.number, from.number];
  const within = and(eq(editions.bookId, from.bookId), between(editions.number, low, high));
  const rows = await db
    .select({ id: chapters.id, followsId: chapters.followsId, edition: editions.number })
    .from(chapters)
    .innerJoin(editions, eq(editions.id, chapters.editionId))
    .where(within)
    .orderBy(asc(editions.number), asc(chapters.position));
  const { chapterId, id, followsId, number, text } = passages;
  const texts = await db
    .select({ chapterId, id, followsId, number, text })
    .from(passages)
    .innerJoin(chapters, eq(chapters.id, chapterId))
    .innerJoin(editions, eq(editions.id, chapters.editionId))
    .where(within)
    .orderBy(asc(number));
  const inChapter = Map.groupBy(texts, (passage) => passage.chapterId);
  const byEdition = Map.groupBy(rows, (row) => row.edition);
  const linked = (edition: number) =>
    (byEdition.get(edition) ?? []).map((row) => ({ ...row, passages: inChapter.get(row.id) ?? [] }));
  const forward = from.number < to.number;
  const numbers = [...byEdition.keys()].sort((a, b) => (forward ? a - b : b - a));
  const lineage = lineageOf(numbers.map(linked), forward);
  const partner = new Map([...lineage.chapters].map(([was, is]) => [is, was]));
  const textOf = (edition: number): ChapterText[] =>
    linked(edition).map((chapter) => ({
      id: chapter.id,
      passages: chapter.passages.map(({ id, text }) => ({ id, text })),
    }));
  const follow = (chapter: ChapterText): ChapterText => {
    const follows = partner.get(chapter.id);
    return follows === undefined ? chapter : { ...chapter, follows };
  };
  return { from: textOf(from.number), to: textOf(to.number).map(follow), lineage };
}

/** What became of each anchor, by its id. In a thread of its own, so that others are answered meanwhile. */
export function findPlaces({ from, to }: Texts, anchors: CarryJob["anchors"]): Promise<Map<string, Carried>> {
  if (anchors.length === 0) return Promise.resolve(new Map());
  return new Promise((resolve, reject) => {
    const workerData: CarryJob = { from, to, anchors };
    const worker = new Worker(new URL("./carry-worker.ts", import.meta.url), { workerData });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`Carrying notes over ended with ${code}`)));
  });
}

/** What a note says of its coming here: nothing on the edition it was written on. */
export function carriedAt(written: number, here: number, state: "certain" | "check"): NonNullable<Annotation["carried"]> | null {
  return written === here ? null : { state, edition: written };
}

type Note = typeof annotations.$inferSelect;

/**
 * A note that has just been stored in a chapter of a text which its group has left for another one of the same book (it was written on a page
 * that was open, or without a line): it follows the others. Gives it as it stands then; without a place it stays where it is, for the repair desk.
 * The choice is held, so that no note slips past a group that changes over at this moment.
 */
export async function carryOnArrival(tx: WriteCtx, note: Note): Promise<Note> {
  const { groupId } = note;
  const edition = { id: editions.id, bookId: editions.bookId, number: editions.number };
  const [chosen] = await tx.db
    .select({ ...edition, endedAt: groupBooks.endedAt })
    .from(groupBooks)
    .innerJoin(editions, eq(editions.id, groupBooks.editionId))
    .where(
      and(eq(groupBooks.groupId, groupId), sql`${editions.id} = (select edition_id from chapters where id = ${note.chapterId})`),
    )
    .for("share", { of: groupBooks });
  if (!chosen?.endedAt) return note;
  const [now] = await tx.db
    .select(edition)
    .from(groupBooks)
    .innerJoin(editions, eq(editions.id, groupBooks.editionId))
    .where(
      and(
        eq(groupBooks.groupId, groupId),
        isNull(groupBooks.endedAt),
        eq(groupBooks.bookId, chosen.bookId),
        ne(editions.id, chosen.id),
      ),
    );
  if (!now) return note;
  const found = (
    await findPlaces(await readTexts(tx.db, chosen, now), [{ id: note.id, chapterId: note.chapterId, anchor: note.anchor }])
  ).get(note.id);
  if (!found) return note;
  const { state, score, places } = found;
  await tx.db.insert(carryings).values({
    ...{ groupId, annotationId: note.id, editionId: now.id },
    ...{ fromChapterId: note.chapterId, fromAnchor: note.anchor, state, score, places },
  });
  const [place] = places;
  if (state === "orphan" || !place) return note;
  const [landed] = await tx.db
    .update(annotations)
    .set({ chapterId: place.chapterId, anchor: place.anchor, carried: carriedAt(chosen.number, now.number, state) })
    .where(and(eq(annotations.groupId, groupId), eq(annotations.id, note.id)))
    .returning();
  return landed ?? note;
}
