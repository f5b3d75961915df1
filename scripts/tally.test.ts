// The counts of npm test are those of the real runners, and nothing that went wrong is counted as right.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tallyChecks, tallyPlaywright, tallyVitest } from "./tally.mjs";

const modules = join(process.cwd(), "node_modules");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "interleaf-tally-"));
  symlinkSync(modules, join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = (runner: string) =>
  `import { test, expect } from "${runner}";\ntest("one", () => {});\ntest("two", () => {});\ntest.skip("later", () => {});\n`;
const bad = (runner: string) => `import { test, expect } from "${runner}";\ntest("wrong", () => expect(1).toBe(2));\n`;
const broken = `import "./nowhere.ts";\n`;
const empty = (runner: string) => `import { test } from "${runner}";\ntest.skip("later", () => {});\n`;

/** Runs Vitest on files of the given texts and counts. */
function vitest(name: string, texts: string[]) {
  const files = texts.map((text, at) => {
    const file = `${name}-${at}.test.ts`;
    writeFileSync(join(folder, file), text);
    return file;
  });
  const report = join(folder, `${name}.json`);
  const { status } = spawnSync(
    process.execPath,
    [join(modules, "vitest", "vitest.mjs"), "run", "--root", folder, "--reporter=json", `--outputFile.json=${report}`, ...files],
    { cwd: folder },
  );
  return tallyVitest(report, status);
}

/** Runs Playwright on a file of the given text, without a browser, and counts. */
function playwright(name: string, text: string) {
  writeFileSync(join(folder, `${name}.spec.ts`), text);
  const report = join(folder, `${name}-browser.json`);
  const { status } = spawnSync(
    process.execPath,
    [join(modules, "@playwright", "test", "cli.js"), "test", "--reporter=json", `${name}.spec.ts`],
    { cwd: folder, env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
  );
  return tallyPlaywright(report, status);
}

test("Vitest's passed, failed and skipped tests are counted, and a file that cannot be loaded is a failure", () => {
  expect(vitest("mixed", [good("vitest"), bad("vitest"), broken])).toEqual({ passed: 2, failed: 2, skipped: 1 });
  expect(vitest("good", [good("vitest")])).toEqual({ passed: 2, failed: 0, skipped: 1 });
});

test("a run of Vitest without a test is a failure", () => {
  expect(vitest("skipped", [empty("vitest")])).toEqual({ passed: 0, failed: 1, skipped: 1, note: "ran no test" });
  const report = join(folder, "none.json");
  const { status } = spawnSync(process.execPath, [
    join(modules, "vitest", "vitest.mjs"),
    "run",
    "--root",
    folder,
    "--reporter=json",
    `--outputFile.json=${report}`,
    "no-such-file",
  ]);
  expect(tallyVitest(report, status)).toMatchObject({ passed: 0, failed: 1 });
});

test("an error outside every test of Vitest is a failure", () => {
  const late = `import { test } from "vitest";\ntest("one", () => void setTimeout(() => { throw new Error("late"); }, 1));\ntest("two", () => new Promise((done) => setTimeout(done, 50)));\n`;
  expect(vitest("late", [late])).toEqual({ passed: 2, failed: 1, skipped: 0, note: "ended with code 1" });
});

test("Playwright's passed, failed and skipped tests are counted", () => {
  expect(playwright("good", good("@playwright/test"))).toEqual({ passed: 2, failed: 0, skipped: 1 });
  expect(playwright("mixed", good("@playwright/test") + bad("@playwright/test").replace(/^import.*\n/, ""))).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
  });
});

test("a run of Playwright that cannot be loaded or has no test is a failure", () => {
  expect(playwright("broken", broken)).toMatchObject({ passed: 0, failed: 1 });
  expect(playwright("skipped", empty("@playwright/test"))).toEqual({ passed: 0, failed: 1, skipped: 1, note: "ran no test" });
});

test("a runner that leaves no report is a failure", () => {
  for (const tally of [tallyChecks, tallyVitest, tallyPlaywright]) {
    expect(tally(join(folder, "no-such-report.json"), null)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      note: "ended with a signal",
    });
  }
});

test("each check counts, and the failed ones are named", () => {
  const report = join(folder, "check.json");
  writeFileSync(
    report,
    JSON.stringify([
      { name: "types", passed: false },
      { name: "lint", passed: true },
      { name: "laws", passed: false },
    ]),
  );
  expect(tallyChecks(report, 1)).toEqual({ passed: 1, failed: 2, skipped: 0, note: "types, laws" });
});
