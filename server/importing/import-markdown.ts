// A Markdown file becomes a book: CommonMark with GitHub's tables and footnotes, turned into a page and read as one.
import { toHtml } from "hast-util-to-html";
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast } from "mdast-util-to-hast";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import type { ImportedBook } from "#domain/text/model.ts";
import { decodeText } from "./decode-text.ts";
import { readHtmlBook } from "./html-book.ts";
import { ImageStore } from "./image-store.ts";
import { type ImportOptions, settle } from "./import-options.ts";
import { ImportReport } from "./import-report.ts";
import { takeMarkdownHead } from "./markdown-head.ts";
import { parseHtml } from "./parse-html.ts";
import type { TreeBudget } from "./xml-tree.ts";

/** Reads a Markdown file; HTML in it is read as on any page. Throws ImportRefusal for what holds no text or passes the limits. */
export async function importMarkdown(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  const { limits, progress } = settle(bytes, options);
  const report = new ImportReport();
  const budget: TreeBudget = { elements: limits.elements, depth: limits.depth };
  const where = options.fileName ?? "the text";
  progress({ done: 0, total: 3, what: "reading" });
  const { text, repaired, lost } = decodeText(bytes, where);
  if (repaired !== undefined) report.repaired(repaired);
  if (lost !== undefined) report.lost(lost);
  const markdown = fromMarkdown(text.replace(/^\ufeff/, ""), {
    extensions: [gfm(), frontmatter(["yaml"])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml"])],
  });
  const head = takeMarkdownHead(markdown, report);
  progress({ done: 1, total: 3, what: "reading" });
  const root = parseHtml(writePage(markdown), budget, where);
  const book = readHtmlBook(root, {
    format: "markdown",
    known: head,
    ...(options.fileName === undefined ? {} : { fileName: options.fileName }),
    images: new ImageStore(limits, report, budget),
    limits,
    report,
  });
  progress({ done: 3, total: 3, what: "done" });
  return book;
}

/** The tree of a page, as the Markdown tools have it. */
type Page = Extract<ReturnType<typeof toHast>, { type: "root" }>;
type PageElement = Extract<Page["children"][number], { type: "element" }>;

function writePage(markdown: Root): string {
  const page = toHast(markdown, { allowDangerousHtml: true, clobberPrefix: "" });
  if (page.type === "root") markNotes(page);
  return toHtml(page, { allowDangerousHtml: true });
}

/** The list of footnotes at the end says that it is one, and needs no heading of its own. */
function markNotes(page: Page): void {
  const isNotes = (node: Page["children"][number]): node is PageElement =>
    node.type === "element" && node.tagName === "section" && node.properties.dataFootnotes !== undefined;
  for (const section of page.children.filter(isNotes)) {
    section.properties.role = "doc-endnotes";
    section.children = section.children.filter((child) => child.type !== "element" || !/^h\d$/.test(child.tagName));
  }
}
