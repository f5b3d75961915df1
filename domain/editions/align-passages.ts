// The passages of two forms of a chapter, set side by side: which are the same, and which is the corrected text of which.
import { diffArrays } from "diff";
import type { PassageKind } from "../text/model.ts";
import { likeness, type Words, wordsOf } from "./likeness.ts";

/** A passage as comparisons see it. */
export interface ComparedPassage {
  id: string;
  kind: PassageKind;
  text: string;
}

/** Positions in the earlier and the later form. */
export type Pair = readonly [before: number, after: number];

/** Two passages with at least half of their words in common are one, corrected; with less, one is gone and the other is new. */
const CORRECTED = 0.5;
/** Comparing every passage of a gap with every other is worth it up to so many comparisons; a larger gap is a chapter written anew. */
const MOST_COMPARISONS = 250_000;
/** Edits after which the exact comparison of a gap is given up. */
const MOST_EDITS = 2_000;

/** What makes two passages the same: their kind and their canonical text. */
export function sameness({ kind, text }: Pick<ComparedPassage, "kind" | "text">): string {
  return `${kind}\n${text}`;
}

/**
 * Sets two rows of passages side by side, in order. `kept` are pairs with the same kind and text, `changed` pairs of which the
 * later is the corrected text of the earlier; both rise in both positions. First the passages that occur once in both are the
 * fixed points (patience diff), then the stretches between them are compared exactly.
 */
export function alignPassages(
  before: readonly ComparedPassage[],
  after: readonly ComparedPassage[],
): { kept: Pair[]; changed: Pair[] } {
  const kept: Pair[] = [];
  for (const gap of gapsBetween(fixedPoints(before, after), before.length, after.length)) {
    if (gap.anchor) kept.push(gap.anchor);
    kept.push(...equalIn(before, after, gap));
  }
  kept.sort(([a], [b]) => a - b);
  const changed = [...gapsBetween(kept, before.length, after.length)].flatMap((gap) => correctedIn(before, after, gap));
  return { kept, changed };
}

/** A stretch of both rows in which nothing is paired yet, and the pair it follows. */
interface Gap {
  anchor: Pair | undefined;
  before: readonly [from: number, to: number];
  after: readonly [from: number, to: number];
}

function* gapsBetween(pairs: readonly Pair[], beforeLength: number, afterLength: number): Generator<Gap> {
  let anchor: Pair | undefined;
  for (const next of [...pairs, [beforeLength, afterLength] as const]) {
    const [b, a] = anchor ? [anchor[0] + 1, anchor[1] + 1] : [0, 0];
    yield { anchor, before: [b, next[0]], after: [a, next[1]] };
    anchor = next;
  }
}

/** Passages that occur once in both rows, as many as stand in the same order (the longest rising run of their positions). */
function fixedPoints(before: readonly ComparedPassage[], after: readonly ComparedPassage[]): Pair[] {
  const once = onceIn(before);
  const pairs = [...onceIn(after)].flatMap(([key, at]): Pair[] => {
    const from = once.get(key);
    return from === undefined ? [] : [[from, at]];
  });
  return longestRising(pairs.sort(([, a], [, b]) => a - b));
}

function onceIn(passages: readonly ComparedPassage[]): Map<string, number> {
  const at = new Map<string, number>();
  const often = new Set<string>();
  for (const [i, passage] of passages.entries()) {
    const key = sameness(passage);
    if (at.has(key)) often.add(key);
    at.set(key, i);
  }
  for (const key of often) at.delete(key);
  return at;
}

/** The longest run of pairs whose earlier positions rise; the pairs come in the order of their later ones. */
export function longestRising(pairs: readonly Pair[]): Pair[] {
  /** For each length of a run, the index of the pair it can end with that has the least earlier position. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [i, [position]] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = pairs[ends[middle] ?? 0];
      if (end !== undefined && end[0] < position) low = middle + 1;
      else high = middle;
    }
    previous[i] = ends[low - 1] ?? -1;
    ends[low] = i;
  }
  const run: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) run.push(pair);
  }
  return run.reverse();
}

/** The equal passages of a gap, by the shortest edit script. */
function equalIn(before: readonly ComparedPassage[], after: readonly ComparedPassage[], gap: Gap): Pair[] {
  const older = before.slice(...gap.before).map(sameness);
  const newer = after.slice(...gap.after).map(sameness);
  const pairs: Pair[] = [];
  let [b, a] = [gap.before[0], gap.after[0]];
  for (const { added, removed, count } of diffArrays(older, newer, { maxEditLength: MOST_EDITS }) ?? []) {
    if (removed) b += count;
    else if (added) a += count;
    else for (let i = 0; i < count; i++) pairs.push([b++, a++]);
  }
  return pairs;
}

/**
 * Of a gap, the pairs that are most alike all together, in order (an alignment by dynamic programming, as Needleman and Wunsch
 * 1970); what is of another kind or has less than half its words in common is no pair.
 */
function correctedIn(before: readonly ComparedPassage[], after: readonly ComparedPassage[], gap: Gap): Pair[] {
  const older = before.slice(...gap.before).map(read);
  const newer = after.slice(...gap.after).map(read);
  if (older.length === 0 || newer.length === 0 || older.length * newer.length > MOST_COMPARISONS) return [];
  const width = newer.length + 1;
  const best = new Float64Array((older.length + 1) * width);
  const score = (i: number, j: number) => best[i * width + j] ?? 0;
  const paired = (i: number, j: number) => {
    const [one, other] = [older[i], newer[j]];
    if (one === undefined || other === undefined || one.kind !== other.kind) return 0;
    const alike = likeness(one.words, other.words);
    return alike < CORRECTED ? 0 : alike;
  };
  const alike = new Float64Array(older.length * newer.length);
  for (let i = older.length - 1; i >= 0; i--) {
    for (let j = newer.length - 1; j >= 0; j--) {
      const here = paired(i, j);
      alike[i * newer.length + j] = here;
      best[i * width + j] = Math.max(score(i + 1, j), score(i, j + 1), here > 0 ? here + score(i + 1, j + 1) : 0);
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < older.length && j < newer.length; ) {
    const here = alike[i * newer.length + j] ?? 0;
    if (here > 0 && score(i, j) === here + score(i + 1, j + 1)) pairs.push([gap.before[0] + i++, gap.after[0] + j++]);
    else if (score(i, j) === score(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

function read({ kind, text }: ComparedPassage): { kind: PassageKind; words: Words } {
  return { kind, words: wordsOf(text) };
}
