// Which passages of two texts share words: those that say the same, and those that have rows of words in common that are rare enough to tell something.
import type { BookText } from "./book-text.ts";
import { hashOfWords, isLetter, type WordRun, wordRun } from "./word-runs.ts";

/** A passage of the earlier text and one of the later that share words, by their numbers. */
export interface Trace {
  before: number;
  after: number;
  /** The two say the same, letter by letter. */
  same: boolean;
  /** About how many letters they share. */
  weight: number;
  /** The stretches that the shared words take up in each. */
  beforeFrom: number;
  beforeTo: number;
  afterFrom: number;
  afterTo: number;
}

/** Words in a row that tell a place. */
const IN_A_ROW = 3;
/** What occurs more often than this tells nothing. */
const OFTEN = 4;
const OFTEN_SAME = 36;
/** Letters that one shared row of words stands for. */
const LETTERS_PER_ROW = 6;
/** Two passages that share less of the shorter one share it by chance. */
const LEAST_SHARE = 0.04;
/** What having kept its id, and standing in the chapter that follows its own, are worth in letters. */
const SAME_ID = 30;
const SAME_CHAPTER = 2;
/** The traces between two texts, in the order of their passages in the earlier one, then in the later one. */
export function findTraces(before: BookText, after: BookText): Trace[] {
  const found = new Map<number, Trace & { rows: [number, number][] }>();
  const width = after.passages.length;
  const chapterBonus = (b: number, a: number) => {
    const [older, newer] = [before.chapters[before.chapterOf[b] ?? 0], after.chapters[after.chapterOf[a] ?? 0]];
    return older !== undefined && newer !== undefined && (newer.id === older.id || newer.follows === older.id) ? SAME_CHAPTER : 0;
  };

  const homes = Map.groupBy(
    after.passages.map((_, number) => number),
    (number) => after.passages[number]?.text ?? "",
  );
  const often = new Map<string, number>();
  for (const { text } of before.passages) often.set(text, (often.get(text) ?? 0) + 1);
  for (const [b, { id, text }] of before.passages.entries()) {
    const places = text.trim() === "" ? [] : (homes.get(text) ?? []);
    const rare = places.length * (often.get(text) ?? 0) <= OFTEN_SAME;
    for (const a of places) {
      const kept = after.passages[a]?.id === id;
      if (!rare && !kept) continue;
      const weight = Math.min(400, text.length) + (kept ? SAME_ID : 0) + chapterBonus(b, a);
      const whole = { beforeFrom: 0, beforeTo: text.length, afterFrom: 0, afterTo: text.length };
      found.set(b * width + a, { before: b, after: a, same: true, weight, ...whole, rows: [] });
    }
  }
  // Beside a neighbour that came along unchanged nothing else is looked for. Elsewhere it may be a copy, and the passage itself mended.
  const [settledBefore, settledAfter] = [new Set<number>(), new Set<number>()];
  const cameAlong = (b: number, a: number) => {
    const text = before.passages[b]?.text ?? "";
    return found.has(b * width + a) && often.get(text) === 1 && homes.get(text)?.length === 1;
  };
  for (const { before: b, after: a } of found.values()) {
    if (!cameAlong(b - 1, a - 1) && !cameAlong(b + 1, a + 1)) continue;
    settledBefore.add(b);
    settledAfter.add(a);
  }

  const older = rowsOf(before, settledBefore);
  const newer = rowsOf(after, settledAfter);
  const places = placesByHash(newer);
  const counts = new Map<number, number>();
  for (const { hash } of older) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  for (const { hash, passage: b, at } of older) {
    const targets = places.get(hash);
    if (targets === undefined || targets.length > OFTEN || (counts.get(hash) ?? 0) > OFTEN) continue;
    for (const target of targets) {
      const key = b * width + target.passage;
      let trace = found.get(key);
      if (trace === undefined) {
        const nothing = { beforeFrom: 0, beforeTo: 0, afterFrom: 0, afterTo: 0 };
        const weight = chapterBonus(b, target.passage);
        trace = { before: b, after: target.passage, same: false, weight, ...nothing, rows: [] };
        found.set(key, trace);
      }
      if (trace.same) continue;
      trace.weight += LETTERS_PER_ROW / (targets.length * (counts.get(hash) ?? 1));
      trace.rows.push([at, target.at]);
    }
  }
  const length = (book: BookText, number: number) => book.passages[number]?.text.length ?? 0;
  return [...found.values()]
    .filter(
      (trace) => trace.same || trace.weight >= LEAST_SHARE * Math.min(length(before, trace.before), length(after, trace.after)),
    )
    .map(({ rows, ...trace }) => (trace.same ? trace : { ...trace, ...extent(rows) }))
    .sort((one, other) => one.before - other.before || one.after - other.after);
}

/** The stretches that shared rows of words take up in both passages, without the outermost tenths, where chance plays. */
function extent(rows: readonly [number, number][]): Pick<Trace, "beforeFrom" | "beforeTo" | "afterFrom" | "afterTo"> {
  const cut = Math.floor(rows.length / 10);
  const within = (column: 0 | 1) => {
    const sorted = rows.map((row) => row[column]).sort((one, other) => one - other);
    return [sorted[cut] ?? 0, (sorted[sorted.length - 1 - cut] ?? 0) + LETTERS_PER_ROW] as const;
  };
  const [[beforeFrom, beforeTo], [afterFrom, afterTo]] = [within(0), within(1)];
  return { beforeFrom, beforeTo, afterFrom, afterTo };
}

interface Row {
  hash: number;
  passage: number;
  /** Offset in the passage. */
  at: number;
}

/** Every three words in a row, signs left out, that begin in a passage that is not settled. */
function rowsOf(book: BookText, settled: ReadonlySet<number>): Row[] {
  const words = onlyWords(wordRun(book.text), book.text);
  const rows: Row[] = [];
  let passage = 0;
  for (let i = 0; i + IN_A_ROW <= words.length; i++) {
    const at = words.starts[i] ?? 0;
    while (passage + 1 < book.starts.length && (book.starts[passage + 1] ?? 0) <= at) passage++;
    if (settled.has(passage)) continue;
    rows.push({ hash: hashOfWords(words, i, IN_A_ROW), passage, at: at - (book.starts[passage] ?? 0) });
  }
  return rows;
}

function onlyWords(run: WordRun, text: string): WordRun {
  let length = 0;
  const [hashes, starts, ends] = [new Int32Array(run.length), new Int32Array(run.length), new Int32Array(run.length)];
  for (let i = 0; i < run.length; i++) {
    if (!isLetter(text.charCodeAt(run.starts[i] ?? 0)) && text.charCodeAt(run.starts[i] ?? 0) < 0x2e80) continue;
    hashes[length] = run.hashes[i] ?? 0;
    starts[length] = run.starts[i] ?? 0;
    ends[length++] = run.ends[i] ?? 0;
  }
  return { length, hashes, starts, ends };
}

function placesByHash(rows: readonly Row[]): Map<number, Row[]> {
  const places = new Map<number, Row[]>();
  for (const row of rows) {
    const known = places.get(row.hash);
    if (known === undefined) places.set(row.hash, [row]);
    else if (known.length <= OFTEN) known.push(row);
  }
  return places;
}
