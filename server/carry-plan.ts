// What is to become of the notes of a group when it takes another text of its book: worked out beside the transaction that then only writes.
import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { annotations, carryings } from "#db/schema/annotations.ts";
import { books, chapters, editions } from "#db/schema/books.ts";
import { groupBooks } from "#db/schema/groups.ts";
import type { Carried } from "#domain/anchoring/carrying.ts";
import { verify } from "#domain/anchoring/verify.ts";
import { type Edition, findPlaces, readTexts, type Texts } from "./carry.ts";
import { onShelfOf } from "./reach.ts";

type Note = typeof annotations.$inferSelect;

/** A note where it stands, with what is known of its earlier ways. */
export interface Moving {
  note: Note;
  edition: Edition;
  /** How it came over to the edition that is taken now, when it was there before. */
  earlier: typeof carryings.$inferSelect | undefined;
  /** Where it stood there when it left. */
  home: { chapterId: string; anchor: Note["anchor"] } | undefined;
}

/** The edition that the group reads, and another one of the same book: one on its branch's shelf, or one it has read before. */
export async function findEditions(
  db: Queryable,
  { groupId, branchId, editionId }: { groupId: string; branchId: string; editionId: string },
): Promise<{ now: Edition; to: Edition } | undefined> {
  const edition = { id: editions.id, bookId: editions.bookId, number: editions.number };
  const [now] = await db
    .select(edition)
    .from(groupBooks)
    .innerJoin(editions, eq(editions.id, groupBooks.editionId))
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));
  if (!now) return undefined;
  const within = sql`(${onShelfOf(sql`books`, sql`${branchId}::uuid`)}
    or exists (select 1 from group_books gb where gb.group_id = ${groupId} and gb.edition_id = ${editions.id}))`;
  const [to] = await db
    .select(edition)
    .from(editions)
    .innerJoin(books, eq(books.id, editions.bookId))
    .where(and(eq(editions.id, editionId), eq(editions.bookId, now.bookId), within));
  return to && { now, to };
}

/** The notes of the group in all other texts of the book, but those of which somebody said that they stay behind. With `hold` they stay as they are until the transaction ends. */
export async function findMoving(db: Queryable, groupId: string, to: Edition, hold = false): Promise<Moving[]> {
  const left = sql`exists (select 1 from carryings c where c.group_id = ${annotations.groupId} and c.annotation_id = ${annotations.id}
    and c.settled = 'left' and c.from_chapter_id = ${annotations.chapterId})`;
  const query = db
    .select({ note: annotations, edition: { id: editions.id, bookId: editions.bookId, number: editions.number } })
    .from(annotations)
    .innerJoin(chapters, eq(chapters.id, annotations.chapterId))
    .innerJoin(editions, eq(editions.id, chapters.editionId))
    .where(and(eq(annotations.groupId, groupId), eq(editions.bookId, to.bookId), ne(editions.id, to.id), sql`not ${left}`))
    .orderBy(asc(annotations.id));
  const rows = await (hold ? query.for("update", { of: annotations }) : query);
  const before = await db
    .select({ row: carryings, fromEdition: chapters.editionId })
    .from(carryings)
    .innerJoin(chapters, eq(chapters.id, carryings.fromChapterId))
    .innerJoin(editions, eq(editions.id, chapters.editionId))
    .where(and(eq(carryings.groupId, groupId), eq(editions.bookId, to.bookId)));
  const ways = Map.groupBy(before, ({ row }) => row.annotationId);
  return rows.map(({ note, edition }) => {
    const its = ways.get(note.id) ?? [];
    const left = its.filter(({ fromEdition }) => fromEdition === to.id);
    const last = left.find(({ row }) => row.editionId === edition.id) ?? left[0];
    return {
      ...{ note, edition },
      earlier: its.find(({ row }) => row.editionId === to.id)?.row,
      home: last && { chapterId: last.row.fromChapterId, anchor: last.row.fromAnchor },
    };
  });
}

/** What became of a note; `home` when it comes back to where it stood in this very text. */
export type Outcome = Carried & { home?: true };

/** What became of notes, by where each stood: a note that has changed its place since is not in it. */
export class CarryPlan {
  readonly #to: Edition;
  readonly #texts = new Map<string, Texts>();
  readonly #found = new Map<string, Outcome>();
  constructor(to: Edition) {
    this.#to = to;
  }

  /** The texts on the way from an edition. */
  async textsFrom(db: Queryable, edition: Edition): Promise<Texts> {
    const texts = this.#texts.get(edition.id) ?? (await readTexts(db, edition, this.#to));
    this.#texts.set(edition.id, texts);
    return texts;
  }

  /** What became of a note; nothing while that was not worked out. */
  of(moving: Moving): Outcome | undefined {
    return this.#found.get(keyOf(moving));
  }

  /** Works out what is not known yet of these. */
  async complete(db: Queryable, all: readonly Moving[]): Promise<void> {
    const missing = all.filter((moving) => !this.#found.has(keyOf(moving)));
    for (const some of Map.groupBy(missing, ({ edition }) => edition.id).values()) {
      const edition = some[0]?.edition;
      if (!edition) continue;
      const texts = await this.textsFrom(db, edition);
      const passagesOf = new Map(texts.to.map(({ id, passages }) => [id, passages]));
      const isHome = ({ home }: Moving) => home !== undefined && verify(home.anchor, passagesOf.get(home.chapterId) ?? []).ok;
      for (const moving of some)
        if (moving.home && isHome(moving))
          this.#found.set(keyOf(moving), { state: "certain", score: 1, places: [{ ...moving.home, score: 1 }], home: true });
      const strangers = some.filter((moving) => !isHome(moving));
      const found = await findPlaces(
        texts,
        strangers.map(({ note: { id, chapterId, anchor } }) => ({ id, chapterId, anchor })),
      );
      for (const moving of strangers) {
        const carried = found.get(moving.note.id);
        if (carried) this.#found.set(keyOf(moving), carried);
      }
    }
  }
}

const keyOf = ({ note, home }: Moving) => JSON.stringify([note.id, note.chapterId, note.anchor, home]);
