// The sample files that imports are measured with: every book, document and broken container there is here.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { BookFile } from "./book.ts";

const SAMPLES = "../shared/data";
const FOLDERS = ["books", "docx", "pdf", "epub-w3c", "epub-broken"];
const FILES = /\.(?:epub|html|md|docx|pdf|txt)$/;

/** The sample files, each named with its folder; none where the folder is missing. */
export function readSampleFiles(): BookFile[] {
  if (!existsSync(SAMPLES)) return [];
  const inFolders = FOLDERS.flatMap((folder) => readdirSync(`${SAMPLES}/${folder}`).map((name) => `${folder}/${name}`));
  const beside = readdirSync(SAMPLES).filter((name) => name.endsWith(".txt"));
  return [...inFolders, ...beside]
    .filter((name) => FILES.test(name))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(`${SAMPLES}/${name}`)) }));
}
