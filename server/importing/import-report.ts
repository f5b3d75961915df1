// What an import tells about its work, in plain sentences: what was repaired, what was lost.
import type { DecodedText } from "./decode-text.ts";

type Kind = "repaired" | "lost";

/** At most this many sentences: a report that nobody reads to the end helps nobody. */
const MOST = 100;

/** Gathers the sentences of a report. The same thing found many times is one sentence with its number. */
export class ImportReport {
  readonly #said = new Map<string, { kind: Kind; count: number; sentence: (count: number) => string }>();

  /** Something was wrong, and nothing is missing now. */
  repaired(what: string): void {
    this.tally("repaired", () => what, what);
  }

  /** Something of the file is not in the book. */
  lost(what: string): void {
    this.tally("lost", () => what, what);
  }

  /** The text of a file, with what had to be guessed or was lost of its letters. */
  decoded({ text, repaired, lost }: DecodedText): string {
    if (repaired !== undefined) this.repaired(repaired);
    if (lost !== undefined) this.lost(lost);
    return text;
  }

  /** One more of a kind of thing; `key` names the kind, `sentence` says how many there were. */
  tally(kind: Kind, sentence: (count: number) => string, key: string = sentence(2)): void {
    const said = this.#said.get(key);
    if (said === undefined) this.#said.set(key, { kind, count: 1, sentence });
    else said.count++;
  }

  /** The sentences in the order in which their causes were met. */
  lines(): { kind: Kind; what: string }[] {
    const all = [...this.#said.values()].map(({ kind, count, sentence }) => ({ kind, what: sentence(count) }));
    if (all.length <= MOST) return all;
    return [...all.slice(0, MOST), { kind: "lost", what: `${all.length - MOST} further remarks are left out here.` }];
  }
}
