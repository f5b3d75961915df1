// Times said in words.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CalendarFault } from "./calendar-fault.ts";
import { sayForViewer, sayWallTime } from "./describe-wall-time.ts";

const wall = { local: "2026-12-03T19:00", zone: "Europe/London" };

test("a wall time is said as it was agreed, with its zone, wherever it is read", () => {
  const before = process.env.TZ;
  try {
    for (const processZone of ["UTC", "America/New_York", "Asia/Kathmandu"]) {
      process.env.TZ = processZone;
      expect(sayWallTime(wall, "en-GB")).toMatch(/^Thursday,? 3 December 2026\D+19:00 \(Europe\/London\)$/);
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test.each([
  ["en-US", /Thursday, December 3, 2026\D+7:00\sPM/],
  ["de", /Donnerstag, 3\. Dezember 2026\D+19:00/],
  ["fr", /jeudi 3 décembre 2026\D+19:00/],
])("in %s it follows the custom of the language", (locale, form) => {
  expect(sayWallTime(wall, locale)).toMatch(form);
});

test("a reading the clocks jump over is still said as it was agreed", () => {
  expect(sayWallTime({ local: "2027-03-28T01:30", zone: "Europe/London" }, "en-GB")).toContain("01:30 (Europe/London)");
});

test("a viewer elsewhere gets their own day and hour, and their zone", () => {
  expect(sayForViewer("2026-12-03T19:00:00Z", "Asia/Kathmandu", "en-GB")).toMatch(
    /Friday,? 4 December 2026\D+00:45 \(Asia\/Kathmandu\)$/,
  );
});

test("no zone, time, instant or language is made up", () => {
  expect(() => sayWallTime({ ...wall, zone: "Mars/Olympus" }, "en")).toThrow(CalendarFault);
  expect(() => sayWallTime({ ...wall, local: "2026-12-32T19:00" }, "en")).toThrow(CalendarFault);
  expect(() => sayWallTime(wall, "not a language")).toThrow(CalendarFault);
  expect(() => sayForViewer("2026-12-03T19:00:00", "Europe/London", "en")).toThrow(CalendarFault);
});

test("a browser without Temporal can load it: neither it nor what it imports uses Temporal or a calendar library", () => {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const code = readFileSync(new URL(name, import.meta.url), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
    expect(code).not.toMatch(/\bTemporal\b|ical/i);
    for (const [, from] of code.matchAll(/^import (?!type )[^"]*"([^"]+)"/gm)) {
      expect(from).toMatch(/^\.\//);
      visit(from ?? "");
    }
  };
  visit("./describe-wall-time.ts");
  expect([...seen]).toContain("./local-time.ts");
});
