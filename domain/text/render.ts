// A passage as HTML. Safe by construction: every text is escaped, every element and attribute comes from the lists in this file.
//
// The page counts canonical offsets in this HTML thus: text outside [data-out] without its invisible characters; one for each <br> and one
// between cells and between rows; for [data-text] the length of that attribute, whatever is inside.
import type { Mark } from "../anchoring/marks.ts";
import { type Cell, type Container, canonicalText, formulaText, type Leaf, type Step, shownIndex, walk } from "./canonical.ts";
import type { Passage } from "./model.ts";
import { safeMathml } from "./render-math.ts";
import { MARK_EDGE, type SpokenMarks, stretchEdges } from "./spoken-marks.ts";
import { webAddress } from "./web-address.ts";

export interface RenderOptions {
  /** Segments to paint, sorted and disjoint as `mergeMarks` gives them. */
  marks?: readonly Mark[];
  /** How much of the marks is heard; without it, that they are marks. */
  spoken?: SpokenMarks;
  /** What stands before a picture's name in its address, for instance "/images/". */
  imageBase: string;
  /** Address of the passage with a key (on this page, from the root, or beside this page: an id and "#…"), or nothing when it cannot be reached; without the function it is "#p-KEY". */
  linkTo?: (key: string) => string | undefined;
  /** Address behind a note marker; without the function as for other links. */
  noteHref?: (key: string) => string | undefined;
  /** What is said of a printed page that begins here ("Page 12"); without the function the pages are not shown. */
  pageName?: (label: string) => string;
}

/** The model's containers besides links; their HTML names are the same. */
const names = new Set<string>(["em", "strong", "small", "sub", "sup", "code", "cite", "q", "u", "s", "ruby", "rt", "span"]);

/** A passage in one plain text, for mails, lists and exports: its marker, its canonical text, or what is said of its pictures when it has no text. */
export function plainPassage(passage: Pick<Passage, "content" | "rows" | "marker">): string {
  const pictures = () =>
    walk(passage).flatMap((step) => (step.is === "leaf" && step.node.t === "img" && step.node.alt !== "" ? [step.node.alt] : []));
  const text = canonicalText(passage) || pictures().join("\n");
  return passage.marker === undefined ? text : `${passage.marker} ${text}`.trim();
}

/**
 * The inner HTML of a passage, for the block element that the caller writes around it; of a table it is the whole `<table>`.
 * Marks are `<mark data-d="depth" data-k="kind">`, as few as nest rightly: one lies around an element that it covers wholly.
 */
export function renderPassage(passage: Pick<Passage, "content" | "rows" | "pages">, options: RenderOptions): string {
  const html = new Writer(options, passage.pages ?? []);
  for (const step of walk(passage)) html.write(step);
  if (passage.rows === undefined) html.pagesUpTo(Number.POSITIVE_INFINITY);
  html.closeHere();
  return passage.rows === undefined ? html.out : `<table><tbody>${html.out}</tbody></table>`;
}

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\0": "\ufffd" };

/** Text between tags. U+0000 cannot stand in HTML; U+FFFD has the same length. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\0]/g, (sign) => signs[sign] ?? "");
}

/** Text as the value of an attribute in double quotes. */
function escapeValue(text: string): string {
  return text.replace(/[&<>"'\0]/g, (sign) => signs[sign] ?? "");
}

/** An attribute with a space before it; nothing for a value that is not there. */
export function attribute(name: string, value: string | number | undefined): string {
  if (value === undefined) return "";
  return value === "" ? ` ${name}` : ` ${name}="${escapeValue(String(value))}"`;
}

/** Writes steps and keeps the marks nested. At most one mark is open at a time. */
class Writer {
  out = "";
  readonly options: RenderOptions;
  readonly marks: readonly Mark[];
  /** The first mark that does not end before the place the writer has reached. */
  next = 0;
  /** End tags of the open elements. */
  readonly ends: string[] = [];
  /** The open mark, and how many elements were open when it began. */
  open: { mark: Mark; depth: number } | undefined;
  /** How far the text inside the open mark is written. */
  reached = 0;
  readonly edges: ReturnType<typeof stretchEdges>;
  /** Open links: HTML has no link within a link. */
  links = 0;
  /** Printed pages that are still to be shown, in the order of their places. */
  readonly pages: NonNullable<Passage["pages"]>;

  constructor(options: RenderOptions, pages: NonNullable<Passage["pages"]>) {
    this.options = options;
    this.marks = options.marks ?? [];
    this.edges = stretchEdges(options.spoken?.edges ? this.marks : []);
    this.pages = options.pageName === undefined ? [] : pages.toSorted((a, b) => a.at - b.at);
  }

  write(step: Step): void {
    if (step.is === "text") this.text(step);
    else if (step.is === "leaf") this.leaf(step);
    else if (step.is === "open") {
      // A reading belongs straight into its ruby: a mark lies around the ruby, or is ended before the reading.
      if (step.node.t === "rt") this.closeHere();
      else {
        // A page that begins inside a ruby or a link is shown before it.
        if (step.node.t === "ruby" || step.node.t === "a") this.pagesUpTo(step.end - 1);
        this.around(step, true);
      }
      if (step.node.t === "a") this.links++;
      this.begin(...this.tags(step.node));
    } else if (step.is === "close") {
      if (step.node.t === "a") this.links--;
      this.end();
    } else if (step.is === "row") this.begin("<tr>", "</tr>");
    else if (step.is === "cell") {
      this.begin(...cellTags(step.node, step.header));
      this.pagesUpTo(step.start);
    } else this.end();
  }

  /** Shows the printed pages that begin up to this offset. They are no part of the text. */
  pagesUpTo(offset: number): void {
    for (let page = this.pages[0]; page !== undefined && page.at <= offset; page = this.pages[0]) {
      this.pages.shift();
      this.around({ start: page.at, end: page.at }, false);
      const name = escapeValue(this.options.pageName?.(page.label) ?? "");
      this.out += `<span class="page-label" role="doc-pagebreak" aria-label="${name}" data-out>${escapeText(page.label)}</span>`;
    }
  }

  begin(tag: string, end: string): void {
    this.out += tag;
    this.ends.push(end);
  }

  end(): void {
    this.closeHere();
    this.out += this.ends.pop() ?? "";
  }

  /** Ends the open mark if it was begun inside the innermost open element. One that lies further out covers all of that element, so it stays. */
  closeHere(): void {
    if (this.open === undefined || this.open.depth < this.ends.length) return;
    this.edge(this.edges.ends, this.reached, this.options.spoken?.edges?.ends);
    this.out += "</mark>";
    this.open = undefined;
  }

  /** Says that a marked stretch begins or ends, where one does. */
  edge(places: ReadonlySet<number>, at: number, words: string | undefined): void {
    if (words !== undefined && places.has(at)) this.out += `<span class="${MARK_EDGE}" data-out>${escapeText(words)}</span>`;
  }

  /** The mark over the character at `offset`, or the next one after it. */
  markAt(offset: number): Mark | undefined {
    let mark = this.marks[this.next];
    while (mark !== undefined && mark.end <= offset) mark = this.marks[++this.next];
    return mark;
  }

  /** Opens, keeps or ends marks so that what stands at `start` to `end` next is wholly inside one mark or wholly outside. `may`: whether a mark may begin around it. */
  around({ start, end }: { start: number; end: number }, may: boolean): void {
    if (this.open !== undefined) {
      const { mark } = this.open;
      if (start === end ? start < mark.end : end <= mark.end) {
        this.reached = Math.max(this.reached, end);
        return;
      }
      this.closeHere();
    }
    const mark = this.markAt(start);
    if (may && this.open === undefined && start < end && mark !== undefined && mark.start <= start && end <= mark.end) {
      const role = this.options.spoken?.silent ? ' role="none"' : "";
      this.out += `<mark data-d="${Number(mark.depth)}" data-k="${escapeValue(mark.kind)}"${role}>`;
      this.edge(this.edges.begins, start, this.options.spoken?.edges?.begins);
      this.open = { mark, depth: this.ends.length };
      this.reached = end;
    }
  }

  text(step: Extract<Step, { is: "text" }>): void {
    let at = step.start;
    let index = 0;
    while (at < step.end) {
      this.pagesUpTo(at);
      const mark = this.markAt(at);
      const page = this.pages[0]?.at ?? step.end;
      const to = Math.min(step.end, page, mark === undefined ? step.end : mark.start > at ? mark.start : mark.end);
      this.around({ start: at, end: to }, true);
      const cut = to === step.end ? step.shown.length : shownIndex(step.shown, to - at, index);
      this.out += escapeText(step.shown.slice(index, cut));
      index = cut;
      at = to;
    }
    if (step.start === step.end) {
      this.around(step, false);
      this.out += escapeText(step.shown);
    }
  }

  leaf(step: Extract<Step, { is: "leaf" }>): void {
    // A formula and a picture are shown whole: a page that begins inside is shown before them. A note marker belongs to the word before it.
    if (!step.out) this.pagesUpTo(step.end - 1);
    else if (step.node.t === "img") this.pagesUpTo(step.start);
    // A formula is shown whole or not at all, so a mark that begins in its middle is painted around all of it.
    const mark = step.node.t === "math" && step.start < step.end ? this.markAt(step.start) : undefined;
    if (mark !== undefined && mark.start < step.end)
      this.around({ start: Math.max(step.start, mark.start), end: Math.min(step.end, mark.end) }, true);
    else this.around(step, false);
    this.out += this.leafHtml(step.node, step.out);
  }

  leafHtml(node: Leaf, out: boolean): string {
    if (node.t === "br") return out ? "<br data-out>" : "<br>";
    if (node.t === "math") {
      const inside = safeMathml(node.mathml) ?? escapeText(node.text);
      return `<span class="${node.display ? "formula-block" : "formula"}" ${out ? "data-out" : `data-text="${escapeValue(formulaText(node.text))}"`}>${inside}</span>`;
    }
    if (node.t === "img") {
      const size = numbers({ width: node.width, height: node.height });
      const src = escapeValue(this.options.imageBase + encodeURIComponent(node.name.toWellFormed()));
      return `<img src="${src}" alt="${escapeValue(node.alt)}"${size} loading="lazy" decoding="async">`;
    }
    if (node.t === "noteref") {
      const href = this.links > 0 ? undefined : this.address(node.to, this.options.noteHref);
      const label = escapeText(node.label);
      if (href === undefined) return `<span class="noteref" data-out>${label}</span>`;
      return `<a class="noteref" href="${escapeValue(href)}" role="doc-noteref" data-out>${label}</a>`;
    }
    return "";
  }

  /** Start and end tag of a container; both empty when it cannot be written where it stands, so that only its content is. */
  tags(node: Container): [string, string] {
    if (node.t === "a") {
      if (this.links > 1) return ["", ""];
      const href = node.href === undefined ? undefined : webAddress(node.href);
      if (href !== undefined) {
        const target = /^http/i.test(href) ? ' target="_blank"' : "";
        return [`<a href="${escapeValue(href)}" rel="noopener noreferrer nofollow"${target}>`, "</a>"];
      }
      const to = node.to === undefined ? undefined : this.address(node.to);
      return to === undefined ? ["", ""] : [`<a href="${escapeValue(to)}">`, "</a>"];
    }
    const name = node.t;
    // A stored book of a later version may hold elements that are not known here: their text is shown.
    if (!names.has(name) || (node.t === "rt" && this.ends.includes("</rt>"))) return ["", ""];
    const caps = node.t === "span" && node.caps ? ' class="caps"' : "";
    return [`<${name}${caps}${language(node)}${node.t === "rt" ? " data-out" : ""}>`, `</${name}>`];
  }

  /** Address of a passage of this edition: a place on this page, a path, a page beside this one, or an absolute address. */
  address(key: string, by = this.options.linkTo): string | undefined {
    const find = by ?? this.options.linkTo ?? ((one: string) => `#p-${encodeURIComponent(one.toWellFormed())}`);
    const href = find(key);
    if (href === undefined) return undefined;
    return /^(#|\/(?![/\\])|[\da-f-]{36}#)/.test(href) ? href : webAddress(href);
  }
}

function cellTags(cell: Cell, header: boolean): [string, string] {
  const name = header ? "th" : "td";
  return [`<${name}${header ? ' scope="col"' : ""}${numbers({ colspan: cell.colspan, rowspan: cell.rowspan })}>`, `</${name}>`];
}

/** Attributes that are whole numbers from 1 up; others are left out. */
function numbers(values: Record<string, number | undefined>): string {
  let out = "";
  for (const [name, value] of Object.entries(values))
    if (Number.isInteger(value) && Number(value) > 0) out += ` ${name}="${value}"`;
  return out;
}

function language(node: { lang?: string; dir?: string }): string {
  const lang = node.lang !== undefined && /^[A-Za-z\d]+(-[A-Za-z\d]+)*$/.test(node.lang) ? ` lang="${node.lang}"` : "";
  return lang + (node.dir !== undefined && /^(ltr|rtl|auto)$/.test(node.dir) ? ` dir="${node.dir}"` : "");
}
