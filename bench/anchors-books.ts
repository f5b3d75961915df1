// The books that anchors are carried in: every sample book with enough text, read by the product's own importers.

import { joinBook } from "#domain/anchoring/book-text.ts";
import type { ChapterText } from "#domain/anchoring/carrying.ts";
import type { Edited } from "#domain/anchoring/edits.arbitrary.ts";
import { compareEditions } from "#domain/editions/compare-editions.ts";
import { canonicalText } from "#domain/text/canonical.ts";
import { importBook } from "#server/importing/import-book.ts";
import { readBooks } from "./book.ts";
import { readSampleFiles } from "./sample-files.ts";

/** Shorter texts are no books. */
const LEAST_LETTERS = 10_000;

export interface AnchoredBook {
  name: string;
  chapters: ChapterText[];
}

export async function readAnchoredBooks(say: (line: string) => void): Promise<AnchoredBook[]> {
  let files = readSampleFiles().filter(({ name }) => name.startsWith("books/"));
  if (files.length === 0) {
    say("There is no ../shared/data beside the project: only the handbook is edited.");
    files = await readBooks();
  }
  const books: AnchoredBook[] = [];
  for (const { name, bytes } of files) {
    const { chapters } = await importBook(bytes, { fileName: name });
    let number = 0;
    const book = {
      name: name.replace(/^.*\//, ""),
      chapters: chapters.map(({ passages }, c) => ({
        id: `chapter ${c}`,
        passages: passages.map((passage) => ({ id: idOf(number++), text: canonicalText(passage) })),
      })),
    };
    if (lengthOf(book) >= LEAST_LETTERS) books.push(book);
  }
  return books;
}

export function lengthOf({ chapters }: AnchoredBook): number {
  return chapters.reduce((sum, { passages }) => sum + passages.reduce((all, { text }) => all + text.length, 0), 0);
}

/** The first chapters of a book, about `letters` long, and one at least. */
export function beginningOf({ name, chapters }: AnchoredBook, letters: number): AnchoredBook {
  const taken: ChapterText[] = [];
  for (const chapter of chapters) {
    taken.push(chapter);
    if (lengthOf({ name, chapters: taken }) >= letters) break;
  }
  return { name, chapters: taken };
}

function idOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** An edited book as the product keeps it: passages that say what they said keep their ids, chapters name the one they follow. */
export function asEdition(before: readonly ChapterText[], edited: Edited): Edited {
  const comparable = (chapters: readonly ChapterText[]) => ({
    chapters: chapters.map(({ id, passages }) => ({
      id,
      title: id.replace(/^new /, ""),
      section: [],
      passages: passages.map((passage) => ({ ...passage, kind: "paragraph" as const })),
    })),
  });
  const { kept, chapters: followed } = compareEditions(comparable(before), comparable(edited.chapters));
  const chapters = edited.chapters.map(({ id, passages }) => {
    const follows = followed.get(id);
    return {
      id,
      ...(follows === undefined ? {} : { follows }),
      passages: passages.map(({ id: own, text }) => ({ id: kept.get(own) ?? own, text })),
    };
  });
  return { ...edited, chapters, after: joinBook(chapters) };
}
