// What stands at the head of a Markdown file about the book: front matter between lines of dashes, or headings such as "Author: Peter Kropotkin".
import type { Nodes, Root } from "mdast";
import { foldLine } from "#domain/text/fold.ts";
import { languageTag } from "./epub-package.ts";
import type { KnownOfBook } from "./html-book.ts";
import type { ImportReport } from "./import-report.ts";

const NAMED = /^(title|subtitle|authors?|by|year|date|published|language|translators?|translated by)\s*:\s*(.+)$/i;

/** Takes the head out of a parsed text and gives what it says. Of the front matter only plain values and plain lists are read. */
export function takeMarkdownHead(markdown: Root, report: ImportReport): KnownOfBook {
  const head: KnownOfBook = {};
  const [first] = markdown.children;
  if (first?.type === "yaml") {
    markdown.children.shift();
    read(head, frontMatter(first.value));
  }
  const fields = new Map<string, string[]>();
  for (let at = 0; at < markdown.children.length; ) {
    const node = markdown.children[at];
    if (node?.type === "thematicBreak") {
      at++;
      continue;
    }
    const line = node?.type === "heading" ? foldLine(plainText(node)) : "";
    const [, name = "", value = ""] = NAMED.exec(line) ?? [];
    if (name === "") break;
    markdown.children.splice(at, 1);
    const key = name.toLowerCase();
    if (["title", "author", "authors", "by", "language"].includes(key)) fields.set(key === "by" ? "author" : key, [value]);
    else report.lost(`“${line}” stood at the head of the text; it is not kept with the book.`);
  }
  read(head, fields);
  return head;
}

function read(head: KnownOfBook, fields: ReadonlyMap<string, string[]>): void {
  const title = fields.get("title")?.[0];
  const authors = [...(fields.get("author") ?? []), ...(fields.get("authors") ?? [])].flatMap((names) =>
    names.split(/\s*(?:&|;|\band\b)\s*/),
  );
  const language = languageTag(fields.get("language")?.[0] ?? fields.get("lang")?.[0] ?? "");
  const rights = fields.get("rights")?.[0] ?? fields.get("license")?.[0] ?? fields.get("licence")?.[0];
  if (title !== undefined) head.title ??= foldLine(title);
  const names = authors.map(foldLine).filter((name) => name !== "");
  if (names.length > 0) head.authors ??= names;
  if (language !== "und") head.language ??= language;
  if (rights !== undefined) head.rights ??= foldLine(rights);
}

/** `key: value`, `key: [a, b]`, or `key:` with lines `- a` below it. Everything else of YAML is left alone. */
function frontMatter(yaml: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  let list: string[] | undefined;
  for (const line of yaml.split(/\r\n|\n|\r/)) {
    const item = /^\s*-\s+(.+)$/.exec(line)?.[1];
    const [, key, value = ""] = /^([A-Za-z][\w-]*)\s*:\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) {
      const inline = /^\[(.*)\]$/.exec(value.trim())?.[1];
      list = (inline === undefined ? [value] : inline.split(",")).map(unquoted).filter((one) => one !== "");
      fields.set(key.toLowerCase(), list);
    } else if (item !== undefined && list !== undefined) list.push(unquoted(item));
    else if (line.trim() !== "") list = undefined;
  }
  return fields;
}

function unquoted(value: string): string {
  const text = value.trim();
  return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
}

function plainText(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(plainText).join("") : "";
}
