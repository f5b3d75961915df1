// From the markup of a document to passages in a row: the one place where block structure is decided.

import { canonicalText } from "#domain/text/canonical.ts";
import type { Inline } from "#domain/text/model.ts";
import { append } from "./append.ts";
import { addressOf } from "./archive-path.ts";
import { type BlockScope, type Draft, DraftWriter, kindIn } from "./draft-writer.ts";
import type { ImportLimits } from "./import-limits.ts";
import { listItems } from "./list-markers.ts";
import { pageMark } from "./page-marks.ts";
import { addressesOf, isBlock, isSilent, type ReaderPorts, readInlines, scopeInside } from "./read-inlines.ts";
import { isLayoutTable, readRows, tableCells } from "./read-table.ts";
import { hasClass, hasType } from "./semantic-types.ts";
import { attribute, childElements, descendants, textOf, type XmlElement, type XmlNode } from "./xml-tree.ts";

const VERSE_TYPES = ["z3998:poem", "z3998:verse", "z3998:song", "z3998:hymn", "z3998:lyrics", "poem", "verse"];
const VERSE_CLASS = /^(?:poem|poetry|verse|stanza|linegroup|lg|song)$/i;
const STANZA_CLASS = /^(?:stanza|linegroup|lg)$/i;

/** Reads documents into one row of drafts. */
export class BlockReader {
  readonly #limits: ImportLimits;
  readonly #writer: DraftWriter;
  /** How many drafts there were wherever a note was passed over. */
  readonly #passed: number[] = [];

  /** `spent` counts the words of the whole import, over all its readers. */
  constructor(limits: ImportLimits, spent: { words: number }) {
    this.#limits = limits;
    this.#writer = new DraftWriter(limits, spent);
  }

  get drafts(): readonly Draft[] {
    return this.#writer.drafts;
  }

  /** Reads one document. What of its addresses still waits at its end belongs to its last passage; page marks wait for the next document. */
  readDocument(nodes: readonly XmlNode[], scope: BlockScope, ports: ReaderPorts): void {
    const first = this.drafts.length;
    this.#writer.addresses([addressOf(ports.document, "")]);
    this.#read(nodes, scope, ports);
    this.#writer.settle(first);
  }

  /** Reads one note by itself. */
  readNote(element: XmlElement, scope: BlockScope, ports: ReaderPorts): void {
    this.#writer.addresses(addressesOf(element, ports.document));
    this.#read(element.children, { ...scopeInside(element, scope), note: true }, ports);
    this.#writer.settle(0);
  }

  /** True if notes that are read elsewhere stood in a stretch of the drafts, behind its first one. */
  passedNotes({ start, end }: { start: number; end: number }): boolean {
    return this.#passed.some((at) => at > start && at <= end);
  }

  /** Page marks that no passage has followed. */
  takeMarks(): Inline[] {
    return this.#writer.takeMarks();
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
    if (ports.isNote(element)) {
      this.#passed.push(this.drafts.length);
      return;
    }
    this.#writer.addresses(addressesOf(element, ports.document));
    const page = ports.pageAt(element);
    if (page !== undefined) this.#writer.mark(pageMark(page.label));
    if (page?.swallow || isSilent(element) || this.#isNavigation(element) || ports.isFurniture(element)) {
      for (const inner of descendants(element)) this.#writer.addresses(addressesOf(inner, ports.document));
      return;
    }
    const scope = this.#scopeOf(element, outer, ports);
    // A caption in a paragraph of its own goes to the picture it follows.
    const isCaption = hasClass(element, /^caption$/i);
    if (isCaption && this.#writer.caption((ids) => readInlines(element.children, scope, ports, ids))) return;
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
        this.#writer.write("rule", [], scope, []);
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
    this.#writer.write("heading", content, withoutAlign(scope), ids, { level: Math.min(6, Math.max(1, level)) });
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
      if (ports.isNote(item)) {
        this.#passed.push(this.drafts.length);
        continue;
      }
      this.#writer.addresses(addressesOf(item, ports.document));
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
        this.#writer.write(kindIn({ ...scope, listed: scope.listed + 1 }), [], { ...scope, listed: scope.listed + 1, lead }, []);
      lead = {};
    };
    const parts = childElements(list).flatMap((child) => (child.name === "div" ? childElements(child) : [child]));
    for (const part of parts) {
      this.#writer.addresses(addressesOf(part, ports.document));
      const inner = scopeInside(part, scope);
      if (part.name === "dt") {
        const ids: string[] = [];
        const term: Inline = { t: "strong", c: readInlines(part.children, inner, ports, ids) };
        this.#writer.addresses(ids);
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
    this.#writer.addresses(ids);
    const length = (row: (typeof rows)[number]) => canonicalText({ content: [], rows: [row] }).length;
    if (rows.some((row) => length(row) > this.#limits.passageLength)) {
      for (const row of rows) for (const cell of row.cells) this.#writer.text(cell.content, scope, []);
      return;
    }
    let part: typeof rows = [];
    let room = this.#limits.passageLength;
    for (const row of rows) {
      room -= length(row);
      if (room < 0 && part.length > 0) {
        this.#writer.write("table", [], scope, [], { rows: part });
        part = [];
        room = this.#limits.passageLength - length(row);
      }
      part.push(row);
    }
    if (part.length > 0) this.#writer.write("table", [], scope, [], { rows: part });
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
      this.#writer.text(caption, { ...scope, align: "center" }, ids);
      return;
    }
    const pictures = readInlines(rest, scope, ports, ids);
    this.#writer.write("figure", [...pictures, { t: "br" }, ...caption], withoutAlign(scope), ids);
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
    // A block of code is code without saying so once more.
    const [only] = element.children;
    const isCode = element.children.length === 1 && typeof only === "object" && only.name === "code";
    if (isCode) ids.push(...addressesOf(only, ports.document));
    const nodes = isCode ? only.children : element.children;
    this.#writer.write(scope.verse ? kindIn(scope) : "code", keep(readInlines(nodes, scope, ports, ids)), scope, ids);
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
    this.#writer.write(kindIn(scope), content, scope, ids);
  }

  #readText(nodes: readonly XmlNode[], scope: BlockScope, ports: ReaderPorts): void {
    const ids: string[] = [];
    const content = readInlines(nodes, scope, ports, ids);
    this.#writer.text(content, scope, ids);
  }
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
