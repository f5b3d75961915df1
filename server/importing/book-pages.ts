// Printed pages in the markup: where they begin, by the list of pages, by type, or by the class that transcribers use.
import { foldLine } from "#domain/text/fold.ts";
import { addressOf } from "./archive-path.ts";
import { type Navigation, pageLabel } from "./epub-navigation.ts";
import { addressesOf, type ReaderPorts } from "./read-inlines.ts";
import { hasClass, hasType } from "./semantic-types.ts";
import { attribute, textOf, type XmlElement } from "./xml-tree.ts";

/** The labels of the pages that the book lists, by address. */
export function listedPages(pages: Navigation["pages"]): ReadonlyMap<string, string> {
  return new Map(
    pages.filter(({ label }) => label !== "").map(({ label, place }) => [addressOf(place.name, place.fragment), label]),
  );
}

/** The page that begins at an element, if one does. Elements that hold only a page's number are not text. */
export function pageAt(
  element: XmlElement,
  document: string,
  listed: ReadonlyMap<string, string>,
): ReturnType<ReaderPorts["pageAt"]> {
  if (element.attributes.size === 0) return undefined;
  const isBreak = hasType(element, "pagebreak") || hasClass(element, /^page-?(?:num|no|number|break)$/i);
  const known = addressesOf(element, document)
    .map((address) => listed.get(address))
    .find((label) => label !== undefined);
  if (!isBreak && known === undefined) return undefined;
  const text = foldLine(isBreak || element.children.length < 3 ? textOf(element) : "…");
  const said = [attribute(element, "title"), attribute(element, "aria-label"), text].map(pageLabel).find((label) => label !== "");
  const label = known ?? said;
  if (label === undefined || (known === undefined && !/^[\divxlcdm\w.-]{1,12}$/i.test(label))) return undefined;
  return { label, swallow: isBreak || text === "" || pageLabel(text) === label };
}
