// How measuring is done: medians, percentiles, turns (A B A B …) and a paced load.
import { setTimeout as sleep } from "node:timers/promises";

/** The value that `share` (0 to 1) of the values do not exceed, by nearest rank. Throws on no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError("No values to take a percentile of");
  return found;
}

/** The middle value; between two middle ones their mean. Throws on no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (upper === undefined || lower === undefined) throw new RangeError("No values to take a median of");
  return (lower + upper) / 2;
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Lets the compared systems work in turns, so that whatever else the machine does falls on all of them alike.
 * @returns what each gave, turn by turn
 * @throws {Error} when a turn would begin later than `minutes` after the first
 */
export async function inTurns<Name extends string, T>(
  { turns, minutes }: { turns: number; minutes: number },
  systems: Record<Name, () => Promise<T>>,
): Promise<Record<Name, T[]>> {
  const until = performance.now() + minutes * 60_000;
  const names = Object.keys(systems) as Name[];
  const given = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, T[]>;
  for (let turn = 0; turn < turns; turn++) {
    for (const name of names) {
      if (performance.now() > until) throw new Error(`Only ${turn} of ${turns} turns were done within ${minutes} minutes`);
      given[name].push(await systems[name]());
    }
  }
  return given;
}

/**
 * Begins `count` pieces of work, one every `everyMs`, whether the earlier ones are done or not: a slow system must not slow its own load down.
 * @returns milliseconds that each took
 */
export async function paced(count: number, everyMs: number, work: () => Promise<unknown>): Promise<number[]> {
  const began = performance.now();
  const taken: Promise<number>[] = [];
  for (let index = 0; index < count; index++) {
    const early = began + index * everyMs - performance.now();
    if (early > 0) await sleep(early);
    taken.push(timed(work));
  }
  return Promise.all(taken);
}
