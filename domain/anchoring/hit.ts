// The hit test: which annotations lie under an offset of a passage. Sorted spans and a running furthest end stand in for a tree.
import type { Span } from "./marks.ts";

/** Spans of one passage, prepared for `hit`. */
export interface SpanIndex {
  /** By start. */
  spans: readonly Pick<Span, "start" | "end" | "id">[];
  /** The furthest end among the spans up to and with this one: where it is not past the offset, none further left can be. */
  reach: readonly number[];
}

/** Prepares the spans of a passage for many hit tests. */
export function indexSpans(spans: readonly Pick<Span, "start" | "end" | "id">[]): SpanIndex {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  let furthest = 0;
  return { spans: sorted, reach: sorted.map((span) => (furthest = Math.max(furthest, span.end))) };
}

/** The ids of the annotations over the character at `offset` (canonical), the one that begins last first. */
export function hit(index: SpanIndex, offset: number): string[] {
  let low = 0;
  let high = index.spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((index.spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const ids: string[] = [];
  for (let i = low - 1; i >= 0 && (index.reach[i] ?? 0) > offset; i--) {
    const span = index.spans[i];
    if (span !== undefined && span.end > offset) ids.push(span.id);
  }
  return ids;
}
