// What a clock reading means, around every change of clocks that has tripped calendars before.
import fc from "fast-check";
import { tzlib_get_timezones } from "timezones-ical-library";
import { describe, expect, test } from "vitest";
import { CalendarFault } from "./calendar-fault.ts";
import { canonicalZone, resolveWallTime, wallSpan, wallTimeOf, zones } from "./wall-time.ts";

const minuteOf = (low: string, high: string) =>
  fc
    .integer({ min: Date.parse(low) / 60000, max: Date.parse(high) / 60000 })
    .map((minutes) => new Date(minutes * 60000).toISOString());
const anyMinute = minuteOf("2001-01-01T00:00Z", "2150-01-01T00:00Z");
const anyZone = fc.constantFrom(...zones());

describe("an instant for a wall time", () => {
  test.each([
    ["Europe/London", "2027-03-27T19:00", "2027-03-27T19:00:00Z", "+00:00"],
    ["Europe/London", "2027-03-28T19:00", "2027-03-28T18:00:00Z", "+01:00"],
    ["Europe/London", "2027-10-30T19:00", "2027-10-30T18:00:00Z", "+01:00"],
    ["Europe/London", "2027-10-31T19:00", "2027-10-31T19:00:00Z", "+00:00"],
    ["America/New_York", "2027-03-13T19:00", "2027-03-14T00:00:00Z", "-05:00"],
    ["America/New_York", "2027-03-14T19:00", "2027-03-14T23:00:00Z", "-04:00"],
    ["America/New_York", "2027-11-07T19:00", "2027-11-08T00:00:00Z", "-05:00"],
    ["Europe/Dublin", "2027-01-14T19:00", "2027-01-14T19:00:00Z", "+00:00"],
    ["Europe/Dublin", "2027-07-14T19:00", "2027-07-14T18:00:00Z", "+01:00"],
    ["Australia/Lord_Howe", "2027-01-14T19:00", "2027-01-14T08:00:00Z", "+11:00"],
    ["Australia/Lord_Howe", "2027-07-14T19:00", "2027-07-14T08:30:00Z", "+10:30"],
    ["Asia/Kathmandu", "2027-01-14T19:00", "2027-01-14T13:15:00Z", "+05:45"],
    // British Columbia keeps summer time for good from 2026 on.
    ["America/Vancouver", "2027-01-14T19:00", "2027-01-15T02:00:00Z", "-07:00"],
    ["America/Vancouver", "2027-07-14T19:00", "2027-07-15T02:00:00Z", "-07:00"],
    ["Africa/Casablanca", "2027-07-14T19:00", "2027-07-14T19:00:00Z", "+00:00"],
    ["UTC", "2027-07-14T19:00", "2027-07-14T19:00:00Z", "+00:00"],
  ])("%s at %s is %s", (zone, local, instant, offset) => {
    expect(resolveWallTime({ local, zone })).toEqual({ local, zone, instant, offset, kind: "plain" });
  });

  test.each([
    ["Europe/London", "2027-03-28T01:30", "2027-03-28T02:30", "2027-03-28T01:30:00Z"],
    ["America/New_York", "2027-03-14T02:30", "2027-03-14T03:30", "2027-03-14T07:30:00Z"],
    ["Europe/Dublin", "2027-03-28T01:30", "2027-03-28T02:30", "2027-03-28T01:30:00Z"],
    ["Australia/Lord_Howe", "2027-10-03T02:10", "2027-10-03T02:40", "2027-10-02T15:40:00Z"],
  ])("in %s the clocks jump over %s, so it is %s", (zone, said, local, instant) => {
    expect(resolveWallTime({ local: said, zone })).toMatchObject({ kind: "gap", said, local, instant });
  });

  test.each([
    ["Europe/London", "2027-10-31T01:30", "2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"],
    ["America/New_York", "2027-11-07T01:30", "2027-11-07T05:30:00Z", "2027-11-07T06:30:00Z"],
    ["Europe/Dublin", "2027-10-31T01:30", "2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"],
    ["Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45:00Z", "2027-04-03T15:15:00Z"],
  ])("in %s the reading %s comes twice, and the first is meant", (zone, local, instant, again) => {
    expect(resolveWallTime({ local, zone })).toMatchObject({ kind: "overlap", said: local, local, instant, again });
  });

  test("every instant is found again from its reading, the first or the second of the two where it comes twice", () => {
    fc.assert(
      fc.property(anyMinute, anyZone, (instant, zone) => {
        const found = resolveWallTime(wallTimeOf(instant, zone));
        expect(found.kind).not.toBe("gap");
        const instants = [found.instant, found.again].filter((one) => one !== undefined).map((one) => Date.parse(one));
        expect(instants).toContain(Date.parse(instant));
      }),
      { numRuns: 400 },
    );
  });

  test("the instant, read in its zone, is the reading that was asked for unless the clocks jumped over it", () => {
    fc.assert(
      fc.property(anyMinute, anyZone, (any, zone) => {
        const local = any.slice(0, 16);
        const found = resolveWallTime({ local, zone });
        const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
          .format(Date.parse(found.instant))
          .replace(" ", "T");
        expect(shown).toBe(found.local);
        expect(found.local === local).toBe(found.kind !== "gap");
      }),
      { numRuns: 400 },
    );
  });
});

describe("a length of time", () => {
  test("is real time, so a meeting over the change of clocks ends an hour later on the clock", () => {
    const { start, end } = wallSpan({ local: "2027-03-28T00:30", zone: "Europe/London" }, 90);
    expect(start.local).toBe("2027-03-28T00:30");
    expect(end).toEqual({ local: "2027-03-28T03:00", zone: "Europe/London", instant: "2027-03-28T02:00:00Z", offset: "+01:00" });
  });

  test("begins where the clock goes on when the start was jumped over", () => {
    const { start, end } = wallSpan({ local: "2027-03-28T01:30", zone: "Europe/London" }, 60);
    expect([start.local, end.local]).toEqual(["2027-03-28T02:30", "2027-03-28T03:30"]);
  });

  test.each([0, -30, 1.5, Number.NaN, 10081])("of %s minutes is refused", (minutes) => {
    expect(() => wallSpan({ local: "2027-03-28T19:00", zone: "Europe/London" }, minutes)).toThrow(CalendarFault);
  });
});

describe("the names of zones", () => {
  test.each([
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Europe/Kyiv", "Europe/Kyiv"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["Asia/Katmandu", "Asia/Kathmandu"],
    ["US/Pacific", "America/Los_Angeles"],
    ["Pacific/Truk", "Pacific/Chuuk"],
    ["america/new_york", "America/New_York"],
    ["Etc/UTC", "UTC"],
    ["GMT", "UTC"],
  ])("%s is kept as %s", (name, kept) => {
    expect(canonicalZone(name)).toBe(kept);
  });

  test.each(["Europe/Oslo", "Europe/Amsterdam", "Atlantic/Reykjavik", "Africa/Accra"])(
    "%s keeps its own name although the library files it under a neighbour",
    (name) => {
      expect(canonicalZone(name)).toBe(name);
    },
  );

  test.each([
    "",
    "Mars/Olympus",
    "+01:00",
    "Z",
    "__proto__",
    "constructor",
    "SystemV/EST5",
    "Europe/London\r\nX:1",
    "a".repeat(5000),
  ])("%j is refused in a sentence", (name) => {
    expect(() => canonicalZone(name)).toThrow(CalendarFault);
  });

  test("every name of the library that names a place or an offset leads to one kept name, which leads to itself", () => {
    // CT, ET, MT and PT are the library's own shorthand and no IANA names.
    for (const name of [...tzlib_get_timezones()].filter((one) => !/^[CEMP]T$/.test(one))) {
      const kept = canonicalZone(name);
      expect(canonicalZone(kept)).toBe(kept);
      expect(new Temporal.ZonedDateTime(0n, kept).equals(new Temporal.ZonedDateTime(0n, name))).toBe(true);
    }
  });

  test("the list holds every place once, in today's spelling", () => {
    const list = zones();
    expect(new Set(list).size).toBe(list.length);
    expect(list).toEqual(expect.arrayContaining(["UTC", "Europe/Kyiv", "Asia/Kolkata", "Europe/Oslo", "America/Vancouver"]));
    expect(list).not.toContain("Europe/Kiev");
    expect(list.filter((name) => canonicalZone(name) !== name)).toEqual([]);
    for (const zone of Intl.supportedValuesOf("timeZone")) expect(list).toContain(canonicalZone(zone));
  });
});

describe("what is no time", () => {
  test.each([
    "2027-02-29T19:00",
    "2027-04-31T19:00",
    "2027-03-28T24:00",
    "2027-03-28T19:60",
    "2027-03-28 19:00",
    "2027-03-28T19:00:00",
    "2027-03-28T19:00Z",
    "2027-03-28",
    "0027-03-28T19:00",
    "1999-12-31T19:00",
    "2200-01-01T00:00",
    "",
  ])("the reading %j is refused", (local) => {
    expect(() => resolveWallTime({ local, zone: "Europe/London" })).toThrow(CalendarFault);
  });

  test.each(["2027-03-28T19:00", "2027-03-28T19:00+01:00", "2027-02-30T19:00Z", "2027-03-28T19:00Z[UTC]", "yesterday"])(
    "the instant %j is refused",
    (instant) => {
      expect(() => wallTimeOf(instant, "Europe/London")).toThrow(CalendarFault);
    },
  );

  test("an instant within a minute is shown as the minute begun", () => {
    expect(wallTimeOf("2027-03-28T18:00:59.999Z", "Europe/London")).toMatchObject({
      local: "2027-03-28T19:00",
      instant: "2027-03-28T18:00:00Z",
    });
  });
});
