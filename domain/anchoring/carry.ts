// Anchors carried from one text of a book to another: each looked up in the map between the two, and judged by what of its words came along.
import type { Anchor } from "./anchor.ts";
import { type BookText, joinBook, passageAt, placeIn } from "./book-text.ts";
import type { Carried, ChapterText, PlaceFound } from "./carrying.ts";
import { findIn, type QuoteIndex, quoteIndex } from "./find-quotes.ts";
import { DOUBTFUL, SUGGESTED, stateOf } from "./judge-places.ts";
import { CONTEXT_MOST, QUOTE_MOST } from "./limits.ts";
import { type BookMap, mapBooks } from "./map-books.ts";
import { isLetter, isWhite } from "./word-runs.ts";

/** So many letters of other words that came between those of a quote have torn it apart; new words have not. */
const TORN = 40;
/** Longer stretches that stand in each other's place are no correction of each other, but one cut and another put in. */
const REPLACED = 80;

/**
 * Carries anchors of a book's text over to another text of it. The two are mapped onto each other once: passages that kept their text, moved or
 * were copied, then words, then letters. An anchor goes where its first and last character went, when enough of its words came along; one whose
 * words were cut is an orphan, also when the same words stand elsewhere (those are suggestions). What several places fit alike is to be checked.
 * @returns by the id of each anchor; its order does not depend on that of the anchors
 */
export function carryAnchors(
  from: readonly ChapterText[],
  to: readonly ChapterText[],
  anchors: readonly { id: string; chapterId: string; anchor: Anchor }[],
): Map<string, Carried> {
  const carried = new Map<string, Carried>();
  if (anchors.length === 0) return carried;
  const map = mapBooks(joinBook(from), joinBook(to));
  let index: QuoteIndex | undefined;
  for (const { id, chapterId, anchor } of anchors) {
    const range = rangeOf(map.before, chapterId, anchor);
    const placed = range === undefined ? undefined : (unchanged(map, chapterId, anchor) ?? carryOne(map, range));
    if (placed !== undefined && placed.state !== "orphan") {
      carried.set(id, placed);
      continue;
    }
    index ??= quoteIndex(map.after);
    const near = range === undefined ? undefined : range.start / Math.max(1, map.before.text.length);
    const found = findIn(index, {
      quote: anchor.quote,
      before: anchor.before,
      after: anchor.after,
      ...(near === undefined ? {} : { near }),
    });
    carried.set(id, range === undefined ? found : orphan([...(placed?.places ?? []), ...found.places]));
  }
  return carried;
}

interface Range {
  start: number;
  end: number;
}

/** Where an anchor lies in the text it was made on; nothing when it does not say the truth about it. */
function rangeOf(book: BookText, chapterId: string, anchor: Anchor): Range | undefined {
  const numbers = book.numbers.get(chapterId);
  const [first, last] = [numbers?.get(anchor.passage), numbers?.get(anchor.endPassage)];
  if (first === undefined || last === undefined) return undefined;
  const start = (book.starts[first] ?? 0) + anchor.start;
  const end = (book.starts[last] ?? 0) + anchor.end;
  return book.text.startsWith(anchor.quote, start) && end - start === anchor.quote.length ? { start, end } : undefined;
}

/** The quick way for most anchors: the passages it lies in stand in the later text as they were, one after the other. */
function unchanged({ before, after, same, rivals }: BookMap, chapterId: string, anchor: Anchor): Carried | undefined {
  const numbers = before.numbers.get(chapterId);
  const [first, last] = [numbers?.get(anchor.passage) ?? -1, numbers?.get(anchor.endPassage) ?? -1];
  const [head, tail] = [same[first] ?? -1, same[last] ?? -1];
  if (head < 0 || tail - head !== last - first) return undefined;
  for (let number = first; number <= last; number++)
    if ((same[number] ?? -1) !== head + number - first || rivals.has(number)) return undefined;
  const chapter = after.chapters[after.chapterOf[head] ?? 0];
  const [passage, endPassage] = [after.passages[head]?.id, after.passages[tail]?.id];
  if (
    chapter === undefined ||
    passage === undefined ||
    endPassage === undefined ||
    after.chapterOf[head] !== after.chapterOf[tail]
  )
    return undefined;
  return {
    state: "certain",
    score: 1,
    places: [{ chapterId: chapter.id, anchor: { ...anchor, passage, endPassage }, score: 1 }],
  };
}

function orphan(places: readonly PlaceFound[]): Carried {
  const seen = new Set<string>();
  const suggested = places
    .map((place) => ({ ...place, score: Math.min(place.score, SUGGESTED) }))
    .filter(({ anchor }) => {
      const key = `${anchor.passage} ${anchor.start} ${anchor.endPassage} ${anchor.end}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_SUGGESTED);
  return { state: "orphan", score: suggested[0]?.score ?? 0, places: suggested };
}

const MOST_SUGGESTED = 3;

function carryOne(map: BookMap, range: Range): Carried | undefined {
  const kept = keptPart(map, range);
  if (kept === undefined) return undefined;
  const quote = shareOf(map, range, kept);
  const context = contextShare(map, range, kept);
  let score = scoreOf(quote, context);
  const [start, end] = [startOf(map, range, kept), endOf(map, range, kept)];
  const number = passageAt(map.before, kept.first);
  const rivals = map.rivals.has(number) ? rivalsOf(map, range, number) : [];
  if (map.rivals.has(number)) score = Math.min(score, DOUBTFUL);
  const place = placeIn(map.after, start, end, score);
  if (place === undefined) return undefined;
  const { whole, ...found } = place;
  if (!whole) score = Math.min(score, DOUBTFUL);
  return { state: stateOf(score), score, places: [{ ...found, score }, ...rivals] };
}

/** An anchor of whose words less than this came along is an orphan, whatever stands beside it. */
const LEAST_KEPT = 0.42;
/** What is lost when none of the words beside a quote came along with it. */
const ALONE = 0.15;

/** From the shares of the quote and of the words beside it that came along: enough of the quote to be checked, all of it to be certain. */
function scoreOf(quote: number, context: number): number {
  const kept = (quote - LEAST_KEPT) / (1 - LEAST_KEPT);
  return kept < 0 ? SUGGESTED * quote : Math.max(0.6, 0.6 + 0.4 * kept - ALONE * (1 - context));
}

/** The part of a range that stayed together: from the first to the last of its characters that lie in one place of the later text. */
interface Kept {
  first: number;
  last: number;
}

function keptPart({ before: { text }, map, taken }: BookMap, { start, end }: Range): Kept | undefined {
  let best: (Kept & { count: number }) | undefined;
  let part: (Kept & { count: number }) | undefined;
  for (let at = start; at < end; at++) {
    const to = map[at] ?? -1;
    if (to < 0) continue;
    const last = part === undefined ? to : (map[part.last] ?? 0);
    const long = part !== undefined && to - (map[part.first] ?? 0) >= QUOTE_MOST;
    if (part === undefined || long || to < last || (to - last > TORN && othersBetween(taken, last + 1, to) > TORN))
      part = { first: at, last: at, count: 0 };
    part.last = at;
    part.count++;
    if (best === undefined || part.count > best.count) best = part;
  }
  // Of words that were cut from its beginning the full stop may have stayed: it belongs to what stands before.
  while (best !== undefined && best.first > start && best.first < best.last && /[\s.,;:!?)\]]/u.test(text.charAt(best.first))) {
    do best.first++;
    while (best.first < best.last && (map[best.first] ?? -1) < 0);
  }
  return best;
}

function othersBetween(taken: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) count += taken[at] ?? 0;
  return count;
}

/** How much of a range came along, 0 to 1, white space aside: an equal letter counts whole, another in its place half. */
function shareOf({ before, after, map }: BookMap, { start, end }: Range, kept: Kept): number {
  let all = 0;
  let came = 0;
  for (let at = start; at < end; at++) {
    const code = before.text.charCodeAt(at);
    if (isWhite(code)) continue;
    all++;
    const to = at < kept.first || at > kept.last ? -1 : (map[at] ?? -1);
    if (to >= 0) came += after.text.charCodeAt(to) === code ? 1 : 0.5;
  }
  return all === 0 ? 0 : came / all;
}

/** How much of the words beside a range still stands beside it. */
function contextShare(map: BookMap, { start, end }: Range, kept: Kept): number {
  const [first, last] = [map.map[kept.first] ?? 0, map.map[kept.last] ?? 0];
  let all = 0;
  let came = 0;
  const look = (at: number, near: number) => {
    if (at < 0 || at >= map.map.length || isWhite(map.before.text.charCodeAt(at))) return;
    all++;
    const to = map.map[at] ?? -1;
    if (to >= 0 && Math.abs(to - near) < 4 * CONTEXT_MOST) came++;
  };
  for (let i = 1; i <= CONTEXT_MOST; i++) {
    look(start - i, first);
    look(end - 1 + i, last);
  }
  return all === 0 ? 1 : came / all;
}

/**
 * The start of a carried range. When the words it began with were replaced by a few others in their place, those belong to it; and when it began
 * with a word, it does so still, where letters were put before those that came along.
 */
function startOf({ before, after, map, taken }: BookMap, { start }: Range, kept: Kept): number {
  let to = map[kept.first] ?? 0;
  if (kept.first > start) {
    let left = start - 1;
    while (left >= 0 && (map[left] ?? -1) < 0 && kept.first - left < REPLACED) left--;
    const from = (map[left] ?? -1) + 1;
    const known = left < 0 || (map[left] ?? -1) >= 0;
    if (known && from <= to && to - from <= REPLACED) {
      const count = left === start - 1 ? Number.POSITIVE_INFINITY : wordsIn(before.text, start, kept.first);
      to = wordStart(after.text, from, to, count);
    }
  }
  if (isLetter(before.text.charCodeAt(start - 1))) return to;
  while (isLetter(after.text.charCodeAt(to)) && isLetter(after.text.charCodeAt(to - 1)) && taken[to - 1] === 0) to--;
  return to;
}

/** The end of a carried range, the same way. */
function endOf({ before, after, map, taken }: BookMap, { end }: Range, kept: Kept): number {
  let to = (map[kept.last] ?? 0) + 1;
  if (kept.last < end - 1) {
    let right = end;
    while (right < map.length && (map[right] ?? -1) < 0 && right - kept.last < REPLACED) right++;
    const until = right === map.length ? after.text.length : (map[right] ?? -1);
    if (until >= to && until - to <= REPLACED) {
      const count = right === end ? Number.POSITIVE_INFINITY : wordsIn(before.text, kept.last + 1, end);
      to = wordEnd(after.text, to, until, count);
    }
  }
  if (isLetter(before.text.charCodeAt(end))) return to;
  while (isLetter(after.text.charCodeAt(to - 1)) && isLetter(after.text.charCodeAt(to)) && taken[to] === 0) to++;
  return to;
}

function wordsIn(text: string, from: number, to: number): number {
  return text
    .slice(from, to)
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Of the words between two places, where the last `count` begin; signs alone are no words. */
function wordStart(text: string, from: number, to: number, count: number): number {
  const words = Array.from(text.slice(from, to).matchAll(/\S+/gu)).filter(([word]) => /[\p{L}\p{N}]/u.test(word));
  const first = words.at(-Math.min(count, words.length));
  return count === 0 || first === undefined ? to : from + first.index;
}

/** Of the words between two places, where the first `count` end. */
function wordEnd(text: string, from: number, to: number, count: number): number {
  const words = Array.from(text.slice(from, to).matchAll(/\S+/gu)).filter(([word]) => /[\p{L}\p{N}]/u.test(word));
  const last = words[Math.min(count, words.length) - 1];
  return last === undefined ? from : from + last.index + last[0].length;
}

/** The other places where the passage of a range stands as it was. */
function rivalsOf({ before, after, map, rivals }: BookMap, { start, end }: Range, number: number): PlaceFound[] {
  const own = before.starts[number] ?? 0;
  const text = before.passages[number]?.text ?? "";
  if (start < own || end > own + text.length) return [];
  return (rivals.get(number) ?? []).flatMap((other) => {
    const at = after.starts[other] ?? 0;
    if (after.passages[other]?.text !== text || map[start] === at + start - own) return [];
    const place = placeIn(after, at + start - own, at + end - own, DOUBTFUL);
    return place === undefined ? [] : [{ chapterId: place.chapterId, anchor: place.anchor, score: DOUBTFUL }];
  });
}
