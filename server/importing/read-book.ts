// From parsed documents to a book: notes found, texts read in their order, divided as the author divided them. Every format of markup ends here.
import { basename } from "node:path";
import { foldLine } from "#domain/text/fold.ts";
import type { BookFormat, Dir, ImportedBook, Writing } from "#domain/text/model.ts";
import { addressOf, type LinkTarget } from "./archive-path.ts";
import { assembleChapters } from "./assemble-chapters.ts";
import { listedPages, pageAt } from "./book-pages.ts";
import type { BlockScope } from "./draft-writer.ts";
import type { Navigation } from "./epub-navigation.ts";
import { languageDirection } from "./epub-package.ts";
import { type BookNotes, findNotes } from "./find-notes.ts";
import { headingOutline } from "./heading-outline.ts";
import type { ImageStore, StoredImage } from "./image-store.ts";
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportReport } from "./import-report.ts";
import { readNote } from "./note-text.ts";
import { planChapters } from "./plan-chapters.ts";
import { BlockReader } from "./read-blocks.ts";
import { type ReaderPorts, scopeInside } from "./read-inlines.ts";
import { semanticTypes } from "./semantic-types.ts";
import type { Flow, FlowDocument } from "./text-flow.ts";
import { attribute, childElements, findElement, textOf, type XmlElement } from "./xml-tree.ts";

/** A parsed document in the reading order. */
export interface BookText {
  name: string;
  root: XmlElement;
  linear: boolean;
}

/** What an importer knows of a book before its text is read. */
export interface BookSource {
  format: BookFormat;
  texts: readonly BookText[];
  /** What the file says about the book; "" and "und" where it says nothing. */
  about: {
    title: string;
    subtitle?: string;
    authors: string[];
    language: string;
    direction?: Dir;
    writing?: Writing;
    rights?: string;
    cover?: StoredImage;
  };
  /** The author's own contents, and what else is known of places; a format without contents is divided by its headings. */
  navigation: Navigation;
  guide: readonly { type: string; name: string; fragment: string }[];
  byHeadings: boolean;
  /** Resolves an address that stands in a document. */
  link(document: string, href: string): LinkTarget;
  images: ImageStore;
  /** A picture that was loaded before, by its address in a document. */
  picture(document: string, source: string): StoredImage | undefined;
  /** True for an element that is no part of the text: the menus of a page, its own list of contents. */
  isFurniture(element: XmlElement): boolean;
  /** What the file was called. */
  fileName?: string;
  limits: ImportLimits;
  report: ImportReport;
}

/** Reads a book. Throws ImportRefusal when there is nothing in it to read, or more than the limits allow. */
export function readBook(source: BookSource): ImportedBook {
  const { texts, about, limits, report, images, link } = source;
  const notes = findNotes([...new Map(texts.map((text) => [text.name, text])).values()], link);
  const pages = listedPages(source.navigation.pages);
  const portsOf = (document: string): ReaderPorts => ({
    document,
    report,
    link: (href) => link(document, href),
    picture: (address) => source.picture(document, address),
    drawing: (svg) => images.keepDrawing(svg),
    noteOf: (element) => notes.references.get(element),
    isNote: (element) => isReferred(element, notes),
    isLooseNote: (element) => notes.elements.has(element) && !isReferred(element, notes),
    isBacklink: (element) => isBacklink(element, document, notes, link),
    isFurniture: (element) => source.isFurniture(element),
    pageAt: (element) => pageAt(element, document, pages),
  });

  const language = about.language === "und" ? commonLanguage(texts) : about.language;
  const scope: BlockScope = { lang: language, dir: languageDirection(language), quoted: 0, listed: 0 };
  const spent = { words: 0 };
  const reader = new BlockReader(limits, spent);
  const documents = texts.map((text) => readText(text, reader, scope, portsOf(text.name)));
  if (reader.drafts.every(({ kind, words }) => words === 0 && kind !== "figure" && kind !== "table" && kind !== "formula")) {
    throw new ImportRefusal(
      "no-text",
      "The book holds no text that can be read. If it consists of scanned pages, please import a version with text.",
    );
  }

  const title = about.title || titleFromFile(source.fileName, report);
  const read: Flow = {
    drafts: reader.drafts,
    documents,
    typesAt: typesFinder(documents, notes, source.navigation, source.guide),
  };
  const { flow, toc } = source.byHeadings
    ? headingOutline(read, source.navigation.toc)
    : { flow: read, toc: source.navigation.toc };
  const trailing = reader.takeMarks();
  const plan = planChapters(flow, toc, title, report);
  const direction = about.direction ?? languageDirection(language);
  const chapters = assembleChapters(flow, plan, trailing, {
    language,
    direction,
    authors: about.authors,
    cover: about.cover?.name,
    report,
    readNote: (address, label) =>
      readNote(address, label, notes, (document) => portsOf(document), scope, new BlockReader(limits, spent)),
    hadNotes: (planned) => reader.passedNotes(planned),
  });
  return {
    format: source.format,
    title,
    ...(about.subtitle === undefined ? {} : { subtitle: about.subtitle }),
    authors: about.authors,
    language,
    direction,
    ...(about.writing === undefined ? {} : { writing: about.writing }),
    ...(about.rights === undefined ? {} : { rights: about.rights }),
    chapters,
    images: images.images,
    ...(about.cover === undefined ? {} : { cover: about.cover.name }),
    report: report.lines(),
  };
}

/** Reads one document into the flow and says which stretch of it that is. */
function readText(text: BookText, reader: BlockReader, scope: BlockScope, ports: ReaderPorts): FlowDocument {
  const start = reader.drafts.length;
  const body = findElement(text.root, "body");
  const html = findElement(text.root, "html");
  const outer = html === undefined ? scope : scopeInside(html, scope);
  reader.readDocument(body?.children ?? text.root.children, body === undefined ? outer : scopeInside(body, outer), ports);
  return {
    name: text.name,
    title: documentTitle(text.root),
    types: documentTypes(text.root),
    linear: text.linear,
    start,
    end: reader.drafts.length,
  };
}

/** Resolves a link that stands in a document to the names the archive has. */
type Link = (document: string, href: string) => LinkTarget;

/** A note that something refers to is read there; others stay where they stand. */
function isReferred(element: XmlElement, notes: BookNotes): boolean {
  const note = notes.elements.get(element);
  return note !== undefined && notes.referred.has(note.address);
}

/** A link back to a reference: by type, or because it leads to where a reference stands. */
function isBacklink(element: XmlElement, document: string, notes: BookNotes, link: Link): boolean {
  const types = semanticTypes(element);
  if (types.has("backlink") || types.has("referrer")) return true;
  if (notes.references.has(element) || foldLine(textOf(element)).length > 12) return false;
  const target = link(document, attribute(element, "href"));
  if (target.is !== "inside" || !notes.origins.has(addressOf(target.name, target.fragment))) return false;
  for (let outer = element.parent; outer !== undefined; outer = outer.parent) if (notes.elements.has(outer)) return true;
  return false;
}

function documentTitle(root: XmlElement): string {
  const head = findElement(root, "head");
  const title = head === undefined ? undefined : findElement(head, "title");
  return title === undefined ? "" : foldLine(textOf(title));
}

/** What a document says it is: types of its body, and of what is all that stands in it. */
function documentTypes(root: XmlElement): Set<string> {
  const types = new Set<string>();
  for (let element = findElement(root, "body"); element !== undefined; ) {
    for (const type of semanticTypes(element)) types.add(type);
    const inner = childElements(element).filter(({ name }) => ["section", "article", "div", "main"].includes(name));
    element = childElements(element).length === 1 || (inner.length === 1 && element.name === "body") ? inner[0] : undefined;
  }
  return types;
}

/** Types by place: of the element, of the document if it is its beginning, and of landmarks and guide. */
function typesFinder(
  documents: readonly FlowDocument[],
  notes: BookNotes,
  navigation: Navigation,
  guide: readonly { type: string; name: string; fragment: string }[],
): Flow["typesAt"] {
  const byName = new Map(documents.map((document) => [document.name, document.types]));
  const marked = new Map<string, Set<string>>();
  const mark = (address: string, types: Iterable<string>) =>
    marked.set(address, new Set([...(marked.get(address) ?? []), ...types]));
  for (const { types, place } of navigation.landmarks) mark(addressOf(place.name, place.fragment), types);
  for (const { type, name, fragment } of guide) mark(addressOf(name, fragment), [type]);
  return ({ name, fragment }) => {
    const types = new Set(marked.get(addressOf(name, fragment)));
    if (fragment === "") for (const type of byName.get(name) ?? []) types.add(type);
    const element = notes.targets.get(addressOf(name, fragment))?.element;
    for (const type of element === undefined ? [] : semanticTypes(element)) types.add(type);
    for (let outer = element?.parent; outer !== undefined; outer = outer.parent) {
      if (outer.name === "body") for (const type of semanticTypes(outer)) types.add(type);
    }
    return types;
  };
}

/** The language that most documents of a book name, when its package names none. */
function commonLanguage(texts: readonly BookText[]): string {
  const counts = new Map<string, number>();
  for (const { root } of texts) {
    const html = findElement(root, "html");
    const lang = html === undefined ? "und" : scopeInside(html, { lang: "und", dir: "ltr" }).lang;
    counts.set(lang, (counts.get(lang) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "und";
}

/** A title made from the name of the file, when the file itself has none. */
function titleFromFile(fileName: string | undefined, report: ImportReport): string {
  const name = foldLine(
    basename(fileName ?? "")
      .replace(/\.(?:epub|x?html?|md|markdown|docx)$/i, "")
      .replace(/[_-]+/g, " "),
  );
  report.repaired(name === "" ? "The book has no title." : "The book has no title; the name of the file was taken.");
  return name === "" ? "Untitled" : name;
}
