// Where a stretch of an edited book's old text really went, by the truth that its edits kept.
import type { Edited } from "./edits.arbitrary.ts";
import { QUOTE_MOST } from "./limits.ts";
import { isLetter, isWhite } from "./word-runs.ts";

/** Where a stretch of the old text went. */
export interface Truth {
  /** Most of it stands in one place; less than half of it does; it was torn apart; it was cut, all of it; it was cut or replaced. */
  fate: "stays" | "partly" | "torn" | "gone" | "replaced";
  /** From its first to its last character that is still there (or to the end of the word that replaced it), in the new text; 0 where nothing is. */
  from: number;
  to: number;
}

/** So many letters of other old words between those of a stretch have torn it apart; new words have not. */
const TORN = 40;

/**
 * Where a stretch of the old text went. Letters that were put before the first of a word or behind its last (an "m" read as "rn", a key hit twice)
 * belong to the word.
 */
export function truthOf(edited: Edited, start: number, end: number): Truth {
  const { before, after, places, ends, kept, cut, origins } = edited;
  let [letters, stay, gone, own] = [0, 0, 0, 0];
  let [from, to, last] = [-1, 0, -1];
  let torn = false;
  for (let at = start; at < end; at++) {
    const place = places[at] ?? -1;
    if (place >= 0) own++;
    if (isWhite(before.text.charCodeAt(at))) continue;
    letters++;
    stay += kept[at] ?? 0;
    gone += cut[at] ?? 0;
    if (place < 0) continue;
    // Two letters that a typo swapped do not tear a quote apart.
    if (last >= 0 && place < last - 2) torn = true;
    last = place;
    from = from < 0 ? place : Math.min(from, place);
    to = Math.max(to, ends[at] ?? 0);
  }
  if (from < 0) return { fate: gone === letters ? "gone" : "replaced", from: 0, to: 0 };
  let others = -own;
  for (let at = from; at < to; at++) others += (origins[at] ?? -1) >= 0 ? 1 : 0;
  if (torn || others > TORN || to - from > QUOTE_MOST) return { fate: "torn", from, to };
  const inWord = (text: string, at: number) => isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(at));
  if (!inWord(before.text, start)) while (inWord(after.text, from) && origins[from - 1] === -1) from--;
  if (!inWord(before.text, end)) while (inWord(after.text, to) && origins[to] === -1) to++;
  return { fate: stay === 0 ? "replaced" : stay * 2 >= letters ? "stays" : "partly", from, to };
}
