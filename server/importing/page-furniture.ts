// What of a web page is its text, and what is furniture around it: menus, notices, and the page's own list of contents.
import { foldLine } from "#domain/text/fold.ts";
import { addressOf, type LinkTarget } from "./archive-path.ts";
import { readContents, type TocEntry } from "./epub-navigation.ts";
import { addressesOf, isSilent } from "./read-inlines.ts";
import { hasClass, hasType, semanticTypes } from "./semantic-types.ts";
import { ancestors, attribute, childElements, descendants, findElement, textOf, type XmlElement } from "./xml-tree.ts";

export interface PageFurniture {
  /** Elements that are not read. */
  elements: ReadonlySet<XmlElement>;
  /** What the page's list of contents says; empty without one. */
  contents: TocEntry[];
  /** True if menus and notices with text in them were left out. */
  hasMenus: boolean;
}

const MENU_ROLES = ["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"];
const NOTICE = /(?:^|[-_])(?:cookie|consent|gdpr|newsletter|share|social|breadcrumbs?|skip-?link)s?(?:$|[-_])/i;
const CONTENTS_TITLE =
  /^(?:table of )?contents:?$|^inhalt(?:sverzeichnis)?:?$|^table des matières$|^sommaire$|^índice$|^indice$|^содержание$|^оглавление$/i;
const TEXT_BOXES = ["nav", "ul", "ol", "dl", "table", "div", "section", "p", "center", "blockquote"];

/** Share of a page's text that its main element must have to stand for the page. */
const MOST_OF_IT = 0.5;
/** Share of a list's text that must be links into the page for a list of contents. */
const LINKED = 0.6;

/** Looks through a parsed page. `link` resolves its addresses; `document` is its name, `most` how many entries of contents are taken. */
export function findFurniture(
  root: XmlElement,
  document: string,
  link: (href: string) => LinkTarget,
  most: number,
): PageFurniture {
  const body = findElement(root, "body") ?? root;
  const elements = new Set<XmlElement>();
  const page = measure(body, document, link);
  const contents = findContents(body, page, elements, (list) => readContents(list, document, most));
  let hasMenus = false;
  const leaveOut = (element: XmlElement) => {
    if (page.of(element).text > 0) hasMenus = true;
    elements.add(element);
  };
  const main = mainElement(body, page);
  if (main !== undefined) {
    for (let inner = main; inner !== body; inner = inner.parent ?? body) {
      for (const beside of childElements(inner.parent ?? body)) if (beside !== inner && !elements.has(beside)) leaveOut(beside);
    }
  }
  for (const element of descendants(main ?? body)) if (!elements.has(element) && isMenu(element, body, page)) leaveOut(element);
  return { elements, contents, hasMenus };
}

interface Measures {
  /** Characters of text in an element, and of those the ones in links into this page. */
  of(element: XmlElement): { text: number; linked: number };
  /** True for an element that something in the page leads to, or that holds one. */
  isTarget(element: XmlElement): boolean;
  /** The links into the page, with what they lead to. */
  links: { element: XmlElement; target: XmlElement; at: number; targetAt: number }[];
}

function measure(body: XmlElement, document: string, link: (href: string) => LinkTarget): Measures {
  const order = [...descendants(body)];
  const places = new Map<string, { element: XmlElement; at: number }>();
  for (const [at, element] of order.entries())
    for (const address of addressesOf(element, document)) if (!places.has(address)) places.set(address, { element, at });
  const links: Measures["links"] = [];
  const inside = new Set<XmlElement>();
  for (const [at, element] of order.entries()) {
    if (element.name !== "a" || !element.attributes.has("href")) continue;
    const target = link(attribute(element, "href"));
    const place =
      target.is === "inside" && target.fragment !== "" ? places.get(addressOf(target.name, target.fragment)) : undefined;
    if (place === undefined) continue;
    links.push({ element, target: place.element, at, targetAt: place.at });
    inside.add(element);
  }
  const sizes = new Map<XmlElement, { text: number; linked: number }>();
  // Backwards, so that what is inside an element is known before the element.
  for (const element of [body, ...order].toReversed()) {
    const size = { text: 0, linked: 0 };
    if (!isSilent(element)) {
      for (const child of element.children) {
        const own = typeof child === "string" ? { text: child.trim().length, linked: 0 } : sizes.get(child);
        size.text += own?.text ?? 0;
        size.linked += own?.linked ?? 0;
      }
    }
    if (inside.has(element)) size.linked = size.text;
    sizes.set(element, size);
  }
  const targets = new Set<XmlElement>();
  for (const { target } of links)
    for (let outer: XmlElement | undefined = target; outer !== undefined && !targets.has(outer); outer = outer.parent)
      targets.add(outer);
  return {
    of: (element) => sizes.get(element) ?? { text: 0, linked: 0 },
    isTarget: (element) => targets.has(element),
    links,
  };
}

/** The element that the page itself calls its text, if most of the page's text stands in it. */
function mainElement(body: XmlElement, page: Measures): XmlElement | undefined {
  const whole = page.of(body).text;
  const isMain = (element: XmlElement) => element.name === "main" || hasType(element, "main");
  const found = [...descendants(body)].filter((element) => isMain(element) || element.name === "article");
  const chosen = found.find(isMain) ?? (found.length === 1 ? found[0] : undefined);
  return chosen !== undefined && page.of(chosen).text >= whole * MOST_OF_IT ? chosen : undefined;
}

/** True for menus, banners, notices; never for what the text itself leads to (notes are often set in a footer). */
function isMenu(element: XmlElement, body: XmlElement, page: Measures): boolean {
  if (element.attributes.has("aria-hidden") && attribute(element, "aria-hidden") === "true") return element.name !== "svg";
  if (element.name === "dialog") return true;
  if (page.isTarget(element)) return false;
  if (element.name === "nav") return !hasType(element, "page-list", "pagelist");
  const roles = semanticTypes(element);
  if (MENU_ROLES.some((role) => roles.has(role)) && attribute(element, "epub:type") === "") return true;
  if (element.name === "footer" && element.parent === body) return true;
  return hasClass(element, NOTICE) || NOTICE.test(attribute(element, "id"));
}

/** Finds the list of contents that stands before what it leads to, marks it with its title as furniture, and reads it. */
function findContents(
  body: XmlElement,
  page: Measures,
  elements: Set<XmlElement>,
  read: (list: XmlElement) => TocEntry[],
): TocEntry[] {
  const counted = new Map<XmlElement, { links: number; firstTarget: number; lastLink: number }>();
  for (const { element, at, targetAt } of page.links) {
    for (const outer of ancestors(element)) {
      if (outer === body) break;
      const known = counted.get(outer) ?? { links: 0, firstTarget: Number.POSITIVE_INFINITY, lastLink: 0 };
      known.links++;
      known.firstTarget = Math.min(known.firstTarget, targetAt);
      known.lastLink = Math.max(known.lastLink, at);
      counted.set(outer, known);
    }
  }
  for (const element of descendants(body)) {
    const own = counted.get(element);
    if (own === undefined || own.links < 3 || own.lastLink > own.firstTarget || !TEXT_BOXES.includes(element.name)) continue;
    const { text, linked } = page.of(element);
    if (linked < text * LINKED) continue;
    elements.add(element);
    const siblings = childElements(element.parent ?? body);
    const before = siblings[siblings.indexOf(element) - 1];
    if (before !== undefined && CONTENTS_TITLE.test(foldLine(textOf(before)))) elements.add(before);
    return read(element);
  }
  return [];
}
