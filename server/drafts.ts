// A book that was read and is not published yet: kept in the file store, a line of JSON for its head and one for each chapter,
// so that neither writing nor reading a thick book holds the server up. Its pictures lie beside it under their own names.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { AppError } from "#domain/errors.ts";
import type { Chapter, ImportedBook } from "#domain/text/model.ts";
import type { ReadBook } from "#domain/text/review.ts";
import type { Files } from "./files.ts";

/** What is known of a draft without reading its chapters. */
export interface DraftHead extends Omit<ReadBook, "chapters" | "images"> {
  pictures: { name: string; type: string }[];
  /** Of each chapter as it was read. */
  read: { words: number; passages: number; notes: number }[];
}

/** Keeps a book and its pictures; gives the draft's name. The same book is the same draft. */
export async function keepDraft(files: Files, { chapters, images, ...rest }: ImportedBook): Promise<string> {
  for (const [name, { bytes }] of images) await files.put(bytes, name.slice(name.indexOf(".")));
  const head: DraftHead = {
    ...rest,
    pictures: [...images].map(([name, { type }]) => ({ name, type })),
    read: chapters.map(({ words, passages }) => ({
      words,
      passages: passages.length,
      notes: passages.filter(({ kind, marker }) => kind === "note" && marker !== undefined).length,
    })),
  };
  const lines = function* () {
    // What reads the lines takes these two signs for line ends, and JSON lets them stand.
    const lineOf = (part: object) => JSON.stringify(part).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
    for (const part of [head, ...chapters]) yield Buffer.from(`${lineOf(part)}\n`);
  };
  const { name } = await files.receive(Readable.from(lines()), ".jsonl", Number.POSITIVE_INFINITY);
  return name;
}

export async function readDraftHead(files: Files, draft: string): Promise<DraftHead> {
  for await (const line of linesOf(files, draft)) return JSON.parse(line);
  throw new AppError("not_found", "not_found");
}

/** The whole draft. */
export async function readDraft(files: Files, draft: string): Promise<ReadBook> {
  let head: DraftHead | undefined;
  const chapters: Chapter[] = [];
  for await (const line of linesOf(files, draft)) {
    if (head) chapters.push(JSON.parse(line));
    else head = JSON.parse(line);
  }
  if (!head) throw new AppError("not_found", "not_found");
  const { pictures, read: _read, ...book } = head;
  return { ...book, chapters, images: new Map(pictures.map(({ name, type }) => [name, { type }])) };
}

/** Chapter number `at` (from 0) as it was read; undefined when there are not so many. */
export async function readDraftChapter(files: Files, draft: string, at: number): Promise<Chapter | undefined> {
  let number = -1;
  for await (const line of linesOf(files, draft)) if (number++ === at) return JSON.parse(line);
  return undefined;
}

async function* linesOf(files: Files, draft: string): AsyncGenerator<string> {
  const file = await files.read(draft);
  if (!file) throw new AppError("not_found", "not_found");
  try {
    yield* createInterface({ input: file.stream, crlfDelay: Number.POSITIVE_INFINITY });
  } finally {
    file.stream.destroy();
  }
}
