// npm test: installs, checks, builds and runs every test, on the embedded database and on PostgreSQL, and counts.
// Its last line is `N passed, N failed`. `node scripts/test.mjs --only verbs-postgres` runs a part (repeatable).
// Runs in a fresh clone on the machine's own Node (20 or newer).

import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./ensure-built.mjs";
import { ensureInstalled, projectNode } from "./ensure-installed.mjs";
import { findChromium } from "./find-chromium.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { findPostgres, startPostgres } from "./postgres.mjs";
import { run } from "./run.mjs";
import { tallyChecks, tallyPlaywright, tallyVitest } from "./tally.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(128 + constants.signals[signal]));

const { TEST_DATABASE_URL: givenDatabase, ...inherited } = process.env;
const environment = {
  ...inherited,
  PATH: [join(root, "node_modules", ".bin"), inherited.PATH ?? ""].join(delimiter),
  NEXT_TELEMETRY_DISABLED: "1",
};
mkdirSync(join(root, ".tmp"), { recursive: true });
const reports = mkdtempSync(join(root, ".tmp", "reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

let postgres;

/** Where the tests reach PostgreSQL: TEST_DATABASE_URL, or a server of our own, started when first asked for. */
async function databaseUrl() {
  if (givenDatabase) return givenDatabase;
  postgres ??= await startPostgres();
  return postgres?.url;
}

/** Why the tests on PostgreSQL cannot run, if so. */
function withoutPostgres() {
  const found = givenDatabase ? {} : findPostgres();
  return "missing" in found ? found.missing : undefined;
}

/** Why the browser tests cannot run, if so. */
function withoutChromium() {
  return findChromium()
    ? undefined
    : "no Chromium is installed (Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH to a Chromium or Chrome)";
}

async function program(args, more = {}) {
  return (await run(projectNode(root), args, { cwd: root, env: { ...environment, ...more } })).code;
}

async function vitest(projects, more) {
  const report = join(reports, `vitest-${projects.join("-")}-${more ? "postgres" : "embedded"}.json`);
  const chosen = projects.flatMap((project) => ["--project", project]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await program([join(root, "node_modules", "vitest", "vitest.mjs"), "run", ...chosen, ...reporters], more);
  return tallyVitest(report, code);
}

async function browser(more = {}) {
  const report = join(reports, `browser-${"TEST_DATABASE_URL" in more ? "postgres" : "embedded"}.json`);
  const code = await program([join(root, "node_modules", "@playwright", "test", "cli.js"), "test"], {
    ...more,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return tallyPlaywright(report, code);
}

async function build() {
  try {
    await oneAtATime(root, () => ensureBuilt(root));
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0, note: "the pages could not be built" };
  }
}

const runners = [
  {
    name: "check",
    work: async () => {
      const report = join(reports, "check.json");
      return tallyChecks(report, await program([join(root, "scripts", "check.mjs"), "--report", report]));
    },
  },
  { name: "vitest", work: () => vitest(["pure", "verbs", "embedded"]) },
  {
    name: "verbs-postgres",
    unless: withoutPostgres,
    work: async () => vitest(["verbs"], { TEST_DATABASE_URL: await databaseUrl() }),
  },
  { name: "build", work: build },
  { name: "blackbox", needs: "build", work: () => vitest(["blackbox"]) },
  { name: "browser", needs: "build", unless: withoutChromium, work: () => browser() },
  {
    name: "browser-postgres",
    needs: "build",
    unless: () => withoutChromium() ?? withoutPostgres(),
    work: async () => browser({ TEST_DATABASE_URL: await databaseUrl() }),
  },
];

/** Which runners the command line asks for, with what they need. */
function chosenRunners() {
  const words = process.argv.slice(2);
  const only = words.flatMap((word, at) =>
    word === "--only" ? (words[at + 1] ?? "").split(",") : word.startsWith("--only=") ? word.slice(7).split(",") : [],
  );
  const unknown = only.find((name) => !runners.some((runner) => runner.name === name));
  if (unknown !== undefined) {
    console.error(`There is no runner "${unknown}". There are: ${runners.map(({ name }) => name).join(", ")}.`);
    process.exit(2);
  }
  const needed = runners.filter(({ name }) => only.includes(name)).flatMap(({ name, needs }) => [name, needs]);
  return only.length === 0 ? runners : runners.filter(({ name }) => needed.includes(name));
}

/** On Debian as root, gets the browser and the database where they are missing. */
async function getFromDebian() {
  const missing = [...(withoutChromium() ? ["chromium"] : []), ...(withoutPostgres() ? ["postgresql"] : [])];
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return;
  console.log(`Installing ${missing.join(" and ")} with apt …`);
  // RUNLEVEL=1 keeps the packages from starting servers of their own.
  const options = { env: { ...inherited, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" } };
  const update = await run("apt-get", ["update", "-q"], options).catch((error) => ({ code: error.message }));
  const install =
    update.code === 0 ? await run("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...missing], options) : update;
  if (install.code !== 0) console.log(`apt-get failed (${install.code}); going on without.`);
}

function print(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const line = (name, ...cells) => `${name.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(8)).join("")}`;
  console.log(`\n${line("", "passed", "failed", "skipped", "time")}`);
  for (const { name, passed, failed, skipped, seconds, note } of outcomes) {
    console.log(`${line(name, passed, failed, skipped, `${Math.round(seconds)} s`)}${note ? `  ${note}` : ""}`);
  }
  const total = (what) => outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
  const skipped = total("skipped");
  console.log(`\n${total("passed")} passed, ${total("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = total("failed") > 0 ? 1 : 0;
}

const chosen = chosenRunners();
const outcomes = [];
try {
  await oneAtATime(root, () => ensureInstalled(root));
  if (chosen.some(({ unless }) => unless)) await getFromDebian();
  for (const { name, needs, unless, work } of chosen) {
    const began = Date.now();
    console.log(`\n── ${name}`);
    const lacking = unless?.();
    const broken = outcomes.find((outcome) => outcome.name === needs && outcome.failed > 0);
    let tally;
    if (lacking) tally = { passed: 0, failed: 0, skipped: 1, note: `skipped: ${lacking}` };
    else if (broken) tally = { passed: 0, failed: 1, skipped: 0, note: `not run: ${needs} failed` };
    else tally = await work();
    if (lacking) console.log(tally.note);
    outcomes.push({ name, ...tally, seconds: (Date.now() - began) / 1000 });
  }
} catch (error) {
  console.error(error);
  outcomes.push({ name: "npm test itself", passed: 0, failed: 1, skipped: 0, seconds: 0, note: "see above" });
} finally {
  await postgres?.stop();
}
print(outcomes);
