// What a bench gives: figures, each with what it is compared with and the goal it has to meet.
import { z } from "zod";

/** One measured figure. `ratio` is value / against; the goal holds for the value, or for the ratio where it says so. */
export const Figure = z.strictObject({
  what: z.string(),
  value: z.number(),
  unit: z.string(),
  /** The comparison's own figure, in the same unit; `what` names it. */
  against: z.number().nullable(),
  ratio: z.number().nullable(),
  goal: z
    .string()
    .regex(/^(?:ratio )?[≤≥] \d+(?:\.\d+)?$/)
    .nullable(),
  met: z.boolean().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** What `npm run bench … -- --json` prints per bench. `table` is what was measured one by one, its first row the head; it has no goals. */
export const BenchResult = z.strictObject({
  name: z.string(),
  figures: z.array(Figure),
  table: z.array(z.array(z.string())).optional(),
});
export type BenchResult = z.infer<typeof BenchResult>;

/** Runs one bench; `say` tells whoever waits how far it is. Throws when it cannot measure. */
export type Bench = (say: (line: string) => void) => Promise<Figure[] | { figures: Figure[]; table: string[][] }>;

export interface Goal {
  most?: number;
  least?: number;
  /** The goal is for the ratio to the comparison instead of the value. */
  ofRatio?: true;
}

/** Makes a figure and judges it. The printed number is the judged one: nothing is rounded before. */
export function figure(of: { what: string; value: number; unit: string; against?: number; goal?: Goal }): Figure {
  const { what, value, unit, against, goal } = of;
  const ratio = against ? value / against : undefined;
  return {
    what,
    value,
    unit,
    against: against ?? null,
    ratio: ratio ?? null,
    goal: goal ? write(goal) : null,
    met: goal ? isMet(goal, goal.ofRatio ? ratio : value) : null,
  };
}

function write({ most, least, ofRatio }: Goal): string {
  return `${ofRatio ? "ratio " : ""}${most === undefined ? `≥ ${least}` : `≤ ${most}`}`;
}

function isMet({ most, least }: Goal, judged: number | undefined): boolean {
  if (judged === undefined || Number.isNaN(judged)) return false;
  return (most === undefined || judged <= most) && (least === undefined || judged >= least);
}
