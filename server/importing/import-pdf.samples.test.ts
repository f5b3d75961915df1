// PDFs that nobody wrote for this project: a book set with LaTeX, a page from a word processor, one locked, one damaged.
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { importPdf } from "./import-pdf.ts";
import { hasSamples, readSample } from "./sample-data.ts";

describe.skipIf(!hasSamples)("a mathematical book", () => {
  let book: ImportedBook;
  const steps: number[] = [];
  beforeAll(async () => {
    book = await importPdf(readSample("books/whitehead_an-introduction-to-mathematics.pdf"), {
      progress: ({ done, total }) => steps.push(done / total),
    });
  });

  test("it has its title, its author, sound structure, and about the words it is known to have", () => {
    expect([book.title, book.authors, book.language]).toEqual([
      "An Introduction to Mathematics",
      ["Alfred North Whitehead"],
      "en",
    ]);
    expect(checkBook(book)).toEqual([]);
    const words = book.chapters.reduce((sum, chapter) => sum + chapter.words, 0);
    expect(words).toBeGreaterThan(54_000);
    expect(words).toBeLessThan(58_000);
  });

  test("its seventeen chapters are those of its outline, each on its page", () => {
    const chapters = book.chapters.filter(({ title }) => /^[IVX]+: /.test(title));
    expect(chapters).toHaveLength(17);
    expect(chapters.every(({ role }) => role === "body")).toBe(true);
    expect(chapters[0]?.title).toBe("I: Nature of Mathematics");
    expect(chapters.at(-1)?.title).toBe("XVII: Quantity");
    // Printed page 1 is the fifth of the file, 202 the two hundred and sixth.
    expect(chapters[0]?.passages[0]?.pages?.[0]).toEqual({ label: "1", at: 0 });
    expect(chapters.at(-1)?.passages[0]?.pages?.[0]).toEqual({ label: "202", at: 0 });
    expect(book.chapters.filter(({ role }) => role === "body")).toHaveLength(17);
    expect(book.chapters[0]?.role).toBe("front");
    expect(book.chapters.at(-1)).toMatchObject({ title: "PG License", role: "back" });
  });

  test("a chapter reads as it was written, without running heads, with its notes", () => {
    const text = (book.chapters.find(({ title }) => title.startsWith("I:"))?.passages ?? []).map(canonicalText).join("\n");
    expect(text).toContain("The study of mathematics is apt to commence in disappointment. The important applications");
    expect(text).not.toMatch(/INTRODUCTION TO|NATURE OF MATHEMATICS \d/);
    const notes = book.chapters.flatMap(({ passages }) => passages.filter(({ kind }) => kind === "note").map(canonicalText));
    expect(notes).toContain("Cf. Note A, p. 207.");
    expect(notes).toHaveLength(7);
  });

  test("all its printed pages are kept in order", () => {
    const labels = book.chapters.flatMap(({ passages }) =>
      passages.flatMap(({ pages }) => (pages ?? []).map(({ label }) => label)),
    );
    expect(labels).toHaveLength(228);
    expect(labels.slice(0, 6)).toEqual(["A", "B", "i", "ii", "1", "2"]);
  });

  test("that its formulas are poor is said, and how far the reading is is told page by page", () => {
    expect(book.report.some(({ kind, what }) => kind === "lost" && what.includes("formulas"))).toBe(true);
    expect(steps.length).toBeGreaterThan(228);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});

describe.skipIf(!hasSamples)("other PDFs", () => {
  test("headings that only look like headings are headings", async () => {
    const book = await importPdf(readSample("pdf/docling_multi_page.pdf"));
    expect(checkBook(book)).toEqual([]);
    expect(book.title).toBe("The Evolution of the Word Processor");
    const passages = book.chapters.flatMap((chapter) => chapter.passages);
    const headings = passages.filter(({ kind }) => kind === "heading").map(canonicalText);
    expect(headings[0]).toMatch(/^Pre-Digital Era/);
    expect(headings.at(-1)).toBe("A Glimpse Into the Future");
    expect(headings).toHaveLength(10);
    expect(passages.filter(({ kind }) => kind === "item").length).toBeGreaterThan(10);
    expect(passages.flatMap(({ pages }) => (pages ?? []).map(({ label }) => label))).toEqual(["1", "2", "3", "4", "5"]);
    expect(book.report).toEqual([]);
  });

  test("a PDF that opens only with a password is refused with what to do", async () => {
    await expect(importPdf(readSample("pdf/format-corpus_simple-open-password.pdf"))).rejects.toMatchObject({
      code: "encrypted",
      message: expect.stringContaining("save it without one"),
    });
  });

  test("a damaged PDF is read, and the repair is told", async () => {
    const book = await importPdf(readSample("pdf/format-corpus_corruptionOneByteMissing.pdf"));
    expect(checkBook(book)).toEqual([]);
    expect([book.title, book.authors, book.language]).toEqual(["This is a test document", ["van der Knijff"], "en-GB"]);
    expect(book.chapters.map(({ words }) => words)).toEqual([38]);
    expect(book.report).toEqual([{ kind: "repaired", what: expect.stringContaining("damaged") }]);
  });
});
