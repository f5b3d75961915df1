// Which passages of an earlier text went where: of all traces those that follow each other in both texts (as alignments of genomes are chained), so that moved chapters, moved passages and copies are told apart.
import type { Trace } from "./find-traces.ts";

/** Traces that follow each other in both texts. */
export interface Run {
  traces: Trace[];
}

export interface Traced {
  runs: Run[];
  /** For passages of the earlier text, places in the later one that speak for themselves as much as the one chosen, with nothing beside to decide. */
  rivals: Map<number, number[]>;
}

/** How far apart, in passages, traces of one run may lie. */
const REACH = 10;
/** What a passage left out on one side only, and one left out on both, cost a run, in letters. */
const SHIFT_COST = 6;
const SKIP_COST = 1;
/** A passage with nothing beside it is doubted when another place of it weighs so much of what the chosen one does. */
const RIVAL = 0.3;
/** With something beside it, only when that place weighs about as much. */
const EQUAL = 0.8;
/** A run of fewer letters is chance. */
const LEAST_RUN = 18;

interface Link {
  trace: Trace;
  score: number;
  previous: Link | undefined;
  taken: boolean;
}

/** Strings traces together to the heaviest runs, then takes runs from the heaviest down; no stretch of a passage is taken twice. Takes the traces in the order of both texts. */
export function chooseRuns(traces: readonly Trace[]): Traced {
  const byBefore = Map.groupBy(traces, (trace) => trace.before);
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

/**
 * Passages of which another place speaks for itself too: where nothing beside the chosen one came along, any that weighs enough; else only one
 * that lies between the same neighbours and weighs as much.
 */
function findRivals(runs: readonly Run[], byBefore: ReadonlyMap<number, readonly Trace[]>): Map<number, number[]> {
  const rivals = new Map<number, number[]>();
  for (const { traces } of runs) {
    for (const [i, trace] of traces.entries()) {
      const [previous, next] = [traces[i - 1], traces[i + 1]];
      const beside = [previous, next].some(
        (other) => other !== undefined && Math.abs(other.before - trace.before) <= 1 && Math.abs(other.after - trace.after) <= 1,
      );
      const others = (byBefore.get(trace.before) ?? []).filter((one) => {
        if (one.after === trace.after || one === previous || one === next) return false;
        if (!beside) return one.weight >= trace.weight * RIVAL;
        const between = one.after > (previous?.after ?? -1) && one.after < (next?.after ?? Number.POSITIVE_INFINITY);
        return between && one.weight >= trace.weight * EQUAL;
      });
      if (others.length > 0)
        rivals.set(
          trace.before,
          others.map(({ after }) => after),
        );
    }
  }
  return rivals;
}
