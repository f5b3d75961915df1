// Where each chapter lies on the spine, in percent of its length. Pure.

export interface Stretch {
  /** Percent from the beginning of the book. */
  start: number;
  /** Percent of the book's length. */
  width: number;
}

/**
 * Chapters in proportion to their words; the shortest keep `least` percent (or an equal share, where there are too many
 * for that), so that none vanishes. Widths sum to 100.
 */
export function spineLayout(words: readonly number[], least = 0.6): Stretch[] {
  if (words.length === 0) return [];
  const floor = Math.min(least, 100 / words.length);
  const total = words.reduce((sum, count) => sum + Math.max(0, count), 0);
  const free = 100 - floor * words.length;
  let start = 0;
  return words.map((count) => {
    const width = floor + (total > 0 ? (Math.max(0, count) / total) * free : free / words.length);
    const stretch = { start, width };
    start += width;
    return stretch;
  });
}

/** Percent of a place given as chapter index and part of it (2.4 is 40 % into the third chapter); null outside the book. */
export function placeOn(layout: readonly Stretch[], place: number): number | null {
  const stretch = layout[Math.floor(place)];
  return stretch ? stretch.start + stretch.width * (place - Math.floor(place)) : null;
}
