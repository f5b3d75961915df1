// Real pages, Markdown files and Word documents become the chapters their authors made, with the words, notes and sentences known to be in them.
import { describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook, Inline } from "#domain/text/model.ts";
import { countWords } from "#domain/text/words.ts";
import { importBook } from "./import-book.ts";
import { hasSamples, readSample, sampleFacts } from "./sample-data.ts";

const morris = "books/morris_news-from-nowhere.html";
const kropotkin = "books/kropotkin_the-conquest-of-bread.md";
const manifesto = "books/marx-engels_the-communist-manifesto.md";

async function read(file: string): Promise<ImportedBook> {
  const book = await importBook(readSample(file), { fileName: file });
  expect(checkBook(book)).toEqual([]);
  return book;
}
const body = (book: ImportedBook) => book.chapters.filter(({ role }) => role === "body");
const passages = (book: ImportedBook) => book.chapters.flatMap((chapter) => chapter.passages);
const notes = (book: ImportedBook) => passages(book).filter(({ kind }) => kind === "note");
const opening = (book: ImportedBook, title: RegExp) => {
  const chapter = book.chapters.find((candidate) => title.test(candidate.title));
  const first = chapter?.passages.find(({ kind }) => kind === "paragraph");
  return first === undefined ? "" : canonicalText(first);
};
const report = (book: ImportedBook) => book.report.map(({ what }) => what);
/** All words there are, with the titles that were taken out of the text. */
const words = (book: ImportedBook) =>
  book.chapters.reduce((sum, chapter) => sum + chapter.words + countWords(chapter.title), 0) +
  notes(book).reduce((sum, note) => sum + countWords(canonicalText(note)), 0);
const markers = (content: Inline[]): { label: string; to: string }[] =>
  content.flatMap((node) => (typeof node === "string" ? [] : node.t === "noteref" ? [node] : "c" in node ? markers(node.c) : []));

describe.skipIf(!hasSamples)("the books", () => {
  const facts = hasSamples ? sampleFacts().files : {};
  const titlesOf = (file: string, level: string | number) =>
    [...(facts[file]?.html?.headings ?? facts[file]?.text?.headings ?? facts[file]?.docx?.headings ?? [])]
      .filter(([own, title]) => own === level && title !== "")
      .map(([, title]) => title);

  test.each([morris, "docx/derived_morris_news-from-nowhere.docx"])(
    "%s has its thirty-two chapters, three notes, and the licence around it set aside",
    async (file) => {
      const book = await read(file);
      expect(book.title).toBe("News from Nowhere");
      expect(book.authors).toEqual(file === morris ? ["William Morris"] : []);
      expect(book.language).toBe(file === morris ? "en" : "en-US");
      const chapters = titlesOf(morris, "h2").filter((title) => title.startsWith("CHAPTER"));
      expect(chapters).toHaveLength(32);
      expect(body(book).map(({ title }) => title)).toEqual(chapters);
      expect(book.chapters.filter(({ role }) => role !== "body").map(({ title, role }) => [title, role])).toEqual([
        ["Project Gutenberg", "front"],
        ["Transcribed from the 1908 Longmans, Green, and Co.…", "front"],
        ["NEWS FROM NOWHERE: or: AN EPOCH OF REST: being some chapters from: A UTOPIAN ROMANCE", "front"],
        ["Project Gutenberg licence", "back"],
      ]);
      expect(opening(book, /^CHAPTER I:/)).toMatch(/^Up at the League, says a friend/);
      expect(Math.abs(words(book) / (facts[morris]?.html?.words_body ?? 0) - 1)).toBeLessThan(0.01);
      expect(notes(book)).toHaveLength(facts[morris]?.html?.footnotes ?? 0);
      for (const chapter of book.chapters) {
        const led = chapter.passages.flatMap((passage) => markers(passage.content));
        const own = chapter.passages.filter(({ kind }) => kind === "note");
        expect(led.map(({ label, to }) => [label, to])).toEqual(own.map(({ marker, key }) => [marker, key]));
      }
      expect(notes(book).map((note) => canonicalText(note).slice(0, 12))).toEqual([
        "“Elegant,” I",
        "I should hav",
        "Cirencester ",
      ]);
      expect(body(book).some(({ passages }) => passages.some((one) => /Project Gutenberg/.test(canonicalText(one))))).toBe(false);
      expect(book.report).toEqual([]);
    },
  );

  test("Kropotkin's seventeen chapters hold fifty-two headings; author and year are no chapters", async () => {
    const book = await read(kropotkin);
    expect([book.title, book.authors, book.language]).toEqual(["The Conquest of Bread", ["Peter Kropotkin"], "en"]);
    const chapters = titlesOf(kropotkin, 2).filter((title) => title.startsWith("CHAPTER"));
    expect(chapters).toHaveLength(17);
    expect(book.chapters.map(({ title, role }) => [title, role])).toEqual(chapters.map((title) => [title, "body"]));
    expect(passages(book).filter(({ kind, level }) => kind === "heading" && level === 2)).toHaveLength(52);
    expect(opening(book, /^CHAPTER I /)).toMatch(/^The human race has travelled a long way/);
    expect(Math.abs(words(book) / (facts[kropotkin]?.text?.words ?? 0) - 1)).toBeLessThan(0.01);
    expect(report(book)).toEqual(["“Year: 1892” stood at the head of the text; it is not kept with the book."]);
  });

  test("the Manifesto in Markdown has four chapters behind what it opens with, and three headings", async () => {
    const book = await read(manifesto);
    expect([book.title, book.authors]).toEqual(["The Communist Manifesto", ["Karl Marx", "Friedrich Engels"]]);
    const chapters = titlesOf(manifesto, 3);
    expect(chapters).toHaveLength(4);
    expect(book.chapters.map(({ title, role }) => [title, role])).toEqual(
      ["A spectre is haunting Europe—the spectre of Communism.…", ...chapters].map((title) => [title, "body"]),
    );
    expect(passages(book).filter(({ kind }) => kind === "heading")).toHaveLength(3);
    expect(opening(book, /^A spectre/)).toMatch(/^A spectre is haunting Europe—the spectre of Communism\. All the Powers/);
    expect(passages(book).map(canonicalText).join("\n").split("They have a world to win.")).toHaveLength(2);
    expect(Math.abs(words(book) / (facts[manifesto]?.text?.words ?? 0) - 1)).toBeLessThan(0.01);
  });

  test("a Word document with a title, an empty heading, tables, a picture and notes numbered from 0", async () => {
    const file = "docx/format-corpus_fully-featured-layout.docx";
    const book = await read(file);
    expect([book.title, book.authors, book.language]).toEqual(["Digital Preservation Test Document", ["@beet_keeper"], "en-GB"]);
    expect(body(book).map(({ title }) => title)).toEqual(titlesOf(file, "Heading 1"));
    expect(body(book)).toHaveLength(5);
    const kinds = Map.groupBy(passages(book), ({ kind }) => kind);
    expect(kinds.get("heading")?.map(canonicalText)).toEqual(titlesOf(file, "Heading 2"));
    expect(kinds.get("table")).toHaveLength(2);
    expect(notes(book).map((note) => [note.marker, canonicalText(note)])).toEqual([
      ["1", "Leads to digipres.org"],
      ["2", "https://github.com/ClinicalGraphics/u3d/tree/master/Samples/TestScenes"],
    ]);
    expect([...book.images.values()].map(({ type }) => type)).toEqual(["image/png"]);
  });

  test("a Word document in which one level of heading is skipped", async () => {
    const book = await read("docx/docling_unit_test_headers.docx");
    expect(book.title).toBe("Test Document");
    expect(
      book.chapters.map(({ title, passages }) => [
        title,
        ...passages.filter(({ kind }) => kind === "heading").map((heading) => `${heading.level} ${canonicalText(heading)}`),
      ]),
    ).toEqual([
      ["Section 1", "2 Section 1.1", "2 Section 1.2", "3 Section 1.2.3"],
      ["Section 2", "3 Section 2.1.1", "2 Section 2.1"],
    ]);
  });

  test("footnotes of a Word document are notes, comments are lost with a word", async () => {
    const noted = await read("docx/mammoth_footnotes.docx");
    expect(notes(noted).map(canonicalText)).toEqual(["A tachyon walks into a bar.", "Fin."]);
    const commented = await read("docx/mammoth_comments.docx");
    expect(passages(commented).map(canonicalText)).toEqual(["Ouch."]);
    expect(report(commented)).toContain("2 comments in the document's margin were not taken over.");
  });
});
