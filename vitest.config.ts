// Which test runs where. `vitest run` proves everything on the embedded database; with TEST_DATABASE_URL set,
// `vitest run --project verbs` proves the verbs on PostgreSQL. scripts/test.mjs runs both, and `blackbox` after the build.

import { defineConfig } from "vitest/config";

if (Number.parseInt(process.versions.node, 10) < 26) {
  throw new Error(
    `The tests need the project's own Node. Run \`npm test\` or \`npx vitest\`, which find it (this is Node ${process.versions.node}).`,
  );
}

const seconds = 1000;

export default defineConfig({
  test: {
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    execArgv: ["--disable-warning=ExperimentalWarning"],
    testTimeout: 30 * seconds,
    hookTimeout: 60 * seconds,
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: ["domain/**/*.test.ts", "app/**/*.test.{ts,tsx}", "server/importing/**/*.test.ts", "scripts/**/*.test.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "verbs",
          include: ["server/**/*.test.ts", "db/**/*.test.ts"],
          exclude: ["server/importing/**", "db/embedded/**"],
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Kills processes and cuts the power of a pretended disk: nothing else may run beside it.
        extends: true,
        test: {
          name: "embedded",
          include: ["db/embedded/**/*.test.ts"],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 180 * seconds,
          hookTimeout: 180 * seconds,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // Speaks to a whole running program from outside, and needs its build.
        extends: true,
        test: {
          name: "blackbox",
          include: ["e2e/blackbox/**/*.test.ts"],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 300 * seconds,
          hookTimeout: 300 * seconds,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
