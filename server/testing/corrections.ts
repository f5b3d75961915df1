// Corrected texts of a book that is on the shelf, stored as the program stores them.
import { asc, eq } from "drizzle-orm";
import { chapters } from "#db/schema/books.ts";
import { storeEdition } from "../editions.ts";
import { aReadBook } from "./drafts.ts";
import type { TestHouse } from "./house.ts";

export interface Correction {
  editionId: string;
  chapterIds: string[];
}

/** The next edition of a book: each chapter is a list of paragraphs. */
export async function aCorrection(
  { house }: TestHouse,
  branchId: string,
  bookId: string,
  texts: string[][],
): Promise<Correction> {
  const says = { fileName: "corrected.epub", fileHash: "0".repeat(64), rights: "own_text" as const, ground: "" };
  const { editionId } = await house.db.transaction((tx) =>
    storeEdition(tx, { branchId, ofBookId: bookId, book: aReadBook(texts), says: { ...says, copies: null, broughtBy: null } }),
  );
  const rows = await house.db
    .select({ id: chapters.id })
    .from(chapters)
    .where(eq(chapters.editionId, editionId))
    .orderBy(asc(chapters.position));
  return { editionId, chapterIds: rows.map(({ id }) => id) };
}
