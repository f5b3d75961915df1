// Types of scripts/tally.mjs, for its test.

/** What a runner did; `note` says why it failed where no single test says so. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  note?: string;
}

/** Each takes the path of the runner's JSON report and the code it ended with. */
export function tallyChecks(path: string, code: number | null): Tally;
export function tallyVitest(path: string, code: number | null): Tally;
export function tallyPlaywright(path: string, code: number | null): Tally;
