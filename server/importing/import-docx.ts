// A Word document becomes a book: its parts are checked, turned into a page by their styles, and read as one.
import { foldLine } from "#domain/text/fold.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { titleKey } from "./chapter-title.ts";
import { docxPage } from "./docx-page.ts";
import { type DocxParts, docxParts } from "./docx-parts.ts";
import { languageTag } from "./epub-package.ts";
import { type KnownOfBook, readHtmlBook } from "./html-book.ts";
import { ImageStore } from "./image-store.ts";
import { type ImportOptions, settle } from "./import-options.ts";
import { ImportReport } from "./import-report.ts";
import { parseHtml } from "./parse-html.ts";
import { parseMarkup } from "./parse-markup.ts";
import { hasClass } from "./semantic-types.ts";
import { attribute, childElements, findElement, type TreeBudget, textOf, type XmlElement } from "./xml-tree.ts";
import { ZipArchive } from "./zip-archive.ts";

/** Reads a .docx file. Throws ImportRefusal for one that is damaged, protected, holds no text or passes the limits. */
export async function importDocx(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  const { limits, progress } = settle(bytes, options);
  const report = new ImportReport();
  const budget: TreeBudget = { elements: limits.elements, depth: limits.depth };
  progress({ done: 0, total: 3, what: "reading" });
  const archive = await ZipArchive.open(bytes, limits, report);
  const parts = docxParts(archive, limits, budget);
  const images = new ImageStore(limits, report, budget);
  const { html, pictures } = await docxPage(parts, images, report);
  progress({ done: 1, total: 3, what: "reading" });
  tellOfLosses(parts, report);
  const root = parseHtml(html, budget, options.fileName ?? "the document");
  const properties = await readProperties(parts, budget, report);
  const book = readHtmlBook(root, {
    format: "docx",
    known: takeTitleLines(root, properties),
    pictures,
    ...(options.fileName === undefined ? {} : { fileName: options.fileName }),
    images,
    limits,
    report,
  });
  progress({ done: 3, total: 3, what: "done" });
  return book;
}

/** What the document says of itself: Dublin Core in docProps/core.xml, and the language its styles name. */
async function readProperties(parts: DocxParts, budget: TreeBudget, report: ImportReport): Promise<KnownOfBook> {
  const read = async (where: string): Promise<XmlElement | undefined> =>
    parts.exists(where) ? parseMarkup(await parts.xml(where), { where, report, budget }) : undefined;
  const core = await read("docProps/core.xml");
  const said = (name: string) => foldLine(textOf((core && findElement(core, name)) ?? NOTHING));
  const styles = await read("word/styles.xml");
  const lang = styles && findElement(styles, "lang");
  const language = languageTag(said("language") || (lang === undefined ? "" : attribute(lang, "w:val")));
  const title = said("title");
  return {
    // A title that a program has made up is none.
    ...(title === "" || /^(?:microsoft word|document ?\d*$|untitled)/i.test(title) ? {} : { title }),
    authors: said("creator")
      .split(/\s*;\s*/)
      .filter((name) => name !== ""),
    language,
    ...(said("rights") === "" ? {} : { rights: said("rights") }),
  };
}

const NOTHING: XmlElement = { name: "", attributes: new Map(), children: [], parent: undefined };

/** Takes the lines in the styles "Title" and "Subtitle" out of the head of the page where they are the book's; other ones stay as text. */
function takeTitleLines(root: XmlElement, properties: KnownOfBook): KnownOfBook {
  const body = findElement(root, "body") ?? root;
  const known = { ...properties };
  for (const line of childElements(body)) {
    const text = foldLine(textOf(line));
    const isSubtitle = hasClass(line, /^book-subtitle$/);
    if (!isSubtitle && !hasClass(line, /^book-title$/)) break;
    if (isSubtitle) known.subtitle ??= text;
    else known.title ??= text;
    if (titleKey(text) !== titleKey((isSubtitle ? known.subtitle : known.title) ?? "")) break;
    body.children.splice(body.children.indexOf(line), 1);
  }
  return known;
}

/** What the model has no place for. */
function tellOfLosses(parts: DocxParts, report: ImportReport): void {
  const tell = (count: number, one: string, many: string) => {
    if (count > 0) report.lost(count === 1 ? one : `${count} ${many}`);
  };
  tell(
    parts.count("w:comment"),
    "One comment in the document's margin was not taken over.",
    "comments in the document's margin were not taken over.",
  );
  tell(
    parts.count("m:oMath"),
    "One formula of the document could not be read and was left out.",
    "formulas of the document could not be read and were left out.",
  );
  tell(
    parts.count("w:del"),
    "One deletion that was marked in the document was carried out.",
    "deletions that were marked in the document were carried out.",
  );
}
