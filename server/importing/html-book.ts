// One page of HTML becomes a book: what HTML files, Markdown and Word documents have in common once they are a page.
import { basename } from "node:path";
import { foldLine } from "#domain/text/fold.ts";
import type { BookFormat, ImportedBook } from "#domain/text/model.ts";
import { type LinkTarget, resolveLink } from "./archive-path.ts";
import { guessLanguage } from "./guess-language.ts";
import { readGutenberg } from "./gutenberg-text.ts";
import { pageTitle, readHead } from "./html-head.ts";
import { type ImageStore, type StoredImage, tellOfPictureOutside } from "./image-store.ts";
import type { ImportLimits } from "./import-limits.ts";
import type { ImportReport } from "./import-report.ts";
import { findFurniture } from "./page-furniture.ts";
import { readBook } from "./read-book.ts";
import { attribute, descendants, findElement, textOf, type XmlElement } from "./xml-tree.ts";

/** What is known of a book besides what its page says. */
export interface KnownOfBook {
  title?: string;
  subtitle?: string;
  authors?: string[];
  language?: string;
  rights?: string;
}

export interface HtmlBookOptions {
  format: BookFormat;
  /** Counts for more than what the page says. */
  known?: KnownOfBook;
  /** The address the page was saved from: links to it lead into the page. */
  savedFrom?: string;
  /** Pictures that were taken from elsewhere, by the `src` that stands in the page: "picture:" and a name. Of those that are not here it was told. */
  pictures?: ReadonlyMap<string, StoredImage>;
  fileName?: string;
  images: ImageStore;
  limits: ImportLimits;
  report: ImportReport;
}

/** The name under which links know the page. */
const PAGE = "page";

/** Reads a parsed page. Throws ImportRefusal when it holds no text, or more than the limits allow. */
export function readHtmlBook(root: XmlElement, options: HtmlBookOptions): ImportedBook {
  const { limits, report, images, known = {} } = options;
  const link = (href: string) => pageLink(href, options);
  const pictures = takePictures(root, options);
  const furniture = findFurniture(root, PAGE, link, limits.contents);
  if (furniture.hasMenus) report.lost("Menus, notices and other parts around the text of the web page were left out.");
  const head = readHead(root);
  const text = textOf(findElement(root, "body") ?? root);
  const header = readGutenberg(text.split(/\r?\n/));
  const headings = [...descendants(root)].filter(({ name }) => name === "h1").map((heading) => foldLine(textOf(heading)));
  const rights = known.rights ?? head.rights;
  const authors = [known.authors ?? [], head.authors, header?.authors ?? []];
  const said = [known.language, head.language, header?.language].find((tag) => tag !== undefined && tag !== "und");
  return readBook({
    format: options.format,
    texts: [{ name: PAGE, root, linear: true }],
    about: {
      title: (known.title ?? "") || pageTitle(head.title || (header?.title ?? ""), headings),
      ...(known.subtitle === undefined ? {} : { subtitle: known.subtitle }),
      authors: authors.find((names) => names.length > 0) ?? [],
      language: said ?? guessLanguage(text),
      ...(rights === undefined || rights === "" ? {} : { rights }),
    },
    navigation: { toc: furniture.contents, landmarks: [], pages: [] },
    guide: [],
    byHeadings: true,
    link: (_, href) => link(href),
    images,
    picture: (_, source) => pictures.get(source),
    isFurniture: (element) => furniture.elements.has(element),
    ...(options.fileName === undefined ? {} : { fileName: options.fileName }),
    limits,
    report,
  });
}

/** Where a link of the page leads: saved pages write links into themselves with their whole address or with their file's name. */
function pageLink(href: string, { savedFrom, fileName }: HtmlBookOptions): LinkTarget {
  const target = resolveLink(PAGE, href);
  if (target.is === "outside") {
    const [address, fragment] = target.url.split("#");
    if (fragment !== undefined && savedFrom !== undefined && address === savedFrom.split("#")[0])
      return resolveLink(PAGE, `#${fragment}`);
  } else if (target.is === "inside" && fileName !== undefined && target.name === basename(fileName)) {
    return { ...target, name: PAGE };
  }
  return target;
}

/** The pictures that the page carries in itself. Those it only names are lost, and nothing is fetched. */
function takePictures(root: XmlElement, options: HtmlBookOptions): ReadonlyMap<string, StoredImage> {
  const taken = new Map(options.pictures);
  for (const element of descendants(root)) {
    if (element.name !== "img" && element.name !== "image" && element.name !== "object") continue;
    const source = ["src", "href", "xlink:href", "data"].map((key) => attribute(element, key)).find((value) => value !== "");
    if (source === undefined || taken.has(source) || (options.pictures !== undefined && source.startsWith("picture:"))) continue;
    const carried = /^\s*data:image\/[\w.+-]+(?:;[\w=-]+)*?(;base64)?,/i.exec(source);
    if (carried === null) {
      tellOfPictureOutside(options.report);
      continue;
    }
    const data = source.slice(carried[0].length);
    const picture = options.images.keep("a picture inside the page", bytesOf(data, carried[1] !== undefined));
    if (picture !== undefined) taken.set(source, picture);
  }
  return taken;
}

function bytesOf(data: string, isBase64: boolean): Uint8Array {
  if (isBase64) return new Uint8Array(Buffer.from(data, "base64"));
  try {
    return new TextEncoder().encode(decodeURIComponent(data));
  } catch {
    return new TextEncoder().encode(data);
  }
}
