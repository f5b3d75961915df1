// What a letter of a text becomes when a finger slips or a scan is read wrongly.
import { isLetter, isWhite } from "./word-runs.ts";

/** A character on its way: where it comes from in the old text (-1 for a new one), and whether it is still itself. */
export interface Letter {
  code: string;
  from: number;
  kept: boolean;
}
/** A passage while it is edited. */
export type Draft = Letter[];
/** Letters that come from nowhere in the old text. */
export const fresh = (text: string): Draft =>
  Array.from({ length: text.length }, (_, i) => ({ code: text.charAt(i), from: -1, kept: false }));

/** One of some things. */
export function pick<T>(random: () => number, from: readonly T[]): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new RangeError("Nothing to pick from");
  return found;
}

/** One letter swapped with the next, left out, doubled or hit beside. */
export function typo(random: () => number, draft: Draft, at: number): void {
  const letter = draft[at];
  const next = draft[at + 1];
  if (letter === undefined || isWhite(letter.code.charCodeAt(0))) return;
  const what = random();
  if (what < 0.25 && next !== undefined && isLetter(next.code.charCodeAt(0))) draft.splice(at, 2, next, letter);
  else if (what < 0.5) draft.splice(at, 1);
  else if (what < 0.75) draft.splice(at + 1, 0, { code: letter.code, from: -1, kept: false });
  else letter.code = pick(random, "abcdefghijklmnopqrstuvwxyz".split(""));
}

const lookalikes: Record<string, string> = {
  ...{ e: "c", c: "e", l: "1", i: "l", o: "0", h: "b", b: "h", s: "5", t: "f", f: "t", a: "o", n: "u", u: "n", g: "q", y: "v" },
  ...{ m: "rn", w: "vv", d: "cl", ".": ",", ",": ".", I: "l", S: "5", O: "0", B: "8", "1": "l", "0": "O" },
};

/** One letter read as another, as two, not at all; a space seen where there is none, or not seen. */
export function misread(random: () => number, draft: Draft, at: number): void {
  const letter = draft[at];
  if (letter === undefined) return;
  const what = random();
  if (isWhite(letter.code.charCodeAt(0))) {
    if (what < 0.5) draft.splice(at, 1);
  } else if (what < 0.7) {
    const read = lookalikes[letter.code] ?? pick(random, ["i", "r", "c", "'", "-"]);
    letter.code = read.charAt(0);
    if (read.length > 1) draft.splice(at + 1, 0, ...fresh(read.slice(1)));
  } else if (what < 0.85) draft.splice(at, 1);
  else if (isLetter((draft[at + 1]?.code ?? " ").charCodeAt(0))) draft.splice(at + 1, 0, ...fresh(" "));
}
