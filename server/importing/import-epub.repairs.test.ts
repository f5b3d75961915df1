// The faults that real EPUBs have: each is repaired, told in one sentence, and costs no word of the text. And what is read of their style sheets.
import { expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { importEpub } from "./import-epub.ts";
import { type FixtureBook, writeEpub, writePng, writeZip } from "./zip-fixture.ts";

const hello = "<p>Hello, reader.</p>";
async function read(book: FixtureBook | Uint8Array): Promise<ImportedBook> {
  const read = await importEpub(book instanceof Uint8Array ? book : writeEpub(book));
  expect(checkBook(read)).toEqual([]);
  return read;
}
const text = (book: ImportedBook) => book.chapters.flatMap(({ passages }) => passages.map(canonicalText)).join("\n");
const metadata = (more: string) => `<dc:title>T</dc:title><dc:language>en</dc:language><dc:creator>A</dc:creator>${more}`;

test.each<[string, FixtureBook, string[]]>([
  [
    "a cover that the list does not have",
    { texts: { "a.xhtml": hello }, metadata: metadata('<meta name="cover" content="gone"/>') },
    [],
  ],
  [
    "a cover whose file is missing",
    { texts: { "a.xhtml": hello }, manifest: '<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>' },
    ["The picture “OPS/c.png” is missing from the file."],
  ],
  [
    "an item that is listed twice",
    { texts: { "a.xhtml": hello }, manifest: '<item id="a2" href="a.xhtml" media-type="application/xhtml+xml"/>' },
    ["“OPS/a.xhtml” is listed twice in the package; once was enough."],
  ],
  ["a picture without an address", { texts: { "a.xhtml": `${hello}<p><img src="" alt=""/><img alt=""/></p>` } }, []],
  [
    "an item without an address",
    { texts: { "a.xhtml": hello }, manifest: '<item id="e" href="" media-type="text/css"/>' },
    ["One entry of the package's list named no file and was skipped."],
  ],
  [
    "links that lead to the place they stand in",
    { texts: { "a.xhtml": '<p>Hello, <a href="#">reader</a><a href="">.</a></p>' } },
    [],
  ],
  [
    "a text that is listed as something else",
    {
      texts: { "a.xhtml": "<p>Hello,</p>" },
      manifest: '<item id="b" href="b.html" media-type="text/plain"/>',
      spine: '<itemref idref="a.xhtml"/><itemref idref="b"/>',
      entries: [{ name: "OPS/b.html", data: "<html><body><p>reader.</p></body></html>" }],
    },
    ["“OPS/b.html” is listed with the wrong type (text/plain); it was read as text."],
  ],
  [
    "a broken character name",
    { texts: { "a.xhtml": "<p>Hello, reader. &broken; &nbsp;</p>" } },
    ["“OPS/a.xhtml” uses the unknown character name “&broken;”; it is shown as it is written."],
  ],
  [
    "markup that is not well-formed",
    { texts: { "a.xhtml": "<p>Hello, <b>reader.</p>" } },
    ["“OPS/a.xhtml” is not well-formed (line 1); it was read as far as it makes sense, please look it over."],
  ],
  [
    "contents that lead nowhere",
    {
      texts: { "a.xhtml": hello },
      toc: '<ol><li><a href="a.xhtml">A</a></li><li><a href="#">B</a></li><li><a href="">C</a></li></ol>',
    },
    ["2 entries of the table of contents pointed nowhere."],
  ],
])("%s is no reason to refuse a book", async (_, fixture, sentences) => {
  const book = await read(fixture);
  expect(text(book).replace(/\n/g, " ")).toMatch(/^Hello, reader\./);
  expect(book.report.map(({ what }) => what)).toEqual(sentences);
  expect(book.cover).toBeUndefined();
});

test("an archive that does not say that it is an EPUB is read as one", async () => {
  const book = await read(
    writeZip([
      { name: "META-INF/container.xml", data: '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>' },
      {
        name: "b.opf",
        data: '<package><metadata><title>T</title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
      },
      { name: "a.xhtml", data: `<html><body>${hello}</body></html>` },
    ]),
  );
  expect(text(book)).toBe("Hello, reader.");
  expect(book.report.map(({ what }) => what)).toEqual([
    "The file does not say that it is an EPUB (its “mimetype” is missing); it was read as one.",
  ]);
});

test("what a package says about rights is kept as it says it", async () => {
  const book = await read({
    texts: { "a.xhtml": hello },
    metadata: metadata("<dc:rights>\n  Public domain  in the USA. </dc:rights>"),
  });
  expect(book.rights).toBe("Public domain in the USA.");
});

const styled = (head: string, body = "<body>") =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><head>${head}</head>${body}${hello}</body></html>`;
const sheet = (css: string): FixtureBook => ({
  texts: { "a.xhtml": styled('<link rel="stylesheet" type="text/css" href="css/s.css"/>', '<body class="v">') },
  entries: [{ name: "OPS/css/s.css", data: css }],
});

test.each<[string, FixtureBook, ImportedBook["writing"]]>([
  ["a linked sheet", sheet("html { -epub-writing-mode: vertical-rl; }"), "vertical-rl"],
  ["one of several names", sheet("p { color: red } h1, body { margin: 0; -webkit-writing-mode: vertical-lr }"), "vertical-lr"],
  [
    "a class of the page",
    sheet("/* body {} */ body.v { writing-mode: vertical-rl } body.w { writing-mode: horizontal-tb }"),
    "vertical-rl",
  ],
  ["the last word", sheet("html { writing-mode: vertical-rl } body { writing-mode: horizontal-tb }"), undefined],
  ["a sheet for a few words", sheet(".tcy, p { writing-mode: vertical-rl }"), undefined],
  ["a style element", { texts: { "a.xhtml": styled("<style>:root{writing-mode:tb-rl}</style>") } }, "vertical-rl"],
  ["a style attribute", { texts: { "a.xhtml": styled("", '<body style="writing-mode: vertical-lr">') } }, "vertical-lr"],
  [
    "a short page among long ones",
    { texts: { "a.xhtml": styled("", '<body style="writing-mode: vertical-rl">'), "b.xhtml": hello + hello } },
    undefined,
  ],
])("the writing of a book is read from %s", async (_, fixture, writing) => {
  expect((await read(fixture)).writing).toBe(writing);
});

test("nothing else of a style sheet comes into a book", async () => {
  const book = await read(
    sheet(
      '@import url("http://evil.example/x.css"); body { background: url(http://evil.example/p.png); writing-mode: vertical-rl }',
    ),
  );
  expect(JSON.stringify({ ...book, images: [...book.images] })).not.toContain("evil");
  const cover = await read({
    texts: { "a.xhtml": hello },
    manifest: '<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>',
    entries: [{ name: "OPS/c.png", data: writePng(2, 3) }],
  });
  expect(cover.cover).toBe([...cover.images.keys()][0]);
});
