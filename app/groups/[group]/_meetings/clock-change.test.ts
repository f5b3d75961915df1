// What is told to whoever plans a meeting on a night when the clocks change.
import { describe, expect, it } from "vitest";
import { clockChange, localOf } from "#app/groups/[group]/_meetings/clock-change.ts";
import { resolveWallTime } from "#domain/calendar/wall-time.ts";

/** As the server stores what was asked for. */
function stored(said: string, zone: string) {
  const { local, zone: named, instant } = resolveWallTime({ local: said, zone });
  return { local, zone: named, startsAt: instant };
}

describe("a meeting's time by changing clocks", () => {
  it.each([
    ["Europe/London", "2027-03-28T01:30", "skipped"],
    ["Europe/London", "2027-10-31T01:30", "repeated"],
    ["Europe/London", "2027-10-31T00:59", undefined],
    ["Europe/London", "2027-10-31T02:00", undefined],
    ["Australia/Lord_Howe", "2027-04-04T01:45", "repeated"],
    ["Australia/Lord_Howe", "2027-10-03T02:10", "skipped"],
    ["Asia/Kolkata", "2027-03-28T01:30", undefined],
    ["UTC", "2027-03-28T01:30", undefined],
  ])("in %s at %s is %s", (zone, said, change) => {
    expect(clockChange(said, stored(said, zone))).toBe(change);
  });

  it("is read off the clock of the zone, at midnight too", () => {
    expect(localOf(Date.parse("2026-12-31T23:00:00Z"), "Europe/Berlin")).toBe("2027-01-01T00:00");
  });
});
