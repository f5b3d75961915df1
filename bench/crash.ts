// A hundred kills on each engine, by the black-box harness: what was acknowledged must be there, and every start must succeed.
import { crash } from "../e2e/blackbox/crash.ts";
import { type Bench, type Figure, figure, type Goal } from "./figure.ts";
import { median, percentile } from "./measure.ts";
import { withEngines } from "./programs.ts";

const CYCLES = 100;

/**
 * One finding is one too many. Fewer than five acknowledged commands per kill would mean that hardly anything was under way to be lost.
 * A start after a kill recovers as well: even a slow one may take no longer than a first start (start.ts).
 */
const goals = { findings: { most: 0 }, acknowledged: { least: 5 * CYCLES }, restart: { most: 15 } } satisfies Record<
  string,
  Goal
>;

/** Findings, acknowledged commands and the slow restarts of `CYCLES` kills on each engine. SEED repeats a run. */
export const measureCrashes: Bench = (say) =>
  withEngines(say, async (engines) => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    const figures: Figure[] = [];
    for (const { name, makeDatabase } of engines) {
      say(`${CYCLES} kills, ${name}, SEED=${seed}`);
      const report = await crash({ cycles: CYCLES, seed, databaseUrl: await makeDatabase() });
      for (const { kind, what } of report.findings) say(`${kind}: ${what}`);
      const seconds = report.restarts.map((milliseconds) => milliseconds / 1000);
      figures.push(
        figure({
          what: `broken promises in ${CYCLES} kills, ${name}`,
          value: report.findings.length,
          unit: "findings",
          goal: goals.findings,
        }),
        figure({
          what: `acknowledged meanwhile, ${name}`,
          value: report.acknowledged,
          unit: "commands",
          goal: goals.acknowledged,
        }),
        figure({
          what: `restart after a kill, p95, ${name} (against the median)`,
          value: percentile(seconds, 0.95),
          unit: "s",
          against: median(seconds),
          goal: goals.restart,
        }),
      );
    }
    return figures;
  });
