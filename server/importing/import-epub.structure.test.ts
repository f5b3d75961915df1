// How a book's markup becomes chapters, passages and notes: the ways in which publishers and converters write them.
import { describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook, Passage } from "#domain/text/model.ts";
import { importEpub } from "./import-epub.ts";
import { type FixtureBook, type FixtureEntry, writeEpub, writePng, writeZip } from "./zip-fixture.ts";

async function read(book: FixtureBook | Uint8Array): Promise<ImportedBook> {
  const read = await importEpub(book instanceof Uint8Array ? book : writeEpub(book));
  expect(checkBook(read)).toEqual([]);
  return read;
}
const outline = (book: ImportedBook) => book.chapters.map(({ section, title, role }) => [...section, title, role].join(" / "));
const report = (book: ImportedBook) => book.report.map(({ what }) => what);
const passages = (book: ImportedBook, chapter = 0) => book.chapters[chapter]?.passages ?? [];
const lines = (book: ImportedBook, chapter = 0) =>
  passages(book, chapter).map((passage) => `${passage.kind}: ${canonicalText(passage)}`);
const words = (count: number) => `<p>${"word ".repeat(count)}</p>`;

describe("chapters", () => {
  test("parts are sections, their chapters stand in them, and a part's own text is a chapter of its own", async () => {
    const book = await read({
      texts: {
        "p1.xhtml": "<h1>Part One</h1><p>What this part is about.</p>",
        "c1.xhtml": `<h2>First</h2>${words(400)}`,
        "c2.xhtml": `<h2>Second</h2>${words(400)}`,
        "p2.xhtml": "<h1>Part Two</h1>",
        "c3.xhtml": `<h2>Third</h2>${words(400)}`,
      },
      toc: `<ol><li><a href="p1.xhtml">Part One</a><ol><li><a href="c1.xhtml">First</a></li><li><a href="c2.xhtml">Second</a></li></ol></li>
            <li><a href="p2.xhtml">Part Two</a><ol><li><a href="c3.xhtml">Third</a></li></ol></li></ol>`,
    });
    expect(outline(book)).toEqual([
      "Part One / Part One / body",
      "Part One / First / body",
      "Part One / Second / body",
      "Part Two / Third / body",
    ]);
    expect(lines(book, 0)).toEqual(["paragraph: What this part is about."]);
    expect(passages(book, 3)).toHaveLength(1);
  });

  test("parts that only name their chapters, in one file with them, are sections all the same", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<h1 id="p1">Book I</h1><h2 id="a">One</h2>${words(50)}<h2 id="b">Two</h2>${words(50)}<h1 id="p2">Book II</h1><h2 id="c">Three</h2>${words(50)}`,
        "z.xhtml": words(900),
      },
      toc: `<ol><li><a href="a.xhtml#p1">Book I</a><ol><li><a href="a.xhtml#a">One</a></li><li><a href="a.xhtml#b">Two</a></li></ol></li>
            <li><span>Book II</span><ol><li><a href="a.xhtml#c">Three</a></li></ol></li><li><a href="z.xhtml">Afterword</a></li></ol>`,
    });
    expect(outline(book)).toEqual(["Book I / One / body", "Book I / Two / body", "Book II / Three / body", "Afterword / body"]);
    // The heading of the second book stands before the place its only chapter names.
    expect(passages(book, 2).some(({ kind }) => kind === "heading")).toBe(false);
  });

  test("entries below a chapter are its headings, also where the text sets them as plain paragraphs", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<h1>Chapter 1</h1>${words(200)}<p id="x" class="sub">A thing inside</p>${words(200)}<h3 id="y">Another</h3>${words(20)}`,
        "b.xhtml": `<h1>Chapter 2</h1>${words(500)}`,
      },
      toc: `<ol><li><a href="a.xhtml">Chapter 1</a><ol><li><a href="a.xhtml#x">A thing inside</a></li><li><a href="a.xhtml#y">Another</a></li></ol></li><li><a href="b.xhtml">Chapter 2</a></li></ol>`,
    });
    expect(outline(book)).toEqual(["Chapter 1 / body", "Chapter 2 / body"]);
    const headings = passages(book).filter(({ kind }) => kind === "heading");
    expect(headings.map((heading) => [canonicalText(heading), heading.level])).toEqual([
      ["A thing inside", 2],
      ["Another", 3],
    ]);
  });

  test("a chapter in several files is one, a page of its own is not part of it", async () => {
    const book = await read({
      texts: {
        "cover.xhtml": '<section epub:type="cover"><p><img src="c.png" alt="Cover"/></p></section>',
        "c1.xhtml": `<h2>One</h2>${words(300)}`,
        "c1b.xhtml": "<p>and so it went on.</p>",
        "c2.xhtml": `<h2>Two</h2>${words(300)}`,
        "extra.xhtml": "<h2>Three</h2><p>The contents forgot this one.</p>",
        "copy.xhtml": '<section epub:type="copyright-page"><p>All rights reserved.</p></section>',
      },
      toc: '<ol><li><a href="c1.xhtml">One</a></li><li><a href="c2.xhtml">Two</a></li></ol>',
      manifest: '<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>',
      entries: [{ name: "OPS/c.png", data: writePng(6, 9) }],
    });
    expect(outline(book)).toEqual(["One / body", "Two / body", "Three / body", "Copyright / back"]);
    expect(lines(book).at(-1)).toBe("paragraph: and so it went on.");
    expect(book.cover).toBe([...book.images.keys()][0]);
  });

  test("text before the first entry of the contents is front matter", async () => {
    const book = await read({
      texts: { "d.xhtml": "<p>For my mother.</p>", "a.xhtml": `<p>A note on the text.</p><h1 id="one">One</h1>${words(400)}` },
      toc: '<ol><li><a href="a.xhtml#one">One</a></li></ol>',
    });
    expect(outline(book)).toEqual(["For my mother. / front", "A note on the text. / front", "One / body"]);
  });

  test("without contents the headings make the chapters, without headings the files", async () => {
    const headed = await read({
      texts: {
        "a.xhtml": `<p>Motto</p><h2>One</h2>${words(100)}<h3>Inside</h3>${words(100)}<h2>Two</h2>${words(400)}`,
        "b.xhtml": `<h2>Three</h2>${words(10)}`,
      },
      toc: "",
    });
    expect(outline(headed)).toEqual(["Motto / front", "One / body", "Two / body", "Three / body"]);
    const bare = await read({ texts: { "a.xhtml": "<p>First file.</p>", "b.xhtml": "<p>Second file.</p>" }, toc: "" });
    expect(outline(bare)).toEqual(["First file. / body", "Second file. / body"]);
  });

  test("an entry whose place is gone is found by its heading", async () => {
    const book = await read({
      texts: { "a.xhtml": `<h2>One</h2>${words(90)}<h2>Two</h2>${words(90)}` },
      toc: '<ol><li><a href="a.xhtml#gone1">One</a></li><li><a href="a.xhtml#gone2">Two</a></li><li><a href="nowhere.xhtml">Three</a></li><li><a href="#">Four</a></li></ol>',
    });
    expect(outline(book)).toEqual(["One / body", "Two / body"]);
    expect(report(book)).toEqual([
      "One entry of the table of contents pointed nowhere.",
      "The table of contents leads to no place for “One”; it was found by its heading.",
      "The table of contents leads to no place for “Two”; it was found by its heading.",
      "The table of contents names “Three”, whose place in the book does not exist.",
    ]);
  });

  test("an entry that leads behind its heading takes the heading along", async () => {
    const book = await read({
      texts: { "a.xhtml": `<h2>One</h2><p id="a">First.</p><h2>Two</h2><p id="b">Second.</p>` },
      toc: '<ol><li><a href="a.xhtml#a">One</a></li><li><a href="a.xhtml#b">Two</a></li></ol>',
    });
    expect(outline(book)).toEqual(["One / body", "Two / body"]);
    expect(lines(book, 0)).toEqual(["paragraph: First."]);
  });

  test.each([
    ["<h1>Chapter 1</h1><h2>Loomings</h2>", "1. Loomings", "1. Loomings", 0],
    ["<h1>Chapter 1: Loomings</h1>", "Chapter 1", "Chapter 1: Loomings", 0],
    ["<p class='num'>1</p><p class='title'>Loomings</p>", "1 Loomings", "1 Loomings", 2],
    ["<hgroup><h2>I</h2><p>Loomings</p></hgroup>", "I: Loomings", "I: Loomings", 0],
    ["<h2>Something else</h2>", "Loomings", "Loomings", 1],
    ["<p><img src='o.png' alt=''/></p><h2>Loomings</h2>", "Loomings", "Loomings", 1],
    ["<h2>Loomings</h2>", "", "Loomings", 0],
  ])("a title that the text says again is said once: %s", async (head, label, title, left) => {
    const book = await read({
      texts: { "a.xhtml": `${head}<p>Call me Ishmael.</p>` },
      toc: `<ol><li><a href="a.xhtml">${label}</a></li></ol>`,
      entries: [{ name: "OPS/o.png", data: writePng(1, 1) }],
    });
    expect(book.chapters[0]?.title).toBe(title);
    expect(passages(book)).toHaveLength(1 + left);
  });

  test("EPUB 2 with guide and NCX: cover and title page are known, dedication and imprint by their names", async () => {
    const ncx = (label: string, src: string) =>
      `<navPoint><navLabel><text>${label}</text></navLabel><content src="${src}"/></navPoint>`;
    const text = (name: string, body: string): FixtureEntry => ({
      name: `${name}.html`,
      data: `<html><head><title>${name}</title></head><body>${body}</body></html>`,
    });
    const names = ["tp", "ded", "toc", "c1", "c2", "imp"];
    const book = await read(
      writeZip([
        { name: "META-INF/container.xml", data: '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>' },
        {
          name: "b.opf",
          data: `<package version="2.0"><metadata xmlns:dc="d" xmlns:opf="o"><dc:title>B</dc:title><dc:creator opf:role="aut">A</dc:creator><dc:creator opf:role="edt">E</dc:creator></metadata>
            <manifest>${names.map((name) => `<item id="${name}" href="${name}.html" media-type="text/html"/>`).join("")}<item id="c1" href="c1.html" media-type="text/html"/><item id="x" href=""/><item id="ncx" href="n.ncx" media-type="application/x-dtbncx+xml"/></manifest>
            <spine toc="ncx">${names.map((name) => `<itemref idref="${name}"/>`).join("")}<itemref idref="gone"/></spine><guide><reference type="title-page" href="tp.html"/></guide></package>`,
        },
        {
          name: "n.ncx",
          data: `<ncx><navMap>${ncx("The Book", "tp.html")}${ncx("Dedication", "ded.html")}${ncx("Contents", "toc.html")}${ncx("1", "c1.html")}${ncx("2", "c2.html")}${ncx("Impressum", "imp.html")}</navMap></ncx>`,
        },
        text("tp", "<p>The Book</p><p>A. Author</p>"),
        text("ded", "<p>For you</p>"),
        text("toc", '<p><a href="c1.html">1</a></p><p><a href="c9.html">9</a></p>'),
        text("c1", words(300)),
        text("c2", words(300)),
        text("imp", "<p>Printed somewhere&nbsp;&mdash; by &unknown; &copy;</p>"),
      ]),
    );
    expect(outline(book)).toEqual([
      "The Book / front",
      "Dedication / front",
      "Contents / front",
      "1 / body",
      "2 / body",
      "Impressum / back",
    ]);
    expect(book.authors).toEqual(["A"]);
    expect(lines(book, 5)).toEqual(["paragraph: Printed somewhere\u00a0— by &unknown; ©"]);
    expect(report(book)).toEqual([
      "The file does not say that it is an EPUB (its “mimetype” is missing); it was read as one.",
      "“c1.html” is listed twice in the package; once was enough.",
      "One entry of the package's list named no file and was skipped.",
      "The reading order names “gone”, which the package does not list.",
      "“imp.html” uses the unknown character name “&unknown;”; it is shown as it is written.",
      "One link inside the book led nowhere; the text was kept.",
    ]);
  });

  test("wrong media types, names in another case and a missing container are seen through", async () => {
    const book = await read(
      writeZip([
        { name: "mimetype", data: "application/epub+zip", stored: true },
        {
          name: "Ops/Content.opf",
          data: '<package><metadata><title>T</title></metadata><manifest><item id="a" href="text/A%20b.HTML" media-type="text/plain"/><item id="p" href="p.png" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="p"/></spine></package>',
        },
        { name: "Ops/Text/a b.html", data: "<html lang='de-at'><body><p>Servus <i lang='fr'>mes amis</i></p></body></html>" },
        { name: "Ops/p.png", data: writePng(7, 7) },
      ]),
    );
    expect(book.language).toBe("de-AT");
    expect(passages(book).map(({ kind, content }) => [kind, content])).toEqual([
      ["paragraph", ["Servus ", { t: "em", c: ["mes amis"], lang: "fr" }]],
      ["figure", [{ t: "img", width: 7, height: 7, name: [...book.images.keys()][0], alt: "" }]],
    ]);
    expect(report(book)).toContain("The container does not name the package document; it was found by its name.");
  });
});

describe("passages", () => {
  test("lists, definitions, quotations, verse, code and breaks become passages of their kind", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<ol start="3" type="a"><li>Three<ul><li><p>Inner</p><p>More</p></li></ul></li><li value="9">Nine</li></ol><ol reversed="reversed"><li>B</li><li>A</li></ol>
          <dl><dt>Term</dt><dd>Meaning</dd><dt>Two</dt><dt>Words</dt><dd><p>First</p><p>Second</p></dd><dt>Alone</dt></dl>
          <blockquote><p>Quoted</p><blockquote><p>Deeper</p></blockquote><h4>Head</h4></blockquote>
          <div class="poem"><div class="stanza"><p>Line one</p><p>Line two</p></div><p>Line three<br/>Line four</p></div>
          <pre>if x:\n    y   z\n</pre><p>* * *</p><p>After</p><hr/><p style="text-align:right">Signed</p><p class="center">Middle</p>
          <p>Hello<br/><br/>again</p><div>Loose <b>text</b><p>in a box</p>tail</div>`,
      },
    });
    expect(
      passages(book).map(({ kind, depth, marker, level, quoted, align, ...passage }) => [
        kind,
        canonicalText(passage),
        ...[depth, marker, level, quoted, align].filter((value) => value !== undefined),
      ]),
    ).toEqual([
      ["item", "Three", 0, "c."],
      ["item", "Inner", 1, "•"],
      ["item", "More", 1],
      ["item", "Nine", 0, "i."],
      ["item", "B", 0, "2."],
      ["item", "A", 0, "1."],
      ["item", "Term\nMeaning", 0],
      ["item", "Two\nWords\nFirst", 0],
      ["item", "Second", 0],
      ["item", "Alone", 0],
      ["quote", "Quoted", 0],
      ["quote", "Deeper", 1],
      ["heading", "Head", 2, true],
      ["verse", "Line one\nLine two"],
      ["verse", "Line three\nLine four"],
      ["code", "if x:\n\u00a0\u00a0\u00a0\u00a0y\u00a0\u00a0\u00a0z"],
      ["rule", ""],
      ["paragraph", "After"],
      ["rule", ""],
      ["paragraph", "Signed", "end"],
      ["paragraph", "Middle", "center"],
      ["paragraph", "Hello"],
      ["paragraph", "again"],
      ["paragraph", "Loose text"],
      ["paragraph", "in a box"],
      ["paragraph", "tail"],
    ]);
  });

  test("tables keep rows, heads and spans; a table that only places text is text", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<table><caption>Wages</caption><thead><tr><td>Trade</td><td colspan="2">Pay</td></tr></thead><tbody><tr><th>Mason</th><td rowspan="2"><p>1</p><p>2</p></td><td colspan="0">3</td></tr><tr/></tbody></table>
          <table><tr><td><p>Only</p><p>text</p></td></tr></table><table><tr><td><h2>Head</h2></td><td><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>`,
      },
    });
    expect(lines(book)).toEqual([
      "paragraph: Wages",
      "table: Trade\tPay\nMason\t1\n2\t3",
      "paragraph: Only",
      "paragraph: text",
      "heading: Head",
      "table: x\ty",
    ]);
    expect(passages(book)[1]?.rows).toEqual([
      { header: true, cells: [{ content: ["Trade"] }, { content: ["Pay"], colspan: 2 }] },
      { cells: [{ content: ["Mason"] }, { content: ["1", { t: "br" }, "2"], rowspan: 2 }, { content: ["3"] }] },
    ]);
  });

  test("inline markup is reduced to the closed list, with ruby, small capitals, language and direction", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<p xml:lang="ja"><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>
          <p><b epub:type="z3998:author">Jack</b> <span class="smcap">Caps</span> <abbr>Mr.</abbr> H<sub>2</sub>O <kbd>x</kbd> <ins>new</ins> <del>old</del> <q>said</q> <font color="red">red</font> long<wbr/>word</p>
          <p dir="rtl" lang="he">שלום <bdo dir="ltr">abc</bdo></p>`,
      },
    });
    expect(passages(book).map(({ content, lang, dir }) => ({ content, lang, dir }))).toEqual([
      { content: [{ t: "ruby", c: ["漢", { t: "rt", c: ["かん"] }] }], lang: "ja", dir: undefined },
      {
        content: [
          { t: "span", c: ["Jack"], caps: true },
          " ",
          { t: "span", c: ["Caps"], caps: true },
          " Mr. H",
          { t: "sub", c: ["2"] },
          "O ",
          { t: "code", c: ["x"] },
          " ",
          { t: "u", c: ["new"] },
          " ",
          { t: "s", c: ["old"] },
          " ",
          { t: "q", c: ["said"] },
          " red long\u200bword",
        ],
        lang: undefined,
        dir: undefined,
      },
      { content: ["שלום ", { t: "span", c: ["abc"], dir: "ltr" }], lang: "he", dir: "rtl" },
    ]);
  });

  test("pictures, captions and inline drawings become figures", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<figure id="f"><img src="p.png" alt="A map"/><figcaption>Map of <i>Erewhon</i></figcaption></figure><p>See <a href="#f">the map</a>, <img src="p.png" alt="sign"/> and <a href="p.png">large</a>.</p>
          <div><svg viewBox="0 0 6 9"><image xlink:href="p.png" width="6"/></svg></div><figure><blockquote><p>Said</p></blockquote><figcaption>Who</figcaption></figure>`,
      },
      entries: [{ name: "OPS/p.png", data: writePng(6, 9) }],
    });
    const name = [...book.images.keys()][0];
    expect(book.images.size).toBe(1);
    expect(passages(book).map(({ kind, content }) => [kind, content])).toEqual([
      ["figure", [{ t: "img", width: 6, height: 9, name, alt: "A map" }, { t: "br" }, "Map of ", { t: "em", c: ["Erewhon"] }]],
      [
        "paragraph",
        [
          "See ",
          { t: "a", c: ["the map"], to: "1.1" },
          ", ",
          { t: "img", width: 6, height: 9, name, alt: "sign" },
          " and large.",
        ],
      ],
      ["figure", [{ t: "img", width: 6, height: 9, name, alt: "" }]],
      ["quote", ["Said"]],
      ["paragraph", ["Who"]],
    ]);
  });

  test("printed pages are taken from the page list, from types and from transcribers' classes", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<p id="p1">One <span epub:type="pagebreak" id="p2">2</span>two <span class="pagenum"><a id="p3"/>[3]</span>three</p><div role="doc-pagebreak" aria-label="page 4"/><p>four</p><table><tr><td>a</td><td>b <span epub:type="pagebreak" title="5"/>c</td></tr></table><p><a id="p6"/></p>`,
      },
      navs: '<nav epub:type="page-list"><ol><li><a href="a.xhtml#p1">i</a></li><li><a href="a.xhtml#p2">2</a></li><li><a href="a.xhtml#p6">Page 6</a></li></ol></nav>',
    });
    expect(lines(book)).toEqual(["paragraph: One two three", "paragraph: four", "table: a\tb c"]);
    expect(passages(book).map(({ pages }) => pages)).toEqual([
      [
        { label: "i", at: 0 },
        { label: "2", at: 4 },
        { label: "3", at: 8 },
      ],
      // Page 6 begins behind all text: it stands at the end of the last passage that can carry it.
      [
        { label: "4", at: 0 },
        { label: "6", at: 4 },
      ],
      [{ label: "5", at: 4 }],
    ]);
  });
});

describe("notes", () => {
  const noteText = (passage: Passage | undefined) => [
    passage?.kind,
    passage?.marker,
    passage === undefined ? "" : canonicalText(passage),
  ];

  test("footnotes of Project Gutenberg's making are found without any type", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<h2>One</h2><p>A claim.<a id="FNanchor_1"></a><a href="#Footnote_1" class="fnanchor">[1]</a> More<a id="FNanchor_2" href="#Footnote_2"><sup>2</sup></a>.</p>
          <div class="footnotes"><div class="footnote"><p><a id="Footnote_1"></a><a href="#FNanchor_1"><span class="label">[1]</span></a> The proof.</p><p>And more of it.</p></div>
          <div class="footnote"><p><a id="Footnote_2" href="#FNanchor_2">[2]</a> Another.</p></div></div>`,
      },
    });
    expect(canonicalText(passages(book)[passages(book).length - 4] as Passage)).toBe("A claim. More.");
    expect(passages(book).slice(-3).map(noteText)).toEqual([
      ["note", "1", "The proof."],
      ["note", undefined, "And more of it."],
      ["note", "2", "Another."],
    ]);
    expect(book.chapters[0]?.words).toBe(3 + (passages(book).length - 4));
  });

  test("notes with backlinks at the end of the book go to the chapters that refer to them, in each once", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<p>First<sup><a id="r1" href="n.xhtml#n1">1</a></sup> and again<sup><a href="n.xhtml#n1">1</a></sup></p>`,
        "b.xhtml": `<p>Second<a id="r2" href="n.xhtml#n2"><sup>2</sup></a>, see also<sup><a href="n.xhtml#n1">1</a></sup></p>`,
        "n.xhtml": `<h1>Notes</h1><p id="n1"><a href="a.xhtml#r1">1</a>. Note one, see <a href="#n2">note 2</a>.</p><p id="n2">2. Note two. <a href="b.xhtml#r2">↩</a></p>`,
      },
    });
    expect(outline(book)).toEqual(["a / body", "b / body"]);
    expect(passages(book, 0).slice(1).map(noteText)).toEqual([["note", "1", "Note one, see note 2."]]);
    expect(passages(book, 1).slice(1).map(noteText)).toEqual([
      ["note", "2", "Note two."],
      ["note", "1", "Note one, see note 2."],
    ]);
    const link = passages(book, 1)[2]?.content.find((node) => typeof node !== "string" && node.t === "a");
    expect(link).toMatchObject({ to: "2.2" });
  });

  test("notes nobody refers to stay: in a chapter of notes, or at the end of the chapter they stand in", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<p>Text<a epub:type="noteref" href="n.xhtml#n1">1</a>.</p><aside epub:type="footnote"><p>Aside.</p></aside><p>Last.</p>`,
        "n.xhtml": `<section epub:type="endnotes"><h2>Notes</h2><ol><li id="n1"><p>One.</p></li><li id="n2"><p>Two.</p></li></ol></section>`,
      },
      toc: '<ol><li><a href="a.xhtml">A</a></li><li><a href="n.xhtml">Notes</a></li></ol>',
    });
    expect(outline(book)).toEqual(["A / body", "Notes / notes"]);
    expect(lines(book)).toEqual(["paragraph: Text.", "paragraph: Last.", "note: Aside.", "note: One."]);
    expect(passages(book, 1).map(noteText)).toEqual([["note", "2", "Two."]]);
  });

  test("a link that only looks like a reference is a link", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<p>See <a href="#p9">9</a>, <a href="#s"><sup>2</sup></a> and x<sup>2</sup>.</p><p id="p9">A paragraph that <a href="https://example.org/">links</a>.</p><section id="s"><h2>Part</h2><p>Text</p></section>`,
      },
    });
    expect(JSON.stringify(book.chapters)).not.toContain("noteref");
    expect(passages(book)[0]?.content).toMatchObject([
      "See ",
      { t: "a", to: "1.2" },
      ", ",
      { t: "a", to: "1.3" },
      " and x",
      { t: "sup" },
      ".",
    ]);
  });

  test("a marker in a heading that is taken out, and one alone in a paragraph, are kept", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<h2>One<a epub:type="noteref" href="#n">1</a></h2><hr/><p>Text.</p><p><a epub:type="noteref" href="#m">2</a></p><p>More.</p><aside epub:type="footnote" id="n">On the title.</aside><aside epub:type="footnote" id="m">On the text.</aside>`,
      },
      toc: '<ol><li><a href="a.xhtml">One</a></li></ol>',
    });
    expect(book.chapters[0]?.title).toBe("One");
    expect(passages(book).map(({ content }) => content)).toEqual([
      [{ t: "noteref", label: "1", to: "1.3" }, "Text.", { t: "noteref", label: "2", to: "1.4" }],
      ["More."],
      ["On the title."],
      ["On the text."],
    ]);
  });
});
