// Pages, Markdown and Word documents made to do harm: each is refused with a reason, or read without what could act, fetch or grow.
import { describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { renderPassage } from "#domain/text/render.ts";
import { importBook } from "./import-book.ts";
import { defaultLimits, type ImportLimits } from "./import-limits.ts";
import { writeDocx, writePng, writeZip } from "./zip-fixture.ts";

async function read(file: string | Uint8Array, fileName: string, limits: Partial<ImportLimits> = {}): Promise<ImportedBook> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const book = await importBook(bytes, { fileName, limits: { ...defaultLimits, ...limits } });
  expect(checkBook(book)).toEqual([]);
  return book;
}
const page = (body: string, head = "") =>
  `<!DOCTYPE html><html><head><title>A page</title>${head}</head><body>${body}</body></html>`;
const text = (book: ImportedBook) => book.chapters.flatMap(({ passages }) => passages.map(canonicalText)).join("\n");
const report = (book: ImportedBook) => book.report.map(({ what }) => what).join("\n");
/** What a reader's browser is given of a book, and what is stored of its pictures. */
const shown = (book: ImportedBook) =>
  book.chapters.flatMap(({ passages }) => passages.map((one) => renderPassage(one, { imageBase: "/images/" }))).join("\n") +
  [...book.images.values()].map(({ bytes }) => new TextDecoder("latin1").decode(bytes)).join("\n");

const acting = `<script>alert("S1")</script><p onclick="evil()" style="background:url(http://evil.example/x)">Hello <b onmouseover="evil()">bold</b>
  <iframe src="http://evil.example/"></iframe><iframe srcdoc="<script>evil()</script>"></iframe><input value="typed"><object data="http://evil.example/x.swf">fall back</object></p>
  <form action="http://evil.example/"><p>Form text</p><button>Send</button></form><style>@import "http://evil.example/f.css"; @font-face { src: url(http://evil.example/f.woff) } p { color: red }</style>
  <link rel="stylesheet" href="http://evil.example/s.css"><base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example/">
  <svg viewBox="0 0 9 9"><script>evil()</script><a href="javascript:evil()"><path d="M0 0h9" onload="evil()"/></a><image href="http://evil.example/i.png"/><foreignObject><p>evil</p></foreignObject></svg>
  <math><mi href="javascript:evil()">x</mi><mtext><script>evil()</script></mtext><annotation-xml encoding="text/html"><img src=x onerror="evil()"></annotation-xml></math>
  <p><a href="javascript:evil()">one</a> <a href=" java&#10;script:evil()">two</a> <a href="data:text/html,<script>evil()</script>">three</a> <a href="vbscript:evil()">four</a> <a href="https://example.org/">five</a></p>
  <p><img src="http://evil.example/track.gif" alt="A map"><img src="pictures/own.png" alt="Own"><img src="data:text/html;base64,PHNjcmlwdD4=" alt=""></p>
  <noscript><img src=x onerror=evil()></noscript><template><p>evil</p></template><p hidden>evil</p><!--><script>evil()</script>-->`;

function expectDefused(book: ImportedBook): void {
  expect(shown(book)).not.toMatch(
    /<script|<style|<iframe|<form|<link|<base|<meta|\son\w+=|evil|javascript:|vbscript:|alert|typed/i,
  );
  expect(
    shown(book)
      .match(/(?:src|href)="[^"]*"/g)
      ?.filter((one) => !/="(?:https:\/\/example\.org\/|\/images\/[0-9a-f]{64}\.svg)"$/.test(one)),
  ).toEqual([]);
  expect(text(book)).toContain("Hello bold");
  expect(text(book)).toContain("one two three four five");
  expect(report(book)).toMatch(/pictures did not lie in the file and were left out/);
  expect(report(book)).toMatch(/links led to what is no page of the web; the text was kept/);
}

describe("a web page", () => {
  test("keeps nothing that acts or fetches", async () => {
    expectDefused(await read(page(acting), "a.html"));
  });

  test("that is XHTML with an entity bomb is refused, an outer entity is never followed", async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><html><body><p>&b;</p></body></html>`;
    await expect(read(bomb, "a.xhtml")).rejects.toMatchObject({ code: "entities" });
    const outer = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>Hello &a; there</p></body></html>`;
    expect(text(await read(outer, "a.xhtml"))).toBe("Hello there");
  });

  test("of wrong UTF-8 is read as what it is likeliest to be", async () => {
    const latin = await read(Buffer.from(page("<p>Étienne avait faim, à l'été.</p>"), "latin1"), "a.html");
    expect(text(latin)).toBe("Étienne avait faim, à l'été.");
    expect(report(latin)).toContain("Windows-1252");
    const declared = await read(Buffer.from(page("<p>Ca\u0080va</p>", '<meta charset="iso-8859-15">'), "latin1"), "a.html");
    expect(text(declared)).not.toContain("\ufffd");
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(page("<p>Ζήτα</p>"), "utf16le")]);
    expect(text(await read(wide, "a.html"))).toBe("Ζήτα");
    const broken = Buffer.concat([Buffer.from("<html><body><p>Ζήτα και "), Buffer.from([0xc3, 0x28]), Buffer.from("</p>")]);
    expect(report(await read(broken, "a.html"))).toContain("not valid UTF-8 in 1 place");
  });

  test("with tables a thousand deep is read, one with elements a hundred thousand deep is refused", async () => {
    const deep = await read(page(`<p>Hello</p>${"<table><tr><td>".repeat(1000)}inside`), "a.html");
    expect(text(deep)).toMatch(/Hello[\s\S]*inside/);
    await expect(read(page(`${"<div>".repeat(100_000)}x`), "a.html")).rejects.toMatchObject({ code: "too-complex" });
    await expect(read(page("<i>x</i>".repeat(2000)), "a.html", { elements: 1000 })).rejects.toMatchObject({
      code: "too-complex",
    });
  });

  test("with one passage of five megabytes is cut at white space", async () => {
    const book = await read(page(`<p>${"several words of it ".repeat(250_000)}</p>`), "a.html");
    const lengths = book.chapters.flatMap(({ passages }) => passages.map((one) => canonicalText(one).length));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(defaultLimits.passageLength);
    expect(book.chapters.reduce((sum, { words }) => sum + words, 0)).toBe(1_000_000);
  });

  test("with twenty thousand headings, with and without text between them, keeps every word", async () => {
    const chapters = await read(
      page(Array.from({ length: 20_000 }, (_, i) => `<h2>Head ${i}</h2><p>Text ${i}</p>`).join("")),
      "a.html",
    );
    expect(chapters.chapters).toHaveLength(20_000);
    const bare = await read(page("<h2>The same</h2>".repeat(20_000)), "a.html");
    expect(text(bare).split("\n")).toHaveLength(20_000);
  });

  test("without text, or with more words than a book may have, is refused", async () => {
    await expect(read(page("<div> &nbsp; </div><script>app()</script>"), "a.html")).rejects.toMatchObject({ code: "no-text" });
    await expect(read(page("<p>one two three</p>".repeat(10)), "a.html", { words: 20 })).rejects.toMatchObject({
      code: "too-many-words",
    });
    await expect(read(page("<p>one</p>"), "a.html", { fileBytes: 10 })).rejects.toMatchObject({ code: "too-large" });
  });
});

describe("Markdown", () => {
  test("keeps nothing of its HTML, links and pictures that acts or fetches", async () => {
    const links = `[one](javascript:evil()) [two](<java&#10;script:evil()>) [three](data:text/html,evil) [four](vbscript:evil) [five](https://example.org/)`;
    const pictures = "![A map](http://evil.example/track.gif) ![Own](pictures/own.png)";
    const markdown = `# One\n\nHello **bold**\n\n${links}\n\n${pictures}\n\n<script>evil()</script>\n\n<p onclick="evil()">Hi</p>\n\n<style>p { background: url(http://evil.example) }</style>\n\n# Two\n\n<iframe src="http://evil.example"></iframe> End`;
    expectDefused(await read(markdown, "a.md"));
  });

  test("nested without end is read flatter, and unclosed signs are what they are", async () => {
    expect(text(await read(`${">".repeat(50_000)} inside`, "a.md"))).toBe("inside");
    expect(text(await read(`${"- ".repeat(5000)}inside`, "a.md"))).toBe("inside");
    expect(text(await read(`Hello ${"[".repeat(20_000)}`, "a.md"))).toBe(`Hello ${"[".repeat(20_000)}`);
  });

  test("with one line of five megabytes is cut at white space", async () => {
    const book = await read(`# A\n\n${"many words ".repeat(100_000)}`, "a.md");
    expect(book.chapters.reduce((sum, { words }) => sum + words, 0)).toBe(200_000);
  });

  test("that is long is read in pieces as if in one, with the addresses its links name at its end", async () => {
    const chapter = (i: number) => `# Chapter ${i}\n\nA [link][home] and ${"word ".repeat(3000)}\n\n~~~\n# no heading\n~~~\n`;
    const book = await read(
      `${Array.from({ length: 12 }, (_, i) => chapter(i)).join("\n")}\n[home]: https://example.org/`,
      "a.md",
    );
    expect(book.chapters.map(({ title }) => title)).toEqual(Array.from({ length: 12 }, (_, i) => `Chapter ${i}`));
    expect(shown(book).match(/href="https:\/\/example\.org\/"/g)).toHaveLength(12);
    expect(text(book).match(/# no heading/g)).toHaveLength(12);
  });
});

describe("a Word document", () => {
  const paragraph = (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
  const relations = (...targets: string[]) => ({
    name: "word/_rels/document.xml.rels",
    data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.join("")}</Relationships>`,
  });
  const picture = (id: string, how = "embed") =>
    `<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="A picture"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:${how}="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  test("keeps its pictures, and loses links and pictures that act or fetch", async () => {
    const link = (id: string) => `<w:p><w:hyperlink r:id="${id}"><w:r><w:t>word</w:t></w:r></w:hyperlink></w:p>`;
    const book = await read(
      writeDocx(paragraph("Hello") + picture("p1") + picture("p2", "link") + picture("p3") + link("l1") + link("l2"), [
        relations(
          `<Relationship Id="p1" Type="${type}/image" Target="media/a.png"/>`,
          `<Relationship Id="p2" Type="${type}/image" Target="file:///etc/passwd" TargetMode="External"/>`,
          `<Relationship Id="p3" Type="${type}/image" Target="../../../etc/passwd"/>`,
          `<Relationship Id="l1" Type="${type}/hyperlink" Target="javascript:evil()" TargetMode="External"/>`,
          `<Relationship Id="l2" Type="${type}/hyperlink" Target="https://example.org/" TargetMode="External"/>`,
        ),
        { name: "word/media/a.png", data: writePng(3, 4) },
        { name: "mammoth/style-map", data: "p => script:fresh" },
      ]),
      "a.docx",
    );
    expect(text(book)).toBe("\nA picture\nA picture\nword\nword");
    expect(shown(book)).not.toMatch(/evil|script|passwd|root:/);
    expect(shown(book).match(/href="[^"]*"/g)).toEqual(['href="https://example.org/"']);
    expect([...book.images.values()].map(({ type }) => type)).toEqual(["image/png"]);
    expect(report(book)).toContain("2 pictures did not lie in the file and were left out.");
  });

  test("with a document type in any of its parts is refused", async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>`;
    const outer = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`;
    for (const declaration of [bomb, outer]) {
      for (const name of ["word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"]) {
        const styles = relations(`<Relationship Id="s" Type="${type}/styles" Target="styles.xml"/>`);
        const file = writeDocx(paragraph("Hello"), [
          ...(name === "word/styles.xml" ? [styles] : []),
          { name, data: `${declaration}<x>&amp;</x>` },
        ]);
        await expect(read(file, "a.docx")).rejects.toMatchObject({ code: "entities" });
      }
    }
  });

  test("that unpacks a thousandfold is refused before it is unpacked, its pictures too", async () => {
    const bomb = paragraph("Hello").repeat(1_000_000);
    await expect(read(writeDocx(bomb), "a.docx", { textBytes: 1e9 })).rejects.toMatchObject({ code: "bomb" });
    const zeros = new Uint8Array(30_000_000);
    const file = writeDocx(paragraph("Hello") + picture("p1"), [
      relations(`<Relationship Id="p1" Type="${type}/image" Target="media/a.png"/>`),
      { name: "word/media/a.png", data: zeros, size: 10, crc: 0 },
    ]);
    await expect(read(file, "a.docx")).rejects.toMatchObject({ code: "bomb" });
  });

  test("with too many entries, encrypted ones, names that climb out or links is refused or read without them", async () => {
    await expect(read(writeDocx(paragraph("Hello")), "a.docx", { entries: 2 })).rejects.toMatchObject({
      code: "too-many-entries",
    });
    const locked = writeDocx("", [{ name: "word/document.xml", data: "x", encrypted: true }]);
    await expect(read(locked, "a.docx")).rejects.toMatchObject({ code: "encrypted" });
    const climbing = await read(
      writeDocx(paragraph("Hello"), [
        { name: "../../etc/passwd", data: "root:" },
        { name: "/etc/x", data: "y" },
      ]),
      "a.docx",
    );
    expect(text(climbing)).toBe("Hello");
    expect(report(climbing)).toContain("2 entries of the file are named as if they lay outside the book");
    const linked = writeDocx("", [{ name: "word/document.xml", data: "/etc/passwd", link: true, stored: true }]);
    await expect(read(linked, "a.docx")).rejects.toMatchObject({ code: "damaged" });
  });

  test("with tables a thousand deep, too many elements or damaged XML is refused with a sentence", async () => {
    const tables = `${"<w:tbl><w:tr><w:tc>".repeat(1000)}${paragraph("x")}${"</w:tc></w:tr></w:tbl>".repeat(1000)}`;
    await expect(read(writeDocx(tables), "a.docx")).rejects.toMatchObject({ code: "too-complex" });
    await expect(read(writeDocx(paragraph("x").repeat(500)), "a.docx", { elements: 100 })).rejects.toMatchObject({
      code: "too-complex",
    });
    await expect(read(writeDocx("<w:p><w:r>"), "a.docx")).rejects.toMatchObject({ code: "damaged" });
    await expect(read(writeDocx(paragraph("x"), [{ name: "word/document.xml", data: "<x/>" }]), "a.docx")).rejects.toMatchObject({
      code: "damaged",
    });
    const whole = Buffer.from(writeDocx(paragraph("Hello")));
    await expect(read(whole.subarray(0, whole.length - 40), "a.docx")).rejects.toMatchObject({ code: "damaged" });
    await expect(read(writeDocx("<w:p/>"), "a.docx")).rejects.toMatchObject({ code: "no-text" });
    await expect(read(writeZip([{ name: "word/document.xml", data: "<x/>" }]), "a.docx")).rejects.toMatchObject({
      code: "damaged",
    });
  });
});
