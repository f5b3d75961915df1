// The book that benches read: the largest of the sample books, or the handbook where there are none.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { HANDBOOK_FILE, makeHandbook } from "../server/handbook.ts";

const LARGEST = "../shared/data/books/reed_ten-days-that-shook-the-world.epub";

export interface BookFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The largest book there is here. */
export async function readLargestBook(): Promise<BookFile> {
  if (existsSync(LARGEST)) return { name: LARGEST.replace(/^.*\//, ""), bytes: new Uint8Array(await readFile(LARGEST)) };
  return { name: HANDBOOK_FILE, bytes: await makeHandbook() };
}
