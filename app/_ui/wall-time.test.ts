// Times are shown as the wall shows them, on both sides of a change of clocks and of midnight.

import { expect, it } from "vitest";
import { sameClock, wallTime, zoneWords } from "#app/_ui/wall-time.ts";

/** Intl's spaces and dashes vary between versions; their kind is not the point. */
const plain = (words: string) => words.replace(/\s+/g, " ").replace(/ ?– ?/g, "–");
const berlin = { format: "en-GB", zone: "Europe/Berlin" };

it("shows a meeting at the same wall time before and after the clocks change, and says which offset holds", () => {
  const winter = new Date("2026-03-26T18:00:00Z");
  const summer = new Date("2026-04-02T17:00:00Z");
  expect(plain(wallTime(winter, berlin))).toBe("Thu 26 Mar, 19:00");
  expect(plain(wallTime(summer, berlin))).toBe("Thu 2 Apr, 19:00");
  expect(zoneWords(winter, "Europe/Berlin")).toBe("Berlin, GMT+1");
  expect(zoneWords(summer, "Europe/Berlin")).toBe("Berlin, GMT+2");
});

it("puts the end beside the beginning, with its own day only when that differs", () => {
  const from = new Date("2026-03-12T18:00:00Z");
  expect(plain(wallTime(from, { ...berlin, until: new Date("2026-03-12T19:30:00Z") }))).toBe("Thu 12 Mar, 19:00–20:30");
  expect(plain(wallTime(from, { ...berlin, until: new Date("2026-03-12T23:30:00Z") }))).toContain("Fri");
});

it("names the place of a zone, halves of hours included, and no place where there is none", () => {
  const moment = new Date("2026-07-01T12:00:00Z");
  expect(zoneWords(moment, "Asia/Kolkata")).toBe("Kolkata, GMT+5:30");
  expect(zoneWords(moment, "America/Argentina/Buenos_Aires")).toBe("Buenos Aires, GMT−3");
  expect(zoneWords(moment, "UTC")).toBe("UTC");
  expect(zoneWords(moment, "Europe/London")).toBe("London, GMT+1");
  expect(zoneWords(new Date("2026-01-01T12:00:00Z"), "Europe/London")).toBe("London, UTC");
});

it("knows that two zones may share a clock in winter and not in summer", () => {
  expect(sameClock(new Date("2026-01-15T12:00:00Z"), "Africa/Algiers", "Europe/Berlin")).toBe(true);
  expect(sameClock(new Date("2026-07-15T12:00:00Z"), "Africa/Algiers", "Europe/Berlin")).toBe(false);
});
