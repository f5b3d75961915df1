// Links inside a book: from addresses in its files to keys of its passages.

import type { Inline } from "#domain/text/model.ts";
import { append } from "./append.ts";
import type { ImportReport } from "./import-report.ts";
import { isPageMark } from "./page-marks.ts";

/** Knows which passage an address leads to, and rewrites content by it. */
export class LinkResolver {
  readonly #passages = new Map<string, string>();
  /** Notes stand in every chapter that refers to them: by chapter and address. */
  readonly #notes = new Map<string, string>();
  readonly #report: ImportReport;

  constructor(report: ImportReport) {
    this.#report = report;
  }

  addPassage(addresses: readonly string[], key: string): void {
    for (const address of addresses) if (!this.#passages.has(address)) this.#passages.set(address, key);
  }

  addNote(chapter: number, address: string, key: string): void {
    this.#notes.set(`${chapter} ${address}`, key);
    if (!this.#passages.has(address)) this.#passages.set(address, key);
  }

  /** The content with keys for addresses. A link that leads nowhere becomes its text; a marker without a note a raised sign. */
  resolve(content: Inline[], chapter: number): Inline[] {
    const out: Inline[] = [];
    for (const node of content) {
      if (typeof node === "string") out.push(node);
      else if (node.t === "a" && node.to !== undefined) {
        const to = this.#notes.get(`${chapter} ${node.to}`) ?? this.#passages.get(node.to);
        const c = this.resolve(node.c, chapter);
        if (to !== undefined) out.push({ ...node, c, to });
        else {
          this.#report.tally(
            "lost",
            (count) => `${count === 1 ? "One link" : `${count} links`} inside the book led nowhere; the text was kept.`,
            "dead links",
          );
          append(out, c);
        }
      } else if (node.t === "noteref" && !isPageMark(node)) {
        const to = this.#notes.get(`${chapter} ${node.to}`) ?? this.#passages.get(node.to);
        if (to !== undefined) out.push({ ...node, to });
        else {
          this.#report.tally(
            "lost",
            (count) => `${count === 1 ? "One note marker" : `${count} note markers`} led to an empty note.`,
            "empty notes",
          );
          out.push({ t: "sup", c: [node.label] });
        }
      } else out.push("c" in node ? { ...node, c: this.resolve(node.c, chapter) } : node);
    }
    return joined(out);
  }
}

/** Neighbouring texts as one. */
function joined(content: Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const node of content) {
    const last = out.at(-1);
    if (typeof node === "string" && typeof last === "string") out[out.length - 1] = last + node;
    else out.push(node);
  }
  return out;
}
