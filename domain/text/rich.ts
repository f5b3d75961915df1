// What people write, in Markdown: read into a small closed tree that is safe to show. There is no HTML in it, no picture, and no link but to the web,
// to mail, and to passages of books that the group reads. People are named as "@[Name](membership id)", passages as "[words](passage:chapter id#number)".
import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { webAddress } from "./web-address.ts";

export type RichInline =
  | string
  | { t: "strong" | "em"; c: RichInline[] }
  | { t: "code"; text: string }
  /** `href` is an absolute http, https or mailto address. */
  | { t: "a"; href: string; c: RichInline[] }
  /** A passage by its chapter and number there. */
  | { t: "passage"; chapterId: string; number: number; c: RichInline[] }
  /** Somebody of the group by their membership, and the name they had. */
  | { t: "mention"; memberId: string; name: string }
  | { t: "br" };

export type Rich =
  | { t: "paragraph"; c: RichInline[] }
  | { t: "quote"; c: Rich[] }
  /** `start` is the first number of a numbered list; a list without it has bullets. */
  | { t: "list"; start?: number; items: Rich[][] }
  | { t: "code"; text: string };

/** The longest text that is read, in UTF-16 units; the rest is left out. */
export const RICH_MOST = 20_000;
/** How deep quotes and lists, and apart from them emphasis, may lie in each other. What lies deeper is shown at this depth. */
export const RICH_DEEPEST = 8;
/** Signs of emphasis and links in a whole text; one with more is shown as it was typed, because the parser takes seconds over thousands. */
const SIGNS_MOST = 2_000;

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const memberAddress = new RegExp(`^${uuid}$`);
const passageAddress = new RegExp(`^passage:(${uuid})#([1-9]\\d{0,5})$`);

/** Markdown that names somebody of a group. */
export function writeMention({ id, name }: { id: string; name: string }): string {
  return `@[${asWords(name)}](${id})`;
}

/** Markdown that leads to a passage. */
export function writePassageLink({ chapterId, number }: { chapterId: string; number: number }, words: string): string {
  return `[${asWords(words)}](passage:${chapterId}#${number})`;
}

/** Words as Markdown that says just these words, on one line. */
function asWords(words: string): string {
  return words.replace(/\s+/g, " ").replace(/[\\`*_[\]<>&!]/g, "\\$&");
}

/** The memberships that a text names, each once. */
export function mentionsIn(rich: readonly Rich[]): string[] {
  const found = new Set<string>();
  const inlines = (nodes: readonly RichInline[]): void => {
    for (const node of nodes) {
      if (typeof node === "string") continue;
      if (node.t === "mention") found.add(node.memberId);
      else if ("c" in node) inlines(node.c);
    }
  };
  const blocks = (nodes: readonly Rich[]): void => {
    for (const node of nodes) {
      if (node.t === "paragraph") inlines(node.c);
      else if (node.t === "quote") blocks(node.c);
      else if (node.t === "list") node.items.forEach(blocks);
    }
  };
  blocks(rich);
  return [...found];
}

/** Reads Markdown (CommonMark; a line break in the source is one on the screen). Never throws; a text that comes to nothing is shown as it was typed. */
export function parseRich(markdown: string): Rich[] {
  const text = markdown.slice(0, RICH_MOST).toWellFormed();
  if ((text.match(/[*_[\]]/g)?.length ?? 0) > SIGNS_MOST) return asTyped(text);
  const root = fromMarkdown(
    text
      .split(/\r\n|\n|\r/)
      .map(withFewMarkers)
      .join("\n"),
  );
  const blocks = new Reader(root.children).blocks(root.children, 0);
  return blocks.length > 0 ? blocks : asTyped(text);
}

/** The words of a tree, for mails, previews and search: paragraphs apart by an empty line, quotes behind ">", addresses in brackets. */
export function richToText(rich: readonly Rich[]): string {
  return rich.map(blockText).join("\n\n");
}

function blockText(block: Rich): string {
  switch (block.t) {
    case "paragraph":
      return inlineText(block.c);
    case "code":
      return block.text;
    case "quote":
      return richToText(block.c).replace(/^/gm, "> ");
    case "list":
      return block.items
        .map((item, i) => {
          const marker = block.start === undefined ? "- " : `${block.start + i}. `;
          return (
            marker +
            item
              .map(blockText)
              .join("\n")
              .replaceAll("\n", `\n${" ".repeat(marker.length)}`)
          );
        })
        .join("\n");
  }
}

function inlineText(content: readonly RichInline[]): string {
  return content
    .map((node) => {
      if (typeof node === "string") return node;
      if (node.t === "br") return "\n";
      if (node.t === "code") return node.text;
      if (node.t === "mention") return `@${node.name}`;
      const words = inlineText(node.c);
      return node.t !== "a" || words === node.href || `mailto:${words}` === node.href ? words : `${words} (${node.href})`;
    })
    .join("");
}

/** Paragraphs and line breaks, and nothing else. */
function asTyped(text: string): Rich[] {
  const paragraphs = text.split(/\n[ \t]*(?:\n[ \t]*)+/).map((paragraph) => paragraph.trim());
  return paragraphs
    .filter((paragraph) => paragraph !== "")
    .map((paragraph): Rich => ({ t: "paragraph", c: lines(paragraph, (line) => [line]) }));
}

/** A line with its first markers of quotes and lists. More of them would be shown at the same depth, and the parser takes seconds over thousands. */
function withFewMarkers(line: string): string {
  const marker = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])/y;
  let kept = 0;
  let all = 0;
  for (let count = 1; marker.test(line); count++) {
    all = marker.lastIndex;
    if (count <= RICH_DEEPEST) kept = all;
  }
  return line.slice(0, kept) + line.slice(all);
}

/** Turns the parser's tree into ours. */
class Reader {
  /** Addresses that links name: the first definition of a name counts. */
  readonly addresses = new Map<string, string>();

  constructor(nodes: readonly RootContent[]) {
    this.define(nodes);
  }

  define(nodes: readonly Nodes[]): void {
    for (const node of nodes) {
      if (node.type === "definition" && !this.addresses.has(node.identifier)) this.addresses.set(node.identifier, node.url);
      if (node.type === "blockquote" || node.type === "list" || node.type === "listItem") this.define(node.children);
    }
  }

  blocks(nodes: readonly RootContent[], depth: number): Rich[] {
    return nodes.flatMap((node) => this.block(node, depth));
  }

  block(node: RootContent, depth: number): Rich[] {
    switch (node.type) {
      case "paragraph":
        return paragraph(this.inlines(node.children, 0));
      case "heading":
        return paragraph([{ t: "strong", c: this.inlines(node.children, 1) }]);
      case "blockquote": {
        if (depth >= RICH_DEEPEST) return this.blocks(node.children, depth);
        const c = this.blocks(node.children, depth + 1);
        return c.length > 0 ? [{ t: "quote", c }] : [];
      }
      case "list": {
        if (depth >= RICH_DEEPEST) return node.children.flatMap((item) => this.blocks(item.children, depth));
        const items = node.children.map((item) => this.blocks(item.children, depth + 1));
        return [node.ordered ? { t: "list", start: node.start ?? 1, items } : { t: "list", items }];
      }
      case "code":
        return [{ t: "code", text: node.value }];
      case "html":
        return paragraph(lines(node.value, (line) => [line]));
      default:
        return [];
    }
  }

  inlines(nodes: readonly PhrasingContent[], depth: number, linked = false): RichInline[] {
    return joined(
      nodes.flatMap((node, i) => {
        const before = this.inline(node, depth, linked);
        // The sign before a name is part of it.
        const named = mentionOf(nodes[i + 1]) !== undefined && node.type === "text" && node.value.endsWith("@");
        const last = before.at(-1);
        if (named && typeof last === "string") return [...before.slice(0, -1), last.slice(0, -1)];
        const [mention, sign] = [mentionOf(node), nodes[i - 1]];
        return mention && sign?.type === "text" && sign.value.endsWith("@") ? [mention] : before;
      }),
    );
  }

  inline(node: PhrasingContent, depth: number, linked: boolean): RichInline[] {
    switch (node.type) {
      case "text":
        return lines(node.value, linked ? (line) => [line] : withLinks);
      case "html":
        return lines(node.value, (line) => [line]);
      case "inlineCode":
        return [{ t: "code", text: node.value }];
      case "break":
        return [{ t: "br" }];
      case "image":
      case "imageReference":
        return lines(node.alt ?? "", (line) => [line]);
      case "emphasis":
      case "strong": {
        if (depth >= RICH_DEEPEST) return this.inlines(node.children, depth, linked);
        return [{ t: node.type === "strong" ? "strong" : "em", c: this.inlines(node.children, depth + 1, linked) }];
      }
      case "link":
      case "linkReference": {
        const address = node.type === "link" ? node.url : (this.addresses.get(node.identifier) ?? "");
        const [, chapterId, number] = passageAddress.exec(address) ?? [];
        if (chapterId && !linked) {
          const words = this.inlines(node.children, depth, true);
          return words.length > 0 ? [{ t: "passage", chapterId, number: Number(number), c: words }] : [];
        }
        const href = webAddress(address);
        if (href === undefined || linked) return this.inlines(node.children, depth, linked);
        const c = this.inlines(node.children, depth + 1, true);
        return [{ t: "a", href, c: c.length > 0 ? c : [href] }];
      }
      default:
        return [];
    }
  }
}

/** The mention that a link is, when "@" stands before it. */
function mentionOf(node: PhrasingContent | undefined): (RichInline & { t: "mention" }) | undefined {
  if (node?.type !== "link" || !memberAddress.test(node.url)) return undefined;
  const name = node.children.map((child) => (child.type === "text" ? child.value : "")).join("");
  return name === "" || /\n/.test(name) ? undefined : { t: "mention", memberId: node.url, name };
}

function paragraph(c: RichInline[]): Rich[] {
  return c.length > 0 ? [{ t: "paragraph", c }] : [];
}

/** Text with a break for every line feed; each line goes through `read`. */
function lines(text: string, read: (line: string) => RichInline[]): RichInline[] {
  return text
    .split("\n")
    .flatMap((line, i): RichInline[] => [...(i > 0 ? [{ t: "br" } as const] : []), ...(line === "" ? [] : read(line))]);
}

/** Neighbouring strings as one. */
function joined(content: RichInline[]): RichInline[] {
  const out: RichInline[] = [];
  for (const node of content) {
    const last = out.at(-1);
    if (typeof node === "string" && typeof last === "string") out[out.length - 1] = last + node;
    else if (node !== "") out.push(node);
  }
  return out;
}

/** Text with its bare http and https addresses as links. */
function withLinks(text: string): RichInline[] {
  const out: RichInline[] = [];
  let at = 0;
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])https?:\/\/[^\s<>"\p{Cc}]+/giu)) {
    const address = withoutClosing(match[0]);
    const href = webAddress(address);
    if (href === undefined || /^https?:\/\/$/i.test(address)) continue;
    if (match.index > at) out.push(text.slice(at, match.index));
    out.push({ t: "a", href, c: [address] });
    at = match.index + address.length;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}

/** An address without the punctuation of the sentence it ends; a closing bracket stays where the address has the opening one. */
function withoutClosing(address: string): string {
  let surplus = address.split(")").length - address.split("(").length;
  let end = address.length;
  while (end > 0) {
    const sign = address[end - 1] ?? "";
    if (sign === ")" && surplus > 0) surplus--;
    else if (!/[.,;:!?'’”»*_~\]}]/.test(sign)) break;
    end--;
  }
  return address.slice(0, end);
}
