// Five real books: each becomes the chapters its author made, with the words, notes and sentences that are known to be in it.
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { Chapter, ImportedBook, Inline, Passage } from "#domain/text/model.ts";
import { countWords } from "#domain/text/words.ts";
import { importEpub } from "./import-epub.ts";
import { hasSamples, readSample, sampleFacts } from "./sample-data.ts";

const files = {
  reed: "books/reed_ten-days-that-shook-the-world.epub",
  manifesto: "books/marx-engels_the-communist-manifesto.epub",
  london: "books/london_the-iron-heel.epub",
  purvis: "books/purvis_poetry.epub",
  alice: "books/carroll_alices-adventures-in-wonderland.epub",
};

const titles = (book: ImportedBook, role: Chapter["role"]) =>
  book.chapters.filter((chapter) => chapter.role === role).map(({ title }) => title);
const notes = (book: ImportedBook) =>
  book.chapters.flatMap(({ passages }) => passages).filter(({ kind, marker }) => kind === "note" && marker !== undefined);
const chapterOf = (book: ImportedBook, title: string) => {
  const chapter = book.chapters.find((candidate) => candidate.title === title);
  if (chapter === undefined) throw new Error(`no chapter “${title}”`);
  return chapter;
};
const textOf = (chapter: Chapter) => chapter.passages.map(canonicalText).join("\n");
const count = (text: string, part: string) => text.split(part).length - 1;
const nodes = (content: Inline[]): Exclude<Inline, string>[] =>
  content.flatMap((node) => (typeof node === "string" ? [] : "c" in node ? [node, ...nodes(node.c)] : [node]));
const allNodes = (book: ImportedBook) =>
  book.chapters.flatMap(({ passages }) => passages.flatMap((passage) => nodes(passage.content)));
const markersOf = (chapter: Chapter) =>
  chapter.passages
    .flatMap(({ content, rows }) => [content, ...(rows ?? []).flatMap((row) => row.cells.map((cell) => cell.content))])
    .flatMap(nodes)
    .filter((node) => node.t === "noteref");
/** Reed's markers that lead to an appendix: "A1.2", and once "12.1". */
const APPENDIX_MARKER = /^A?\d+\.\d+$/;

describe.skipIf(!hasSamples)("the books", () => {
  const facts = hasSamples ? sampleFacts() : { files: {}, quotes: [] };
  const books = new Map<string, ImportedBook>();
  const book = (name: keyof typeof files) => {
    const found = books.get(files[name]);
    if (found === undefined) throw new Error(`${name} was not read`);
    return found;
  };

  beforeAll(async () => {
    for (const file of Object.values(files)) books.set(file, await importEpub(readSample(file)));
  });

  test.each(Object.values(files))("%s has its title, authors and language, and sound structure", (file) => {
    const read = books.get(file);
    const known = facts.files[file]?.epub;
    expect(read?.title).toBe(known?.title[0]);
    expect(read?.authors).toEqual(known?.creator);
    expect(read?.language).toBe(known?.language[0]);
    expect(read?.report).toEqual([]);
    expect(read === undefined ? ["not read"] : checkBook(read)).toEqual([]);
  });

  test.each(Object.values(files))("%s has the words it is known to have, within 2 in a hundred", (file) => {
    const read = books.get(file);
    const known = facts.files[file]?.epub?.words ?? 0;
    const chapters = read?.chapters ?? [];
    const ofNotes = chapters
      .flatMap(({ passages }) => passages.filter(({ kind }) => kind === "note"))
      .reduce((sum, note) => sum + countWords(canonicalText(note)), 0);
    // Titles stand in the text too, and are taken out of it here.
    const ofTitles = chapters.filter(({ role }) => role !== "front").reduce((sum, { title }) => sum + countWords(title), 0);
    const words = chapters.reduce((sum, chapter) => sum + chapter.words, 0) + ofNotes + ofTitles;
    expect(Math.abs(words - known) / known).toBeLessThan(0.02);
  });

  test.each(["reed", "manifesto", "london"] as const)("every note of %s stands once in the chapter that refers to it", (name) => {
    const read = book(name);
    expect(notes(read)).toHaveLength(facts.files[files[name]]?.epub?.endnote_li ?? -1);
    for (const [i, chapter] of read.chapters.entries()) {
      const markers = markersOf(chapter).filter(({ label }) => !APPENDIX_MARKER.test(label));
      for (const marker of markers) {
        const note = chapter.passages.find(({ key }) => key === marker.to);
        expect(note).toMatchObject({ kind: "note", marker: marker.label });
        expect(marker.to.startsWith(`${i + 1}.`)).toBe(true);
      }
      expect(new Set(markers.map(({ to }) => to)).size).toBe(
        chapter.passages.filter(({ kind, marker }) => kind === "note" && marker !== undefined).length,
      );
    }
    expect(allNodes(read).some((node) => node.t === "a" && JSON.stringify(node.c).includes("↩"))).toBe(false);
    expect(read.chapters.some(({ title }) => title === "Endnotes")).toBe(false);
  });

  test("Reed has twelve chapters to read and twelve appendices at the back", () => {
    const labels = facts.files[files.reed]?.epub?.nav_toc?.labels ?? [];
    const roman = labels.filter((label) => /^[IVX]+: /.test(label));
    expect(roman).toHaveLength(12);
    expect(titles(book("reed"), "body")).toEqual(["Introduction", "Preface", "Notes and Explanations", ...roman]);
    expect(titles(book("reed"), "front")).toEqual(["Titlepage", "Imprint"]);
    const appendices = labels.filter((label) => label.startsWith("Appendix to"));
    expect(appendices).toHaveLength(12);
    expect(titles(book("reed"), "back")).toEqual([...appendices, "List of Illustrations", "Colophon", "Uncopyright"]);
    expect(book("reed").chapters.every(({ section }) => section.length === 0)).toBe(true);
  });

  test("the seventy-three references to Reed's appendices are no text, and lead to the places they name", () => {
    const read = book("reed");
    const markers = read.chapters.flatMap(markersOf).filter(({ label }) => APPENDIX_MARKER.test(label));
    expect(markers).toHaveLength(73);
    for (const chapter of read.chapters)
      for (const passage of chapter.passages) expect(canonicalText(passage)).not.toMatch(/[a-z]A\d+\.\d/);
    const first = markers.find(({ label }) => label === "A1.2");
    const target = chapterOf(read, "Appendix to Chapter I").passages.find(({ key }) => key === first?.to);
    expect(target).toMatchObject({
      kind: "heading",
      content: ["2", { t: "br" }, "Wages and Cost of Living Before and During the Revolution"],
    });
  });

  test("Reed's tables, letters and facsimiles keep their form", () => {
    const appendix = chapterOf(book("reed"), "Appendix to Chapter I");
    const table = appendix.passages.find(({ kind }) => kind === "table");
    expect(table?.rows?.[0]).toMatchObject({
      header: true,
      cells: [{ content: ["Trade"] }, {}, {}, { content: ["August 1917"] }],
    });
    const figure = chapterOf(book("reed"), "II: The Coming Storm").passages.find(({ kind }) => kind === "figure");
    expect(figure === undefined ? "" : canonicalText(figure)).toBe(
      "Comrades, for the sake of your health, preserve cleanliness.",
    );
    expect(nodes(figure?.content ?? [])[0]).toMatchObject({
      t: "img",
      alt: "Cyrillic text depicting the phrase “Comrades, for the sake of your health, preserve cleanliness.”",
    });
    const quoted = chapterOf(book("reed"), "XI: The Conquest of Power").passages.slice(0, 30);
    expect(quoted.find((passage) => canonicalText(passage).startsWith("Yussov"))).toMatchObject({ kind: "quote", align: "end" });
    expect(quoted.find((passage) => canonicalText(passage).startsWith("The equality and sovereignty"))).toMatchObject({
      kind: "item",
      marker: "1.",
      quoted: true,
    });
  });

  test("the Manifesto has four chapters; what its contents have below them are headings", () => {
    const read = book("manifesto");
    const labels = facts.files[files.manifesto]?.epub?.nav_toc?.labels ?? [];
    expect(titles(read, "body")).toEqual(["Preface", "Introduction", ...labels.filter((label) => /^[IV]+: /.test(label))]);
    const headings = chapterOf(read, "III: Socialist and Communist Literature").passages.filter(({ kind }) => kind === "heading");
    expect(headings.map((heading) => [heading.level, canonicalText(heading)])).toEqual([
      [2, "1\nReactionary Socialism"],
      [3, "(A)\nFeudal Socialism"],
      [3, "(B)\nPetty-Bourgeois Socialism"],
      [3, "(C)\nGerman, or “True,” Socialism"],
      [2, "2\nConservative or Bourgeois Socialism"],
      [2, "3\nCritical-Utopian Socialism and Communism"],
    ]);
  });

  test("the Manifesto's famous sentences are whole, and the note in a title is kept with the first passage", () => {
    const [first] = chapterOf(book("manifesto"), "I: Bourgeois and Proletarians").passages;
    expect(first === undefined ? "" : canonicalText(first)).toBe(
      "The history of all hitherto existing society is the history of class struggles.",
    );
    expect(nodes(first?.content ?? []).map((node) => node.t === "noteref" && node.label)).toEqual(["3", "4"]);
    const introduction = textOf(chapterOf(book("manifesto"), "Introduction"));
    expect(introduction.startsWith("A specter is haunting Europe—the specter of Communism.")).toBe(true);
    // The word joiner of the file is still shown, it only does not count.
    expect(JSON.stringify(chapterOf(book("manifesto"), "Introduction").passages[0]?.content)).toContain("Europe\u2060—the");
  });

  test("The Iron Heel has a foreword and twenty-five chapters, in order", () => {
    const labels = facts.files[files.london]?.epub?.nav_toc?.labels ?? [];
    expect(titles(book("london"), "body")).toEqual(["Foreword", ...labels.filter((label) => /^[IVX]+: /.test(label))]);
    expect(titles(book("london"), "body")).toHaveLength(26);
    expect(titles(book("london"), "front")).toEqual(["Titlepage", "Imprint", "Epigraph"]);
    expect(textOf(chapterOf(book("london"), "Foreword")).startsWith("It cannot be said that the Everhard Manuscript")).toBe(true);
    expect(
      textOf(chapterOf(book("london"), "XXV: The Terrorists")).startsWith("It was not until Ernest and I were back in New York"),
    ).toBe(true);
  });

  test("Purvis's fifteen poems come out of one file, line by line", () => {
    const labels = facts.files[files.purvis]?.epub?.nav_toc?.labels ?? [];
    expect(titles(book("purvis"), "body")).toEqual(labels.slice(2, 17));
    const poems = book("purvis").chapters.filter(({ role }) => role === "body");
    expect(poems).toHaveLength(15);
    expect(poems.every(({ passages }) => passages.every(({ kind }) => kind === "verse"))).toBe(true);
    expect(canonicalText(poems[0]?.passages[0] as Passage).split("\n")).toEqual([
      "The cold storms of winter shall chill him no more,",
      "His woes and his sorrows, his pains are all o’er;",
      "The sod of the valley now covers his form,",
      "He is safe in his last home, he feels not the storm.",
    ]);
  });

  test("Alice's ten chapters come out of one file, without the licence around it", () => {
    const labels = facts.files[files.alice]?.epub?.ncx?.labels ?? [];
    expect(titles(book("alice"), "body")).toEqual(labels.slice(4));
    expect(titles(book("alice"), "back")).toEqual(["Project Gutenberg licence"]);
    const [first] = book("alice").chapters.filter(({ role }) => role === "body");
    expect(first === undefined ? "" : textOf(first).slice(0, 32)).toBe("Alice was beginning to get very ");
    const last = book("alice")
      .chapters.filter(({ role }) => role === "body")
      .at(-1);
    expect(last === undefined ? "x" : textOf(last)).not.toMatch(/gutenberg/i);
  });

  test("all printed pages of Alice are kept, each where it begins", () => {
    const pages = book("alice").chapters.flatMap(({ passages }) =>
      passages.flatMap((passage) => (passage.pages ?? []).map((page) => ({ ...page, text: canonicalText(passage) }))),
    );
    expect(pages.map(({ label }) => label)).toEqual(
      Array.from({ length: facts.files[files.alice]?.epub?.ncx?.pages ?? 0 }, (_, i) => String(i + 1)),
    );
    const fourth = pages[3];
    expect(fourth?.text.slice(fourth.at, fourth.at + 25)).toBe("very much out of the way ");
    // A word that the page parts is one word.
    const parted = pages[28];
    expect(parted?.text.slice(parted.at - 2, parted.at + 7)).toBe("delighted");
  });

  test("Alice's pictures are all there, those with a caption have it", () => {
    const pictures = allNodes(book("alice")).filter((node) => node.t === "img");
    expect(pictures).toHaveLength(28);
    expect(pictures.every((node) => node.t === "img" && (node.width ?? 0) > 0)).toBe(true);
    const figure = book("alice")
      .chapters.flatMap(({ passages }) => passages)
      .find((passage) => canonicalText(passage) === "Alice at the Mad Tea Party.");
    expect(figure?.kind).toBe("figure");
    expect(book("alice").cover).toMatch(/\.jpg$/);
  });

  test("quotes that are in the files are found as often in the canonical text, written as people write them", () => {
    const documents: Record<string, string> = {
      "epub/text/introduction.xhtml": "Introduction",
      "epub/text/chapter-1.xhtml": "I: ",
      "epub/text/chapter-4.xhtml": "IV: ",
    };
    const quotes = facts.quotes.filter(({ file, occurrences }) => file.endsWith(".epub") && occurrences > 0);
    expect(quotes.length).toBeGreaterThan(8);
    for (const { file, document, exact, occurrences } of quotes) {
      const start = documents[document ?? ""];
      const chapters = (books.get(file)?.chapters ?? []).filter(({ title }) => start === undefined || title.startsWith(start));
      const text = chapters
        .map((chapter) =>
          chapter.passages
            .filter(({ kind }) => kind !== "note")
            .map(canonicalText)
            .join("\n"),
        )
        .join("\n");
      const found = count(text, exact.replaceAll("\u2060", ""));
      // In Alice the name stands in headings and titles too, which are no passages here.
      if (exact === "Alice") expect(found).toBeGreaterThan(165);
      else expect({ exact, found }).toEqual({ exact, found: occurrences });
    }
    const whole = "The history of all hitherto existing society is the history of class struggles.";
    expect(count(textOf(chapterOf(book("manifesto"), "I: Bourgeois and Proletarians")), whole)).toBe(1);
    expect(count(textOf(chapterOf(book("manifesto"), "Introduction")), "haunting Europe—the specter of Communism.")).toBe(1);
  });
});
