// The handbook “Running a reading group” as an EPUB 3: made from its Markdown, so that it takes the same way in as any book.
import { readFile } from "node:fs/promises";
import { strToU8, zipSync } from "fflate";
import type { Node, Nodes, Parents, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { z } from "zod";

const FOLDER = new URL("../db/handbook/", import.meta.url);
const Contents = z.object({
  title: z.string(),
  subtitle: z.string(),
  author: z.string(),
  language: z.string(),
  sections: z.array(z.object({ title: z.string(), chapters: z.array(z.string()) })),
  front: z.array(z.string()),
  back: z.array(z.string()),
});
export const HANDBOOK_FILE = "running-a-reading-group.epub";

interface Page {
  name: string;
  title: string;
  xhtml: string;
}

/** The handbook's bytes; the same every time. */
export async function makeHandbook(): Promise<Uint8Array<ArrayBuffer>> {
  const contents = Contents.parse(JSON.parse(await readFile(new URL("book.json", FOLDER), "utf8")));
  const read = (names: string[], type: string) => Promise.all(names.map((name) => readPage(name, type, contents.language)));
  const front = await read(contents.front, "introduction");
  const sections = await Promise.all(
    contents.sections.map(async (section) => ({ title: section.title, pages: await read(section.chapters, "chapter") })),
  );
  const back = await read(contents.back, "appendix");
  const pages = [...front, ...sections.flatMap((section) => section.pages), ...back];
  const link = ({ name, title }: Page) => `<li><a href="${name}">${toXml(title)}</a></li>`;
  const nav = `<ol>${front.map(link).join("")}${sections.map((section) => `<li><span>${toXml(section.title)}</span><ol>${section.pages.map(link).join("")}</ol></li>`).join("")}${back.map(link).join("")}</ol>`;
  const files = {
    "META-INF/container.xml": `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    "book/package.opf": packageOf(contents, pages),
    "book/nav.xhtml": document(contents.language, contents.title, `<nav epub:type="toc">${nav}</nav>`),
    ...Object.fromEntries(pages.map((page) => [`book/${page.name}`, page.xhtml])),
  };
  const stored = { mimetype: [strToU8("application/epub+zip"), { level: 0 }] as [Uint8Array, { level: 0 }] };
  const packed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return new Uint8Array(zipSync({ ...stored, ...packed }, { mtime: "2026-01-01T00:00:00" }));
}

function packageOf({ title, subtitle, author, language }: z.infer<typeof Contents>, pages: Page[]): string {
  const items = pages
    .map(({ name }, index) => `<item id="p${index}" href="${name}" media-type="application/xhtml+xml"/>`)
    .join("");
  const spine = pages.map((_, index) => `<itemref idref="p${index}"/>`).join("");
  return `<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:interleaf:handbook</dc:identifier><dc:title id="title">${toXml(title)}</dc:title><dc:title id="subtitle">${toXml(subtitle)}</dc:title><meta refines="#title" property="title-type">main</meta><meta refines="#subtitle" property="title-type">subtitle</meta><dc:creator>${toXml(author)}</dc:creator><dc:language>${language}</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>${items}</manifest><spine>${spine}</spine></package>`;
}

function document(language: string, title: string, body: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${language}"><head><title>${toXml(title)}</title></head><body>${body}</body></html>`;
}

async function readPage(file: string, type: string, language: string): Promise<Page> {
  const tree = fromMarkdown(await readFile(new URL(file, FOLDER), "utf8"), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const title = plain(tree.children.find((node) => node.type === "heading" && node.depth === 1) ?? tree);
  const notes = tree.children.filter((node) => node.type === "footnoteDefinition");
  const body = write({ ...tree, children: tree.children.filter((node) => node.type !== "footnoteDefinition") });
  const aside =
    notes.length > 0
      ? `<section epub:type="footnotes"><ol>${notes.map((note) => `<li id="note-${note.identifier}" epub:type="footnote">${write(note)}</li>`).join("")}</ol></section>`
      : "";
  return {
    name: file.replace(/\.md$/, ".xhtml"),
    title,
    xhtml: document(language, title, `<section epub:type="${type}">${body}</section>${aside}`),
  };
}

/** The handbook's Markdown as XHTML; a node it does not use is a fault of the handbook. */
function write(node: Nodes | Root): string {
  const inside = () => ("children" in node ? (node as Parents).children.map(write).join("") : "");
  switch (node.type) {
    case "root":
    case "footnoteDefinition":
      return inside();
    case "text":
      return toXml(node.value);
    case "heading":
      return `<h${node.depth}>${inside()}</h${node.depth}>`;
    case "paragraph":
      return `<p>${inside()}</p>`;
    case "emphasis":
      return `<em>${inside()}</em>`;
    case "strong":
      return `<strong>${inside()}</strong>`;
    case "break":
      return "<br/>";
    case "thematicBreak":
      return "<hr/>";
    case "blockquote":
      return `<blockquote>${inside()}</blockquote>`;
    case "list":
      return node.ordered ? `<ol start="${node.start ?? 1}">${inside()}</ol>` : `<ul>${inside()}</ul>`;
    case "listItem":
      return `<li>${inside()}</li>`;
    case "footnoteReference":
      return `<a href="#note-${node.identifier}" epub:type="noteref">${node.identifier}</a>`;
    case "table": {
      const [head, ...rows] = node.children;
      const cells = (row: typeof head, tag: string) =>
        `<tr>${row?.children.map((cell) => `<${tag}>${cell.children.map(write).join("")}</${tag}>`).join("") ?? ""}</tr>`;
      return `<table><thead>${cells(head, "th")}</thead><tbody>${rows.map((row) => cells(row, "td")).join("")}</tbody></table>`;
    }
    default:
      throw new Error(`The handbook uses ${node.type}, which is not written to its EPUB`);
  }
}

function plain(node: Node): string {
  if ("value" in node) return String(node.value);
  return "children" in node ? (node as Parents).children.map(plain).join("") : "";
}

function toXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
