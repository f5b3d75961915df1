// An EPUB 2 or 3 becomes a book: opened with limits, read in its order, divided as its author divided it.
import type { ImportedBook } from "#domain/text/model.ts";
import { type LinkTarget, resolveLink } from "./archive-path.ts";
import { openPackage, readBookNavigation, renameIn } from "./epub-container.ts";
import { loadSpine, type SpineText } from "./epub-spine.ts";
import { epubWriting } from "./epub-writing.ts";
import { ImageStore, tellOfPictureOutside } from "./image-store.ts";
import { type ImportOptions, settle } from "./import-options.ts";
import { ImportReport } from "./import-report.ts";
import { readBook } from "./read-book.ts";
import { attribute, descendants, type TreeBudget } from "./xml-tree.ts";
import { ZipArchive } from "./zip-archive.ts";

/**
 * Reads an EPUB. Faults that can be repaired are repaired and told in the book's report;
 * throws ImportRefusal for what cannot be read, is encrypted, or passes the limits.
 */
export async function importEpub(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  const { limits, progress } = settle(bytes, options);
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
  const link = (document: string, href: string) => {
    const target = resolveLink(document, href);
    return target.is === "inside" ? { ...target, name: realName(target.name) } : target;
  };
  const images = new ImageStore(limits, report, budget);
  const cover = book.cover === undefined ? undefined : await images.load(archive, book.cover);
  await loadPictures(texts, images, archive, link, report, (done) =>
    progress({ done: texts.length + done, total: texts.length * 2 + 1, what: "pictures" }),
  );
  const writing = await epubWriting(texts, archive, link);
  const read = readBook({
    format: "epub",
    texts,
    about: {
      title: book.title,
      ...(book.subtitle === undefined ? {} : { subtitle: book.subtitle }),
      authors: book.authors,
      language: book.language,
      ...(book.progression === undefined ? {} : { direction: book.progression }),
      ...(writing === undefined ? {} : { writing }),
      ...(book.rights === undefined ? {} : { rights: book.rights }),
      ...(cover === undefined ? {} : { cover }),
    },
    navigation: renameIn(listed, realName),
    guide: book.guide,
    byHeadings: false,
    link,
    images,
    picture: (document, address) => {
      const target = link(document, address);
      return target.is === "inside" ? images.loaded(archive, target.name) : undefined;
    },
    isFurniture: () => false,
    ...(options.fileName === undefined ? {} : { fileName: options.fileName }),
    limits,
    report,
  });
  progress({ done: texts.length * 2 + 1, total: texts.length * 2 + 1, what: "done" });
  return read;
}

/** Loads the pictures that the texts show, each once. What lies outside the file is never fetched. */
async function loadPictures(
  texts: readonly SpineText[],
  images: ImageStore,
  archive: ZipArchive,
  link: (document: string, href: string) => LinkTarget,
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
      else if (target !== undefined && target.is !== "nothing") tellOfPictureOutside(report);
    }
  }
}
