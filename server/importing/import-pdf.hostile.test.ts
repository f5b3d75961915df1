// PDFs that mean harm or are broken: each is refused with a reason, or becomes a sound book without what was harmful in it.
import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { defaultLimits } from "./import-limits.ts";
import { importPdf } from "./import-pdf.ts";
import { setPages, stream, writePdf } from "./pdf-fixture.ts";

const paragraphs = Array.from(
  { length: 12 },
  (_, i) =>
    `Paragraph ${i + 1} tells at some length of a house by the river, of those who lived in it, and of what they read to each other.`,
);
const pages = setPages(paragraphs);
const textOf = (book: ImportedBook) => book.chapters.flatMap(({ passages }) => passages.map(canonicalText)).join("\n");

const fetched = vi.spyOn(globalThis, "fetch");
beforeEach(() => {
  fetched.mockClear();
});
afterEach(() => {
  expect(fetched).not.toHaveBeenCalled();
});

async function soundBook(bytes: Uint8Array): Promise<ImportedBook> {
  const book = await importPdf(bytes, { fileName: "harm.pdf" });
  expect(checkBook(book)).toEqual([]);
  expect(textOf(book)).toContain("Paragraph 1 tells at some length of a house by the river");
  expect(JSON.stringify(book.chapters)).not.toMatch(/javascript:|app\.alert|evil\.example/);
  return book;
}

test("a script that is to run on opening is left out, and the report says so", async () => {
  const book = await soundBook(
    writePdf({
      pages,
      catalogue:
        "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(2\\)) >>] >> >>",
    }),
  );
  expect(book.report.map(({ what }) => what)).toContain("The PDF carries scripts or actions; they were left out and never run.");
});

test("links that launch programs or carry scripts do not come with the text", async () => {
  const annotation = (action: string) => `<< /Type /Annot /Subtype /Link /Rect [60 600 200 620] /A ${action} >>`;
  await soundBook(
    writePdf({
      pages,
      page: `/Annots [${annotation("<< /S /URI /URI (javascript:alert\\(1\\)) >>")} ${annotation("<< /S /Launch /F (evil.example.exe) >>")}] /AA << /O << /S /JavaScript /JS (app.alert\\(3\\)) >> >>`,
    }),
  );
});

test("a file inside the PDF is left out, and the report says so", async () => {
  const book = await soundBook(
    writePdf({
      pages,
      catalogue: "/Names << /EmbeddedFiles << /Names [(a.exe) 100 0 R] >> >>",
      objects: {
        100: "<< /Type /Filespec /F (a.exe) /EF << /F 101 0 R >> >>",
        101: stream(Buffer.from("MZ"), "/Type /EmbeddedFile"),
      },
    }),
  );
  expect(book.report.map(({ what }) => what)).toContain("One file inside the PDF was left out.");
});

test.each([
  ["once", 1],
  ["twice", 2],
])("a page that was packed %s and unpacks to more than the limit is a bomb", async (_, times) => {
  const once = deflateSync(Buffer.alloc(20_000_000, "0 0 m "), { level: 9 });
  const bytes = times === 1 ? once : deflateSync(once);
  const entries = times === 1 ? "/Filter /FlateDecode" : "/Filter [/FlateDecode /FlateDecode]";
  await expect(
    importPdf(writePdf({ pages, content: { bytes, entries } }), { limits: { ...defaultLimits, unpackedBytes: 5_000_000 } }),
  ).rejects.toMatchObject({ code: "bomb" });
});

test("a page tree that holds itself does not hold the import", async () => {
  const outcome = await importPdf(writePdf({ pages, kids: "2 0 R", count: 3 })).then(
    (book) => checkBook(book),
    (error) => error.code,
  );
  expect(["damaged", "no-text"]).toContain(outcome);
});

test("a page tree that lies about its number of pages is read as it is", async () => {
  for (const count of [40, 2_000_000_000]) await soundBook(writePdf({ pages, count }));
  await expect(importPdf(writePdf({ pages, count: 0 }))).rejects.toMatchObject({ code: "damaged" });
});

test("more pages than are allowed are refused", async () => {
  const long = writePdf({ pages: setPages([...paragraphs, ...paragraphs, ...paragraphs]) });
  await expect(importPdf(long, { limits: { ...defaultLimits, pages: 1 } })).rejects.toMatchObject({ code: "too-complex" });
});

test("a wrong list of places is made anew, and the report says so", async () => {
  const book = await soundBook(writePdf({ pages, wrongBy: 7 }));
  expect(book.report).toContainEqual({ kind: "repaired", what: expect.stringContaining("damaged") });
  expect((await soundBook(writePdf({ pages }))).report.some(({ what }) => what.includes("damaged"))).toBe(false);
});

test("a PDF that is cut off in its middle is read as far as it goes, or refused", async () => {
  const whole = writePdf({ pages: setPages([...paragraphs, ...paragraphs, ...paragraphs]) });
  for (const share of [0.2, 0.5, 0.9]) {
    const outcome = await importPdf(whole.slice(0, whole.length * share)).then(
      (book) => checkBook(book),
      (error) => [error.name, error.code],
    );
    expect([[], ["ImportRefusal", "damaged"], ["ImportRefusal", "no-text"]]).toContainEqual(outcome);
  }
});

test("what is no PDF is refused as such", async () => {
  await expect(importPdf(Buffer.from("Dear friends, this is no PDF."))).rejects.toMatchObject({ code: "damaged" });
  await expect(importPdf(Buffer.from("%PDF-1.7\nand nothing else"))).rejects.toMatchObject({ code: "damaged" });
  await expect(importPdf(new Uint8Array())).rejects.toMatchObject({ code: "damaged" });
});

test("pages without text, with pictures or without, are refused with what to do", async () => {
  const picture = stream(
    deflateSync(Buffer.alloc(300)),
    "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode",
  );
  const content = { bytes: Buffer.from("q 400 0 0 600 50 50 cm /Im1 Do Q"), entries: "" };
  const scanned = writePdf({ pages: [[]], content, objects: { 100: picture }, page: "/XObject << /Im1 100 0 R >>" });
  await expect(importPdf(scanned)).rejects.toMatchObject({ code: "no-text", message: expect.stringContaining("OCR") });
  await expect(importPdf(writePdf({ pages: [[], []] }))).rejects.toMatchObject({ code: "no-text" });
});

test("a book of too many words is refused, one endless paragraph is cut into passages", async () => {
  const long = writePdf({ pages: setPages([paragraphs.join(" ").replaceAll(".", ",")]) });
  await expect(importPdf(long, { limits: { ...defaultLimits, words: 100 } })).rejects.toMatchObject({ code: "too-many-words" });
  const book = await importPdf(long, { limits: { ...defaultLimits, passageLength: 300 } });
  expect(checkBook(book)).toEqual([]);
  expect(book.chapters[0]?.passages.length).toBeGreaterThan(3);
  expect(book.chapters[0]?.passages.every((passage) => canonicalText(passage).length <= 300)).toBe(true);
});

test("metadata with markup and control characters is clean text", async () => {
  const book = await soundBook(writePdf({ pages, info: "/Title (A \\000\\007<b>Title</b>) /Author (<script>x</script>)" }));
  expect(book.title).toBe("A <b>Title</b>");
  expect(book.authors).toEqual(["<script>x</script>"]);
});
