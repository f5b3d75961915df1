// The handbook takes the same way in as any book, and nothing of it is lost or has to be mended on the way.
import { beforeAll, expect, test } from "vitest";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { makeHandbook } from "./handbook.ts";
import { importEpub } from "./importing/import-epub.ts";

let book: ImportedBook;
beforeAll(async () => {
  book = await importEpub(await makeHandbook());
});

test("its file is the same every time, so that it is kept once", async () => {
  expect(Buffer.from(await makeHandbook()).equals(Buffer.from(await makeHandbook()))).toBe(true);
});

test("it is imported whole: nothing lost, nothing repaired, sound in structure", () => {
  expect(book.report).toEqual([]);
  expect(checkBook(book)).toEqual([]);
  expect(book).toMatchObject({
    title: "Running a reading group",
    subtitle: "A handbook for branches, libraries and neighbourhoods",
    authors: ["Interleaf"],
    language: "en",
  });
});

test("it has three sections with their chapters, and what stands before and after them", () => {
  expect([...new Set(book.chapters.flatMap(({ section }) => section))]).toEqual(["Setting up", "Reading", "Meeting"]);
  const counts = Map.groupBy(book.chapters, ({ section }) => section.join(" / ") || "none");
  expect([...counts].map(([section, chapters]) => [section, chapters.length])).toEqual([
    ["none", 3],
    ["Setting up", 5],
    ["Reading", 5],
    ["Meeting", 5],
  ]);
  expect(book.chapters.filter(({ section }) => section.length === 0).map(({ title }) => title)).toEqual([
    "Introduction",
    expect.stringMatching(/checklist/i),
    expect.stringMatching(/agendas/i),
  ]);
  expect(book.chapters.every(({ passages }) => passages.length > 0)).toBe(true);
});

test("its footnotes are notes, each in the chapter that refers to it", () => {
  const found = book.chapters.flatMap(({ passages }) => {
    const text = JSON.stringify(passages.map(({ content }) => content));
    return passages.filter(({ kind }) => kind === "note").map(({ key, marker }) => ({ key, marker, text }));
  });
  expect(found.length).toBeGreaterThan(0);
  for (const { key, marker, text } of found) {
    expect(marker).toMatch(/^\d+$/);
    expect(text).toContain(`"to":"${key}"`);
  }
});

test("it is a whole book to read: at least twelve thousand words", () => {
  const words = book.chapters.reduce((sum, chapter) => sum + chapter.words, 0);
  expect(words).toBeGreaterThanOrEqual(12_000);
});
