// Which passages of the earlier text went where: by the words they share, in runs that keep their order, so that moved chapters, moved passages and copies are told apart.
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

/** Traces that follow each other in both texts. `doubtful` are the passages that had another place as good, with nothing beside them to decide. */
export interface Run {
  traces: Trace[];
}

export interface Traced {
  runs: Run[];
  /** For passages of the earlier text, places in the later one that speak for themselves as much as the one chosen, with nothing beside to decide. */
  rivals: Map<number, number[]>;
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
/** How far apart, in passages, traces of one run may lie. */
const REACH = 10;
/** What a passage left out on one side only, and one left out on both, cost a run, in letters. */
const SHIFT_COST = 6;
const SKIP_COST = 1;
/** What having kept its id, and standing in the chapter that follows its own, are worth in letters. */
const SAME_ID = 30;
const SAME_CHAPTER = 2;
/** A passage with nothing beside it is doubted when another place of it weighs so much of what the chosen one does. */
const RIVAL = 0.3;
/** A run of fewer letters is chance. */
const LEAST_RUN = 18;

export function tracePassages(before: BookText, after: BookText): Traced {
  const traces = findTraces(before, after);
  const byBefore = Map.groupBy(traces, (trace) => trace.before);
  return chooseRuns(traces, byBefore);
}

function findTraces(before: BookText, after: BookText): Trace[] {
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
  for (const { before: b, after: a } of found.values()) {
    if (!found.has((b - 1) * width + a - 1) && !found.has((b + 1) * width + a + 1)) continue;
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

interface Link {
  trace: Trace;
  score: number;
  previous: Link | undefined;
  taken: boolean;
}

/** Strings traces together to the heaviest runs, then takes runs from the heaviest down; no stretch of a passage is taken twice. */
function chooseRuns(traces: readonly Trace[], byBefore: ReadonlyMap<number, readonly Trace[]>): Traced {
  const links = new Map<Trace, Link>();
  for (const trace of traces) {
    let best = 0;
    let previous: Link | undefined;
    for (let b = trace.before; b >= trace.before - REACH; b--) {
      for (const other of byBefore.get(b) ?? []) {
        if (other === trace || !follows(trace, other)) continue;
        const link = links.get(other);
        if (link === undefined) continue;
        const score = link.score - costBetween(other, trace);
        if (score > best) [best, previous] = [score, link];
      }
    }
    links.set(trace, { trace, score: trace.weight + best, previous, taken: false });
  }

  const queue = [...links.values()].map((end) => ({ end, score: end.score })).sort((one, other) => one.score - other.score);
  const claims = new Claims();
  const runs: Run[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next.score < LEAST_RUN) break;
    if (next.end.taken) continue;
    const run: Link[] = [];
    let stop: Link | undefined = next.end;
    while (stop !== undefined && !stop.taken && !claims.has(stop.trace)) {
      run.push(stop);
      stop = stop.previous;
    }
    if (run.length === 0) {
      next.end.taken = true;
      continue;
    }
    const score = next.end.score - (stop === undefined ? 0 : stop.score);
    if (stop !== undefined && score < next.score - 1e-6) {
      // Part of it belongs to a heavier run: what is left has its turn by its own weight.
      if (score >= LEAST_RUN) putBack(queue, { end: next.end, score });
      continue;
    }
    for (const link of run) link.taken = true;
    for (const { trace } of run) claims.add(trace);
    runs.push({ traces: run.map(({ trace }) => trace).reverse() });
  }
  return { runs, rivals: findRivals(runs, byBefore) };
}

function putBack<T extends { score: number }>(queue: T[], item: T): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle]?.score ?? 0) < item.score) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, item);
}

/** True when a trace can come after another in one run. */
function follows(trace: Trace, other: Trace): boolean {
  const [b, a] = [trace.before - other.before, trace.after - other.after];
  if (b < 0 || a < 0 || a > REACH || (b === 0 && a === 0)) return false;
  if (b === 0) return trace.beforeFrom >= middleOf(other.beforeFrom, other.beforeTo);
  return a > 0 || trace.afterFrom >= middleOf(other.afterFrom, other.afterTo);
}

function middleOf(from: number, to: number): number {
  return (from + to) / 2;
}

function costBetween(other: Trace, trace: Trace): number {
  const [b, a] = [trace.before - other.before, trace.after - other.after];
  return SHIFT_COST * Math.abs(b - a) + SKIP_COST * Math.max(0, Math.max(b, a) - 1);
}

/** Which stretches of passages are taken, on both sides. */
class Claims {
  #before = new Map<number, [number, number][]>();
  #after = new Map<number, [number, number][]>();

  add({ before, after, beforeFrom, beforeTo, afterFrom, afterTo }: Trace): void {
    this.#before.set(before, [...(this.#before.get(before) ?? []), [beforeFrom, beforeTo]]);
    this.#after.set(after, [...(this.#after.get(after) ?? []), [afterFrom, afterTo]]);
  }

  /** True when more than a third of what a trace takes up is taken on either side. */
  has({ before, after, beforeFrom, beforeTo, afterFrom, afterTo }: Trace): boolean {
    return covers(this.#before.get(before), beforeFrom, beforeTo) || covers(this.#after.get(after), afterFrom, afterTo);
  }
}

function covers(taken: readonly [number, number][] | undefined, from: number, to: number): boolean {
  if (taken === undefined) return false;
  const shared = taken.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(to, end) - Math.max(from, start)), 0);
  return shared * 3 > to - from;
}

/** Passages whose trace stands alone, nothing beside it having come along, while another trace of theirs weighs as much. */
function findRivals(runs: readonly Run[], byBefore: ReadonlyMap<number, readonly Trace[]>): Map<number, number[]> {
  const rivals = new Map<number, number[]>();
  for (const { traces } of runs) {
    for (const [i, trace] of traces.entries()) {
      const beside = [traces[i - 1], traces[i + 1]].some(
        (other) => other !== undefined && Math.abs(other.before - trace.before) <= 1 && Math.abs(other.after - trace.after) <= 1,
      );
      if (beside) continue;
      const others = (byBefore.get(trace.before) ?? []).filter(
        (one) => one.after !== trace.after && one.weight >= trace.weight * RIVAL,
      );
      if (others.length > 0)
        rivals.set(
          trace.before,
          others.map(({ after }) => after),
        );
    }
  }
  return rivals;
}
