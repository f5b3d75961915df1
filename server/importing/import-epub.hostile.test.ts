// Files made to do harm: each is refused with a reason, or read without what could act, fetch or grow.
import { describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { importEpub } from "./import-epub.ts";
import { defaultLimits, type ImportLimits } from "./import-limits.ts";
import { type FixtureBook, writeEpub, writePng, writeZip } from "./zip-fixture.ts";

async function read(book: FixtureBook, limits: Partial<ImportLimits> = {}): Promise<ImportedBook> {
  const read = await importEpub(writeEpub(book), { limits: { ...defaultLimits, ...limits } });
  expect(checkBook(read)).toEqual([]);
  return read;
}
const refusal = (book: FixtureBook, limits: Partial<ImportLimits> = {}) =>
  importEpub(writeEpub(book), { limits: { ...defaultLimits, ...limits } });
const text = (book: ImportedBook) => book.chapters.flatMap(({ passages }) => passages.map(canonicalText)).join("\n");
/** Everything that is stored of a book, pictures as text. */
const stored = (book: ImportedBook) =>
  JSON.stringify(book.chapters) +
  [...book.images.values()].map(({ bytes }) => new TextDecoder("latin1").decode(bytes)).join("\n");
const report = (book: ImportedBook) => book.report.map(({ what }) => what).join("\n");
const hello = "<p>Hello, reader of this book.</p>";

describe("archives", () => {
  test("an entry that unpacks a thousandfold is refused before it is unpacked", async () => {
    const bomb = "<p>Hello</p>".repeat(2_000_000);
    await expect(refusal({ texts: { "a.xhtml": bomb } }, { textBytes: 1e9 })).rejects.toMatchObject({ code: "bomb" });
  });

  test("a bomb that lies about its size is counted by what it gives", async () => {
    const zeros = new Uint8Array(30_000_000);
    const book = writeEpub({
      texts: { "a.xhtml": `${hello}<img src="z.png" alt=""/>` },
      entries: [{ name: "OPS/z.png", data: zeros, size: 10, crc: 0 }],
    });
    await expect(importEpub(book)).rejects.toMatchObject({ code: "bomb" });
  });

  test("many entries that are harmless one by one are refused when they are too much together", async () => {
    const noise = () => Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));
    const names = Array.from({ length: 8 }, (_, i) => `p${i}.png`);
    const entries = names.map((name, i) => ({
      name: `OPS/${name}`,
      data: Buffer.concat([writePng(10 + i, 10), noise()]),
      stored: true as const,
    }));
    const texts = { "a.xhtml": hello + names.map((name) => `<p><img src="${name}" alt=""/></p>`).join("") };
    await expect(refusal({ texts, entries }, { unpackedBytes: 2_000_000 })).rejects.toMatchObject({ code: "too-large" });
    expect((await read({ texts, entries })).images.size).toBe(8);
  });

  test("too many entries, and one text that is too long, are refused", async () => {
    await expect(refusal({ texts: { "a.xhtml": hello } }, { entries: 3 })).rejects.toMatchObject({ code: "too-many-entries" });
    await expect(refusal({ texts: { "a.xhtml": hello } }, { textBytes: 100 })).rejects.toMatchObject({ code: "too-large" });
    await expect(refusal({ texts: { "a.xhtml": hello } }, { fileBytes: 100 })).rejects.toMatchObject({ code: "too-large" });
  });

  test("names that climb out of the archive are never used, whatever links to them", async () => {
    const entries = ["../../etc/passwd", "/etc/shadow", "C:\\boot.ini", "OPS/../../x.xhtml"].map((name) => ({
      name,
      data: "root:x:0:0",
    }));
    const book = await read({ texts: { "a.xhtml": `${hello}<p><a href="../../etc/passwd">out</a></p>` }, entries });
    expect(text(book)).toBe("Hello, reader of this book.\nout");
    expect(stored(book)).not.toContain("root:");
    expect(report(book)).toContain("4 entries of the file are named as if they lay outside the book");
  });

  test("an encrypted entry, and a book with copy protection, are refused", async () => {
    const encrypted = writeZip([{ name: "mimetype", data: "application/epub+zip", encrypted: true }]);
    await expect(importEpub(encrypted)).rejects.toMatchObject({ code: "encrypted" });
    const data = (algorithm: string) =>
      `<encryption><EncryptedData><EncryptionMethod Algorithm="${algorithm}"/><CipherData><CipherReference URI="OPS/a.xhtml"/></CipherData></EncryptedData></encryption>`;
    const protect = (algorithm: string) => ({
      texts: { "a.xhtml": hello },
      entries: [{ name: "META-INF/encryption.xml", data: data(algorithm) }],
    });
    await expect(refusal(protect("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))).rejects.toMatchObject({ code: "encrypted" });
    expect(text(await read(protect("http://www.idpf.org/2008/embedding")))).toContain("Hello");
  });

  test("a cut-off archive is refused, a wrong check sum and bytes after the end are not", async () => {
    const whole = Buffer.from(writeEpub({ texts: { "a.xhtml": hello } }));
    await expect(importEpub(whole.subarray(0, whole.length - 30))).rejects.toMatchObject({ code: "damaged" });
    expect(report(await importEpub(Buffer.concat([whole, Buffer.from("\r\n")])))).toContain("goes on after its end");
    const wrong = await read({
      texts: { "a.xhtml": hello },
      manifest: '<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>',
      entries: [{ name: "OPS/c.png", data: writePng(2, 2), crc: 1 }],
    });
    expect(report(wrong)).toContain("check sum");
    expect(wrong.cover).toBeDefined();
  });

  test("a text whose packed bytes are damaged is read up to the damage", async () => {
    const long = Array.from({ length: 3000 }, (_, i) => `<p>Sentence number ${i} of a long text.</p>`).join("");
    const book = await read({
      texts: { "a.xhtml": hello },
      manifest: '<item id="l" href="l.xhtml" media-type="application/xhtml+xml"/>',
      spine: '<itemref idref="l"/><itemref idref="a.xhtml"/>',
      entries: [{ name: "OPS/l.xhtml", data: `<html><body>${long}</body></html>`, cut: 3000 }],
    });
    expect(text(book)).toContain("Sentence number 100 of");
    expect(text(book)).toContain("Hello, reader");
    expect(report(book)).toContain("is damaged; it was read up to the damage");
  });

  test("an archive without a book, and a book without text, are refused", async () => {
    await expect(importEpub(writeZip([{ name: "a.txt", data: "x" }]))).rejects.toMatchObject({ code: "no-package" });
    await expect(refusal({ texts: { "a.xhtml": "<p> &#160; </p><hr/>" } })).rejects.toMatchObject({ code: "no-text" });
  });
});

describe("markup that acts or fetches", () => {
  test("scripts, handlers, forms and frames leave nothing behind", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<script>alert("S1")</script><p onclick="evil()" style="background:url(http://evil.example/x)">Hello <b onmouseover="evil()">bold</b>
          <iframe src="http://evil.example/"></iframe><input value="typed"/><object data="http://evil.example/x.swf">fall back</object></p>
          <form action="http://evil.example/"><p>Form text</p><button>Send</button></form><style>p{color:red}</style>
          <noscript><p>No script</p></noscript><template><p>Template</p></template><p><svg:script xmlns:svg="http://www.w3.org/2000/svg">alert("S2")</svg:script>End</p>`,
      },
    });
    expect(text(book)).toBe("Hello bold fall back\nForm text\nNo script\nEnd");
    expect(stored(book)).not.toMatch(/evil|alert|onclick|typed|Send|Template|color/);
  });

  test("only addresses of the web and of mail stay links", async () => {
    const links = [
      "javascript:alert(1)",
      " java\tscript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "&#106;avascript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "vbscript:x",
      "file:///etc/passwd",
      "//evil.example/x",
      "blob:http://x/y",
      "http://",
    ].map((href) => `<p><a href="${href.replaceAll("<", "&lt;")}">word</a></p>`);
    const kept = ["https://example.org/a?b=c#d", "http://example.org/", "mailto:a@example.org"].map(
      (href) => `<p><a href="${href}">word</a></p>`,
    );
    const book = await read({ texts: { "a.xhtml": [...links, ...kept].join("") } });
    const hrefs = [...stored(book).matchAll(/"href":"([^"]*)"/g)].map(([, href]) => href);
    expect(hrefs).toEqual(["https://example.org/a?b=c#d", "http://example.org/", "mailto:a@example.org"]);
    expect(text(book).split("\n")).toEqual(Array(13).fill("word"));
    expect(report(book)).toMatch(/links led to what is no page of the web/);
  });

  test("remote pictures, data pictures and sound are left out, with a word", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `${hello}<p><img src="https://evil.example/track.png" alt=""/></p><p><img src="data:image/png;base64,AAAA" alt="A map"/></p><audio src="a.mp3"/>
          <p><img src="missing.png" alt=""/><img src="text.png" alt=""/><img src="big.png" alt=""/><img src="small.png" alt="Small"/></p>`,
      },
      entries: [
        { name: "OPS/text.png", data: "<html><script>alert(1)</script></html>" },
        { name: "OPS/big.png", data: writePng(60_000, 60_000) },
        { name: "OPS/small.png", data: writePng(3, 4) },
      ],
    });
    expect(stored(book)).not.toMatch(/evil|base64|alert/);
    expect([...book.images.values()].map(({ type }) => type)).toEqual(["image/png"]);
    expect(book.chapters[0]?.passages.at(-1)).toMatchObject({
      kind: "figure",
      content: [{ t: "img", alt: "Small", width: 3, height: 4 }],
    });
    for (const part of [
      "2 pictures did not lie in the file",
      "“OPS/missing.png” is missing",
      "“OPS/text.png” is not a picture",
      "more than 40 million pixels",
      "One recording",
    ]) {
      expect(report(book)).toContain(part);
    }
  });

  test("a drawing keeps its lines and loses its script, links, foreign parts and style that fetches", async () => {
    const svg = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg"><!ENTITY x "boom">]>
      <svg xmlns="&ns;" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 20" onload="evil()"><script>alert(1)</script>
      <style>@import url(http://evil.example/a.css); .a{fill:red;background:url(http://evil.example)} .b{fill:url(#g)}</style>
      <foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(2)</script></body></foreignObject>
      <a xlink:href="javascript:alert(3)"><text>linked</text></a><image href="http://evil.example/x.png"/><use href="http://evil.example/x.svg#a"/>
      <linearGradient id="g"><stop offset="0" style="stop-color:red;-x:url(http://evil.example)"/></linearGradient>
      <path d="M0 0L1 1" fill="url(#g)" stroke="url(http://evil.example/#x)" onclick="evil()"/><animate attributeName="href" to="javascript:alert(4)"/>
      <set attributeName="onload" to="evil()"/><text>&x;A &lt;b&gt;</text></svg>`;
    const book = await read({
      texts: {
        "a.xhtml": `${hello}<p><img src="d.svg" alt="drawing"/></p>${svg
          .replace(/^[\s\S]*?\]>/, "")
          .replace("&ns;", "http://www.w3.org/2000/svg")
          .replace("&x;", "")}`,
      },
      entries: [{ name: "OPS/d.svg", data: svg }],
    });
    expect(stored(book)).not.toMatch(/evil|alert|script|foreignObject|animate|import|boom/i);
    const drawings = [...book.images.values()].map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(drawings.length).toBeGreaterThan(0);
    for (const drawing of drawings) {
      expect(drawing).toContain('<path d="M0 0L1 1" fill="url(#g)"/>');
      expect(drawing).toContain(".a{fill:red}\n.b{fill:url(#g)}");
      expect(drawing).toContain("A &lt;b&gt;</text>");
    }
    expect(report(book)).toMatch(/drawings? held more than lines and shapes/);
  });

  test("a drawing that multiplies itself does not", async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `<g id="l${i + 1}">${`<use href="#l${i}"/>`.repeat(10)}</g>`).join("");
    const book = await read({
      texts: { "a.xhtml": `${hello}<svg viewBox="0 0 9 9"><g id="l0"><path d="M0 0"/></g>${levels}</svg>` },
    });
    const [svg] = [...book.images.values()].map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(svg?.match(/<use/g)).toHaveLength(10);
  });

  test("a formula keeps its signs and loses what acts", async () => {
    const book = await read({
      texts: {
        "a.xhtml": `<p>Thus <math xmlns="http://www.w3.org/1998/Math/MathML"><maction actiontype="statusline" href="javascript:alert(1)"><mi>y</mi></maction>
          <mi href="javascript:alert(2)" onclick="evil()" style="x" mathvariant="bold">x</mi><mo>&lt;</mo><mn>2</mn><script>evil()</script>
          <semantics><mi>z</mi><annotation-xml encoding="text/html"><p onclick="evil()">evil</p></annotation-xml></semantics></math>.</p>`,
      },
    });
    expect(stored(book)).not.toMatch(/evil|alert|href|actiontype/);
    expect(book.chapters[0]?.passages[0]?.content[1]).toMatchObject({
      mathml:
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>y</mi><mi mathvariant="bold">x</mi><mo>&lt;</mo><mn>2</mn><mi>z</mi></math>',
      text: "yx < 2z",
    });
  });
});

describe("markup that grows or confuses", () => {
  test("entities of a text's own are refused: a few lines of them fill any memory", async () => {
    const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
    const bomb = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">${lol}]><html><body><p>&l9;</p></body></html>`;
    await expect(refusal({ texts: { "a.xhtml": bomb } })).rejects.toMatchObject({
      code: "entities",
      message: expect.stringContaining("OPS/a.xhtml"),
    });
    const parameter = `<!DOCTYPE html [<!ENTITY % p "<!ENTITY x 'y'>"> %p;]><html><body><p>&x;</p></body></html>`;
    await expect(refusal({ texts: { "a.xhtml": parameter } })).rejects.toMatchObject({ code: "entities" });
  });

  test("ten thousand nested elements are laid flat, and their text is kept in order", async () => {
    const deep = (name: string) => `${`<${name}>x `.repeat(10_000)}middle ${`</${name}>y `.repeat(10_000)}`;
    for (const name of ["div", "blockquote", "span", "table", "em"]) {
      const inner =
        name === "table" ? `${"<table><tr><td>x ".repeat(10_000)}middle ${"</td></tr></table>y ".repeat(10_000)}` : deep(name);
      const words = text(await read({ texts: { "a.xhtml": inner } }))
        .split(/\s+/)
        .filter((word) => word !== "")
        .join("");
      expect(words).toBe(`${"x".repeat(10_000)}middle${"y".repeat(10_000)}`);
    }
  });

  test("a hundred thousand elements side by side in one element are no problem", async () => {
    const book = await read({ texts: { "a.xhtml": `<p><span>${"<i>x</i> ".repeat(130_000)}</span></p>` } }, { ratio: 1e6 });
    expect(text(book).match(/x/g)).toHaveLength(130_000);
  });

  test("more elements than a book has are refused", async () => {
    await expect(
      refusal({ texts: { "a.xhtml": `<p>${"<b>x</b>".repeat(3000)}</p>` } }, { elements: 2000 }),
    ).rejects.toMatchObject({ code: "too-complex" });
  });

  test("more words than the limit are refused, wherever they stand", async () => {
    const words = "word ".repeat(1200);
    await expect(refusal({ texts: { "a.xhtml": `<p>${words}</p>` } }, { words: 1000 })).rejects.toMatchObject({
      code: "too-many-words",
    });
    // One note, read again for each chapter that refers to it.
    const notes = Array.from({ length: 20 }, (_, i) => `<p><a epub:type="noteref" href="n.xhtml#n">${i}</a></p>`);
    const texts = {
      ...Object.fromEntries(notes.map((note, i) => [`c${i}.xhtml`, `<p>text</p>${note}`])),
      "n.xhtml": `<aside epub:type="footnote" id="n">${"word ".repeat(100)}</aside>`,
    };
    await expect(refusal({ texts }, { words: 1000 })).rejects.toMatchObject({ code: "too-many-words" });
  });

  test("a contents list of a hundred thousand entries is cut, not followed to its end", async () => {
    const entries = Array.from({ length: 100_000 }, (_, i) => `<li><a href="a.xhtml#p${i}">Entry ${i}</a></li>`).join("");
    const body = Array.from({ length: 6000 }, (_, i) => `<p id="p${i}">Paragraph ${i}.</p>`).join("");
    const book = await read({ texts: { "a.xhtml": body }, toc: `<ol>${entries}</ol>` });
    expect(book.chapters).toHaveLength(6000);
    expect(text(book).split("\n")).toHaveLength(6000);
    expect(report(book)).toContain("far longer than a book's");
  });

  test("a contents list that leads a hundred thousand times to nothing costs nothing", async () => {
    const entries = Array.from({ length: 100_000 }, (_, i) => `<li><a href="a.xhtml#none${i}">Nothing ${i}</a></li>`).join("");
    const body = Array.from({ length: 5000 }, (_, i) => `<p>Paragraph ${i}.</p>`).join("");
    const book = await read({ texts: { "a.xhtml": body }, toc: `<ol>${entries}</ol>` });
    expect(book.chapters).toHaveLength(1);
    expect(book.report.length).toBeLessThanOrEqual(101);
  });

  test("a passage of more than a megabyte is cut at white space", async () => {
    const book = await read({ texts: { "a.xhtml": `<p>${"<i>several words of it</i> ".repeat(60_000)}</p>` } }, { ratio: 1e6 });
    const lengths = book.chapters.flatMap(({ passages }) => passages.map((passage) => canonicalText(passage).length));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(defaultLimits.passageLength);
    expect(text(book).replaceAll("\n", " ")).toBe("several words of it ".repeat(60_000).trim());
  });

  test("a table that is too long is several, one with a huge cell becomes text", async () => {
    const long = `<table>${"<tr><td>some words in a cell</td><td>and more of them</td></tr>".repeat(5000)}</table>`;
    const tables = (await read({ texts: { "a.xhtml": long } }, { ratio: 1e6 })).chapters[0]?.passages ?? [];
    expect(tables.length).toBeGreaterThan(2);
    expect(tables.flatMap(({ rows }) => rows ?? [])).toHaveLength(5000);
    const huge = `<table><tr><td>left</td><td>${"word ".repeat(20_000)}</td></tr></table>`;
    expect((await read({ texts: { "a.xhtml": huge } }, { ratio: 1e6 })).chapters[0]?.passages.map(({ kind }) => kind)).toEqual([
      "paragraph",
      "paragraph",
      "paragraph",
    ]);
  });

  test("wrong UTF-8 is read as what it is likeliest to be, and said", async () => {
    const latin = Buffer.from(`<html><body><p>Étienne avait faim, à l'été.</p></body></html>`, "latin1");
    const mixed = Buffer.concat([
      Buffer.from("<html><body><p>Étienne – “faim” à l'été "),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from("</p></body></html>"),
    ]);
    const book = await importEpub(writeEpub({ texts: { "a.xhtml": "<p>first</p>" }, entries: [] }));
    expect(text(book)).toBe("first");
    const withBytes = (bytes: Uint8Array) =>
      writeEpub({
        texts: { "a.xhtml": "<p>first</p>" },
        manifest: '<item id="l" href="l.xhtml" media-type="application/xhtml+xml"/>',
        spine: '<itemref idref="a.xhtml"/><itemref idref="l"/>',
        entries: [{ name: "OPS/l.xhtml", data: bytes }],
      });
    const asLatin = await importEpub(withBytes(latin));
    expect(text(asLatin)).toContain("Étienne avait faim, à l'été.");
    expect(report(asLatin)).toContain("Windows-1252");
    const asMixed = await importEpub(withBytes(mixed));
    expect(text(asMixed)).toContain("Étienne – “faim” à l'été \ufffd(\ufffd");
    expect(report(asMixed)).toContain("not valid UTF-8 in 2 places");
  });

  test("characters that are no text, and names that are no titles, are cleaned", async () => {
    const book = await read({
      metadata: "<dc:title>A\n\n Book &#x202E;x</dc:title><dc:creator>  </dc:creator><dc:language>en_US</dc:language>",
      texts: { "a.xhtml": "<html><body><p>bell\u0007 null\u0000 vt\u000b &#1; &#xFFFE; tail</p></body></html>" },
    });
    expect(book.language).toBe("en-US");
    expect(book.authors).toEqual([]);
    expect(text(book)).toMatch(/^bell null vt .*tail$/);
  });
});
