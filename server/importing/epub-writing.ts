// How the lines of an EPUB run: the one thing that is looked up in its style sheets, and only what they say of the whole page.
import type { Writing } from "#domain/text/model.ts";
import type { LinkTarget } from "./archive-path.ts";
import { decodeText } from "./decode-text.ts";
import type { BookText } from "./read-book.ts";
import { attribute, descendants, findElement, textOf, type XmlElement } from "./xml-tree.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** A style sheet longer than this, in bytes, is not looked into. */
const MOST_CSS = 1_000_000;
const DECLARATION =
  /(?:^|[;\s])(?:-(?:epub|webkit|ms)-)?writing-mode\s*:\s*(vertical-rl|vertical-lr|tb-rl|horizontal-tb|lr-tb)/gi;
const PAGE_SELECTOR = /^(?::root|html|body|html\s*>?\s*body)(?:\.([\w-]+))?$/i;

/**
 * The writing of a book: down the page if more than half of its text runs so by `writing-mode` on `html` or `body` (in a style attribute,
 * a `style` element or a linked sheet, the last word counting); then the direction that more of that text has.
 */
export async function epubWriting(
  texts: readonly BookText[],
  archive: ZipArchive,
  link: (document: string, href: string) => LinkTarget,
): Promise<Writing | undefined> {
  const sheets = new Map<string, string>();
  const amounts = { horizontal: 0, "vertical-rl": 0, "vertical-lr": 0 };
  for (const { name, root } of texts) {
    const body = findElement(root, "body");
    if (body === undefined) continue;
    const css: string[] = [];
    for (const element of descendants(findElement(root, "head") ?? body)) {
      if (element.name === "style") css.push(textOf(element));
      if (element.name !== "link" || !/\bstylesheet\b/i.test(attribute(element, "rel"))) continue;
      const target = link(name, attribute(element, "href"));
      if (target.is === "inside") css.push(await sheet(target.name, archive, sheets));
    }
    amounts[pageWriting(css, findElement(root, "html"), body)] += textOf(body).trim().length;
  }
  const vertical = amounts["vertical-rl"] + amounts["vertical-lr"];
  if (vertical <= amounts.horizontal) return undefined;
  return amounts["vertical-rl"] >= amounts["vertical-lr"] ? "vertical-rl" : "vertical-lr";
}

async function sheet(name: string, archive: ZipArchive, known: Map<string, string>): Promise<string> {
  const key = archive.find(name);
  if (key === undefined) return "";
  const read = known.get(key);
  if (read !== undefined) return read;
  const bytes = await archive.read(key);
  // Only what could matter is kept: most sheets say nothing of this.
  const css = bytes === undefined || bytes.length > MOST_CSS ? "" : decodeText(bytes, name).text;
  const kept = css.includes("writing-mode") ? css : "";
  known.set(key, kept);
  return kept;
}

function pageWriting(css: readonly string[], html: XmlElement | undefined, body: XmlElement): Writing {
  let writing: Writing = "horizontal";
  const say = (declarations: string) => {
    for (const [, value = ""] of declarations.matchAll(DECLARATION)) {
      const mode = value.toLowerCase();
      writing = mode === "vertical-lr" ? mode : mode === "vertical-rl" || mode === "tb-rl" ? "vertical-rl" : "horizontal";
    }
  };
  const classes = new Set(`${html === undefined ? "" : attribute(html, "class")} ${attribute(body, "class")}`.split(/\s+/));
  for (const rules of css) {
    for (const [, selectors = "", declarations = ""] of rules
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
      const isPage = selectors.split(",").some((selector) => {
        const match = PAGE_SELECTOR.exec(selector.trim());
        return match !== null && (match[1] === undefined || classes.has(match[1]));
      });
      if (isPage) say(declarations);
    }
  }
  say(html === undefined ? "" : attribute(html, "style"));
  say(attribute(body, "style"));
  return writing;
}
