// What a PDF sets on its pages becomes the text its author wrote: paragraphs, headings, notes, columns, printed pages.
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook, Inline } from "#domain/text/model.ts";
import { importPdf } from "./import-pdf.ts";
import { type FixtureLine, setPages, wrap, writePdf } from "./pdf-fixture.ts";

const sentence = (i: number) =>
  `Sentence number ${i} is about the reading of long books in company, which takes patience and repays it in the end.`;
const paragraphs = Array.from({ length: 30 }, (_, i) => `${sentence(i)} ${sentence(i + 100)} ${sentence(i + 200)}`);

const passagesOf = (book: ImportedBook) => book.chapters.flatMap(({ passages }) => passages);
const texts = (book: ImportedBook) => passagesOf(book).map(canonicalText);
async function read(bytes: Uint8Array): Promise<ImportedBook> {
  const book = await importPdf(bytes, { fileName: "a-book.pdf" });
  expect(checkBook(book)).toEqual([]);
  return book;
}

test("paragraphs are whole again over lines and pages, without the head and the number of each page", async () => {
  const pages = setPages(paragraphs, { head: "ON READING" });
  expect(pages.length).toBeGreaterThan(2);
  const book = await read(writePdf({ pages }));
  expect(texts(book)).toEqual(paragraphs);
  expect(book.title).toBe("a book");
});

const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnoprstuvwxyz"), minLength: 2, maxLength: 9 });
const prose = fc.array(word, { minLength: 40, maxLength: 80 }).map((words) => `A${words.join(" ")}.`);

test("for any paragraphs, setting them on pages and importing gives the same paragraphs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(prose, { minLength: 4, maxLength: 25 }), async (written) => {
      const book = await importPdf(writePdf({ pages: setPages(written) }));
      expect(texts(book)).toEqual(written);
    }),
    { numRuns: 25 },
  );
});

test("every printed page is kept with the place where it begins", async () => {
  const pages = setPages(paragraphs, { head: "ON READING" });
  const book = await read(writePdf({ pages }));
  const marks = passagesOf(book).flatMap((passage) =>
    (passage.pages ?? []).map(({ label, at }) => ({ label, rest: canonicalText(passage).slice(at) })),
  );
  expect(marks.map(({ label }) => label)).toEqual(pages.map((_, i) => String(i + 1)));
  for (const [i, { rest }] of marks.entries()) {
    const first = pages[i]?.find(({ text }) => text !== "ON READING")?.text ?? "";
    expect(rest.startsWith(first.slice(0, 30))).toBe(true);
  }
});

test("the labels of a PDF that numbers its pages in its own way are kept", async () => {
  const book = await read(
    writePdf({ pages: setPages(paragraphs), catalogue: "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >>" }),
  );
  const labels = passagesOf(book).flatMap(({ pages }) => (pages ?? []).map(({ label }) => label));
  expect(labels.slice(0, 3)).toEqual(["i", "7", "8"]);
});

test("a word parted at the end of a line is whole; one that is written with a hyphen keeps it", async () => {
  const lines = [
    "The beginning of this book was written by a self-",
    "taught printer, who printed it in the same establish-",
    "ment; he was self-taught in all things, and he never",
    "regretted it, as he said to everybody who would ask.",
  ];
  const book = await read(writePdf({ pages: [lines.map((text, i) => ({ text, x: i === 0 ? 75 : 60, y: 600 - i * 14 }))] }));
  expect(texts(book)[0]).toBe(
    "The beginning of this book was written by a self-taught printer, who printed it in the same establishment; he was self-taught in all things, and he never regretted it, as he said to everybody who would ask.",
  );
});

test("chapters come from the outline", async () => {
  const pages = setPages(paragraphs);
  const outline = [
    { title: "I. The Beginning", page: 0 },
    { title: "II. The End", page: 1 },
  ];
  const titled = pages.map((lines, i) => {
    const title = outline[i]?.title;
    return title === undefined ? lines : [{ text: title, x: 200, y: 650, size: 18 }, ...lines];
  });
  const book = await read(writePdf({ pages: titled, outline, info: "/Title (On Reading) /Author (Ann Author; Bob Writer)" }));
  expect([book.title, book.authors]).toEqual(["On Reading", ["Ann Author", "Bob Writer"]]);
  expect(book.chapters.map(({ title }) => title)).toEqual(["I. The Beginning", "II. The End"]);
  expect(texts(book)).not.toContain("II. The End");
});

/** A document with a large heading before every so many paragraphs. */
function headed(written: readonly string[], every: number): FixtureLine[][] {
  let y = 0;
  const pages: FixtureLine[][] = [];
  const put = (line: FixtureLine, step: number) => {
    if (y < 80) {
      pages.push([]);
      y = 640;
    }
    pages.at(-1)?.push({ ...line, y });
    y -= step;
  };
  for (const [i, paragraph] of written.entries()) {
    if (i % every === 0) {
      y -= 20;
      put({ text: `Heading ${i / every + 1}`, size: 15, face: "F2" }, 26);
    }
    for (const [n, text] of wrap(paragraph, 70).entries()) put({ text, x: n === 0 ? 75 : 60 }, 14);
  }
  return pages;
}

test("without an outline, large lines are headings; in a short text they stand in its one chapter", async () => {
  const book = await read(writePdf({ pages: headed(paragraphs, 5), info: "/Title (On Reading)" }));
  expect(book.chapters).toHaveLength(1);
  const headings = passagesOf(book).filter(({ kind }) => kind === "heading");
  expect(headings.map(canonicalText)).toEqual(["Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 5", "Heading 6"]);
});

test("in a long text without an outline they head its chapters, and a long text without headings is cut", async () => {
  // Names instead of numbers: lines that differ only in a number are what running heads look like.
  const name = (i: number) => [...String(i)].map((digit) => "abcdefghij"[Number(digit)]).join("");
  const long = Array.from({ length: 160 }, (_, i) =>
    (paragraphs[i % 30] ?? "").replace(/\d+/g, (digits) => name(Number(digits) + i * 300)),
  );
  const book = await read(writePdf({ pages: headed(long, 40), info: "/Title (On Reading)" }));
  expect(book.chapters.map(({ title }) => title)).toEqual(["Heading 1", "Heading 2", "Heading 3", "Heading 4"]);
  expect(book.report).toEqual([{ kind: "repaired", what: expect.stringContaining("no outline") }]);
  const endless = await read(writePdf({ pages: setPages([...long, ...long]) }));
  expect(endless.chapters.length).toBeGreaterThan(2);
  expect(endless.report).toContainEqual({ kind: "repaired", what: expect.stringContaining("It was cut into") });
});

test("slanted and bold words are marked, raised signs refer to the note at the foot of the page", async () => {
  const body = [
    ...wrap(paragraphs[0] ?? "", 70).map((text, i): FixtureLine => ({ text, x: i === 0 ? 75 : 60, y: 640 - i * 14 })),
    { text: "It is called", x: 75, y: 500 },
    { text: "The Iron Heel", x: 134, y: 500, face: "F3" as const },
    { text: "by all", x: 205, y: 500 },
    { text: "1", x: 233, y: 504, size: 6 },
    { text: "of us here.", x: 239, y: 500 },
    { text: "1 By London, who wrote it in the year 1907.", x: 60, y: 80, size: 8 },
    { text: "It has been in print ever since then.", x: 60, y: 70, size: 8 },
  ];
  const book = await read(writePdf({ pages: [body] }));
  const passages = passagesOf(book);
  const called = passages.find((passage) => canonicalText(passage).startsWith("It is called"));
  expect(called === undefined ? "" : canonicalText(called)).toBe("It is called The Iron Heel by all of us here.");
  const nodes = (called?.content ?? []).filter((node): node is Exclude<Inline, string> => typeof node !== "string");
  expect(nodes.map(({ t }) => t)).toEqual(["em", "noteref"]);
  const note = passages.find(({ kind }) => kind === "note");
  expect(note).toMatchObject({ marker: "1" });
  expect(note === undefined ? "" : canonicalText(note)).toBe(
    "By London, who wrote it in the year 1907. It has been in print ever since then.",
  );
});

test("two columns are read one after the other", async () => {
  const column = (from: number, x: number) =>
    paragraphs
      .slice(from, from + 4)
      .flatMap((paragraph) => wrap(paragraph, 36).map((text, i) => ({ text, indent: i === 0 ? 10 : 0 })))
      .map(({ text, indent }, i): FixtureLine => ({ text, x: x + indent, y: 660 - i * 14 }));
  const book = await read(
    writePdf({ pages: [[...column(0, 40), ...column(4, 270)].toSorted((a, b) => (b.y ?? 0) - (a.y ?? 0))] }),
  );
  expect(texts(book)).toEqual(paragraphs.slice(0, 8));
});

test("ligatures are letters, accents set by themselves join their letters", async () => {
  const text = "The o\u00b4ther cafe\u00b4 of the \u00a8Uber";
  const lines = [...wrap(paragraphs[0] ?? "", 70), text].map((line, i): FixtureLine => ({ text: line, y: 600 - i * 14 }));
  const book = await read(writePdf({ pages: [lines] }));
  expect(texts(book).join(" ")).toContain("Über");
});

test("the letters of a drawing are left out with a word, its caption stays", async () => {
  const lines = (from: number, y: number) =>
    wrap(paragraphs[from] ?? "", 70).map((text, i): FixtureLine => ({ text, x: i === 0 ? 75 : 60, y: y - i * 14 }));
  const drawing: FixtureLine[] = [
    { text: "A", x: 200, y: 520, size: 8 },
    { text: "B C", x: 150, y: 480, size: 8 },
    { text: "Fig. 1", x: 235, y: 450, size: 9 },
  ];
  const book = await read(writePdf({ pages: [[...lines(0, 660), ...drawing, ...lines(1, 420)]] }));
  expect(texts(book)).toEqual([paragraphs[0], "Fig. 1", paragraphs[1]]);
  expect(book.report).toEqual([{ kind: "lost", what: expect.stringContaining("Drawings") }]);
});
