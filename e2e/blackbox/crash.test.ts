// Promises under SIGKILL, black-box: what was acknowledged is there once, in one order for all, and every start succeeds.
import { expect, test } from "vitest";
import { startPostgres } from "../../scripts/postgres.mjs";
import { crash } from "./crash.ts";

const CYCLES = 25;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

function expectWord(report: Awaited<ReturnType<typeof crash>>): void {
  console.log(
    `seed ${report.seed}: ${report.cycles} kills, ${report.acknowledged} acknowledged, ${report.unknown} without an answer`,
  );
  expect(report.findings).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(CYCLES);
}

test(`the embedded database keeps every acknowledged command through ${CYCLES} kills`, async () => {
  expectWord(await crash({ cycles: CYCLES, seed }));
});

test(`PostgreSQL keeps every acknowledged command through ${CYCLES} kills`, async (context) => {
  const postgres = await startPostgres();
  if (!postgres) return context.skip("PostgreSQL 15 or newer is not installed");
  try {
    expectWord(await crash({ cycles: CYCLES, seed, databaseUrl: postgres.url }));
  } finally {
    await postgres.stop();
  }
});
