// A small book with what makes reading hard: notes, printed pages, a heading too deep, a wide table, a word without end, two directions, ruby, a formula.
import { strToU8, zipSync } from "fflate";

export const DESK_BOOK = {
  title: "A Small Hard Book",
  author: "Imre Tanaka",
  first: "On Leaves",
  second: "On Margins",
  arabic: "في القراءة",
  /** Words of the first chapter that have a note marker and a line end among them. */
  sentence: "the history of reading is the history of margins",
};

const paragraphs = Array.from(
  { length: 40 },
  (_, index) =>
    `<p>Leaf ${index + 1} of the plain part. A reader turns it, stops at a word, and goes on to the next line of the same leaf, where another thought waits for a pencil.</p>`,
).join("\n");

const first = `
<h1>${DESK_BOOK.first}</h1>
<p><span epub:type="pagebreak" id="page7" title="7"/>All of <em>the history of reading</em><a epub:type="noteref" href="#n1" id="r1">1</a>
is the history of margins, said a reader — “and of pencils”.</p>
<h4>A heading that is too deep</h4>
<p>An address without end: https://example.org/${"leaf".repeat(60)} and a word: ${"Lesezirkelmitglied".repeat(8)}.</p>
<table><tr>${Array.from({ length: 14 }, (_, i) => `<th>Column ${i + 1}</th>`).join("")}</tr>
<tr>${Array.from({ length: 14 }, (_, i) => `<td>Value number ${i + 1}</td>`).join("")}</tr></table>
<p xml:lang="ar" dir="rtl">يقرأ الناس الكتب معا في الهامش.</p>
<p><ruby>資本<rt>しほん</rt></ruby> and <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>+</mo><mn>1</mn></math>.</p>
<blockquote><p>A quotation of some words.</p></blockquote>
<p><span epub:type="pagebreak" id="page8" title="8"/>The next printed page begins here.<a epub:type="noteref" href="#n2" id="r2">2</a></p>
${paragraphs}
<aside epub:type="footnote" id="n1"><p>1. This note stands at the end of the chapter.</p></aside>
<aside epub:type="footnote" id="n2"><p>2. So does this one.</p></aside>`;

const second = `<h1>${DESK_BOOK.second}</h1>\n<p>A margin is the room beside the words.<a epub:type="noteref" href="four.xhtml#e1" id="s1">3</a></p>\n${paragraphs.replaceAll("Leaf", "Margin")}`;

const arabic = `<h1>${DESK_BOOK.arabic}</h1>\n${"<p>هٰذَا كِتَابٌ جَدِيدٌ يقرؤه أعضاء الحلقة معا، سطرا بعد سطر، ويكتبون في هوامشه.</p>\n".repeat(12)}`;

const endnotes = `<section epub:type="endnotes"><h1>Endnotes</h1><ol><li epub:type="endnote" id="e1"><p>This note stands at the end of the book.</p></li></ol></section>`;

const page = (body: string, lang: string, dir: string, style = "") =>
  `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${lang}" dir="${dir}"><head><title>t</title></head><body style="${style}">${body}</body></html>`;

/** The book's bytes. */
export function makeDeskBook(): Uint8Array<ArrayBuffer> {
  const contents = { one: DESK_BOOK.first, two: DESK_BOOK.second, three: DESK_BOOK.arabic, four: "Endnotes" };
  const printed = `<nav epub:type="page-list"><ol><li><a href="one.xhtml#page7">7</a></li><li><a href="one.xhtml#page8">8</a></li></ol></nav>`;
  return pack(DESK_BOOK.title, "en", contents, printed, {
    one: page(first, "en", "ltr"),
    two: page(second, "en", "ltr"),
    three: page(arabic, "ar", "rtl"),
    four: page(endnotes, "en", "ltr"),
  });
}

/** A book whose lines run down the page, longer than any window is wide. */
export function makeVerticalBook(): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: 60 }, (_, index) => `<p>段落${index + 1}。集まって本を読み、余白に書く。</p>`).join("\n");
  return pack("縦書きの本", "ja", { one: "余白" }, "", {
    one: page(`<h1>余白</h1>\n${lines}`, "ja", "ltr", "writing-mode: vertical-rl"),
  });
}

/** An EPUB of these pages, with a contents by page name. */
function pack(
  title: string,
  language: string,
  contents: Record<string, string>,
  navigation: string,
  pages: Record<string, string>,
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(pages);
  const list = Object.entries(contents).map(([name, of]) => `<li><a href="${name}.xhtml">${of}</a></li>`);
  const files = {
    "META-INF/container.xml": `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    "b/p.opf": `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:interleaf:desk</dc:identifier><dc:title>${title}</dc:title><dc:creator>${DESK_BOOK.author}</dc:creator><dc:language>${language}</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>${names.map((name) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`).join("")}</manifest><spine>${names.map((name) => `<itemref idref="${name}"/>`).join("")}</spine></package>`,
    "b/nav.xhtml": page(`<nav epub:type="toc"><ol>${list.join("")}</ol></nav>${navigation}`, language, "ltr"),
    ...Object.fromEntries(Object.entries(pages).map(([name, text]) => [`b/${name}.xhtml`, text])),
  };
  const stored = { mimetype: [strToU8("application/epub+zip"), { level: 0 }] as [Uint8Array, { level: 0 }] };
  const packed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return new Uint8Array(zipSync({ ...stored, ...packed }, { mtime: "2026-01-01T00:00:00" }));
}
