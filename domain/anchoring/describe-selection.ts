// From a selection to an anchor: whole characters, no white space at the ends, and the words beside it.
import type { Anchor, PassageText, Position, Stretch } from "./anchor.ts";
import { CONTEXT_MOST, QUOTE_MOST } from "./limits.ts";
import { wordsBetween } from "./words.ts";

/** An anchor, or why there is none: nothing but white space, more than `QUOTE_MOST`, or a passage that is not in the list. */
export type Described = { ok: true; anchor: Anchor } | { ok: false; why: "empty" | "too_long" | "not_here" };

/** Grapheme clusters: what a reader takes for one character (Unicode Standard Annex 29). They do not depend on the language. */
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * The anchor of a selection in a chapter. The ends may come in either order and are kept within their passages; where one falls inside a
 * character as readers see it, the whole character is taken; white space at both ends is left out, also across passages.
 */
export function describeSelection(passages: readonly PassageText[], selection: Stretch): Described {
  const places = [selection.start, selection.end].map((position) => placeOf(passages, position));
  const [one, other] = places;
  if (one === undefined || other === undefined) return { ok: false, why: "not_here" };
  if (one.index === other.index && one.offset === other.offset) return { ok: false, why: "empty" };
  const backward = one.index > other.index || (one.index === other.index && one.offset > other.offset);
  const start = forward(passages, backward ? other : one);
  const end = back(passages, backward ? one : other);
  if (start === undefined || end === undefined) return { ok: false, why: "empty" };
  if (start.index > end.index || (start.index === end.index && start.offset >= end.offset)) return { ok: false, why: "empty" };

  const head = passages[start.index];
  const tail = passages[end.index];
  if (head === undefined || tail === undefined) return { ok: false, why: "not_here" };
  const stretch = { start: { passage: head.id, offset: start.offset }, end: { passage: tail.id, offset: end.offset } };
  const quote = wordsBetween(passages, stretch);
  if (quote === undefined) return { ok: false, why: "not_here" };
  if (quote.length > QUOTE_MOST) return { ok: false, why: "too_long" };
  return {
    ok: true,
    anchor: {
      passage: head.id,
      start: start.offset,
      endPassage: tail.id,
      end: end.offset,
      quote,
      before: contextBefore(head.text, start.offset),
      after: contextAfter(tail.text, end.offset),
    },
  };
}

/** A position by the number of its passage in the list. */
interface Place {
  index: number;
  offset: number;
}

function placeOf(passages: readonly PassageText[], { passage, offset }: Position): Place | undefined {
  const index = passages.findIndex((one) => one.id === passage);
  return index === -1 ? undefined : { index, offset: Math.min(Math.max(0, offset), passages[index]?.text.length ?? 0) };
}

/** The start of the first character from `place` on that is not white space. */
function forward(passages: readonly PassageText[], place: Place): Place | undefined {
  for (let index = place.index; index < passages.length; index++) {
    const text = passages[index]?.text ?? "";
    const clusters = graphemes.segment(text);
    let cluster = clusters.containing(index === place.index ? place.offset : 0);
    while (cluster !== undefined && /^\s+$/.test(cluster.segment))
      cluster = clusters.containing(cluster.index + cluster.segment.length);
    if (cluster !== undefined) return { index, offset: cluster.index };
  }
  return undefined;
}

/** The end of the last character before `place` (or around it) that is not white space. */
function back(passages: readonly PassageText[], place: Place): Place | undefined {
  for (let index = place.index; index >= 0; index--) {
    const text = passages[index]?.text ?? "";
    const clusters = graphemes.segment(text);
    let cluster = clusters.containing((index === place.index ? place.offset : text.length) - 1);
    while (cluster !== undefined && /^\s+$/.test(cluster.segment)) cluster = clusters.containing(cluster.index - 1);
    if (cluster !== undefined) return { index, offset: cluster.index + cluster.segment.length };
  }
  return undefined;
}

/** The words before `offset`, whole characters. Empty only at the start of the text: of a character longer than the context, the nearest code points are taken. */
function contextBefore(text: string, offset: number): string {
  const from = Math.max(0, offset - CONTEXT_MOST);
  const cluster = graphemes.segment(text).containing(from);
  const whole = cluster === undefined || cluster.index === from ? from : cluster.index + cluster.segment.length;
  return text.slice(whole < offset ? whole : from + (isSecondHalf(text, from) ? 1 : 0), offset);
}

/** The words from `offset` on, whole characters. Empty only at the end of the text, as before. */
function contextAfter(text: string, offset: number): string {
  const to = Math.min(text.length, offset + CONTEXT_MOST);
  const whole = graphemes.segment(text).containing(to)?.index ?? to;
  return text.slice(offset, whole > offset ? whole : to - (isSecondHalf(text, to) ? 1 : 0));
}

/** True for the second half of a surrogate pair. */
function isSecondHalf(text: string, index: number): boolean {
  return /^[\udc00-\udfff]/.test(text.charAt(index));
}
