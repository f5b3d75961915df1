// The hit test: which annotations lie under an offset of a passage. Sorted spans with the furthest end of each half: a balanced tree without nodes.
import type { Span } from "./marks.ts";

type Found = Pick<Span, "start" | "end" | "id">;

/** Spans of one passage, prepared for `hit`. */
export interface SpanIndex {
  /** By start; of those that begin together the longest first. */
  spans: readonly Found[];
  /** At the middle of each stretch that halving comes to: the furthest end within the stretch. */
  reach: readonly number[];
}

/** Prepares the spans of a passage for many hit tests. Time grows as n log n. */
export function indexSpans(given: readonly Found[]): SpanIndex {
  const spans = given.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const reach = spans.map(({ end }) => end);
  const fill = (from: number, to: number): number => {
    if (from >= to) return 0;
    const middle = (from + to) >> 1;
    reach[middle] = Math.max(reach[middle] ?? 0, fill(from, middle), fill(middle + 1, to));
    return reach[middle];
  };
  fill(0, spans.length);
  return { spans, reach };
}

/** The ids of the annotations over the character at `offset` (canonical), the one that begins last first. Time grows with their number, and with log n. */
export function hit({ spans, reach }: SpanIndex, offset: number): string[] {
  const ids: string[] = [];
  const visit = (from: number, to: number) => {
    const middle = (from + to) >> 1;
    const span = spans[middle];
    if (from >= to || span === undefined || (reach[middle] ?? 0) <= offset) return;
    if (span.start <= offset) {
      visit(middle + 1, to);
      if (span.end > offset) ids.push(span.id);
    }
    visit(from, middle);
  };
  visit(0, spans.length);
  return ids;
}
