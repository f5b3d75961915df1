// A web page in one file becomes a book.
import type { ImportedBook } from "#domain/text/model.ts";
import { decodeText } from "./decode-text.ts";
import { readHtmlBook } from "./html-book.ts";
import { ImageStore } from "./image-store.ts";
import { type ImportOptions, settle } from "./import-options.ts";
import { ImportReport } from "./import-report.ts";
import { parseHtml } from "./parse-html.ts";
import { parseMarkup } from "./parse-markup.ts";
import { attribute, descendants, type TreeBudget, type XmlElement } from "./xml-tree.ts";

/** Reads an HTML or XHTML file. Nothing in it is run and nothing is fetched; throws ImportRefusal for what holds no text or passes the limits. */
export async function importHtml(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  const { limits, progress } = settle(bytes, options);
  const report = new ImportReport();
  const budget: TreeBudget = { elements: limits.elements, depth: limits.depth };
  const where = options.fileName ?? "the page";
  progress({ done: 0, total: 3, what: "reading" });
  const text = report.decoded(decodeText(bytes, where));
  const root = /^\s*<\?xml\b/.test(text.slice(0, 200))
    ? parseMarkup(text, { where, report, budget })
    : parseHtml(text.replace(/^\ufeff/, ""), budget, where);
  progress({ done: 1, total: 3, what: "reading" });
  const savedFrom = /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/i.exec(text.slice(0, 5000))?.[1] ?? canonicalAddress(root);
  const book = readHtmlBook(root, {
    format: "html",
    ...(savedFrom === undefined ? {} : { savedFrom }),
    ...(options.fileName === undefined ? {} : { fileName: options.fileName }),
    images: new ImageStore(limits, report, budget),
    limits,
    report,
  });
  progress({ done: 3, total: 3, what: "done" });
  return book;
}

/** The address that a page names as its own. */
function canonicalAddress(root: XmlElement): string | undefined {
  for (const element of descendants(root)) {
    if (element.name === "body") return undefined;
    if (element.name === "link" && attribute(element, "rel").toLowerCase() === "canonical") return attribute(element, "href");
  }
  return undefined;
}
