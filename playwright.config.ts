// Browser tests: one Chromium that is already on the machine, one worker. Each spec file starts a server of its own;
// with TEST_DATABASE_URL set it uses PostgreSQL, otherwise the embedded database.

import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, findChromium } from "./scripts/find-chromium.mjs";

const executablePath = findChromium();
const seconds = 1000;

export default defineConfig({
  testDir: "e2e",
  // What a browser makes of a page does not depend on where the text is stored: on PostgreSQL only the journeys through the whole program run.
  // The verbs behind all of them run on both.
  testMatch: process.env.TEST_DATABASE_URL ? ["evening", "library", "shelf"].map((name) => `**/${name}.spec.ts`) : "**/*.spec.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120 * seconds,
  expect: { timeout: 10 * seconds },
  // The JSON report goes to PLAYWRIGHT_JSON_OUTPUT_NAME when that is set.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    actionTimeout: 15 * seconds,
    navigationTimeout: 30 * seconds,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        // Never a download: without a browser the tests fail and say so.
        launchOptions: { args: chromiumFlags, ...(executablePath ? { executablePath } : {}) },
      },
    },
  ],
});
