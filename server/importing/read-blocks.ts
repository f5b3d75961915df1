// From the markup of a document to passages in a row: the one place where block structure is decided.

import { canonicalText } from "#domain/text/canonical.ts";
import { foldInlines } from "#domain/text/fold.ts";
import type { Inline, Passage } from "#domain/text/model.ts";
import { countWords } from "#domain/text/words.ts";
import { append } from "./append.ts";
import { addressOf } from "./archive-path.ts";
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { listItems } from "./list-markers.ts";
import { isPageMark, pageMark } from "./page-marks.ts";
import { addressesOf, isBlock, isSilent, type ReaderPorts, readInlines, scopeInside, type TextScope } from "./read-inlines.ts";
import { isLayoutTable, readRows, tableCells } from "./read-table.ts";
import { hasClass, hasType } from "./semantic-types.ts";
import { splitContent } from "./split-content.ts";
import { attribute, childElements, descendants, textOf, type XmlElement, type XmlNode } from "./xml-tree.ts";

/** A passage in the making. Links hold addresses, page marks stand in the content, `lang` and `dir` are those in force. */
export interface Draft extends Omit<Passage, "key" | "pages" | "lang" | "dir"> {
  lang: string;
  dir: NonNullable<Passage["dir"]>;
  /** The addresses that lead here. */
  ids: string[];
  words: number;
}

export interface BlockScope extends TextScope {
  /** How many block quotations, and how many lists, a text stands in. */
  quoted: number;
  listed: number;
  verse?: true;
  /** In a note: its paragraphs are all passages of the kind "note". */
  note?: true;
  align?: "center" | "end";
  /** What the first passage of an item is given. Shared by all scopes inside the item, and emptied when used. */
  lead?: { marker?: string; content?: Inline[] };
}

const VERSE_TYPES = ["z3998:poem", "z3998:verse", "z3998:song", "z3998:hymn", "z3998:lyrics", "poem", "verse"];
const VERSE_CLASS = /^(?:poem|poetry|verse|stanza|linegroup|lg|song)$/i;
const STANZA_CLASS = /^(?:stanza|linegroup|lg)$/i;

/** Section breaks made of signs: "* * *", "⁂", "—————". */
const BREAK_SIGNS = /^(?:(?:[*•·~#_–—-]\s*){3,}|[*⁂❦☙~])$/u;

/** Reads documents into one row of drafts. */
export class BlockReader {
  readonly drafts: Draft[] = [];
  readonly #limits: ImportLimits;
  readonly #spent: { words: number };
  /** Addresses and page marks that stand between passages: the next passage gets them. */
  #ids: string[] = [];
  #marks: Inline[] = [];

  /** `spent` counts the words of the whole import, over all its readers. */
  constructor(limits: ImportLimits, spent: { words: number }) {
    this.#limits = limits;
    this.#spent = spent;
  }

  /** Reads one document. What of its addresses still waits at its end belongs to its last passage; page marks wait for the next document. */
  readDocument(nodes: readonly XmlNode[], scope: BlockScope, ports: ReaderPorts): void {
    const first = this.drafts.length;
    this.#ids.push(addressOf(ports.document, ""));
    this.#read(nodes, scope, ports);
    const last = this.drafts.at(-1);
    if (last === undefined || this.drafts.length === first) return;
    append(last.ids, this.#ids);
    this.#ids = [];
  }

  /** Reads one note by itself. */
  readNote(element: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    this.#ids.push(...addressesOf(element, ports.document));
    this.#read(element.children, { ...scopeInside(element, scope), note: true }, ports);
    const last = this.drafts.at(-1);
    if (last !== undefined) append(last.ids, this.#ids);
    this.#ids = [];
  }

  /** Page marks that no passage has followed yet. */
  takeMarks(): Inline[] {
    const marks = this.#marks;
    this.#marks = [];
    return marks;
  }

  #read(nodes: readonly XmlNode[], scope: BlockScope, ports: ReaderPorts): void {
    let run: XmlNode[] = [];
    const flush = () => {
      if (run.length > 0) this.#readText(run, scope, ports);
      run = [];
    };
    for (const node of nodes) {
      if (typeof node === "string" || !isBlock(node)) run.push(node);
      else {
        flush();
        this.#readBlock(node, scope, ports);
      }
    }
    flush();
  }

  #readBlock(element: XmlElement, outer: BlockScope, ports: ReaderPorts): void {
    if (ports.isNote(element)) return;
    this.#ids.push(...addressesOf(element, ports.document));
    const page = ports.pageAt(element);
    if (page !== undefined) this.#marks.push(pageMark(page.label));
    if (page?.swallow || isSilent(element) || this.#isNavigation(element)) {
      for (const inner of descendants(element)) this.#ids.push(...addressesOf(inner, ports.document));
      return;
    }
    const scope = this.#scopeOf(element, outer, ports);
    if (hasClass(element, /^caption$/i) && this.#addCaption(element, scope, ports)) return;
    switch (element.name) {
      case "h1":
      case "h2":
      case "h3":
      case "h4":
      case "h5":
      case "h6":
        this.#heading([element], Number(element.name[1]), scope, ports);
        break;
      case "hgroup":
        this.#headingGroup(element, scope, ports);
        break;
      case "hr":
        this.#push("rule", [], scope, []);
        break;
      case "ul":
      case "ol":
      case "menu":
        this.#list(element, scope, ports);
        break;
      case "dl":
        this.#definitions(element, scope, ports);
        break;
      case "table":
        this.#table(element, scope, ports);
        break;
      case "figure":
        this.#figure(element, scope, ports);
        break;
      case "pre":
        this.#preformatted(element, scope, ports);
        break;
      case "blockquote":
        this.#read(element.children, scope.verse ? scope : { ...scope, quoted: scope.quoted + 1 }, ports);
        break;
      default:
        if (scope.verse && this.#isStanza(element)) this.#stanza(element, scope, ports);
        else this.#read(element.children, scope, ports);
    }
  }

  /** The book's own contents are made anew from its navigation; lists of pictures and the like are text. */
  #isNavigation(element: XmlElement): boolean {
    return element.name === "nav" && hasType(element, "toc", "landmarks", "page-list", "pagelist");
  }

  #scopeOf(element: XmlElement, outer: BlockScope, ports: ReaderPorts): BlockScope {
    let scope = scopeInside(element, outer);
    if (ports.isLooseNote(element)) scope = { ...scope, note: true };
    if (!scope.verse && (hasType(element, ...VERSE_TYPES) || hasClass(element, VERSE_CLASS))) scope = { ...scope, verse: true };
    const align = alignment(element);
    return align === undefined || align === scope.align ? scope : align === "start" ? withoutAlign(scope) : { ...scope, align };
  }

  #heading(elements: XmlElement[], level: number, scope: BlockScope, ports: ReaderPorts): void {
    const ids: string[] = [];
    const content: Inline[] = [];
    for (const element of elements) {
      const inner = scopeInside(element, scope);
      if (element.attributes.size > 0) ids.push(...addressesOf(element, ports.document));
      if (content.length > 0) content.push({ t: "br" });
      append(content, readInlines(element.children, inner, ports, ids));
    }
    this.#push("heading", content, withoutAlign(scope), ids, { level: Math.min(6, Math.max(1, level)) });
  }

  /** A title in several elements ("I", "My Eagle") is one heading with a line for each. */
  #headingGroup(group: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    const lines = childElements(group);
    const levels = lines.map(({ name }) => Number(/^h([1-6])$/.exec(name)?.[1] ?? 7));
    this.#heading(
      lines,
      levels.reduce((least, level) => Math.min(least, level), 6),
      scope,
      ports,
    );
  }

  #list(list: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    for (const { item, marker } of listItems(list)) {
      if (ports.isNote(item)) continue;
      this.#ids.push(...addressesOf(item, ports.document));
      const inner = this.#scopeOf(item, scope, ports);
      this.#read(item.children, { ...inner, listed: inner.listed + 1, lead: { marker } }, ports);
    }
    const others = list.children.filter((child) => typeof child !== "string" && child.name !== "li");
    this.#read(others, scope, ports);
  }

  /** Terms are set strong at the head of the passage that explains them. */
  #definitions(list: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    let lead: { content?: Inline[] } = {};
    const flush = () => {
      if (lead.content !== undefined)
        this.#push(this.#kind({ ...scope, listed: scope.listed + 1 }), [], { ...scope, listed: scope.listed + 1, lead }, []);
      lead = {};
    };
    const parts = childElements(list).flatMap((child) => (child.name === "div" ? childElements(child) : [child]));
    for (const part of parts) {
      this.#ids.push(...addressesOf(part, ports.document));
      const inner = scopeInside(part, scope);
      if (part.name === "dt") {
        const ids: string[] = [];
        const term: Inline = { t: "strong", c: readInlines(part.children, inner, ports, ids) };
        append(this.#ids, ids);
        lead.content = lead.content === undefined ? [term] : [...lead.content, { t: "br" }, term];
      } else {
        this.#read(part.children, { ...inner, listed: inner.listed + 1, lead }, ports);
        flush();
      }
    }
    flush();
  }

  #table(table: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    if (isLayoutTable(table)) {
      for (const cell of tableCells(table)) this.#read(cell.children, scopeInside(cell, scope), ports);
      return;
    }
    for (const caption of childElements(table, "caption")) this.#readText(caption.children, { ...scope, align: "center" }, ports);
    const ids: string[] = [];
    const rows = readRows(table, scope, ports, ids);
    append(this.#ids, ids);
    const length = (row: (typeof rows)[number]) => canonicalText({ content: [], rows: [row] }).length;
    if (rows.some((row) => length(row) > this.#limits.passageLength)) {
      for (const row of rows) for (const cell of row.cells) this.#text(cell.content, scope, []);
      return;
    }
    let part: typeof rows = [];
    let room = this.#limits.passageLength;
    for (const row of rows) {
      room -= length(row);
      if (room < 0 && part.length > 0) {
        this.#push("table", [], scope, [], { rows: part });
        part = [];
        room = this.#limits.passageLength - length(row);
      }
      part.push(row);
    }
    if (part.length > 0) this.#push("table", [], scope, [], { rows: part });
  }

  #figure(figure: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    const captions = childElements(figure, "figcaption");
    const rest = figure.children.filter((child) => typeof child === "string" || child.name !== "figcaption");
    const texts = rest.some((child) => typeof child !== "string" && textOf(child).trim() !== "" && !isPicture(child));
    const ids: string[] = [];
    const caption: Inline[] = [];
    for (const element of captions) {
      if (caption.length > 0) caption.push({ t: "br" });
      ids.push(...addressesOf(element, ports.document));
      append(caption, readInlines(element.children, scopeInside(element, scope), ports, ids));
    }
    if (texts) {
      this.#read(rest, scope, ports);
      this.#text(caption, { ...scope, align: "center" }, ids);
      return;
    }
    const pictures = readInlines(rest, scope, ports, ids);
    this.#push("figure", [...pictures, { t: "br" }, ...caption], withoutAlign(scope), ids);
  }

  /** A caption in a paragraph of its own goes to the picture it follows. */
  #addCaption(element: XmlElement, scope: BlockScope, ports: ReaderPorts): boolean {
    const figure = this.drafts.at(-1);
    if (figure?.kind !== "figure" || figure.words > 0 || this.#marks.length > 0) return false;
    const content = foldInlines([...figure.content, { t: "br" }, ...readInlines(element.children, scope, ports, figure.ids)]);
    figure.content = content;
    figure.words = countWords(canonicalText({ content }));
    this.#spent.words += figure.words;
    return true;
  }

  /** Line ends and indents of preformatted text are kept: as line breaks and no-break spaces. */
  #preformatted(element: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    const ids: string[] = [];
    const keep = (nodes: Inline[]): Inline[] =>
      nodes.flatMap((node): Inline[] => {
        if (typeof node !== "string") return "c" in node ? [{ ...node, c: keep(node.c) }] : [node];
        const lines = node.replaceAll("\t", "        ").split(/\r?\n/);
        return lines.flatMap((line, i): Inline[] => [
          ...(i > 0 ? [{ t: "br" as const }] : []),
          line.replace(/ {2,}|^ /g, (spaces) => "\u00a0".repeat(spaces.length)),
        ]);
      });
    this.#push(scope.verse ? this.#kind(scope) : "code", keep(readInlines(element.children, scope, ports, ids)), scope, ids);
  }

  #isStanza(element: XmlElement): boolean {
    const lines = childElements(element);
    return (
      lines.length > 1 &&
      hasClass(element, STANZA_CLASS) &&
      lines.every((line) => isBlock(line) && !line.children.some((child) => typeof child !== "string" && isBlock(child)))
    );
  }

  #stanza(element: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    const ids: string[] = [];
    const content = readInlines(element.children, scope, ports, ids);
    this.#push(this.#kind(scope), content, scope, ids);
  }

  #readText(nodes: readonly XmlNode[], scope: BlockScope, ports: ReaderPorts): void {
    const ids: string[] = [];
    const content = readInlines(nodes, scope, ports, ids);
    this.#text(content, scope, ids);
  }

  /** A run of text. An empty line inside it (two line breaks) parts it in two. */
  #text(content: Inline[], scope: BlockScope, ids: string[]): void {
    const parts: Inline[][] = [[]];
    let breaks: Inline[] = [];
    for (const node of content) {
      if (typeof node !== "string" && node.t === "br") breaks.push(node);
      else if (breaks.length > 0 && typeof node === "string" && node.trim() === "") breaks.push(node);
      else {
        const lines = breaks.filter((gap) => typeof gap !== "string").length;
        if (lines > 1) parts.push([]);
        else append(parts.at(-1) ?? [], breaks);
        breaks = [];
        parts.at(-1)?.push(node);
      }
    }
    let rest = ids;
    for (const part of parts) {
      this.#push(this.#kind(scope), part, scope, rest);
      rest = [];
    }
  }

  #kind(scope: BlockScope): Passage["kind"] {
    if (scope.note) return "note";
    if (scope.verse) return "verse";
    if (scope.listed > 0) return "item";
    return scope.quoted > 0 ? "quote" : "paragraph";
  }

  #push(
    kind: Passage["kind"],
    unfolded: Inline[],
    scope: BlockScope,
    ids: string[],
    more: Pick<Draft, "level" | "rows"> = {},
  ): void {
    const { lead } = scope;
    const led = kind !== "rule" && kind !== "table" && lead?.content !== undefined;
    const content = foldInlines([
      ...(led ? [...(lead.content ?? []), ...(unfolded.length > 0 ? [{ t: "br" as const }] : [])] : []),
      ...unfolded,
    ]);
    const text = canonicalText(more.rows === undefined ? { content } : { content, rows: more.rows });
    const isBlank = text.trim() === "";
    if (
      isBlank &&
      kind !== "rule" &&
      !holdsPicture(more.rows === undefined ? content : more.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content)))
    ) {
      append(this.#ids, ids);
      this.#carry(content);
      return;
    }
    if (kind === "paragraph" && BREAK_SIGNS.test(text)) {
      this.#carry(content);
      this.#push("rule", [], scope, ids);
      return;
    }
    if (led) delete lead.content;
    const base: Draft = {
      kind: kindOf(kind, content, isBlank),
      content,
      lang: scope.lang,
      dir: scope.dir,
      ids: [...this.#ids, ...ids],
      words: 0,
    };
    this.#ids = [];
    if (more.rows !== undefined) base.rows = more.rows;
    if (more.level !== undefined && base.kind === "heading") base.level = more.level;
    if (base.kind === "item") base.depth = Math.max(0, scope.listed - 1);
    else if (base.kind === "quote") base.depth = scope.quoted - 1;
    if (scope.quoted > 0 && !["quote", "paragraph", "note"].includes(base.kind)) base.quoted = true;
    if ((base.kind === "item" || base.kind === "note") && lead?.marker !== undefined) {
      base.marker = base.kind === "note" ? lead.marker.replace(/\.$/, "") : lead.marker;
      delete lead.marker;
    }
    if (scope.align !== undefined && ["paragraph", "quote", "verse"].includes(base.kind)) base.align = scope.align;
    this.#add(base, text);
  }

  /** What leads somewhere in a paragraph without text: note markers belong to the text before, page marks to the text that follows. */
  #carry(content: Inline[]): void {
    const last = this.drafts.at(-1);
    for (const node of content) {
      if (typeof node === "string") continue;
      if (isPageMark(node)) this.#marks.push(node);
      else if (node.t === "noteref" && last !== undefined && !["rule", "table", "code"].includes(last.kind))
        last.content.push(node);
      else if (node.t === "noteref") this.#marks.push(node);
      else if ("c" in node) this.#carry(node.c);
    }
  }

  #add(draft: Draft, text: string): void {
    if (draft.kind !== "rule") {
      const marks = this.takeMarks();
      const cell = draft.rows?.[0]?.cells[0];
      if (marks.length > 0 && draft.rows === undefined) draft.content = [...marks, ...draft.content];
      else if (cell !== undefined) cell.content = [...marks, ...cell.content];
      draft.words = countWords(text);
    }
    this.#spent.words += draft.words;
    if (this.#spent.words > this.#limits.words) {
      throw new ImportRefusal(
        "too-many-words",
        `The book has more than ${this.#limits.words} words. Please divide it into several files.`,
      );
    }
    if (text.length <= this.#limits.passageLength || draft.rows !== undefined) this.drafts.push(draft);
    else {
      for (const [i, content] of splitContent(draft.content, this.#limits.passageLength).entries()) {
        const folded = foldInlines(content);
        this.drafts.push({
          ...draft,
          content: folded,
          ids: i === 0 ? draft.ids : [],
          words: countWords(canonicalText({ content: folded })),
        });
      }
    }
  }
}

/** A paragraph that holds nothing but pictures is a figure, nothing but a formula a formula. */
function kindOf(kind: Passage["kind"], content: Inline[], isBlank: boolean): Passage["kind"] {
  if (kind === "rule" || kind === "table" || kind === "code" || kind === "note") return kind;
  if (isBlank) return "figure";
  const shown = content.filter((node) => !isPageMark(node) && (typeof node !== "string" || node.trim() !== ""));
  const [only] = shown;
  return kind === "paragraph" && shown.length === 1 && typeof only === "object" && only.t === "math" ? "formula" : kind;
}

function holdsPicture(content: Inline[]): boolean {
  return content.some(
    (node) => typeof node !== "string" && (node.t === "img" || node.t === "math" || ("c" in node && holdsPicture(node.c))),
  );
}

function isPicture(element: XmlElement): boolean {
  return ["svg", "math", "object", "img"].includes(element.name);
}

function withoutAlign(scope: BlockScope): BlockScope {
  const { align: _, ...rest } = scope;
  return rest;
}

/** What an element says about its alignment, by type, class, style or attribute. */
function alignment(element: XmlElement): BlockScope["align"] | "start" {
  if (hasType(element, "z3998:signature", "z3998:sender") || hasClass(element, /^(?:right|signature|sig|ralign|text-right)$/i))
    return "end";
  if (element.name === "center" || hasClass(element, /^(?:center|centre|centered|text-center)$/i)) return "center";
  const named = /(?:^|;)\s*text-align\s*:\s*(\w+)/i.exec(attribute(element, "style"))?.[1] ?? attribute(element, "align");
  const align = named.toLowerCase();
  if (align === "center") return "center";
  if (align === "right" || align === "end") return "end";
  return align === "left" || align === "start" || align === "justify" ? "start" : undefined;
}
