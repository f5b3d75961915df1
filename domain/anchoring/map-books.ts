// From every character of an earlier text of a book to the character that stands for it in a later one. Made once, then every anchor is looked up in it.
import { alignTexts } from "./align-texts.ts";
import { type BookText, endOfPassage } from "./book-text.ts";
import { chooseRuns } from "./choose-runs.ts";
import { findTraces, type Trace } from "./find-traces.ts";

export interface BookMap {
  before: BookText;
  after: BookText;
  /** For each UTF-16 unit of the earlier text its place in the later one, or -1. */
  map: Int32Array;
  /** 1 for each UTF-16 unit of the later text that stands for one of the earlier. */
  taken: Uint8Array;
  /** For passages that stand unchanged in the later text, the number there, or -1. */
  same: Int32Array;
  /** For passages that other places fit as well, with nothing beside them to decide: the numbers of those places. */
  rivals: ReadonlyMap<number, readonly number[]>;
}

export function mapBooks(before: BookText, after: BookText): BookMap {
  const { runs, rivals } = chooseRuns(findTraces(before, after));
  const map = new Int32Array(before.text.length).fill(-1);
  const taken = new Uint8Array(after.text.length);
  const same = new Int32Array(before.passages.length).fill(-1);
  const books = { before, after, map, taken };
  /** The runs that each passage belongs to, by its number. */
  const [ownersBefore, ownersAfter] = [new Map<number, number[]>(), new Map<number, number[]>()];
  for (const [r, { traces }] of runs.entries()) {
    for (const trace of traces) {
      addTo(ownersBefore, trace.before, r);
      addTo(ownersAfter, trace.after, r);
      if (!trace.same) continue;
      same[trace.before] = trace.after;
      const [from, to] = [before.starts[trace.before] ?? 0, after.starts[trace.after] ?? 0];
      const length = before.passages[trace.before]?.text.length ?? 0;
      for (let i = 0; i < length; i++) map[from + i] = to + i;
      taken.fill(1, to, to + length);
    }
  }

  // The heaviest runs come first, and what they have mapped stays theirs.
  for (const [r, { traces }] of runs.entries()) {
    const own = (owners: ReadonlyMap<number, readonly number[]>) => (number: number) => owners.get(number)?.includes(r) ?? true;
    const [inBefore, inAfter] = [own(ownersBefore), own(ownersAfter)];
    let [fromBefore, fromAfter] = [traces[0]?.before ?? 0, traces[0]?.after ?? 0];
    const upTo = (toBefore: number, toAfter: number) =>
      alignPassages(
        books,
        numbersBetween(fromBefore, toBefore).filter(inBefore),
        numbersBetween(fromAfter, toAfter).filter(inAfter),
      );
    for (const trace of traces) {
      if (!trace.same) continue;
      upTo(trace.before, trace.after);
      [fromBefore, fromAfter] = [trace.before + 1, trace.after + 1];
    }
    const last = traces.at(-1);
    if (last !== undefined) upTo(last.before + 1, last.after + 1);
  }

  for (const gap of openEnds(before, after, runs, ownersBefore, ownersAfter)) alignPassages(books, gap.before, gap.after);
  return { before, after, map, taken, same, rivals };
}

function addTo(owners: Map<number, number[]>, number: number, run: number): void {
  const known = owners.get(number);
  if (known === undefined) owners.set(number, [run]);
  else known.push(run);
}

function numbersBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** Passages that belong to no run, beside the free passages of the later text that follow or precede where their neighbours went. */
function openEnds(
  before: BookText,
  after: BookText,
  runs: readonly { traces: readonly Trace[] }[],
  ownerBefore: ReadonlyMap<number, readonly number[]>,
  ownerAfter: ReadonlyMap<number, readonly number[]>,
): { before: number[]; after: number[] }[] {
  const inside = insides(runs, (trace) => trace.before);
  const insideAfter = insides(runs, (trace) => trace.after);
  const freeAfter = (number: number) =>
    number >= 0 && number < after.passages.length && !ownerAfter.has(number) && !insideAfter.has(number);
  const lastOf = new Map<number, Trace>();
  const firstOf = new Map<number, Trace>();
  for (const [r, { traces }] of runs.entries()) {
    const [first, last] = [traces[0], traces.at(-1)];
    if (first !== undefined) firstOf.set(r, first);
    if (last !== undefined) lastOf.set(r, last);
  }
  const gaps: { before: number[]; after: number[] }[] = [];
  for (let number = 0; number < before.passages.length; ) {
    if (ownerBefore.has(number) || inside.has(number)) {
      number++;
      continue;
    }
    const free: number[] = [];
    const from = number;
    while (number < before.passages.length && !ownerBefore.has(number) && !inside.has(number)) free.push(number++);
    const places = new Set<number>();
    const earlier = lastOf.get(ownerBefore.get(from - 1)?.[0] ?? -1);
    const later = firstOf.get(ownerBefore.get(number)?.[0] ?? -1);
    for (let at = from === 0 ? 0 : (earlier?.after ?? -2) + 1; freeAfter(at); at++) places.add(at);
    const back: number[] = [];
    for (let at = number === before.passages.length ? after.passages.length - 1 : (later?.after ?? -1) - 1; freeAfter(at); at--)
      back.unshift(at);
    for (const at of back) places.add(at);
    if (places.size > 0) gaps.push({ before: free, after: [...places] });
  }
  return gaps;
}

/** The passages between the ends of runs; those of other runs among them do no harm. */
function insides(runs: readonly { traces: readonly Trace[] }[], side: (trace: Trace) => number): Set<number> {
  const found = new Set<number>();
  for (const { traces } of runs) {
    const [first, last] = [traces[0], traces.at(-1)];
    if (first === undefined || last === undefined) continue;
    for (let number = side(first); number <= side(last); number++) found.add(number);
  }
  return found;
}

/** Aligns some passages of one text with some of the other, each taken together, and writes what stands for what into the map. */
function alignPassages(
  { before, after, map, taken }: Pick<BookMap, "before" | "after" | "map" | "taken">,
  older: readonly number[],
  newer: readonly number[],
): void {
  if (older.length === 0 || newer.length === 0) return;
  const [one, other] = [textOf(before, older), textOf(after, newer)];
  const aligned = alignTexts(one.text, other.text);
  for (let i = 0; i < aligned.length; i++) {
    const to = aligned[i] ?? -1;
    if (to < 0) continue;
    const place = other.places[to] ?? -1;
    const own = one.places[i] ?? -1;
    if (own < 0 || place < 0 || (map[own] ?? -1) >= 0 || taken[place] === 1) continue;
    map[own] = place;
    taken[place] = 1;
  }
}

/** Some passages as one text, and where each of its characters stands in the book. */
function textOf(book: BookText, numbers: readonly number[]): { text: string; places: Int32Array } {
  const text = numbers.map((number) => book.passages[number]?.text ?? "").join("\n");
  const places = new Int32Array(text.length);
  let at = 0;
  for (const number of numbers) {
    for (let place = book.starts[number] ?? 0; place <= endOfPassage(book, number) && at < text.length; place++)
      places[at++] = place;
  }
  return { text, places };
}
