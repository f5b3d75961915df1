// The package document of an EPUB: what the book is called, what belongs to it, and in which order it is read.
// https://www.w3.org/TR/epub-33/#sec-package-doc and OPF 2.0.1 for EPUB 2; faults are repaired where the meaning is plain.
import { foldLine } from "#domain/text/fold.ts";
import type { Dir } from "#domain/text/model.ts";
import { resolveLink } from "./archive-path.ts";
import type { ImportReport } from "./import-report.ts";
import { attribute, childElements, descendants, findElement, textOf, type XmlElement } from "./xml-tree.ts";
import type { ZipArchive } from "./zip-archive.ts";

export interface ManifestItem {
  id: string;
  /** The name the archive has it under. */
  name: string;
  type: string;
  properties: ReadonlySet<string>;
  fallback: string;
}

export interface EpubPackage {
  title: string;
  subtitle?: string;
  authors: string[];
  /** BCP 47, "und" when the file does not say. */
  language: string;
  /** What the package says about rights. */
  rights?: string;
  /** The order of pages, where the package gives one. */
  progression?: Dir;
  manifest: ReadonlyMap<string, ManifestItem>;
  spine: { item: ManifestItem; linear: boolean }[];
  /** The navigation document (EPUB 3) and the NCX (EPUB 2). */
  nav?: ManifestItem;
  ncx?: ManifestItem;
  /** The picture of the cover. */
  cover?: string;
  /** EPUB 2's guide: types and the places they name. */
  guide: { type: string; name: string; fragment: string }[];
}

/** Reads a package document that stands in the archive under `name`. */
export function readPackage(root: XmlElement, name: string, archive: ZipArchive, report: ImportReport): EpubPackage {
  const metadata = findElement(root, "metadata") ?? root;
  const manifest = readManifest(root, name, archive, report);
  const byName = (target: string) => [...manifest.values()].find((item) => item.name === target);
  const guide: EpubPackage["guide"] = [];
  for (const reference of descendants(findElement(root, "guide") ?? { ...root, children: [] })) {
    const link = resolveLink(name, attribute(reference, "href"));
    if (link.is === "inside") {
      guide.push({
        type: attribute(reference, "type").toLowerCase(),
        name: archive.find(link.name) ?? link.name,
        fragment: link.fragment,
      });
    }
  }
  const spineElement = findElement(root, "spine");
  const items = [...manifest.values()];
  const nav = items.find((item) => item.properties.has("nav"));
  const ncx =
    manifest.get(spineElement === undefined ? "" : attribute(spineElement, "toc")) ??
    items.find((item) => item.type === "application/x-dtbncx+xml") ??
    items.find((item) => /\.ncx$/i.test(item.name));
  const progression = spineElement === undefined ? "" : attribute(spineElement, "page-progression-direction").toLowerCase();
  const cover = findCover(metadata, manifest, guide, byName);
  return {
    ...readMetadata(metadata),
    ...(progression === "rtl" || progression === "ltr" ? { progression } : {}),
    manifest,
    spine: readSpine(spineElement, manifest, report),
    ...(nav === undefined ? {} : { nav }),
    ...(ncx === undefined ? {} : { ncx }),
    ...(cover === undefined ? {} : { cover }),
    guide,
  };
}

function readMetadata(metadata: XmlElement): Pick<EpubPackage, "title" | "subtitle" | "authors" | "language" | "rights"> {
  const elements = [...descendants(metadata)];
  const refined = new Map<string, string>();
  for (const meta of elements) {
    const of = attribute(meta, "refines").replace(/^#/, "");
    if (meta.name === "meta" && of !== "") refined.set(`${of} ${attribute(meta, "property")}`, foldLine(textOf(meta)));
  }
  const texts = (name: string) =>
    elements
      .filter((element) => element.name === name)
      .map((element) => ({ text: foldLine(textOf(element)), element, id: attribute(element, "id") }))
      .filter(({ text }) => text !== "");
  const titles = texts("title");
  const subtitle = titles.slice(1).find(({ id }) => refined.get(`${id} title-type`) === "subtitle")?.text;
  const rights = texts("rights")[0]?.text.slice(0, 2000).trim();
  const creators = texts("creator").map(({ text, element, id }) => ({
    text,
    role: attribute(element, "opf:role") || attribute(element, "role") || refined.get(`${id} role`) || "aut",
  }));
  const authors = creators.filter(({ role }) => role === "aut");
  const names = (authors.length > 0 ? authors : creators).map(({ text }) => text);
  return {
    title: titles[0]?.text ?? "",
    ...(subtitle === undefined ? {} : { subtitle }),
    authors: [...new Set(names)],
    language: languageTag(texts("language")[0]?.text ?? ""),
    ...(rights === undefined ? {} : { rights }),
  };
}

function readManifest(root: XmlElement, base: string, archive: ZipArchive, report: ImportReport): Map<string, ManifestItem> {
  const manifest = new Map<string, ManifestItem>();
  const seen = new Set<string>();
  const element = findElement(root, "manifest");
  for (const item of element === undefined ? [] : childElements(element, "item")) {
    const link = resolveLink(base, attribute(item, "href"));
    const id = attribute(item, "id");
    if (link.is !== "inside" || link.name === base || link.name === "") {
      report.tally(
        "repaired",
        (count) => `${count === 1 ? "One entry" : `${count} entries`} of the package's list named no file and was skipped.`,
        "manifest",
      );
      continue;
    }
    const name = archive.find(link.name) ?? link.name;
    if (manifest.has(id) || seen.has(name)) report.repaired(`“${name}” is listed twice in the package; once was enough.`);
    if (manifest.has(id)) continue;
    seen.add(name);
    const properties = new Set(attribute(item, "properties").split(/\s+/));
    manifest.set(id, {
      id,
      name,
      type: attribute(item, "media-type").toLowerCase(),
      properties,
      fallback: attribute(item, "fallback"),
    });
  }
  return manifest;
}

function readSpine(
  spine: XmlElement | undefined,
  manifest: ReadonlyMap<string, ManifestItem>,
  report: ImportReport,
): EpubPackage["spine"] {
  const read: EpubPackage["spine"] = [];
  for (const reference of spine === undefined ? [] : childElements(spine, "itemref")) {
    const id = attribute(reference, "idref");
    const item = manifest.get(id);
    if (item === undefined) report.lost(`The reading order names “${id}”, which the package does not list.`);
    else read.push({ item, linear: attribute(reference, "linear").toLowerCase() !== "no" });
  }
  return read;
}

/** The cover picture: as EPUB 3 says it, as EPUB 2 does, as the guide does, by its name. */
function findCover(
  metadata: XmlElement,
  manifest: ReadonlyMap<string, ManifestItem>,
  guide: EpubPackage["guide"],
  byName: (name: string) => ManifestItem | undefined,
): string | undefined {
  const items = [...manifest.values()];
  const isImage = (item: ManifestItem | undefined) =>
    item !== undefined && (item.type.startsWith("image/") || /\.(?:jpe?g|png|gif|webp|svg)$/i.test(item.name));
  const declared = items.find((item) => item.properties.has("cover-image"));
  if (isImage(declared)) return declared?.name;
  const meta = [...descendants(metadata)].find(
    (element) => element.name === "meta" && attribute(element, "name").toLowerCase() === "cover",
  );
  const content = meta === undefined ? "" : attribute(meta, "content");
  const named = manifest.get(content) ?? items.find((item) => item.name.endsWith(content) && content !== "");
  if (isImage(named)) return named?.name;
  const guided = guide.find(({ type, name }) => type.includes("cover") && isImage(byName(name)));
  if (guided !== undefined) return guided.name;
  return items.find((item) => isImage(item) && /(?:^|[/_-])cover[^/]*$/i.test(item.name))?.name;
}

/** A language tag as BCP 47 writes it, or "und". */
export function languageTag(tag: string): string {
  if (tag === "") return "und";
  try {
    return Intl.getCanonicalLocales(foldLine(tag).replaceAll("_", "-"))[0] ?? "und";
  } catch {
    return "und";
  }
}

/** The direction in which a language is written; left to right where that is not known. */
export function languageDirection(tag: string): "ltr" | "rtl" {
  // ECMA-402 has it (Intl Locale Info), TypeScript's library not yet.
  const locale = new Intl.Locale(tag) as Intl.Locale & { getTextInfo(): { direction?: "ltr" | "rtl" } };
  return locale.getTextInfo().direction ?? "ltr";
}
