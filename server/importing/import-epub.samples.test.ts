// The W3C's test publications and broken containers: each gives what its description demands.
import { describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { importEpub } from "./import-epub.ts";
import { hasSamples, readSample } from "./sample-data.ts";

async function read(name: string): Promise<ImportedBook> {
  const book = await importEpub(readSample(name), { fileName: name });
  expect(checkBook(book)).toEqual([]);
  return book;
}
const texts = (book: ImportedBook) => book.chapters.map(({ passages }) => passages.map(canonicalText).join("\n"));
const report = (book: ImportedBook) => book.report.map(({ kind, what }) => `${kind}: ${what}`);

describe.skipIf(!hasSamples)("W3C test publications", () => {
  test("the contents are used although they are not in the reading order", async () => {
    const book = await read("epub-w3c/nav-spine_not-in-spine.epub");
    expect(book.chapters.map(({ title }) => title)).toEqual([
      "Test passes if you can see two links (first link)",
      "Test passes if you can see two links (second link)",
    ]);
    expect(book.report).toEqual([]);
  });

  test("of three package documents the first is read", async () => {
    const book = await read("epub-w3c/ocf-package_multiple.epub");
    expect(texts(book)).toEqual(["Test passes if you see this."]);
    expect(book.title).toBe("ocf-package_multiple");
    expect(report(book)).toEqual(["repaired: The file holds 3 versions of the book; the first is used."]);
  });

  test("pages from right to left give the book its direction, the text keeps its own", async () => {
    const book = await read("epub-w3c/pkg-spine-progression_rtl.epub");
    expect(book.direction).toBe("rtl");
    expect(book.chapters.map(({ title, dir }) => [title, dir])).toEqual(
      ["Page 1", "Page 2", "Page 3", "Page 4"].map((title) => [title, "ltr"]),
    );
  });

  test.each([
    ["epub-w3c/pkg-dir_rtl-root-unset.epub", "CSS: הרפתקה חדשה!", "rtl"],
    ["epub-w3c/pkg-dir-auto_root-rtl.epub", "CSS: مغامرة جديدة!", "auto"],
  ])("%s has a title of mixed direction, and a text that keeps its marks", async (name, title, dir) => {
    const book = await read(name);
    expect(book.title).toBe(title);
    expect(book.chapters[0]?.passages[1]?.content).toMatchObject([{ t: "span", c: [title], dir }]);
  });

  test("Japanese text comes through, and most of it runs down the page", async () => {
    const book = await read("epub-w3c/css-epub-writing-mode.epub");
    expect(book.writing).toBe("vertical-rl");
    const all = texts(book).join("\n");
    for (const number of [1, 2, 3]) expect(all).toContain(`${number}. これはテストです。`);
  });

  test("a footnote is a note behind its reference, and the phrase that is linked stays text", async () => {
    const book = await read("epub-w3c/pss-support.epub");
    const [paragraph, note] = book.chapters[0]?.passages ?? [];
    expect(book.chapters[0]?.passages).toHaveLength(2);
    expect(paragraph === undefined ? "" : canonicalText(paragraph)).toMatch(/when clicking on this link\.$/);
    expect(paragraph?.content.slice(1, 2)).toEqual([{ t: "noteref", label: "*", to: note?.key }]);
    expect(note).toMatchObject({ kind: "note", marker: "*", content: ["This text is meant to appear as a footnote."] });
  });

  test("a formula is kept as MathML, its fences as operators, with its reading", async () => {
    const [, formula] = (await read("epub-w3c/cnt-mathml-support.epub")).chapters[0]?.passages ?? [];
    expect(formula?.kind).toBe("formula");
    expect(formula?.content).toEqual([
      {
        t: "math",
        mathml:
          '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>x</mi><mo>=</mo><msup><mrow><mo>(</mo><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mo>)</mo></mrow><mn>2</mn></msup></mrow></math>',
        text: "x equals (open parentheses) a plus b (close parentheses) to the power of 2",
      },
    ]);
  });

  test("SVG documents are pictures, in the order of the spine, with their text as what is said of them", async () => {
    const book = await read("epub-w3c/pkg-spine-order-svg.epub");
    const alts = book.chapters.flatMap(({ passages }) =>
      passages.flatMap(({ content }) => content.map((node) => (typeof node === "object" && node.t === "img" ? node.alt : ""))),
    );
    expect(alts).toEqual([
      "Test passes if you can move through the pages all the way to page 4 Page 1",
      "Page 2",
      "Page 3",
      "Page 4",
    ]);
    const heart = await read("epub-w3c/cnt-svg-support.epub");
    const [picture] = heart.images.values();
    const svg = new TextDecoder().decode(picture?.bytes);
    expect(picture?.type).toBe("image/svg+xml");
    expect(svg).toContain(".fil0{fill:red}");
    expect(svg).toContain('<path class="fil0" d="M23204.91');
  });

  test("a document outside the main line is kept, at the back, and can be reached", async () => {
    const book = await read("epub-w3c/pkg-spine-nonlinear-activation.epub");
    expect(book.chapters.map(({ role }) => role)).toEqual(["body", "back"]);
    expect(book.chapters[0]?.passages[0]?.content[1]).toEqual({
      t: "a",
      c: ["this link"],
      to: book.chapters[1]?.passages[0]?.key,
    });
  });

  test("a document that stands three times in the spine is read three times", async () => {
    expect(texts(await read("epub-w3c/pkg-spine-duplicate-item-rendering.epub"))).toEqual([
      "Test passes if the reading system displays three identical pages after this one.",
      Array(3).fill("This document occurs three times in the spine.").join("\n"),
    ]);
  });

  test("the first of six titles counts, and white space in metadata is folded", async () => {
    expect((await read("epub-w3c/pkg-title-order.epub")).title).toBe("pkg-title-order");
    expect((await read("epub-w3c/pkg-meta-whitespace.epub")).authors).toEqual(["Dave Cramer"]);
  });

  test("a package of version 0 is read", async () => {
    expect(texts(await read("epub-w3c/pkg-version-backward.epub"))).toEqual(["Test passes if the EPUB opens."]);
  });

  test("in place of a foreign document its fallback is read", async () => {
    const book = await read("epub-w3c/pub-foreign_xml-spine.epub");
    expect(texts(book)).toEqual(["Test passes if you see this text."]);
    expect(book.chapters[0]?.title).toBe("Link to main page");
    expect(book.report).toEqual([]);
  });

  test("text that is not well-formed is read, and the report says where it is not", async () => {
    const book = await read("epub-w3c/pub-xml-non-validating_unclosed.epub");
    expect(texts(book)).toEqual([
      "Test passes if the reading system reports an error on this page.\nThis paragraph has an unclosed tag.",
    ]);
    expect(report(book)).toEqual([
      "repaired: “EPUB/content_001.xhtml” is not well-formed (line 8); it was read as far as it makes sense, please look it over.",
    ]);
  });

  test("an external entity is not followed, and the report says so", async () => {
    const book = await read("epub-w3c/pub-xml-external-id.epub");
    expect(texts(book)).toEqual(["Test passes unless a failure statement follows this paragraph."]);
    expect(report(book)).toEqual([
      "lost: “EPUB/content_001.xhtml” refers to another file as “&xxe;”; such references are never followed.",
    ]);
  });
});

describe.skipIf(!hasSamples)("broken containers", () => {
  test("without its mimetype the book is read all the same", async () => {
    const book = await read("epub-broken/ocf-mimetype-file-missing-error.epub");
    expect(texts(book)).toEqual(["Loomings\nCall me Ishmael."]);
    expect(report(book)).toEqual([
      "repaired: The file does not say that it is an EPUB (its “mimetype” is missing); it was read as one.",
    ]);
  });

  test("of two entries of one name the first is read", async () => {
    const book = await read("epub-broken/ocf-filename-duplicate-zip-entry-error.epub");
    expect(texts(book)).toEqual(["Loomings\nCall me Ishmael."]);
    expect(report(book)).toEqual([
      "repaired: The file holds more than one entry named “OPS/content_001.xhtml”; the first is used.",
    ]);
  });

  test("a file name beyond ASCII is found", async () => {
    const book = await read("epub-broken/ocf-filename-utf8-valid.epub");
    expect(texts(book)).toEqual(["Loomings\nCall me Ishmael."]);
    expect(book.report).toEqual([]);
  });

  test("a blank title becomes the file's name, and the page with the cover is the cover", async () => {
    const book = await read("epub-broken/calibre-0.9.0_blank-title.epub");
    expect(book.title).toBe("calibre 0.9.0 blank title");
    expect(report(book)).toEqual(["repaired: The book has no title; the name of the file was taken."]);
    expect(book.cover).toMatch(/\.jpg$/);
    expect(book.chapters.map(({ title, role }) => [title, role])).toEqual([["Variatio Ipsius", "body"]]);
    expect(book.chapters[0]?.words).toBe(652);
  });

  test.each([
    ["epub-broken/ocf-zip-unreadable-empty-fatal.epub", "The file is empty."],
    ["epub-broken/ocf-zip-unreadable-image-with-epub-extension-fatal.epub", "The file is not an e-book"],
  ])("%s is refused with a sentence", async (name, sentence) => {
    await expect(importEpub(readSample(name))).rejects.toMatchObject({
      code: "not-zip",
      message: expect.stringContaining(sentence),
    });
  });
});
