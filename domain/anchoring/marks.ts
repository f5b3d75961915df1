// Marks: what of a passage is painted. Thousands of overlapping annotations become few segments, each with a depth and one leading kind.
import type { Anchor, PassageText } from "./anchor.ts";

/** What one annotation covers in one passage: canonical offsets, end not included. */
export interface Span {
  start: number;
  end: number;
  kind: string;
  id: string;
}

/** A painted segment: `depth` says how many annotations lie over each other there (at most `DEPTH_MOST`), `kind` which of them leads. */
export interface Mark {
  start: number;
  end: number;
  depth: number;
  kind: string;
}

/** More annotations than this over each other look the same: it keeps crowded passages readable, and their HTML small. */
export const DEPTH_MOST = 3;

/** Which kind gives a segment its look, the most pressing first; a kind that is not named here comes after these, by its name. */
export const kindsByLead = ["question", "objection", "definition", "remark", "link", "highlight"];

/** Below nought when kind `a` leads over kind `b`. */
function byLead(a: string, b: string): number {
  const [x, y] = [kindsByLead.indexOf(a), kindsByLead.indexOf(b)];
  if (x !== y) return (x === -1 ? kindsByLead.length : x) - (y === -1 ? kindsByLead.length : y);
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Merges the spans of one passage into segments: sorted, disjoint, covering exactly what the spans cover within [0, length).
 * Neighbours of the same depth and kind are one segment. Time grows as n log n.
 */
export function mergeMarks(spans: readonly Span[], length: number): Mark[] {
  const edges: { at: number; kind: string; step: 1 | -1 }[] = [];
  for (const span of spans) {
    const start = Math.max(0, span.start);
    const end = Math.min(length, span.end);
    if (start >= end) continue;
    edges.push({ at: start, kind: span.kind, step: 1 }, { at: end, kind: span.kind, step: -1 });
  }
  edges.sort((a, b) => a.at - b.at);
  const kinds = [...new Set(edges.map((edge) => edge.kind))].sort(byLead);
  const counts = new Map(kinds.map((kind) => [kind, 0]));

  const marks: Mark[] = [];
  let from = 0;
  let over = 0;
  for (const edge of edges) {
    if (edge.at > from && over > 0) {
      const kind = kinds.find((one) => (counts.get(one) ?? 0) > 0) ?? edge.kind;
      const depth = Math.min(over, DEPTH_MOST);
      const last = marks.at(-1);
      if (last !== undefined && last.end === from && last.depth === depth && last.kind === kind) last.end = edge.at;
      else marks.push({ start: from, end: edge.at, depth, kind });
    }
    from = edge.at;
    over += edge.step;
    counts.set(edge.kind, (counts.get(edge.kind) ?? 0) + edge.step);
  }
  return marks;
}

/** The passages of a chapter by their lengths, with where each stands, so that a note finds its own without looking through all. */
export interface ChapterOrder {
  passages: readonly { id: string; length: number }[];
  at: ReadonlyMap<string, number>;
}

export function orderOf(passages: readonly PassageText[]): ChapterOrder {
  return {
    passages: passages.map(({ id, text }) => ({ id, length: text.length })),
    at: new Map(passages.map(({ id }, index) => [id, index])),
  };
}

/** The stretches of an anchor, passage by passage in reading order; passages without anything in them are left out. Nothing when a passage of it is not in the chapter. */
export function spansOf(
  anchor: Pick<Anchor, "passage" | "start" | "endPassage" | "end">,
  { passages, at }: ChapterOrder,
): { passage: string; start: number; end: number }[] {
  const first = at.get(anchor.passage);
  const last = at.get(anchor.endPassage);
  if (first === undefined || last === undefined || last < first) return [];
  const spans: { passage: string; start: number; end: number }[] = [];
  for (let index = first; index <= last; index++) {
    const { id, length } = passages[index] ?? { id: "", length: 0 };
    const start = index === first ? anchor.start : 0;
    const end = Math.min(index === last ? anchor.end : length, length);
    if (start < end) spans.push({ passage: id, start, end });
  }
  return spans;
}
