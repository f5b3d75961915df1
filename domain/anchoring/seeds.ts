// Where a quote may stand whose letters are not all there: short rows of letters that it shares with the text vote for a place.

/** Letters in a row. */
const ROW = 6;
/** Rows that stand more often than this in the text tell nothing. */
const OFTEN = 64;
/** Votes for places not further apart than this count together, in letters. */
const TOGETHER = 32;

/** The places of all rows of letters, in buckets by hash. */
export interface SeedIndex {
  /** Where each bucket begins in `places`; one more than there are buckets. */
  starts: Int32Array;
  places: Int32Array;
  mask: number;
}

export function seedIndex(letters: string): SeedIndex {
  const count = Math.max(0, letters.length - ROW + 1);
  let size = 1_024;
  while (size < count) size *= 2;
  const mask = size - 1;
  const starts = new Int32Array(size + 1);
  const buckets = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const bucket = hashAt(letters, at) & mask;
    buckets[at] = bucket;
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < size; bucket++) starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
  const next = starts.slice(0, size);
  const places = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const bucket = buckets[at] ?? 0;
    places[next[bucket] ?? 0] = at;
    next[bucket] = (next[bucket] ?? 0) + 1;
  }
  return { starts, places, mask };
}

function hashAt(letters: string, at: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + ROW; i++) hash = Math.imul(hash ^ letters.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** The places where a quote would begin that most of its rows vote for, best first, at most `most`. */
export function seededAt({ starts, places, mask }: SeedIndex, letters: string, quote: string, most: number): number[] {
  const votes = new Map<number, { count: number; sum: number }>();
  let rows = 0;
  for (let own = 0; own + ROW <= quote.length; own++) {
    rows++;
    const bucket = hashAt(quote, own) & mask;
    const [from, to] = [starts[bucket] ?? 0, starts[bucket + 1] ?? 0];
    if (to - from > OFTEN) continue;
    for (let i = from; i < to; i++) {
      const at = places[i] ?? 0;
      if (!letters.startsWith(quote.slice(own, own + ROW), at)) continue;
      const start = at - own;
      const key = Math.floor(start / TOGETHER);
      const vote = votes.get(key);
      if (vote === undefined) votes.set(key, { count: 1, sum: start });
      else {
        vote.count++;
        vote.sum += start;
      }
    }
  }
  const needed = Math.max(1, rows * 0.05);
  return [...votes]
    .map(([key, { count, sum }]) => {
      const beside = votes.get(key + 1);
      return {
        count: count + (beside?.count ?? 0),
        start: Math.round((sum + (beside?.sum ?? 0)) / (count + (beside?.count ?? 0))),
      };
    })
    .filter(({ count }) => count >= needed)
    .sort((one, other) => other.count - one.count || one.start - other.start)
    .slice(0, most)
    .map(({ start }) => Math.max(0, start));
}
