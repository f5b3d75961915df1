// The texts of an EPUB in reading order, parsed: fallbacks followed, wrong types seen through, missing files reported.
import { type EpubSource, readMarkup } from "./epub-container.ts";
import type { EpubPackage, ManifestItem } from "./epub-package.ts";
import { readImageHeader } from "./image-header.ts";
import type { XmlElement } from "./xml-tree.ts";

export interface SpineText {
  /** Its name in the archive. */
  name: string;
  /** The name the reading order lists: another one if a fallback is shown. */
  listed: string;
  root: XmlElement;
  linear: boolean;
}

const TEXT_TYPES = new Set([
  "application/xhtml+xml",
  "text/html",
  "application/x-dtbook+xml",
  "text/x-oeb1-document",
  "image/svg+xml",
]);
const TEXT_NAME = /\.(?:xhtml|html?|xht|svg)$/i;

/** Loads the documents of the reading order. One that is listed several times is given several times. */
export async function loadSpine(
  book: EpubPackage,
  source: EpubSource,
  progress: (done: number, total: number) => void,
): Promise<SpineText[]> {
  const parsed = new Map<string, XmlElement | undefined>();
  const texts: SpineText[] = [];
  for (const [i, { item, linear }] of book.spine.entries()) {
    progress(i, book.spine.length);
    const chosen = choose(item, book, source);
    if (chosen === undefined) {
      source.report.lost(`“${item.name}” is of a kind that cannot be shown (${item.type || "unknown"}) and was left out.`);
      continue;
    }
    if (!parsed.has(chosen.name)) parsed.set(chosen.name, await loadText(chosen, source));
    const root = parsed.get(chosen.name);
    if (root !== undefined) texts.push({ name: chosen.name, listed: item.name, root, linear });
  }
  return texts;
}

/** The item that can be shown: itself, one of its fallbacks, or itself in spite of a wrong type. */
function choose(item: ManifestItem, book: EpubPackage, source: EpubSource): ManifestItem | undefined {
  const seen = new Set<ManifestItem>();
  for (
    let next: ManifestItem | undefined = item;
    next !== undefined && !seen.has(next);
    next = book.manifest.get(next.fallback)
  ) {
    seen.add(next);
    if (TEXT_TYPES.has(next.type) || next.type.startsWith("image/")) return next;
  }
  if (!TEXT_NAME.test(item.name)) return undefined;
  source.report.repaired(`“${item.name}” is listed with the wrong type (${item.type || "none"}); it was read as text.`);
  return item;
}

async function loadText(item: ManifestItem, source: EpubSource): Promise<XmlElement | undefined> {
  const { archive, report } = source;
  const key = archive.find(item.name);
  if (key === undefined) {
    report.lost(`“${item.name}” belongs to the reading order, but is missing from the file.`);
    return undefined;
  }
  const isPicture = item.type.startsWith("image/") && item.type !== "image/svg+xml";
  if (isPicture || /\.(?:jpe?g|png|gif|webp)$/i.test(item.name)) {
    const bytes = await archive.read(key);
    if (bytes !== undefined && readImageHeader(bytes) !== undefined) return pictureDocument(item.name);
    if (isPicture) return undefined;
  }
  return await readMarkup(item.name, source);
}

/** A picture in the reading order is read as a document that shows it. */
function pictureDocument(name: string): XmlElement {
  const root: XmlElement = { name: "#root", attributes: new Map(), children: [], parent: undefined };
  const path = name.split("/").map(encodeURIComponent).join("/");
  root.children.push({ name: "img", attributes: new Map([["src", `/${path}`]]), children: [], parent: root });
  return root;
}
