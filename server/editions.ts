// Puts a reviewed book on the shelf: a new book, or the next edition of one that is there, in the transaction of whoever publishes it.
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { Queryable, Tx } from "#db/client.ts";
import { books, chapters, editions, images, passages } from "#db/schema/books.ts";
import { compareEditions, type EditionComparison, type EditionText } from "#domain/editions/compare-editions.ts";
import { AppError } from "#domain/errors.ts";
import { canonicalText } from "#domain/text/canonical.ts";
import type { ReadBook } from "#domain/text/review.ts";

const ROWS_AT_ONCE = 400;

export interface NewEdition {
  branchId: string;
  /** The book it is a corrected text of. */
  ofBookId: string | undefined;
  book: ReadBook;
  /** What is said of the edition beside its text. */
  says: Pick<typeof editions.$inferInsert, "fileName" | "fileHash" | "rights" | "ground" | "copies" | "broughtBy">;
}

export interface StoredEdition {
  bookId: string;
  editionId: string;
  /** 1 for a new book. */
  number: number;
}

/**
 * Stores the whole of it. The book that is corrected is held, so that of two editions at the same moment the later one follows the earlier.
 * Throws `book_not_on_shelf` when that book is not on the branch's shelf.
 */
export async function storeEdition(tx: Tx, { branchId, ofBookId, book, says }: NewEdition): Promise<StoredEdition> {
  const earlier = ofBookId ? await holdBook(tx, branchId, ofBookId) : undefined;
  const bookId = ofBookId ?? v7();
  const editionId = v7();
  const number = (earlier?.number ?? 0) + 1;
  const { title, subtitle, authors, language, direction, writing, cover, format, report } = book;
  if (!earlier) await tx.insert(books).values({ id: bookId, branchId, title, subtitle, authors, language });
  const found = earlier && compareEditions(await readEditionText(tx, earlier.id), textOf(book));
  await tx.insert(editions).values({
    ...says,
    ...{ id: editionId, bookId, number, format, direction, writing, cover, report },
    followsId: earlier?.id,
    changes: found?.changes,
    words: book.chapters.reduce((sum, chapter) => sum + (chapter.role === "body" ? chapter.words : 0), 0),
  });
  const pictures = [...book.images].map(([name, { type }]) => ({ editionId, name, type }));
  for (const some of chunks(pictures)) await tx.insert(images).values(some);
  await storeText(tx, editionId, book, found);
  return { bookId, editionId, number };
}

/** Holds a book of the branch's shelf, and gives its newest edition. */
async function holdBook(tx: Tx, branchId: string, bookId: string): Promise<{ id: string; number: number }> {
  await tx.select({ id: books.id }).from(books).where(eq(books.id, bookId)).for("update");
  const earlier = await findNewest(tx, branchId, bookId);
  if (!earlier) throw new AppError("conflict", "book_not_on_shelf");
  return earlier;
}

/** The newest edition of a book that stands on the branch's own shelf. */
export async function findNewest(
  db: Queryable,
  branchId: string,
  bookId: string,
): Promise<{ id: string; number: number } | undefined> {
  const [newest] = await db
    .select({ id: editions.id, number: editions.number })
    .from(editions)
    .innerJoin(books, eq(books.id, editions.bookId))
    .where(and(eq(books.id, bookId), eq(books.branchId, branchId), isNull(books.archivedAt)))
    .orderBy(desc(editions.number))
    .limit(1);
  return newest;
}

/** A book that is not stored yet, as comparisons see it: chapters by their index, passages by their key. */
export function textOf(book: Pick<ReadBook, "chapters">): EditionText {
  return {
    chapters: book.chapters.map(({ title, section, passages: texts }, index) => ({
      ...{ id: String(index), title, section },
      passages: texts.map((passage) => ({ id: passage.key, kind: passage.kind, text: canonicalText(passage) })),
    })),
  };
}

/** A stored edition, as comparisons see it. */
export async function readEditionText(db: Queryable, editionId: string): Promise<EditionText> {
  const rows = await db
    .select({ id: chapters.id, title: chapters.title, section: chapters.section })
    .from(chapters)
    .where(eq(chapters.editionId, editionId))
    .orderBy(asc(chapters.position));
  const ids = rows.map(({ id }) => id);
  const texts = await db
    .select({ chapterId: passages.chapterId, id: passages.id, kind: passages.kind, text: passages.text })
    .from(passages)
    .where(inArray(passages.chapterId, ids))
    .orderBy(asc(passages.number));
  const within = Map.groupBy(texts, ({ chapterId }) => chapterId);
  return { chapters: rows.map((row) => ({ ...row, passages: within.get(row.id) ?? [] })) };
}

/** Chapters and passages. A passage whose text is the same keeps its id; one that was changed has a new one, and follows the old. */
async function storeText(tx: Tx, editionId: string, book: ReadBook, found: EditionComparison | undefined): Promise<void> {
  const rows = book.chapters.map(({ passages: texts, ...chapter }, position) => ({
    texts,
    row: { ...chapter, ...{ id: v7(), editionId, position }, followsId: found?.chapters.get(String(position)) },
  }));
  for (const some of chunks(rows)) await tx.insert(chapters).values(some.map(({ row }) => row));
  // Passages are made as they are written, so that others are answered between the statements.
  const made = function* () {
    for (const { row, texts } of rows)
      for (const [index, body] of texts.entries())
        yield {
          id: found?.kept.get(body.key) ?? v7(),
          chapterId: row.id,
          followsId: found?.changed.get(body.key),
          number: index + 1,
          key: body.key,
          kind: body.kind,
          text: canonicalText(body),
          body,
        };
  };
  for (const some of chunks(made())) await tx.insert(passages).values(some);
}

/** As many rows as go into one statement. */
function* chunks<T>(rows: Iterable<T>): Generator<T[]> {
  let some: T[] = [];
  for (const row of rows) {
    some.push(row);
    if (some.length < ROWS_AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
