// How web pages, Markdown and Word documents become chapters: what is the text of a page, what its headings divide, what its notes and links are.
import { describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { importBook } from "./import-book.ts";
import { writePng } from "./zip-fixture.ts";

async function read(text: string, fileName = "page.html"): Promise<ImportedBook> {
  const book = await importBook(new TextEncoder().encode(text), { fileName });
  expect(checkBook(book)).toEqual([]);
  return book;
}
const page = (body: string, head = "<title>The book</title>") =>
  `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const outline = (book: ImportedBook) => book.chapters.map(({ section, title, role }) => [...section, title, role].join(" / "));
const lines = (book: ImportedBook, chapter = 0) =>
  (book.chapters[chapter]?.passages ?? []).map((one) => `${one.kind}: ${canonicalText(one)}`);
const report = (book: ImportedBook) => book.report.map(({ what }) => what);
const words = (count: number) => `<p>${"word ".repeat(count)}</p>`;

describe("chapters", () => {
  test("a page with one heading is one chapter, and short parts of an article are its headings", async () => {
    const article = page(
      `<h1>On bread</h1>${words(60)}<h2>Flour</h2>${words(60)}<h2>Water</h2>${words(60)}`,
      "<title>On bread — The Site</title>",
    );
    const book = await read(article);
    expect([book.title, ...outline(book)]).toEqual(["On bread", "On bread / body"]);
    expect(lines(book).filter((line) => line.startsWith("heading"))).toEqual(["heading: Flour", "heading: Water"]);
  });

  test("below one title the next headings are chapters when they are long, and a title page is in front", async () => {
    const book = await read(
      page(`<h1>On bread</h1><p>by Ann</p><h2>Flour</h2>${words(900)}<h2>Water</h2>${words(900)}<h3>Salt</h3>${words(900)}`),
    );
    expect(outline(book)).toEqual(["On bread / front", "Flour / body", "Water / body"]);
    expect(lines(book, 2)[1]).toBe("heading: Salt");
  });

  test("parts are sections when their words or their length say so", async () => {
    const named = await read(
      page(
        `<h1>Part One</h1><h2>A</h2>${words(30)}<h2>B</h2>${words(30)}<h1>Part Two</h1><h2>C</h2>${words(30)}<h1>Afterword</h1>${words(90)}`,
      ),
    );
    expect(outline(named)).toEqual(["Part One / A / body", "Part One / B / body", "Part Two / C / body", "Afterword / body"]);
    const long = await read(
      page(`<h1>Bread</h1><h2>A</h2>${words(1600)}<h2>B</h2>${words(1600)}<h1>Roses</h1><h2>C</h2>${words(1600)}`),
    );
    expect(outline(long)).toEqual(["Bread / A / body", "Bread / B / body", "Roses / C / body"]);
    const short = await read(
      page(`<h1>Bread</h1><h2>A</h2>${words(30)}<h2>B</h2>${words(30)}<h1>Roses</h1><h2>C</h2>${words(30)}`),
    );
    expect(outline(short)).toEqual(["Bread / body", "Roses / body"]);
  });

  test("a number and the title below it are one title", async () => {
    const book = await read(
      page(`<h2>Chapter I</h2><h3>Loomings</h3>${words(90)}<h2>Chapter II</h2><h3>The Carpet-Bag</h3>${words(90)}`),
    );
    expect(outline(book)).toEqual(["Chapter I: Loomings / body", "Chapter II: The Carpet-Bag / body"]);
    expect(lines(book)).toHaveLength(1);
  });

  test("what opens a text before its first heading is read, if it is more than a title page", async () => {
    const book = await read(page(`${words(80)}<h2>One</h2>${words(400)}<h2>Two</h2>${words(400)}`));
    expect(book.chapters.map(({ role, words }) => [role, words])).toEqual([
      ["body", 80],
      ["body", 400],
      ["body", 400],
    ]);
  });

  test("a page without headings is divided by its list of contents, one with headings loses the list", async () => {
    const list = `<p>Contents</p><ul><li><a href="#a">One</a></li><li><a href="#b">Two</a></li><li><a href="#c">Three</a></li></ul>`;
    const bare = await read(
      page(
        `${list}<p id="a"><b>One</b></p>${words(90)}<p id="b"><b>Two</b></p>${words(90)}<p><a name="c"></a>Three</p>${words(90)}`,
      ),
    );
    expect(outline(bare)).toEqual(["One / body", "Two / body", "Three / body"]);
    expect(lines(bare)).toHaveLength(1);
    const headed = await read(
      page(`${list}<h2 id="a">One</h2>${words(90)}<h2 id="b">Two</h2>${words(90)}<h2 id="c">Three</h2>${words(90)}`),
    );
    expect(outline(headed)).toEqual(["One / body", "Two / body", "Three / body"]);
  });
});

describe("notes", () => {
  test.each([
    [
      "an encyclopedia",
      '<p>Bread.<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup></p><ol class="references"><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>Smith 1999.</span></li></ol>',
    ],
    [
      "an archive",
      '<p>Bread.<sup class="anote"><a href="#n1" name="f1">[1]</a></sup></p><hr><h3>Notes</h3><p><a name="n1" href="#f1">[1]</a> Smith 1999.</p>',
    ],
    [
      "a transcription",
      '<p>Bread.<a name="citation1"></a><a href="#footnote1" class="citation">[1]</a></p><h2>FOOTNOTES:</h2><p><a name="footnote1"></a><a href="#citation1" class="footnote">[1]</a>&nbsp; Smith 1999.</p>',
    ],
    [
      "a word processor",
      '<p>Bread.<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a></p><div><hr size=1><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Smith 1999.</p></div></div>',
    ],
  ])("as %s sets them are notes, and what only led to them or back is gone", async (_, body) => {
    const book = await read(page(`<h2>One</h2>${body}`));
    const [paragraph] = book.chapters[0]?.passages ?? [];
    const note = book.chapters[0]?.passages.find(({ kind }) => kind === "note");
    expect(paragraph?.content).toEqual(["Bread.", { t: "noteref", label: "1", to: note?.key }]);
    expect(note).toMatchObject({ marker: "1", content: ["Smith 1999."] });
  });
});

describe("the text of a page", () => {
  test("is its main element, when most of the text stands there", async () => {
    const book = await read(
      page(
        `<header><p>The Site</p></header><nav><a href="/">Home</a></nav><main><h1>On bread</h1>${words(90)}<aside><p>By the way</p></aside></main><footer><p>Imprint</p></footer>`,
      ),
    );
    expect(lines(book).map((line) => line.slice(0, 21))).toEqual(["paragraph: word word ", "paragraph: By the way"]);
    expect(report(book)).toEqual(["Menus, notices and other parts around the text of the web page were left out."]);
  });

  test("is the whole body without menus and notices where there is no main element, but with notes in the footer", async () => {
    const book = await read(
      page(`<nav><a href="/">Home</a></nav><div class="cookie-banner">We use cookies</div>${words(20)}<p>Noted<sup><a href="#fn1" id="r1">1</a></sup>.</p>
      <footer><p id="fn1"><a href="#r1">1</a> The note.</p></footer>`),
    );
    expect(lines(book).slice(1)).toEqual(["paragraph: Noted.", "note: The note."]);
  });

  test("may say its title, authors, language and rights in its head", async () => {
    const head = `<title> The
      book </title><meta name="author" content="Ann Author"><meta name="DC.creator" content="Bo Writer"><meta property="article:author" content="https://site.example/ann"><meta name="copyright" content="CC BY 4.0">`;
    const book = await read(page("<p>Hello</p>", head));
    expect(book).toMatchObject({
      title: "The book",
      authors: ["Ann Author", "Bo Writer"],
      language: "en",
      rights: "CC BY 4.0",
      direction: "ltr",
    });
    const arabic = await read('<html lang="ar"><p>مرحبا بالعالم</p></html>', "my_page.html");
    expect(arabic).toMatchObject({ title: "my page", language: "ar", direction: "rtl" });
  });

  test("leads into itself also where a saved page writes its whole address, and keeps the pictures it carries", async () => {
    const png = Buffer.from(writePng(3, 4)).toString("base64");
    const book = await read(
      `<!-- saved from url=(0030)https://site.example/bread.html -->${page(`<p><a href="https://site.example/bread.html#x">in</a> <a href="page.html#x">in too</a> <a href="other.html">out</a></p><p id="x">Here</p><p><img src="data:image/png;base64,${png}" alt="A loaf"></p>`)}`,
    );
    const [first, second, third] = book.chapters[0]?.passages ?? [];
    expect(first?.content).toEqual([
      { t: "a", c: ["in"], to: second?.key },
      " ",
      { t: "a", c: ["in too"], to: second?.key },
      " out",
    ]);
    expect(third).toMatchObject({ kind: "figure", content: [{ t: "img", alt: "A loaf", width: 3, height: 4 }] });
  });
});

describe("Markdown", () => {
  test("says what it is in its front matter, of which only plain values count", async () => {
    const book = await read(
      "---\ntitle: 'On: bread'\nauthors:\n  - Ann Author\n  - Bo Writer\nlang: de\nlicense: CC0\ntags: [a, b]\nnested:\n  title: no\n---\n\n# Eins\n\nText\n\n# Zwei\n\nText",
      "a.md",
    );
    expect(book).toMatchObject({ title: "On: bread", authors: ["Ann Author", "Bo Writer"], language: "de", rights: "CC0" });
    expect(outline(book)).toEqual(["Eins / body", "Zwei / body"]);
  });

  test("has notes, tables, code and struck words, each once", async () => {
    const book = await read(
      "Text[^a] and ~~gone~~ again[^a].\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\n```js\nlet x;\n```\n\n[^a]: The *note*.\n",
      "a.md",
    );
    expect(lines(book)).toEqual(["paragraph: Text and gone again.", "table: A\tB\n1\t2", "code: let x;", "note: The note."]);
    expect(
      book.chapters[0]?.passages[0]?.content.filter((node) => typeof node === "object" && node.t === "noteref"),
    ).toHaveLength(2);
  });
});
