// The container of an EPUB: from the archive to its package document and its navigation.
// https://www.w3.org/TR/epub-33/#sec-ocf
import { resolveLink } from "./archive-path.ts";
import { decodeText } from "./decode-text.ts";
import { type Navigation, readNavigationDocument, readNcx } from "./epub-navigation.ts";
import { type EpubPackage, type ManifestItem, readPackage } from "./epub-package.ts";
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportReport } from "./import-report.ts";
import { parseMarkup } from "./parse-markup.ts";
import { attribute, descendants, findElement, type TreeBudget, type XmlElement } from "./xml-tree.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** What every step of reading an EPUB needs. */
export interface EpubSource {
  archive: ZipArchive;
  limits: ImportLimits;
  report: ImportReport;
  budget: TreeBudget;
}

/** Obfuscated fonts are no protection of the text, and fonts are not used anyway. */
const FONT_ALGORITHMS = new Set(["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]);
const TEXT_NAME = /\.(?:xhtml|html?|xht)$/i;

/** Reads and parses one text of the archive; nothing if there is no such entry. */
export async function readMarkup(name: string, { archive, limits, report, budget }: EpubSource): Promise<XmlElement | undefined> {
  const key = archive.find(name);
  const bytes = key === undefined ? undefined : await archive.read(key, limits.textBytes);
  if (bytes === undefined) return undefined;
  return parseMarkup(report.decoded(decodeText(bytes, name)), { where: name, report, budget });
}

/** Finds and reads the package document. Refuses encrypted books and archives that hold no book. */
export async function openPackage(source: EpubSource): Promise<EpubPackage> {
  const { archive, report } = source;
  if (archive.find("mimetype") === undefined)
    report.repaired("The file does not say that it is an EPUB (its “mimetype” is missing); it was read as one.");
  await refuseEncryption(source);
  const name = await packageName(source);
  const root = name === undefined ? undefined : await readMarkup(name, source);
  if (name === undefined || root === undefined || findElement(root, "package") === undefined) {
    const loose = looseTexts(archive);
    if (loose.length === 0)
      throw new ImportRefusal(
        "no-package",
        "The file is packed like an e-book, but there is no book in it. Please choose the EPUB itself.",
      );
    report.repaired("The file has no package document; its texts were taken in the order of their names.");
    return {
      title: "",
      authors: [],
      language: "und",
      manifest: new Map(),
      spine: loose.map((item) => ({ item, linear: true })),
      guide: [],
    };
  }
  const book = readPackage(root, name, archive, report);
  if (book.spine.length > 0) return book;
  const listed = [...book.manifest.values()].filter((item) => item.type.includes("html") && !item.properties.has("nav"));
  const texts = listed.length > 0 ? listed : looseTexts(archive);
  if (texts.length > 0) report.repaired("The package gives no reading order; the texts were taken as they are listed.");
  return { ...book, spine: texts.map((item) => ({ item, linear: true })) };
}

/** The navigation of the book: EPUB 3's document, else the NCX; printed pages and landmarks from both. */
export async function readBookNavigation(book: EpubPackage, source: EpubSource): Promise<Navigation> {
  const { limits, report } = source;
  const read = async (item: ManifestItem | undefined, how: typeof readNcx): Promise<Navigation | undefined> => {
    if (item === undefined) return undefined;
    const root = await readMarkup(item.name, source);
    if (root === undefined) report.repaired(`The table of contents “${item.name}” is missing from the file.`);
    return root === undefined ? undefined : how(root, item.name, limits.contents, report);
  };
  const nav = await read(book.nav, readNavigationDocument);
  const ncx = nav === undefined || nav.toc.length === 0 || nav.pages.length === 0 ? await read(book.ncx, readNcx) : undefined;
  return {
    toc: nav === undefined || nav.toc.length === 0 ? (ncx?.toc ?? []) : nav.toc,
    landmarks: nav?.landmarks ?? [],
    pages: nav === undefined || nav.pages.length === 0 ? (ncx?.pages ?? []) : nav.pages,
  };
}

/** The same navigation with other names for the entries of the archive. */
export function renameIn(navigation: Navigation, rename: (name: string) => string): Navigation {
  const real = <T extends { name: string }>(place: T): T => ({ ...place, name: rename(place.name) });
  const entries = (toc: Navigation["toc"]): Navigation["toc"] =>
    toc.map((entry) => ({
      ...entry,
      ...(entry.place === undefined ? {} : { place: real(entry.place) }),
      children: entries(entry.children),
    }));
  return {
    toc: entries(navigation.toc),
    landmarks: navigation.landmarks.map((landmark) => ({ ...landmark, place: real(landmark.place) })),
    pages: navigation.pages.map((page) => ({ ...page, place: real(page.place) })),
  };
}

/** The name of the package document: the first that the container names, else the first there is. */
async function packageName(source: EpubSource): Promise<string | undefined> {
  const { archive, report } = source;
  const container = await readMarkup("META-INF/container.xml", source);
  const named = [...descendants(container ?? { name: "", attributes: new Map(), children: [], parent: undefined })]
    .filter(({ name }) => name === "rootfile")
    .map((rootfile) => resolveLink("", attribute(rootfile, "full-path")))
    .flatMap((link) => (link.is === "inside" ? (archive.find(link.name) ?? []) : []));
  if (named.length > 1) report.repaired(`The file holds ${named.length} versions of the book; the first is used.`);
  if (named[0] !== undefined) return named[0];
  const found = archive.names.find((name) => /\.opf$/i.test(name));
  if (found !== undefined) report.repaired("The container does not name the package document; it was found by its name.");
  return found;
}

function looseTexts(archive: ZipArchive): ManifestItem[] {
  const order = new Intl.Collator("en", { numeric: true });
  const names = archive.names.filter((name) => TEXT_NAME.test(name)).sort(order.compare);
  return names.map((name) => ({ id: name, name, type: "application/xhtml+xml", properties: new Set(), fallback: "" }));
}

/** Refuses a book whose texts are encrypted (META-INF/encryption.xml); obfuscated fonts do not count. */
async function refuseEncryption(source: EpubSource): Promise<void> {
  const root = await readMarkup("META-INF/encryption.xml", source);
  if (root === undefined) return;
  for (const data of descendants(root)) {
    if (data.name !== "encrypteddata") continue;
    const method = findElement(data, "encryptionmethod");
    const reference = findElement(data, "cipherreference");
    const isFont =
      FONT_ALGORITHMS.has(method === undefined ? "" : attribute(method, "algorithm")) ||
      /\.(?:otf|ttf|woff2?)$/i.test(reference === undefined ? "" : attribute(reference, "uri"));
    if (!isFont) {
      throw new ImportRefusal(
        "encrypted",
        "The book is protected against copying (DRM), so its text cannot be read here. Please use a copy without protection.",
      );
    }
  }
}
