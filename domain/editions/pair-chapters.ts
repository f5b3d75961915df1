// Which chapter of a corrected edition is which of the earlier one: by the text they share, then by their titles and places.
import { type ComparedPassage, type Pair, sameness } from "./align-passages.ts";
import { likeness, wordsOf } from "./likeness.ts";

export interface ComparedChapter {
  id: string;
  title: string;
  section: readonly string[];
  passages: readonly ComparedPassage[];
}

/** A chapter whose every passage was corrected still has most of its words. */
const REWRITTEN = 0.6;
/** More chapters without a partner than this allows are another book, not a corrected one. */
const MOST_COMPARISONS = 250_000;

/**
 * Pairs the chapters of two editions, each with one other at most, as positions. Chapters with the most text in common come
 * first; then, of those left, the ones with the same title; then those that still say mostly the same.
 */
export function pairChapters(before: readonly ComparedChapter[], after: readonly ComparedChapter[]): Pair[] {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const take = (candidates: { pair: Pair; score: number }[]) => {
    // Of two that fit equally the one nearer to its old place is it.
    const distance = ([b, a]: Pair) => Math.abs(b - a);
    for (const { pair } of candidates.sort((x, y) => y.score - x.score || distance(x.pair) - distance(y.pair))) {
      if (pairs.has(pair[1]) || taken.has(pair[0])) continue;
      pairs.set(pair[1], pair[0]);
      taken.add(pair[0]);
    }
  };
  const openBefore = () => before.flatMap((chapter, at) => (taken.has(at) ? [] : [{ chapter, at }]));
  const openAfter = () => after.flatMap((chapter, at) => (pairs.has(at) ? [] : [{ chapter, at }]));

  take(bySharedText(before, after));
  const titled = Map.groupBy(openBefore(), ({ chapter }) => titleOf(chapter));
  take(
    openAfter().flatMap(({ chapter, at: a }) =>
      (titled.get(titleOf(chapter)) ?? []).map(({ at: b }) => ({ pair: [b, a] as const, score: 1 })),
    ),
  );
  const [left, right] = [openBefore(), openAfter()].map((open) =>
    open.map(({ chapter, at }) => ({ at, words: wordsOf(chapter.passages.map(({ text }) => text).join(" ")) })),
  );
  if (left !== undefined && right !== undefined && left.length * right.length <= MOST_COMPARISONS)
    take(
      right.flatMap((newer) =>
        left.flatMap((older) => {
          const score = likeness(older.words, newer.words);
          return score >= REWRITTEN ? [{ pair: [older.at, newer.at] as const, score }] : [];
        }),
      ),
    );
  return [...pairs].map(([a, b]): Pair => [b, a]).sort(([, x], [, y]) => x - y);
}

/** For each two chapters with passages in common, the length of those passages. */
function bySharedText(before: readonly ComparedChapter[], after: readonly ComparedChapter[]): { pair: Pair; score: number }[] {
  const homes = new Map<string, number[]>();
  for (const [at, { passages }] of before.entries()) {
    for (const key of new Set(passages.map(sameness))) homes.set(key, [...(homes.get(key) ?? []), at]);
  }
  const scores = new Map<number, Map<number, number>>();
  for (const [a, { passages }] of after.entries()) {
    const shared = new Map<number, number>();
    for (const passage of passages) {
      const at = homes.get(sameness(passage)) ?? [];
      // What stands in many chapters ("* * *", "Yes.") says little about any of them.
      for (const b of at) shared.set(b, (shared.get(b) ?? 0) + passage.text.length / at.length);
    }
    scores.set(a, shared);
  }
  return [...scores].flatMap(([a, shared]) =>
    [...shared].filter(([, score]) => score > 0).map(([b, score]) => ({ pair: [b, a] as Pair, score })),
  );
}

function titleOf({ title, section }: ComparedChapter): string {
  return [...section, title]
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim(),
    )
    .join("\n");
}
