// What a web page says about itself in its head: title, authors, language, rights.
import { foldLine } from "#domain/text/fold.ts";
import { languageTag } from "./epub-package.ts";
import { attribute, descendants, findElement, textOf, type XmlElement } from "./xml-tree.ts";

export interface HtmlHead {
  /** "" and "und" where the page does not say. */
  title: string;
  authors: string[];
  language: string;
  rights?: string;
}

const AUTHOR = /^(?:author|authors|dc\.creator|dcterms\.creator|citation_author|article:author|book:author)$/;
const TITLE = /^(?:dc\.title|dcterms\.title|citation_title|og:title)$/;
const LANGUAGE = /^(?:dc\.language|dcterms\.language|language|content-language|og:locale|citation_language)$/;
const RIGHTS = /^(?:dc\.rights|dcterms\.rights|copyright|rights)$/;

export function readHead(root: XmlElement): HtmlHead {
  const head = findElement(root, "head");
  const metas = head === undefined ? [] : [...descendants(head)].filter(({ name }) => name === "meta");
  const said = (names: RegExp) =>
    metas.flatMap((meta) => {
      const name = ["name", "property", "http-equiv"].map((key) => attribute(meta, key).toLowerCase());
      const value = foldLine(attribute(meta, "content"));
      return name.some((one) => names.test(one)) && value !== "" ? [value] : [];
    });
  const title = head === undefined ? undefined : findElement(head, "title");
  const own = ["html", "body"].map((name) => {
    const element = findElement(root, name);
    return element?.attributes.get("lang") ?? element?.attributes.get("xml:lang") ?? "";
  });
  const language = [...own, ...said(LANGUAGE)].map(languageTag).find((tag) => tag !== "und");
  const rights = said(RIGHTS)[0];
  return {
    title: (title === undefined ? "" : foldLine(textOf(title))) || (said(TITLE)[0] ?? ""),
    // Some pages name an author by the address of a profile.
    authors: [...new Set(said(AUTHOR))].filter((author) => !/^https?:/i.test(author)),
    language: language ?? "und",
    ...(rights === undefined ? {} : { rights }),
  };
}

/**
 * The title of a page: what its head says, without the name of the site that pages put around the title of the text. `headings` are the
 * texts of the page's uppermost headings.
 */
export function pageTitle(head: string, headings: readonly string[]): string {
  const [only = "", other] = headings.filter((heading) => heading !== "");
  // Several of them are the titles of chapters.
  if (only === "" || other !== undefined) return head;
  return head === "" || (only.length >= 4 && head.toLowerCase().includes(only.toLowerCase())) ? only : head;
}
