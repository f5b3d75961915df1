// npm run check: types, lint, laws and unused code, two at a time; says which of them fails, and shows what it said.
// With --report FILE it also writes the outcomes there as JSON.

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectNode } from "./ensure-installed.mjs";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = projectNode(root);
const packaged = (...path) => join(root, "node_modules", ...path);

const checks = [
  {
    name: "types",
    steps: [
      // Next's own types for pages and style sheets; a fresh clone has none yet.
      ...(existsSync(join(root, "next-env.d.ts")) ? [] : [[packaged("next", "dist", "bin", "next"), "typegen"]]),
      [packaged("typescript", "bin", "tsc"), "--noEmit"],
    ],
  },
  { name: "laws", steps: [[join(root, "scripts", "laws.mjs")]] },
  { name: "lint", steps: [[packaged("@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", "."]] },
  { name: "unused", steps: [[packaged("knip", "bin", "knip.js"), "--no-progress"]] },
];

const outcomes = [];
const waiting = [...checks];

async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const began = Date.now();
    let output = "";
    let passed = true;
    for (const step of check.steps) {
      const ended = await run(node, step, {
        cwd: root,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
      });
      output += ended.output;
      passed = ended.code === 0;
      if (!passed) break;
    }
    const seconds = (Date.now() - began) / 1000;
    outcomes.push({ name: check.name, passed, seconds });
    console.log(`${passed ? "passed" : "FAILED"}  ${check.name.padEnd(6)}  ${seconds.toFixed(1)} s`);
    if (!passed) console.log(output.trimEnd());
  }
}

await Promise.all([work(), work()]);

const at = process.argv.indexOf("--report");
if (at > 0) writeFileSync(process.argv[at + 1], JSON.stringify(outcomes));
const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name);
if (failed.length > 0) {
  console.log(`check failed: ${failed.join(", ")}`);
  process.exitCode = 1;
}
