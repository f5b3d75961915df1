// The book of the browser tests: the Manifesto from the sample data, or the handbook where that folder is missing.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { HANDBOOK_FILE, makeHandbook } from "../server/handbook.ts";

export interface BookFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  title: string;
  /** A chapter by its title, and words that stand in one of its passages. */
  chapter: string;
  words: string;
  otherWords: string;
}

const SAMPLE = resolve("../shared/data/books/marx-engels_the-communist-manifesto.epub");

/** The file as one would choose it. */
export async function aBookFile(): Promise<BookFile> {
  if (existsSync(SAMPLE)) {
    return {
      name: "manifesto.epub",
      bytes: new Uint8Array(readFileSync(SAMPLE)),
      title: "The Communist Manifesto",
      chapter: "I: Bourgeois and Proletarians",
      words: "existing society is the history of class struggles",
      otherWords: "The modern bourgeois society",
    };
  }
  console.log("../shared/data is missing: the handbook is used instead of a sample book.");
  return {
    name: HANDBOOK_FILE,
    bytes: await makeHandbook(),
    title: "Running a reading group",
    chapter: "Finding people",
    words: "Two people are enough to begin",
    otherWords: "It should be dull enough to be true",
  };
}
