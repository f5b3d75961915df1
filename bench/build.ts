// Builds the pages when the sources are newer: a program of its own, so that run.ts can keep what Next says apart from its results.
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../scripts/ensure-built.mjs";
import { oneAtATime } from "../scripts/one-at-a-time.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
try {
  await oneAtATime(root, () => ensureBuilt(root));
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
