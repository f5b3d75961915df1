// A Markdown file becomes a book: it is turned into a page and read as one.
import type { ImportedBook } from "#domain/text/model.ts";
import { decodeText } from "./decode-text.ts";
import { type KnownOfBook, readHtmlBook } from "./html-book.ts";
import { ImageStore } from "./image-store.ts";
import { type ImportOptions, settle } from "./import-options.ts";
import { ImportReport } from "./import-report.ts";
import { takeMarkdownHead } from "./markdown-head.ts";
import { markdownPage } from "./markdown-page.ts";
import { parseHtml } from "./parse-html.ts";
import type { TreeBudget } from "./xml-tree.ts";

/** Reads a Markdown file; HTML in it is read as on any page. Throws ImportRefusal for what holds no text or passes the limits. */
export async function importMarkdown(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  const { limits, progress } = settle(bytes, options);
  const report = new ImportReport();
  const budget: TreeBudget = { elements: limits.elements, depth: limits.depth };
  const where = options.fileName ?? "the text";
  progress({ done: 0, total: 3, what: "reading" });
  const text = report.decoded(decodeText(bytes, where));
  let known: KnownOfBook = {};
  const page = markdownPage(text.replace(/^\ufeff/, ""), (beginning) => {
    known = takeMarkdownHead(beginning, report);
  });
  progress({ done: 1, total: 3, what: "reading" });
  const book = readHtmlBook(parseHtml(page, budget, where), {
    format: "markdown",
    known,
    ...(options.fileName === undefined ? {} : { fileName: options.fileName }),
    images: new ImageStore(limits, report, budget),
    limits,
    report,
  });
  progress({ done: 3, total: 3, what: "done" });
  return book;
}
