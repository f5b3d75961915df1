// The table of contents, the landmarks and the list of printed pages of an EPUB: from its navigation document (EPUB 3) or NCX (EPUB 2).

import { foldLine } from "#domain/text/fold.ts";
import { append } from "./append.ts";
import { resolveLink } from "./archive-path.ts";
import type { ImportReport } from "./import-report.ts";
import { hasType, semanticTypes } from "./semantic-types.ts";
import { attribute, childElements, descendants, findElement, textOf, type XmlElement } from "./xml-tree.ts";

/** A place in the book: an entry of the archive and a fragment, "" for its beginning. */
export interface Place {
  name: string;
  fragment: string;
}

export interface TocEntry {
  label: string;
  place?: Place;
  children: TocEntry[];
  /** Whether what is below it are chapters, where that is known already. */
  divides?: boolean;
}

export interface Navigation {
  toc: TocEntry[];
  landmarks: { types: ReadonlySet<string>; place: Place }[];
  pages: { label: string; place: Place }[];
}

interface Reading {
  /** The archive's name of the document that is read. */
  base: string;
  /** How many further entries are taken. */
  left: number;
  nowhere: number;
}

/** Reads a navigation document. At most `most` entries of the contents are taken. */
export function readNavigationDocument(root: XmlElement, base: string, most: number, report: ImportReport): Navigation {
  const navs = [...descendants(root)].filter((element) => element.name === "nav");
  const toc = navs.find((nav) => hasType(nav, "toc")) ?? navs.find((nav) => semanticTypes(nav).size === 0);
  const reading: Reading = { base, left: most, nowhere: 0 };
  const navigation: Navigation = { toc: toc === undefined ? [] : readList(toc, reading), landmarks: [], pages: [] };
  for (const nav of navs) {
    if (hasType(nav, "landmarks")) {
      for (const { element, place } of links(nav, base)) navigation.landmarks.push({ types: semanticTypes(element), place });
    } else if (hasType(nav, "page-list", "pagelist")) {
      for (const { element, place } of links(nav, base)) navigation.pages.push({ label: pageLabel(textOf(element)), place });
    }
  }
  tellAbout(reading, report);
  return navigation;
}

/** Reads an NCX. At most `most` entries of the contents are taken. */
export function readNcx(root: XmlElement, base: string, most: number, report: ImportReport): Navigation {
  const map = findElement(root, "navmap");
  const reading: Reading = { base, left: most, nowhere: 0 };
  const toc = map === undefined ? [] : readPoints(map, reading);
  const pages: Navigation["pages"] = [];
  for (const target of descendants(findElement(root, "pagelist") ?? { ...root, children: [] })) {
    if (target.name !== "pagetarget") continue;
    const place = placeOf(base, attribute(findElement(target, "content") ?? target, "src"));
    const label = pageLabel(textOf(findElement(target, "navlabel") ?? target)) || attribute(target, "value");
    if (place !== undefined) pages.push({ label, place });
  }
  tellAbout(reading, report);
  return { toc, landmarks: [], pages };
}

/** Reads a list of contents that stands in a text: as its lists are nested, else its links one after the other. */
export function readContents(element: XmlElement, base: string, most: number): TocEntry[] {
  const reading: Reading = { base, left: most, nowhere: 0 };
  const listed = readList({ ...element, children: [element] }, reading);
  if (listed.length > 0) return listed;
  return links(element, base)
    .slice(0, most)
    .map(({ element: link, place }) => ({ label: foldLine(textOf(link)).slice(0, 500), place, children: [] }));
}

/** What a printed page is called: "[Pg 12]" and "Page 12" are "12". */
export function pageLabel(text: string): string {
  const label = foldLine(text);
  return foldLine(
    /^[[({]?\s*(?:pg|page|p|s|seite)\b\.?\s*([^\])}]+?)\s*[\])}]?$/i.exec(label)?.[1] ??
      /^[[({](.+)[\])}]$/.exec(label)?.[1] ??
      label,
  ).slice(0, 30);
}

/** The entries of the lists directly inside an element (`nav` or `li`). Other elements around a list are looked through. */
function readList(parent: XmlElement, reading: Reading): TocEntry[] {
  const entries: TocEntry[] = [];
  for (const list of childElements(parent)) {
    if (list.name !== "ol" && list.name !== "ul") {
      if (["div", "section", "nav"].includes(list.name)) append(entries, readList(list, reading));
      continue;
    }
    for (const item of childElements(list, "li")) {
      if (reading.left-- <= 0) return entries;
      const head = [...itemHead(item)].find((element) => element.name === "a") ?? childElements(item, "span", "p", "div")[0];
      const label =
        head === undefined
          ? foldLine(item.children.filter((child) => typeof child === "string").join(" "))
          : foldLine(textOf(head));
      entries.push(entry(label, head === undefined ? "" : attribute(head, "href"), readList(item, reading), reading));
    }
  }
  return entries;
}

/** The elements of a list item that belong to the item itself, not to a list in it. */
function* itemHead(item: XmlElement): Generator<XmlElement> {
  for (const child of childElements(item)) {
    if (child.name === "ol" || child.name === "ul") continue;
    yield child;
    yield* itemHead(child);
  }
}

function readPoints(parent: XmlElement, reading: Reading): TocEntry[] {
  const entries: TocEntry[] = [];
  for (const point of childElements(parent, "navpoint")) {
    if (reading.left-- <= 0) return entries;
    const label = childElements(point, "navlabel")[0];
    const content = childElements(point, "content")[0];
    const href = content === undefined ? "" : attribute(content, "src");
    entries.push(entry(label === undefined ? "" : foldLine(textOf(label)), href, readPoints(point, reading), reading));
  }
  return entries;
}

function entry(label: string, href: string, children: TocEntry[], reading: Reading): TocEntry {
  const place = placeOf(reading.base, href);
  if (place === undefined && children.length === 0) reading.nowhere++;
  return { label: label.slice(0, 500), ...(place === undefined ? {} : { place }), children };
}

function placeOf(base: string, href: string): Place | undefined {
  const link = resolveLink(base, href);
  return link.is === "inside" && (link.name !== base || link.fragment !== "")
    ? { name: link.name, fragment: link.fragment }
    : undefined;
}

function links(nav: XmlElement, base: string): { element: XmlElement; place: Place }[] {
  const found: { element: XmlElement; place: Place }[] = [];
  for (const element of descendants(nav)) {
    const place = element.name === "a" ? placeOf(base, attribute(element, "href")) : undefined;
    if (place !== undefined) found.push({ element, place });
  }
  return found;
}

function tellAbout(reading: Reading, report: ImportReport): void {
  if (reading.left < 0) report.lost("The table of contents is far longer than a book's; only its first entries were used.");
  if (reading.nowhere > 0)
    report.repaired(
      `${reading.nowhere === 1 ? "One entry" : `${reading.nowhere} entries`} of the table of contents pointed nowhere.`,
    );
}
