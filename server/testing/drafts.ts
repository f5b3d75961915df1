// Imports that wait for their review, written straight into the tables and the file store.
import { imports } from "#db/schema/books.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { reviewOf } from "#domain/text/review.ts";
import { countWords } from "#domain/text/words.ts";
import type { Actor } from "../context.ts";
import { keepDraft } from "../drafts.ts";
import { id, type TestHouse } from "./house.ts";

/** A book as it is read: each chapter is a list of paragraphs. */
export function aReadBook(texts: string[][], change: Partial<ImportedBook> = {}): ImportedBook {
  return {
    ...{ format: "epub", title: "A small book", authors: ["Imre Tanaka"], language: "en", direction: "ltr" },
    ...{ images: new Map(), report: [] },
    chapters: texts.map((paragraphs, chapter) => ({
      ...{ title: `Chapter ${chapter + 1}`, section: [], role: "body" },
      passages: paragraphs.map((text, index) => ({
        ...{ key: `${chapter + 1}.${index + 1}`, kind: "paragraph", content: [text] },
      })),
      words: paragraphs.reduce((sum, text) => sum + countWords(text), 0),
    })),
    ...change,
  };
}

/** An import of this person that was read and waits for its review. */
export async function aDraft(
  { house }: TestHouse,
  branchId: string,
  person: Actor,
  book: ImportedBook = aReadBook([["To begin, one leaf.", "A second passage follows."], ["Another chapter entirely."]]),
): Promise<{ branchId: string; importId: string }> {
  const importId = id();
  await house.db.insert(imports).values({
    ...{ id: importId, branchId, personId: person.personId, fileName: "small.epub", fileHash: "0", state: "review" },
    ...{ format: book.format, report: book.report, review: reviewOf(book), draftHash: await keepDraft(house.files, book) },
  });
  return { branchId, importId };
}
