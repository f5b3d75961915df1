// An EPUB 2 or 3 becomes a book: opened with limits, read in its order, divided as its author divided it.
import { basename } from "node:path";
import { foldLine } from "#domain/text/fold.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { addressOf, type LinkTarget, resolveLink } from "./archive-path.ts";
import { assembleChapters } from "./assemble-chapters.ts";
import { listedPages, pageAt } from "./book-pages.ts";
import type { BlockScope } from "./draft-writer.ts";
import { openPackage, readBookNavigation, renameIn } from "./epub-container.ts";
import type { Navigation } from "./epub-navigation.ts";
import { languageDirection } from "./epub-package.ts";
import { loadSpine, type SpineText } from "./epub-spine.ts";
import { type BookNotes, findNotes } from "./find-notes.ts";
import { ImageStore } from "./image-store.ts";
import { defaultLimits, type ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { ImportReport } from "./import-report.ts";
import { readNote } from "./note-text.ts";
import { type PlannedChapter, planChapters } from "./plan-chapters.ts";
import { BlockReader } from "./read-blocks.ts";
import { type ReaderPorts, scopeInside } from "./read-inlines.ts";
import { semanticTypes } from "./semantic-types.ts";
import type { Flow, FlowDocument } from "./text-flow.ts";
import { attribute, childElements, descendants, findElement, type TreeBudget, textOf, type XmlElement } from "./xml-tree.ts";
import { ZipArchive } from "./zip-archive.ts";

/** How far an import has come: `done` of `total` steps, and what is being done. */
export interface ImportStep {
  done: number;
  total: number;
  what: string;
}

export interface ImportOptions {
  limits?: ImportLimits;
  progress?: (step: ImportStep) => void;
  /** What the file was called: the title of a book that has none. */
  fileName?: string;
}

/**
 * Reads an EPUB. Faults that can be repaired are repaired and told in the book's report;
 * throws ImportRefusal for what cannot be read, is encrypted, or passes the limits.
 */
export async function importEpub(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  const limits = options.limits ?? defaultLimits;
  const progress = options.progress ?? (() => {});
  if (bytes.length > limits.fileBytes) {
    throw new ImportRefusal(
      "too-large",
      `The file is larger than ${Math.round(limits.fileBytes / 1e6)} MB. Please make its pictures smaller or divide it.`,
    );
  }
  const report = new ImportReport();
  const budget: TreeBudget = { elements: limits.elements, depth: limits.depth };
  const archive = await ZipArchive.open(bytes, limits, report);
  const source = { archive, limits, report, budget };
  const book = await openPackage(source);
  const listed = await readBookNavigation(book, source);
  const texts = await loadSpine(book, source, (done, total) => progress({ done, total: total * 2 + 1, what: "reading" }));

  const shownFor = new Map(texts.map((text) => [text.listed, text.name]));
  const realName = (name: string) => {
    const found = archive.find(name) ?? name;
    return shownFor.get(found) ?? found;
  };
  const navigation = renameIn(listed, realName);
  const link = (document: string, href: string) => {
    const target = resolveLink(document, href);
    return target.is === "inside" ? { ...target, name: realName(target.name) } : target;
  };
  const notes = findNotes([...new Map(texts.map((text) => [text.name, text])).values()], link);
  const images = new ImageStore(limits, report, budget);
  const cover = book.cover === undefined ? undefined : await images.load(archive, book.cover);
  await loadPictures(texts, images, archive, link, report, (done) =>
    progress({ done: texts.length + done, total: texts.length * 2 + 1, what: "pictures" }),
  );

  const pages = listedPages(navigation.pages);
  const portsOf = (document: string): ReaderPorts => ({
    document,
    report,
    link: (href) => link(document, href),
    picture: (source) => {
      const target = link(document, source);
      return target.is === "inside" ? images.loaded(archive, target.name) : undefined;
    },
    drawing: (svg) => images.keepDrawing(svg),
    noteOf: (element) => notes.references.get(element),
    isNote: (element) => isReferred(element, notes),
    isLooseNote: (element) => notes.elements.has(element) && !isReferred(element, notes),
    isBacklink: (element) => isBacklink(element, document, notes, link),
    pageAt: (element) => pageAt(element, document, pages),
  });

  const language = book.language === "und" ? commonLanguage(texts) : book.language;
  const scope: BlockScope = { lang: language, dir: languageDirection(language), quoted: 0, listed: 0 };
  const spent = { words: 0 };
  const reader = new BlockReader(limits, spent);
  const documents: FlowDocument[] = [];
  for (const text of texts) {
    const start = reader.drafts.length;
    const body = findElement(text.root, "body");
    const html = findElement(text.root, "html");
    const outer = html === undefined ? scope : scopeInside(html, scope);
    reader.readDocument(
      body?.children ?? text.root.children,
      body === undefined ? outer : scopeInside(body, outer),
      portsOf(text.name),
    );
    documents.push({
      name: text.name,
      title: documentTitle(text.root),
      types: documentTypes(text.root),
      linear: text.linear,
      start,
      end: reader.drafts.length,
    });
  }
  if (reader.drafts.every(({ kind, words }) => words === 0 && kind !== "figure" && kind !== "table" && kind !== "formula")) {
    throw new ImportRefusal(
      "no-text",
      "The book holds no text that can be read. If it consists of scanned pages, please import a version with text.",
    );
  }

  const title = book.title || titleFromFile(options.fileName, report);
  const flow: Flow = { drafts: reader.drafts, documents, typesAt: typesFinder(documents, notes, navigation, book.guide) };
  const trailing = reader.takeMarks();
  const plan = planChapters(flow, navigation.toc, title, report);
  const direction = book.progression ?? languageDirection(language);
  const chapters = assembleChapters(flow, plan, trailing, {
    language,
    direction,
    cover: cover?.name,
    report,
    readNote: (address, label) =>
      readNote(address, label, notes, (document) => portsOf(document), scope, new BlockReader(limits, spent)),
    hadNotes: notesFinder(documents, notes),
  });
  progress({ done: texts.length * 2 + 1, total: texts.length * 2 + 1, what: "done" });
  return {
    format: "epub",
    title,
    ...(book.subtitle === undefined ? {} : { subtitle: book.subtitle }),
    authors: book.authors,
    language,
    direction,
    chapters,
    images: images.images,
    ...(cover === undefined ? {} : { cover: cover.name }),
    report: report.lines(),
  };
}

/** Resolves a link that stands in a document to the names the archive has. */
type Link = (document: string, href: string) => LinkTarget;

/** Loads the pictures that the texts show, each once. What lies outside the file is never fetched. */
async function loadPictures(
  texts: readonly SpineText[],
  images: ImageStore,
  archive: ZipArchive,
  link: Link,
  report: ImportReport,
  progress: (done: number) => void,
): Promise<void> {
  for (const [i, { name, root }] of texts.entries()) {
    progress(i);
    for (const element of descendants(root)) {
      if (!["img", "image", "object"].includes(element.name)) continue;
      const source = ["src", "href", "xlink:href", "data"].map((key) => attribute(element, key)).find((value) => value !== "");
      const target = source === undefined ? undefined : link(name, source);
      if (target?.is === "inside" && target.fragment === "") await images.load(archive, target.name);
      else if (target !== undefined && target.is !== "nothing") {
        report.tally(
          "lost",
          (count) =>
            `${count === 1 ? "One picture" : `${count} pictures`} did not lie in the file and ${count === 1 ? "was" : "were"} left out.`,
          "pictures outside",
        );
      }
    }
  }
}

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

/** Tells whether notes were taken out of a stretch of the flow. */
function notesFinder(documents: readonly FlowDocument[], notes: BookNotes): (planned: PlannedChapter) => boolean {
  const names = new Set(
    [...notes.notes.values()].filter(({ address }) => notes.referred.has(address)).map(({ document }) => document),
  );
  return ({ start, end }) =>
    documents.some((document) => names.has(document.name) && document.start < end && document.end > start);
}

/** The language that most documents of a book name, when its package names none. */
function commonLanguage(texts: readonly SpineText[]): string {
  const counts = new Map<string, number>();
  for (const { root } of texts) {
    const html = findElement(root, "html");
    const lang = html === undefined ? "und" : scopeInside(html, { lang: "und", dir: "ltr" }).lang;
    counts.set(lang, (counts.get(lang) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "und";
}

function titleFromFile(fileName: string | undefined, report: ImportReport): string {
  const name = foldLine(
    basename(fileName ?? "")
      .replace(/\.epub$/i, "")
      .replace(/[_-]+/g, " "),
  );
  report.repaired(name === "" ? "The book has no title." : "The book has no title; the name of the file was taken.");
  return name === "" ? "Untitled" : name;
}
