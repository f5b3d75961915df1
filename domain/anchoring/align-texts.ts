// Two forms of a text set side by side: for every character of the earlier one, the place of the character that stands for it in the later one.
import { longestRising, type Pair } from "../editions/align-passages.ts";
import { alignLetters } from "./align-letters.ts";
import { settleGaps } from "./settle-gaps.ts";
import { hashOfWords, isWhite, type WordRun, wordRun } from "./word-runs.ts";

/** Up to this product of lengths two stretches are compared letter by letter at once. */
const SMALL = 40_000;
/** Up to this one they are, when no words tell where they belong together; beyond it they are two texts. */
const MOST = 4_000_000;
/** So many words in a row that stand once in both stretches are a fixed point; fewer where there are none. */
const FIXED = 3;

/**
 * For each UTF-16 unit of `before` the index in `after` of what stands for it, or -1 where nothing does; the indexes rise. White space
 * stands for white space, so that a line break that came or went moves nothing. First the runs of words that occur once in both are fixed
 * points (patience diff), from long to short; what lies between them is compared letter by letter.
 */
export function alignTexts(before: string, after: string): Int32Array {
  const map = new Int32Array(before.length).fill(-1);
  if (before === after) return map.map((_, at) => at);
  const alignment = { before, after, older: wordRun(before), newer: wordRun(after), map };
  alignWords(alignment, [0, alignment.older.length], [0, alignment.newer.length]);
  joinWhite(before, after, map);
  settleGaps(before, after, map);
  return map;
}

/** White space goes with the word before it, else with the one after it. */
function joinWhite(before: string, after: string, map: Int32Array): void {
  for (let at = 0, next = 0; at < before.length; at++) {
    const own = map[at] ?? -1;
    if (own >= 0) next = own + 1;
    else if ((at === 0 || (map[at - 1] ?? -1) >= 0) && isWhite(before.charCodeAt(at)) && isWhite(after.charCodeAt(next))) {
      const following = nextMapped(map, at + 1);
      if (following === -1 || following > next) map[at] = next++;
    }
  }
  for (let at = before.length - 1; at >= 0; at--) {
    const following = at + 1 === before.length ? after.length : (map[at + 1] ?? -1);
    if ((map[at] ?? -1) >= 0 || following < 1 || !isWhite(before.charCodeAt(at)) || !isWhite(after.charCodeAt(following - 1)))
      continue;
    let left = at - 1;
    while (left >= 0 && (map[left] ?? -1) < 0) left--;
    if (left < 0 || (map[left] ?? 0) < following - 1) map[at] = following - 1;
  }
}

function nextMapped(map: Int32Array, from: number): number {
  for (let at = from; at < map.length; at++) if ((map[at] ?? -1) >= 0) return map[at] ?? -1;
  return -1;
}

interface Alignment {
  before: string;
  after: string;
  older: WordRun;
  newer: WordRun;
  map: Int32Array;
}

type Range = readonly [from: number, to: number];

function alignWords(alignment: Alignment, before: Range, after: Range): void {
  const { older, newer } = alignment;
  let [b, bEnd] = before;
  let [a, aEnd] = after;
  for (; b < bEnd && a < aEnd && older.hashes[b] === newer.hashes[a]; b++, a++) join(alignment, b, a);
  for (; b < bEnd && a < aEnd && older.hashes[bEnd - 1] === newer.hashes[aEnd - 1]; bEnd--, aEnd--)
    join(alignment, bEnd - 1, aEnd - 1);

  const left = lettersOf(older, [b, bEnd], alignment.before);
  const right = lettersOf(newer, [a, aEnd], alignment.after);
  const product = (left[1] - left[0]) * (right[1] - right[0]);
  if (product > SMALL) {
    for (let count = FIXED; count > 0; count--) {
      const points = fixedPoints(alignment, [b, bEnd], [a, aEnd], count);
      if (points.length === 0) continue;
      let [fromB, fromA] = [b, a];
      for (const [atB, atA] of [...points, [bEnd, aEnd] as const]) {
        // Runs may overlap: the earlier one has joined the words already.
        if (atB >= fromB && atA >= fromA) alignWords(alignment, [fromB, atB], [fromA, atA]);
        if (atB === bEnd) break;
        for (let i = 0; i < count; i++) {
          if (atB + i < fromB || atA + i < fromA) continue;
          join(alignment, atB + i, atA + i);
        }
        [fromB, fromA] = [Math.max(fromB, atB + count), Math.max(fromA, atA + count)];
      }
      return;
    }
  }
  if (product > 0 && product <= MOST) alignLetters(alignment.map, [alignment.before, ...left], [alignment.after, ...right]);
}

/** Sets two equal words together. */
function join({ older, newer, map }: Alignment, b: number, a: number): void {
  const [from, to] = [older.starts[b] ?? 0, older.ends[b] ?? 0];
  const at = newer.starts[a] ?? 0;
  if ((newer.ends[a] ?? 0) - at !== to - from) return;
  for (let i = from; i < to; i++) map[i] = at + i - from;
}

/** The letters of some words, with the white space around them. */
function lettersOf(words: WordRun, [from, to]: Range, text: string): Range {
  const start = from === 0 ? 0 : (words.ends[from - 1] ?? 0);
  return [start, to === words.length ? text.length : Math.max(start, words.starts[to] ?? 0)];
}

/** Where runs of `count` words stand that occur once in both ranges, as many as keep their order. */
function fixedPoints({ older, newer }: Alignment, before: Range, after: Range, count: number): Pair[] {
  const once = runsIn(older, before, count);
  const pairs: Pair[] = [];
  for (const [hash, at] of runsIn(newer, after, count)) {
    const from = once.get(hash);
    if (from !== undefined && from >= 0 && at >= 0) pairs.push([from, at]);
  }
  return longestRising(pairs.sort(([, one], [, other]) => one - other));
}

/** The places of the runs in a range, by hash; -1 for what occurs more than once. A sign alone is no run. */
function runsIn(words: WordRun, [from, to]: Range, count: number): Map<number, number> {
  const runs = new Map<number, number>();
  for (let at = from; at + count <= to; at++) {
    if ((words.ends[at + count - 1] ?? 0) - (words.starts[at] ?? 0) < LEAST_LETTERS) continue;
    const hash = hashOfWords(words, at, count);
    runs.set(hash, runs.has(hash) ? -1 : at);
  }
  return runs;
}

/** Fewer letters occur once by chance. */
const LEAST_LETTERS = 4;
