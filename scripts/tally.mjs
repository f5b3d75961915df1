// Counts what the test runners report. A runner that failed without a failed test still counts as one failure,
// and so does one that ran no test at all.

import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number, note?: string }} Tally */

/**
 * @param {string} path the file given to check.mjs as --report
 * @param {number | null} code how check.mjs ended
 * @returns {Tally}
 */
export function tallyChecks(path, code) {
  const outcomes = readReport(path) ?? [];
  const failed = outcomes.filter((outcome) => !outcome.passed);
  const note = failed.map(({ name }) => name).join(", ");
  return settle({ passed: outcomes.length - failed.length, failed: failed.length, skipped: 0 }, code, note);
}

/**
 * @param {string} path the file of Vitest's JSON reporter
 * @param {number | null} code how Vitest ended
 * @returns {Tally}
 */
export function tallyVitest(path, code) {
  const report = readReport(path);
  if (!report) return settle({ passed: 0, failed: 0, skipped: 0 }, code);
  // A file that could not be loaded holds no test that could fail.
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return settle(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    code,
  );
}

/**
 * @param {string} path the file of Playwright's JSON reporter
 * @param {number | null} code how Playwright ended
 * @returns {Tally}
 */
export function tallyPlaywright(path, code) {
  const report = readReport(path);
  if (!report) return settle({ passed: 0, failed: 0, skipped: 0 }, code);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return settle({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

/** A report as JSON, or nothing when the runner wrote none. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function settle(tally, code, note = "") {
  if (tally.failed > 0) return { ...tally, ...(note ? { note } : {}) };
  if (code !== 0) return { ...tally, failed: 1, note: `ended with ${code === null ? "a signal" : `code ${code}`}` };
  if (tally.passed === 0) return { ...tally, failed: 1, note: "ran no test" };
  return tally;
}
