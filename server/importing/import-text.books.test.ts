// Plain texts that nobody wrote for this project: the chapters their authors made, every letter kept, what is not the book set aside.
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { Chapter, ImportedBook } from "#domain/text/model.ts";
import { countWords } from "#domain/text/words.ts";
import { importText } from "./import-text.ts";
import { hasSamples, readSample, sampleFacts } from "./sample-data.ts";

const files = {
  manifesto: "books/marx-engels_the-communist-manifesto.txt",
  tressell: "books/tressell_the-ragged-trousered-philanthropists.latin1.txt",
  zola: "books/zola_germinal.fr.latin1.txt",
  review: "the-collapse-of-stalinism-review.txt",
};

const textOf = (chapter: Chapter | undefined) => (chapter?.passages ?? []).map(canonicalText).join("\n");
const titles = (book: ImportedBook, role: Chapter["role"]) =>
  book.chapters.filter((chapter) => chapter.role === role).map(({ title }) => title);
const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

describe.skipIf(!hasSamples)("plain texts", () => {
  const facts = hasSamples ? sampleFacts() : { files: {}, quotes: [] };
  const books = new Map<string, ImportedBook>();
  const book = (name: keyof typeof files) => {
    const found = books.get(files[name]);
    if (found === undefined) throw new Error(`${name} was not read`);
    return found;
  };
  const chapterOf = (name: keyof typeof files, start: string) => book(name).chapters.find(({ title }) => title.startsWith(start));

  beforeAll(async () => {
    for (const file of Object.values(files)) books.set(file, await importText(readSample(file), { fileName: file }));
  });

  test.each(Object.values(files))("%s is a sound book with the words it is known to have, within one in a hundred", (file) => {
    const read = books.get(file);
    const known = facts.files[file]?.text?.words ?? 0;
    expect(read === undefined ? ["not read"] : checkBook(read)).toEqual([]);
    const chapters = read?.chapters ?? [];
    const words = chapters.reduce((sum, { title, words }) => sum + words + countWords(title), 0);
    expect(Math.abs(words - known) / known).toBeLessThan(0.01);
  });

  test("title, authors and language come from the header", () => {
    expect([book("manifesto").title, book("manifesto").authors, book("manifesto").language]).toEqual([
      "The Communist Manifesto",
      ["Karl Marx", "Friedrich Engels"],
      "en",
    ]);
    expect([book("zola").title, book("zola").authors, book("zola").language]).toEqual(["Germinal", ["Emile Zola"], "fr"]);
    expect(book("tressell").authors).toEqual(["Robert Tressell"]);
  });

  test("the Manifesto is its preamble and four chapters, with headings inside the third", () => {
    expect(titles(book("manifesto"), "body")).toEqual([
      "MANIFESTO OF THE COMMUNIST PARTY",
      "I. BOURGEOIS AND PROLETARIANS",
      "II. PROLETARIANS AND COMMUNISTS",
      "III. SOCIALIST AND COMMUNIST LITERATURE",
      "IV. POSITION OF THE COMMUNISTS IN RELATION TO THE VARIOUS EXISTING OPPOSITION PARTIES",
    ]);
    expect(titles(book("manifesto"), "front")).toEqual(["Project Gutenberg header"]);
    expect(titles(book("manifesto"), "back")).toEqual(["Project Gutenberg licence"]);
    const headings = chapterOf("manifesto", "III")?.passages.filter(({ kind }) => kind === "heading") ?? [];
    expect(headings.map(canonicalText)).toEqual([
      "1. REACTIONARY SOCIALISM",
      "A. Feudal Socialism",
      "B. Petty-Bourgeois Socialism",
      'C. German, or "True," Socialism',
      "2. CONSERVATIVE, OR BOURGEOIS, SOCIALISM",
      "3. CRITICAL-UTOPIAN SOCIALISM AND COMMUNISM",
    ]);
  });

  test("Tressell has a preface, fifty-four chapters with their names, and an appendix; the list of contents is no chapter", () => {
    const body = titles(book("tressell"), "body");
    expect(body.map((title) => title.split(":")[0])).toEqual([
      "Preface",
      ...Array.from({ length: 54 }, (_, i) => `Chapter ${i + 1}`),
    ]);
    expect(body.every((title, i) => i === 0 || /^Chapter \d+: \S/.test(title))).toBe(true);
    expect(body[40]).toBe("Chapter 40: Vive la System!");
    expect(titles(book("tressell"), "front")).toEqual(["Project Gutenberg header", "Title page"]);
    expect(titles(book("tressell"), "back")[0]).toMatch(/^Appendix/);
    expect(textOf(chapterOf("tressell", "Chapter 1:")).startsWith("The house was named 'The Cave'.")).toBe(true);
    expect(book("tressell").report.some(({ what }) => what.includes("list of contents"))).toBe(true);
  });

  test("Germinal's forty chapters stand in the seven parts they belong to", () => {
    const chapters = book("zola").chapters.filter(({ role }) => role === "body");
    const parts = Map.groupBy(chapters, ({ section }) => section.join("/"));
    expect([...parts.keys()].map((part) => part.toLowerCase())).toEqual(
      ["première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième"].map((nth) => `${nth} partie`),
    );
    expect([...parts.values()].map(({ length }) => length)).toEqual([6, 5, 5, 7, 6, 5, 6]);
    expect(chapters.slice(0, 7).map(({ title }) => title)).toEqual(["I", "II", "III", "IV", "V", "VI", "I"]);
    expect(textOf(chapters[0]).startsWith("Dans la plaine rase, sous la nuit sans étoiles, d'une obscurité")).toBe(true);
  });

  test("no letter of another alphabet is lost: 25,650 in Germinal, 29 pounds in Tressell", () => {
    const all = (name: keyof typeof files) =>
      book(name)
        .chapters.map((chapter) => `${chapter.title}${textOf(chapter)}`)
        .join("\n");
    const sections = new Set(book("zola").chapters.flatMap(({ section }) => section));
    const letters = (text: string) => text.match(/[\u0080-\u009f\u00a1-\u00ff]/g)?.length ?? 0;
    expect(letters(all("zola")) + letters([...sections].join(""))).toBe(25_650);
    expect(count(all("tressell"), "£")).toBe(29);
    expect(all("tressell")).not.toContain("\ufffd");
  });

  test("quotes that are in the files are found in the canonical text", () => {
    const quotes = facts.quotes.filter(({ file }) => file.endsWith(".txt"));
    expect(quotes.length).toBeGreaterThan(5);
    for (const { file, exact, occurrences } of quotes) {
      const text = (books.get(file)?.chapters ?? []).map(textOf).join("\n");
      // Names are counted in titles and lists too, which are no passages here.
      if (exact === "Mugsborough") expect(count(text, exact)).toBeGreaterThan(occurrences - 3);
      else expect({ exact, found: count(text, exact) }).toEqual({ exact, found: occurrences });
    }
  });

  test("prose that was wrapped is whole, poems and bills keep their lines", () => {
    expect(textOf(chapterOf("manifesto", "MANIFESTO"))).toContain(
      "spectre of Communism. All the Powers of old Europe have entered into a",
    );
    const verse = chapterOf("tressell", "Chapter 29")?.passages.filter(({ kind }) => kind === "verse") ?? [];
    expect(verse.map(canonicalText)).toContain(
      "'Two lovely black eyes,\nOh what a surprise!\nOnly for telling a man he was wrong,\nTwo lovely black eyes.'",
    );
    expect(
      book("zola")
        .chapters.filter(({ role }) => role === "body")
        .flatMap(({ passages }) => passages.filter(({ kind }) => kind === "verse")),
    ).toEqual([]);
  });

  test("a page pasted from the web is one chapter with its date, its title and its four headings", () => {
    const read = book("review");
    expect(read.title).toBe("The Collapse of Stalinism - Its Causes and Consequences");
    expect(read.language).toBe("en");
    expect(read.chapters).toHaveLength(1);
    const [chapter] = read.chapters;
    expect(chapter).toMatchObject({ title: read.title, date: "Sunday, 15 February 2026" });
    // Forty-two paragraphs, less date and title.
    expect(chapter?.passages).toHaveLength(40);
    expect(chapter?.passages.filter(({ kind }) => kind === "heading").map(canonicalText)).toEqual([
      "Stalinism, the negation of Bolshevism",
      "The Revolution Betrayed",
      "Why did Stalinism collapse?",
      "The consequences of Stalinism’s collapse",
    ]);
  });
});
