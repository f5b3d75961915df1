// npm run bench [name…] [-- --json]: measures the built product, prints a table (or a line of JSON) per bench, and exits 1 when a goal is missed.
import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureAnchors } from "./anchors.ts";
import { measureChapter } from "./chapter.ts";
import { measureCrashes } from "./crash.ts";
import { type Bench, BenchResult } from "./figure.ts";
import { measureImport } from "./import.ts";
import { measureLive } from "./live.ts";
import { measureMargin } from "./margin.ts";
import { measureStart } from "./start.ts";
import { writeTable } from "./table.ts";

const benches: Record<string, Bench> = {
  start: measureStart,
  import: measureImport,
  chapter: measureChapter,
  margin: measureMargin,
  live: measureLive,
  anchors: measureAnchors,
  crash: measureCrashes,
};
/** A hundred kills take longer than everything else together: only when asked for. */
const onlyNamed = new Set(["crash"]);

/** Tells how far it is where it cannot be mistaken for a result. */
const say = (line: string) => console.error(`  ${line}`);

/** Names and form from the command line; a name that is no bench is an error that lists them. */
function readArguments(): { names: string[]; json: boolean } {
  const { values, positionals } = parseArgs({ options: { json: { type: "boolean", default: false } }, allowPositionals: true });
  const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
  if (unknown !== undefined) throw new Error(`There is no bench "${unknown}". There are: ${Object.keys(benches).join(", ")}.`);
  const names = positionals.length > 0 ? [...new Set(positionals)] : Object.keys(benches).filter((name) => !onlyNamed.has(name));
  return { names, json: values.json };
}

/** The benches start the built product. What its build says goes to the error output, so that results stay alone on the other. */
function build(): void {
  const program = fileURLToPath(new URL("build.ts", import.meta.url));
  const { status } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", program], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("Without a build there is nothing to measure.");
}

/** What a bench has started must not outlive it, also where it is cut short. */
function endChildren(): void {
  const { stdout } = spawnSync("pgrep", ["-P", String(process.pid)], { encoding: "utf8" });
  for (const pid of (stdout ?? "").split("\n").filter(Boolean).map(Number)) {
    try {
      process.kill(pid, "SIGTERM");
    } catch {
      // It is gone already.
    }
  }
}
process.on("exit", endChildren);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(128 + constants.signals[signal]));

/** Measures and prints; a bench that cannot measure says why, and the next one has its turn. Gives whether all went well. */
async function run(name: string, bench: Bench, json: boolean): Promise<boolean> {
  say(`${name} …`);
  try {
    const given = await bench(say);
    const result = BenchResult.parse({ name, ...(Array.isArray(given) ? { figures: given } : given) });
    console.log(json ? JSON.stringify(result) : `\n${writeTable(result)}`);
    return result.figures.every(({ met }) => met !== false);
  } catch (fault) {
    console.error(`${name}: ${fault instanceof Error ? fault.message : fault}`);
    return false;
  }
}

try {
  const { names, json } = readArguments();
  build();
  for (const name of names) {
    const bench = benches[name];
    if (bench && !(await run(name, bench, json))) process.exitCode = 1;
  }
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
