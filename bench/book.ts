// The book that benches read: the largest of the sample books, or the handbook where there are none.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HANDBOOK_FILE, makeHandbook } from "../server/handbook.ts";

const LARGEST = "../shared/data/books/reed_ten-days-that-shook-the-world.epub";

export interface BookFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** All e-books there are here, the handbook last. */
export async function readBooks(): Promise<BookFile[]> {
  const folder = dirname(LARGEST);
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".epub")).sort() : [];
  const books = names.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(join(folder, name))) }));
  return [...(await Promise.all(books)), { name: HANDBOOK_FILE, bytes: await makeHandbook() }];
}

/** The largest book there is here. */
export async function readLargestBook(): Promise<BookFile> {
  if (existsSync(LARGEST)) return { name: LARGEST.replace(/^.*\//, ""), bytes: new Uint8Array(await readFile(LARGEST)) };
  return { name: HANDBOOK_FILE, bytes: await makeHandbook() };
}
