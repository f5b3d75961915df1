// The structure of a book, checked: every node and every attribute is one the model knows, every reference leads somewhere.
// Importers are tested with it, and what comes back from a reviewed import is looked through by it.
import { canonicalText } from "./canonical.ts";
import { cleanText } from "./fold.ts";
import { bookFormats, chapterRoles, type ImportedBook, passageKinds, writings } from "./model.ts";
import { countWords } from "./words.ts";

type Fields = Record<string, unknown>;

const DIRECTIONS = ["ltr", "rtl", "auto"];
const IMAGE_NAME = /^[0-9a-f]{64}\.(?:png|jpg|gif|webp|svg)$/;
const CONTAINERS = ["em", "strong", "small", "sub", "sup", "code", "cite", "q", "u", "s", "ruby", "rt", "span"];

/** What is wrong with a book's structure, each fault with its place; empty for a sound book. */
export function checkBook(book: ImportedBook): string[] {
  return new Checker(book).check();
}

class Checker {
  readonly #book: ImportedBook;
  readonly #faults: string[] = [];
  readonly #keys = new Set<string>();
  readonly #references: { at: string; to: string }[] = [];

  constructor(book: ImportedBook) {
    this.#book = book;
  }

  check(): string[] {
    const { format, title, authors, language, direction, writing, rights, chapters, images, cover, report } = this.#book;
    this.#demand(bookFormats.includes(format), "format", "is unknown");
    this.#demand(writing === undefined || writings.includes(writing), "writing", "is unknown");
    if (rights !== undefined) this.#line("rights", rights);
    this.#line("title", title);
    this.#demand(title !== "", "title", "is empty");
    for (const author of authors) this.#line("author", author);
    this.#demand(isLanguage(language), "language", "is no language tag");
    this.#demand(DIRECTIONS.includes(direction), "direction", "is unknown");
    this.#demand(cover === undefined || images.has(cover), "cover", "is not among the pictures");
    for (const [name, image] of images) {
      this.#demand(IMAGE_NAME.test(name), name, "is no name of a picture");
      this.#demand(image.bytes.length > 0 && /^image\/(?:png|jpeg|gif|webp|svg\+xml)$/.test(image.type), name, "is no picture");
    }
    for (const line of report)
      this.#demand(["repaired", "lost"].includes(line.kind) && line.what !== "", "report", "has an empty line");
    for (const [i, chapter] of chapters.entries()) this.#chapter({ ...chapter }, `chapter ${i + 1}`);
    for (const { at, to } of this.#references) this.#demand(this.#keys.has(to), at, `leads to ${to}, which does not exist`);
    return this.#faults;
  }

  #chapter(chapter: Fields, at: string): void {
    this.#only(chapter, at, ["title", "section", "role", "author", "date", "source", "lang", "dir", "passages", "words"]);
    this.#line(`${at} title`, chapter.title);
    this.#demand(Array.isArray(chapter.section), at, "has no list of sections");
    for (const section of Array.isArray(chapter.section) ? chapter.section : []) this.#line(`${at} section`, section);
    this.#demand(
      chapterRoles.some((role) => role === chapter.role),
      at,
      "has an unknown role",
    );
    this.#language(chapter, at);
    const passages = Array.isArray(chapter.passages) ? chapter.passages : [];
    this.#demand(passages.length > 0, at, "has no passages");
    let words = 0;
    for (const passage of passages) words += this.#passage(passage, at);
    this.#demand(chapter.words === words, at, `says ${chapter.words} words and has ${words}`);
  }

  /** Checks a passage and gives its words, none for a note. */
  #passage(passage: Fields, chapter: string): number {
    const key = String(passage.key);
    const at = `${chapter}, passage ${key}`;
    const kind = passage.kind;
    this.#only(passage, at, [
      "key",
      "kind",
      "content",
      "level",
      "depth",
      "marker",
      "rows",
      "quoted",
      "align",
      "lang",
      "dir",
      "pages",
    ]);
    this.#demand(/^[\w.-]{1,40}$/.test(key) && !this.#keys.has(key), at, "has no key of its own");
    this.#keys.add(key);
    this.#demand(
      passageKinds.some((known) => known === kind),
      at,
      `is of the unknown kind ${kind}`,
    );
    this.#demand(
      (kind === "heading") === (passage.level !== undefined),
      at,
      "has a level and is no heading, or the other way round",
    );
    if (kind === "heading") this.#number(passage.level, 2, 6, at);
    if (passage.depth !== undefined) this.#number(passage.depth, 0, 200, at);
    if (passage.marker !== undefined) this.#line(at, passage.marker);
    this.#demand(passage.quoted === undefined || passage.quoted === true, at, "is quoted in an unknown way");
    this.#demand([undefined, "center", "end"].includes(passage.align as undefined), at, "has an unknown alignment");
    this.#language(passage, at);
    this.#content(passage.content, at, 0);
    const content = Array.isArray(passage.content) ? passage.content : [];
    this.#demand((kind === "table") === (passage.rows !== undefined), at, "has rows and is no table, or the other way round");
    if (passage.rows !== undefined) {
      this.#demand(content.length === 0, at, "has both rows and content");
      for (const row of list(passage.rows)) this.#row(row, at);
    }
    const text = canonicalText(passage.rows === undefined ? { content } : { content, rows: passage.rows as never });
    this.#demand(
      (kind === "rule") === (content.length === 0 && passage.rows === undefined),
      at,
      "is empty and no rule, or the other way round",
    );
    for (const page of list(passage.pages ?? [])) {
      this.#only(page, at, ["label", "at"]);
      this.#line(at, page.label);
      this.#number(page.at, 0, text.length, at);
    }
    return kind === "note" ? 0 : countWords(text);
  }

  #row(row: Fields, at: string): void {
    this.#only(row, at, ["header", "cells"]);
    this.#demand(row.header === undefined || row.header === true, at, "has a header in an unknown way");
    for (const cell of list(row.cells)) {
      this.#only(cell, at, ["content", "colspan", "rowspan"]);
      for (const span of ["colspan", "rowspan"]) if (cell[span] !== undefined) this.#number(cell[span], 2, 100, at);
      this.#content(cell.content, at, 0);
    }
  }

  #content(content: unknown, at: string, depth: number): void {
    this.#demand(Array.isArray(content), at, "has no content");
    this.#demand(depth < 250, at, "is nested too deep");
    if (depth >= 250) return;
    for (const node of Array.isArray(content) ? content : []) {
      if (typeof node === "string") this.#text(node, at);
      else if (typeof node === "object" && node !== null) this.#node(node as Fields, at, depth);
      else this.#demand(false, at, `holds ${String(node)}`);
    }
  }

  #node(node: Fields, at: string, depth: number): void {
    const type = String(node.t);
    if (CONTAINERS.includes(type)) {
      this.#only(node, at, type === "span" ? ["t", "c", "lang", "dir", "caps"] : ["t", "c", "lang", "dir"]);
      this.#demand(node.caps === undefined || node.caps === true, at, "has capitals in an unknown way");
      this.#language(node, at);
      this.#content(node.c, at, depth + 1);
    } else if (type === "a") {
      this.#only(node, at, ["t", "c", "href", "to"]);
      this.#demand((node.href === undefined) !== (node.to === undefined), at, "has a link that leads nowhere or to two places");
      if (node.href !== undefined) this.#demand(/^(?:https?:\/\/|mailto:)/.test(String(node.href)), at, `links to ${node.href}`);
      else this.#references.push({ at, to: String(node.to) });
      this.#content(node.c, at, depth + 1);
    } else if (type === "noteref") {
      this.#only(node, at, ["t", "label", "to"]);
      this.#line(at, node.label);
      this.#demand(node.label !== "", at, "has a note marker without a sign");
      this.#references.push({ at, to: String(node.to) });
    } else if (type === "img") {
      this.#only(node, at, ["t", "name", "alt", "width", "height"]);
      this.#line(at, node.alt);
      this.#demand(this.#book.images.has(String(node.name)), at, "shows a picture that is not kept");
      for (const size of ["width", "height"]) if (node[size] !== undefined) this.#number(node[size], 1, 1e9, at);
    } else if (type === "math") {
      this.#only(node, at, ["t", "mathml", "text", "display"]);
      this.#line(at, node.text);
      this.#demand(
        /^<math xmlns="http:\/\/www\.w3\.org\/1998\/Math\/MathML"[\s\S]*>$/.test(String(node.mathml)),
        at,
        "has a formula that is none",
      );
    } else {
      this.#demand(type === "br", at, `holds the unknown node ${type}`);
      this.#only(node, at, ["t"]);
    }
  }

  #language(fields: Fields, at: string): void {
    if (fields.lang !== undefined) this.#demand(isLanguage(String(fields.lang)), at, "has no proper language tag");
    if (fields.dir !== undefined) this.#demand(DIRECTIONS.includes(String(fields.dir)), at, "has an unknown direction");
  }

  #text(text: string, at: string): void {
    this.#demand(text !== "", at, "holds an empty text");
    this.#demand(cleanText(text) === text, at, "holds characters that are no text");
    this.#demand(!/[\t\n\f\r]| {2}/.test(text), at, "holds white space that is not folded");
  }

  #line(at: string, line: unknown): void {
    this.#demand(
      typeof line === "string" && cleanText(line) === line && line.trim() === line && !/[\t\n\f\r]/.test(line),
      at,
      "is no clean line of text",
    );
  }

  #number(value: unknown, least: number, most: number, at: string): void {
    this.#demand(
      Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
      at,
      `has the number ${value} out of bounds`,
    );
  }

  #only(fields: Fields, at: string, known: readonly string[]): void {
    for (const name of Object.keys(fields))
      this.#demand(known.includes(name) && fields[name] !== undefined, at, `has the unknown attribute ${name}`);
  }

  #demand(sound: boolean, at: string, fault: string): void {
    if (!sound) this.#faults.push(`${at}: ${fault}`);
  }
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? (value as Fields[]) : [];
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}
