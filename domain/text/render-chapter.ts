// A chapter as one string of safe HTML: each passage with its element, number, marker and words, lists put together.
// What it looks like is the reading page's contract with paint.ts and text-position.ts: [data-passage] > [data-words], and [data-out] for what is no text.
import type { Mark } from "../anchoring/marks.ts";
import type { StoredPassage } from "../shapes/book.ts";
import { passageAnchor } from "./links.ts";
import type { PassageKind, Writing } from "./model.ts";
import { attribute, escapeText, type RenderOptions, renderPassage } from "./render.ts";

export interface ChapterOptions extends Omit<RenderOptions, "marks"> {
  /** What the number of a passage, and the box of a table, are called for those who listen. */
  words: { passage: (number: number) => string; table: (number: number) => string };
  /** The level at which the heading with this number is shown (2 to 6), as headingLevels gives it; without the function as the book has it. */
  level?: (number: number) => number | undefined;
  /** The ways from a note back to its markers, by the key of the note: addresses and names. */
  back?: (key: string) => readonly { href: string; name: string }[];
}

/** What a group adds to a passage. */
export interface Additions {
  marks?: readonly Mark[];
  /** The way to its notes: the address of the first one, the id of all of them, how many there are, and its name. It works without script. */
  notes?: { href: string; details: string; count: number; name: string };
}

const names: Record<Exclude<PassageKind, "heading">, string> = {
  paragraph: "p",
  quote: "blockquote",
  verse: "p",
  item: "li",
  table: "div",
  figure: "figure",
  formula: "div",
  note: "aside",
  code: "pre",
  rule: "div",
};
/** About as many letters stand on a line of the reading page. */
const LINE_LETTERS = 66;
const roles: Partial<Record<PassageKind, string>> = { note: "doc-footnote", rule: "separator" };

function nameOf({ kind, level = 2 }: StoredPassage["passage"], shown: number | undefined): string {
  return kind === "heading" ? `h${Math.min(6, Math.max(2, Math.trunc(shown ?? level) || 2))}` : (names[kind] ?? "p");
}

/** One passage as its block. Without additions it is the same for everybody who reads in this language. */
export function renderBlock(stored: StoredPassage, options: ChapterOptions, { marks, notes }: Additions = {}): string {
  const { passage, number, id } = stored;
  const name = nameOf(passage, options.level?.(number));
  const anchor = passageAnchor(number);
  const attributes =
    attribute("id", anchor) +
    attribute("class", "passage") +
    attribute("role", roles[passage.kind]) +
    attribute("lang", passage.lang) +
    attribute("dir", passage.dir) +
    attribute("data-passage", id) +
    attribute("data-number", number) +
    attribute("data-kind", passage.kind) +
    attribute("data-depth", passage.depth) +
    attribute("data-align", passage.align) +
    attribute("data-quoted", passage.quoted && "") +
    // Nothing in it can be noted.
    attribute("data-mute", stored.text === "" ? "" : undefined) +
    attribute("style", roomOf(stored));
  if (passage.kind === "rule") return `<${name}${attributes}></${name}>`;

  const numbered = `<a class="passage-number" href="#${anchor}"${attribute("aria-label", options.words.passage(number))} tabindex="-1" data-out>${number}</a>`;
  const marker = passage.marker === undefined ? "" : `<span class="marker" data-out>${escapeText(passage.marker)}</span>`;
  const html = renderPassage(passage, { ...options, ...(marks && { marks }) });
  const back = passage.kind === "note" ? (options.back?.(passage.key) ?? []).map(backLink).join("") : "";
  const count = notes
    ? `<a class="passage-notes no-print"${attribute("href", notes.href)}${attribute("aria-label", notes.name)}${attribute("aria-details", notes.details)} data-out data-count="${notes.count}">${notes.count}</a>`
    : "";
  return `<${name}${attributes}>${numbered}${marker}${wordsOf(passage.kind, html, options.words.table(number))}${back}${count}</${name}>`;
}

/** How many lines a passage takes, about: what is far from the window is not laid out, and the page keeps that much room for it. One is not said. */
function roomOf({ passage: { kind, rows }, text }: StoredPassage): string | undefined {
  const lines = kind === "verse" ? text.split("\n").length : (rows?.length ?? Math.ceil(text.length / LINE_LETTERS));
  return lines > 1 ? `--lines:${lines}` : undefined;
}

function backLink({ href, name }: { href: string; name: string }): string {
  return `<a class="note-back no-print"${attribute("href", href)} role="doc-backlink"${attribute("aria-label", name)} data-out>↩</a>`;
}

function wordsOf(kind: PassageKind, html: string, table: string): string {
  // A box that can be scrolled is a stop of the keyboard, and has a name.
  if (kind === "table")
    return `<div class="table-scroll" role="group"${attribute("aria-label", table)} tabindex="0" data-words>${html}</div>`;
  if (kind === "figure") return `<div class="figure-words" data-words>${html}</div>`;
  return `<span data-words>${html}</span>`;
}

/** The blocks of a chapter in reading order as its body: items that follow each other are one list. */
export function joinBlocks(passages: readonly Pick<StoredPassage, "passage">[], blocks: readonly string[]): string {
  let html = "";
  let inList = false;
  for (const [index, { passage }] of passages.entries()) {
    const isItem = passage.kind === "item";
    // Safari takes a list without bullets for no list, unless it is told.
    if (isItem !== inList) html += isItem ? '<ul role="list">' : "</ul>";
    inList = isItem;
    html += blocks[index] ?? "";
  }
  return inList ? `${html}</ul>` : html;
}

export interface ChapterHead {
  title: string;
  section: readonly string[];
  byline: string | undefined;
  lang: string;
  dir: string;
  writing?: Writing;
}

/** The whole article: its head, then its body as `joinBlocks` gives it. */
export function renderArticle({ title, section, byline, lang, dir, writing = "horizontal" }: ChapterHead, body: string): string {
  const above = section.length > 0 ? `<p class="chapter-section">${escapeText(section.join(" · "))}</p>` : "";
  // Lines that run down the page are moved sideways inside the article, also by the keyboard.
  const vertical = writing === "horizontal" ? "" : `${attribute("data-writing", writing)} tabindex="0"`;
  const below = byline ? `<p class="chapter-byline">${escapeText(byline)}</p>` : "";
  const head = `<header class="chapter-head">${above}<h1 id="chapter-title" class="chapter-title">${escapeText(title)}</h1>${below}</header>`;
  return `<article class="reading"${attribute("lang", lang)}${attribute("dir", dir)}${vertical} aria-labelledby="chapter-title">${head}${body}</article>`;
}
