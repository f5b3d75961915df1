// What an element says about itself: epub:type and ARIA's doc- roles, read as one vocabulary.
// https://www.w3.org/TR/epub-ssv-11/ and https://www.w3.org/TR/dpub-aria-1.1/
import type { XmlElement } from "./xml-tree.ts";

const NONE: ReadonlySet<string> = new Set();

/** The types of an element, lower case: those of epub:type as they are, roles without their "doc-". */
export function semanticTypes(element: XmlElement): ReadonlySet<string> {
  const type = element.attributes.get("epub:type");
  const role = element.attributes.get("role");
  if (type === undefined && role === undefined) return NONE;
  const words = `${type ?? ""} ${(role ?? "").replaceAll("doc-", "")}`.toLowerCase().split(/\s+/);
  return new Set(words.filter((word) => word !== ""));
}

/** True if an element has one of the types. */
export function hasType(element: XmlElement, ...types: string[]): boolean {
  const own = semanticTypes(element);
  return own.size > 0 && types.some((type) => own.has(type));
}

/** True if one of the element's classes matches. */
export function hasClass(element: XmlElement, pattern: RegExp): boolean {
  const classes = element.attributes.get("class");
  return classes?.split(/\s+/).some((name) => pattern.test(name)) ?? false;
}
