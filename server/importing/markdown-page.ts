// Markdown as a page of HTML: CommonMark with GitHub's tables and footnotes. Long texts are converted piece by piece, so that memory stays small.
import { toHtml } from "hast-util-to-html";
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast } from "mdast-util-to-hast";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";

/** Characters of a piece, at least: it ends before a heading, after four times as many before a paragraph, in the end anywhere. */
const PIECE = 50_000;
/** Quotes and lists inside one another, as far as they are read as such; the parser takes them one inside the other without end. */
const DEEPEST = 32;

/** The tree of a page, as the Markdown tools have it. */
type Page = Extract<ReturnType<typeof toHast>, { type: "root" }>;
type PageElement = Extract<Page["children"][number], { type: "element" }>;

/** Gives the page of a text; `takeHead` may take something out of the tree of its beginning. HTML in the text stays what it is. */
export function markdownPage(text: string, takeHead: (beginning: Root) => void): string {
  const lines = text.split(/\r\n|\n|\r/).map(withFewMarkers);
  const definitions = lines.filter((line) => /^ {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*\S/.test(line));
  // Footnotes are numbered over the whole text, so a text with footnotes is one piece.
  const pieces = lines.some((line) => /^\[\^[^\]\n]+\]:/.test(line)) ? [lines] : inPieces(lines);
  return pieces
    .map((piece, i) => {
      const markdown = fromMarkdown([...piece, "", ...(pieces.length > 1 ? definitions : [])].join("\n"), {
        extensions: [gfm(), ...(i === 0 ? [frontmatter(["yaml"])] : [])],
        mdastExtensions: [gfmFromMarkdown(), ...(i === 0 ? [frontmatterFromMarkdown(["yaml"])] : [])],
      });
      if (i === 0) takeHead(markdown);
      const page = toHast(markdown, { allowDangerousHtml: true, clobberPrefix: "" });
      if (page.type === "root") markNotes(page);
      return toHtml(page, { allowDangerousHtml: true });
    })
    .join("\n");
}

/** Cuts where no block is cut through, as far as that goes: headings end every other block but a fenced one. */
function inPieces(lines: readonly string[]): string[][] {
  const pieces: string[][] = [[]];
  let length = 0;
  let fence = "";
  let before = "";
  for (const line of lines.flatMap(shortened)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === "" && mark !== undefined) fence = mark;
    else if (fence !== "" && mark?.startsWith(fence)) fence = "";
    const isHeading = fence === "" && /^#{1,6} /.test(line);
    const isParagraph = fence === "" && before.trim() === "" && /^\p{L}/u.test(line);
    if (length > PIECE * (isHeading ? 1 : isParagraph ? 4 : 20)) {
      pieces.push([]);
      length = 0;
    }
    pieces.at(-1)?.push(line);
    length += line.length;
    before = line;
  }
  return pieces;
}

/** A line that is too long for any passage, as paragraphs that are not. */
function shortened(line: string): string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > PIECE) {
    const space = rest.lastIndexOf(" ", PIECE);
    const at = space > 0 ? space : PIECE;
    parts.push(rest.slice(0, at), "");
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest];
}

/** The line with no more than so many signs of quotes and list items at its beginning. */
function withFewMarkers(line: string): string {
  const marker = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])/y;
  let kept = 0;
  let all = 0;
  for (let count = 1; marker.test(line); count++) {
    all = marker.lastIndex;
    if (count <= DEEPEST) kept = all;
  }
  return all === kept ? line : line.slice(0, kept) + line.slice(all);
}

/** The list of footnotes at the end says that it is one, and needs no heading of its own. */
function markNotes(page: Page): void {
  const isNotes = (node: Page["children"][number]): node is PageElement =>
    node.type === "element" && node.tagName === "section" && node.properties.dataFootnotes !== undefined;
  for (const section of page.children.filter(isNotes)) {
    section.properties.role = "doc-endnotes";
    section.children = section.children.filter((child) => child.type !== "element" || !/^h\d$/.test(child.tagName));
  }
}
