// How alike two texts are, by the words they share: what decides whether one is the corrected form of the other.

/** The words of a text, each with how often it stands there. Case and punctuation do not count: they are what corrections change most. */
export type Words = { counts: ReadonlyMap<string, number>; total: number };

/** Counts the words of a text; a letter of a script without spaces counts as a word. */
export function wordsOf(text: string): Words {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [word] of text
    .toLowerCase()
    .matchAll(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\p{L}\p{M}\p{N}]+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    total++;
  }
  return { counts, total };
}

/** Likeness from 0 (no word in common) to 1 (the same words as often): the Sørensen-Dice coefficient of the two bags of words. */
export function likeness(a: Words, b: Words): number {
  if (a.total + b.total === 0) return 0;
  const [few, many] = a.counts.size <= b.counts.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [word, count] of few.counts) shared += Math.min(count, many.counts.get(word) ?? 0);
  return (2 * shared) / (a.total + b.total);
}
