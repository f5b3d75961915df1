// What of marked words is heard where a page is read out: nothing, that they are marked, or where each marked stretch begins and ends.
import type { Mark } from "../anchoring/marks.ts";

export interface SpokenMarks {
  /** A mark is words like any others. */
  silent?: boolean;
  /** What is said at both ends of a marked stretch, in words that are not seen. */
  edges?: { begins: string; ends: string };
}

/** The class of what is said at the ends. It does not count as text. */
export const MARK_EDGE = "mark-edge";

/** Where marked stretches begin and end: marks (sorted and disjoint) that touch are one stretch. */
export function stretchEdges(marks: readonly Mark[]): { begins: ReadonlySet<number>; ends: ReadonlySet<number> } {
  const begins = new Set(marks.map(({ start }) => start));
  const ends = new Set(marks.map(({ end }) => end));
  return { begins: without(begins, ends), ends: without(ends, begins) };
}

const without = (some: Set<number>, others: Set<number>) => new Set([...some].filter((at) => !others.has(at)));
