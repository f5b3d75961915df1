// Passages in the making, one after the other: text is folded, counted, given its kind, and cut where it is too long for one passage.
import { canonicalText } from "#domain/text/canonical.ts";
import { foldInlines } from "#domain/text/fold.ts";
import type { Inline, Passage } from "#domain/text/model.ts";
import { countWords } from "#domain/text/words.ts";
import { append } from "./append.ts";
import type { ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { isPageMark } from "./page-marks.ts";
import type { TextScope } from "./read-inlines.ts";
import { splitContent } from "./split-content.ts";

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

/** Section breaks made of signs: "* * *", "⁂", "—————". */
const BREAK_SIGNS = /^(?:(?:[*•·~#_–—-]\s*){3,}|[*⁂❦☙~])$/u;

/** Writes one row of drafts. What stands between passages (addresses, page marks) waits here for the next one. */
export class DraftWriter {
  readonly drafts: Draft[] = [];
  readonly #limits: ImportLimits;
  readonly #spent: { words: number };
  #ids: string[] = [];
  #marks: Inline[] = [];

  /** `spent` counts the words of the whole import, over all its writers. */
  constructor(limits: ImportLimits, spent: { words: number }) {
    this.#limits = limits;
    this.#spent = spent;
  }

  /** The next passage is to be found by these addresses. */
  addresses(ids: Iterable<string>): void {
    append(this.#ids, ids);
  }

  /** The next passage begins with this mark. */
  mark(mark: Inline): void {
    this.#marks.push(mark);
  }

  /** Marks that no passage has followed yet. */
  takeMarks(): Inline[] {
    const marks = this.#marks;
    this.#marks = [];
    return marks;
  }

  /** Gives the addresses that still wait to the last passage, if there is one since draft `first`. */
  settle(first: number): void {
    const last = this.drafts.at(-1);
    if (last === undefined || this.drafts.length === first) return;
    append(last.ids, this.#ids);
    this.#ids = [];
  }

  /** Adds a caption to the picture just written, if there is one without a caption; tells whether it did. */
  caption(read: (ids: string[]) => Inline[]): boolean {
    const figure = this.drafts.at(-1);
    if (figure?.kind !== "figure" || figure.words > 0 || this.#marks.length > 0) return false;
    figure.content = foldInlines([...figure.content, { t: "br" }, ...read(figure.ids)]);
    figure.words = countWords(canonicalText(figure));
    this.#spent.words += figure.words;
    return true;
  }

  /** A run of text. An empty line inside it (two line breaks) parts it in two. */
  text(content: Inline[], scope: BlockScope, ids: string[]): void {
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
      this.write(kindIn(scope), part, scope, rest);
      rest = [];
    }
  }

  /** Writes a passage; one without text and pictures is none, but what led to it or from it is kept. */
  write(
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
      this.write("rule", [], scope, ids);
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

/** The kind of a paragraph, by what it stands in. */
export function kindIn(scope: BlockScope): Passage["kind"] {
  if (scope.note) return "note";
  if (scope.verse) return "verse";
  if (scope.listed > 0) return "item";
  return scope.quoted > 0 ? "quote" : "paragraph";
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
