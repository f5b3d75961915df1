// The words and sentences of a passage, by the rules of its language: what a finger takes, and what handles and keys stop at.

export interface Segment {
  start: number;
  end: number;
}

/** What ends in a full stop and ends no sentence: an initial, or one of the titles that stand before names. */
const OPEN = /(?:^|[\s(“"‘'])(?:\p{Lu}|Mr|Mrs|Ms|Dr|St|Prof|Hr|Fr|Mme|Mlle|Sr|Sra)\.\s*$/u;

/** The words of a text in order, by offsets; not what stands between them. `language` is a BCP 47 tag; an unknown one is as none. */
export function wordsOf(text: string, language: string): Segment[] {
  const found: Segment[] = [];
  for (const { segment, index, isWordLike } of segmenter(language, "word").segment(text))
    if (isWordLike) found.push({ start: index, end: index + segment.length });
  return found;
}

/** The sentences of a text in order, without the white space between them. */
export function sentencesOf(text: string, language: string): Segment[] {
  const found: Segment[] = [];
  let from: number | undefined;
  for (const { segment, index } of segmenter(language, "sentence").segment(text)) {
    const start: number = from ?? index;
    const end = index + segment.length;
    from = OPEN.test(text.slice(start, end)) && end < text.length ? start : undefined;
    if (from !== undefined) continue;
    const words = text.slice(start, end);
    const [lead, trail] = [words.length - words.trimStart().length, words.length - words.trimEnd().length];
    if (lead < words.length) found.push({ start: start + lead, end: end - trail });
  }
  return found;
}

/** The segment at an offset; between two, the one before; before the first, that one. */
export function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  return segments.findLast(({ start }) => start <= offset) ?? segments[0];
}

/** Where an end of a selection stops that is moved to an offset: at the edge of the word that it would cut in two. */
export function snapped(words: readonly Segment[], offset: number, side: "start" | "end"): number {
  const cut = words.find(({ start, end }) => start < offset && offset < end);
  return cut ? cut[side] : offset;
}

/** The next edge of a segment from an offset on: in front of it ("end") or behind it ("start"); nothing when there is none. */
export function nextEdge(segments: readonly Segment[], offset: number, step: 1 | -1, side: "start" | "end"): number | undefined {
  const edges = segments.map((segment) => segment[side]);
  return step > 0 ? edges.find((edge) => edge > offset) : edges.findLast((edge) => edge < offset);
}

const made = new Map<string, Intl.Segmenter>();
function segmenter(language: string, granularity: "word" | "sentence"): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  const segmenter = made.get(key) ?? new Intl.Segmenter(isTag(language) ? language : "und", { granularity });
  made.set(key, segmenter);
  return segmenter;
}

function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
