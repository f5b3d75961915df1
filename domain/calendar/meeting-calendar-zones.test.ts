// The times of a meeting's calendar object, as foreign readers take them, wherever the server stands.
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import ICAL from "ical.js";
import { convertIcsCalendar, type IcsDateObject } from "ts-ics";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { meetingCalendar } from "./meeting-calendar.ts";
import { type WallTime, wallSpan, zones } from "./wall-time.ts";

type When = WallTime & { minutes: number };
const about = {
  uid: "m-1@reading.example",
  sequence: 0,
  createdAt: "2026-11-01T10:00:00Z",
  revisedAt: "2026-11-02T10:00:00Z",
  title: "Chapters 4 to 6",
  groupName: "",
};
const calendarOf = (when: When) => meetingCalendar({ ...about, ...when }, { product: "Interleaf" });

function readWithIcalJs(calendar: string) {
  const component = new ICAL.Component(ICAL.parse(calendar));
  const events = component.getAllSubcomponents("vevent");
  expect(events).toHaveLength(1);
  const event = new ICAL.Event(events[0] as ICAL.Component);
  return { start: event.startDate.toJSDate().getTime(), end: event.endDate.toJSDate().getTime() };
}

function readWithTsIcs(calendar: string) {
  const events = convertIcsCalendar(undefined, calendar).events ?? [];
  expect(events).toHaveLength(1);
  const [event] = events;
  const seen = (time: IcsDateObject | null | undefined) => ({
    at: time?.date.getTime(),
    local: time?.local?.date.toISOString().slice(0, 16),
    zone: time?.local?.timezone,
  });
  return { start: seen(event?.start), end: seen(event?.end) };
}

/** Whether no clock, neither the meeting's nor the process's, changes within 26 hours of an instant. */
function isFarFromChanges(instant: string, zone: string): boolean {
  const around = [-26, 26].map((hours) => Temporal.Instant.from(instant).add({ hours }));
  const meetings = around.map((at) => at.toZonedDateTimeISO(zone).offset);
  const process = around.map((at) => new Date(at.epochMilliseconds).getTimezoneOffset());
  return meetings[0] === meetings[1] && process[0] === process[1];
}

/**
 * Two foreign readers find the instants that were meant. ts-ics asks neither our VTIMEZONE nor the zone's law at the right moment: it looks up
 * the offset as if the reading were UTC, and by way of the process's own clock. So near a change of clocks it is held only to the reading and
 * the zone it found; ical.js, which goes by our VTIMEZONE, is held to the instant everywhere.
 */
function expectSameInstants(when: When) {
  const calendar = calendarOf(when);
  const { start, end } = wallSpan(when, when.minutes);
  expect(readWithIcalJs(calendar)).toMatchObject({ start: Date.parse(start.instant), end: Date.parse(end.instant) });
  const seen = readWithTsIcs(calendar);
  for (const [found, meant] of [
    [seen.start, start],
    [seen.end, end],
  ] as const) {
    if (found.zone !== undefined) expect(found).toMatchObject({ local: meant.local, zone: meant.zone });
    if (found.zone === undefined || isFarFromChanges(meant.instant, meant.zone)) expect(found.at).toBe(Date.parse(meant.instant));
  }
}

// Where clocks change on or near the day, or do so in an unusual way, or have ceased to.
const fixtures: [zone: string, local: string][] = [
  ["Europe/London", "2027-03-27T19:00"],
  ["Europe/London", "2027-03-28T00:30"],
  ["Europe/London", "2027-03-28T01:30"],
  ["Europe/London", "2027-03-28T19:00"],
  ["Europe/London", "2027-10-31T00:30"],
  ["Europe/London", "2027-10-31T01:30"],
  ["Europe/London", "2027-10-31T19:00"],
  ["America/New_York", "2027-03-14T02:30"],
  ["America/New_York", "2027-03-14T19:00"],
  ["America/New_York", "2027-11-07T00:15"],
  ["America/New_York", "2027-11-07T01:15"],
  ["America/New_York", "2027-11-07T19:00"],
  ["Europe/Dublin", "2027-01-14T19:00"],
  ["Europe/Dublin", "2027-03-28T19:00"],
  ["Europe/Dublin", "2027-10-31T19:00"],
  ["Australia/Lord_Howe", "2027-01-14T19:00"],
  ["Australia/Lord_Howe", "2027-04-04T01:10"],
  ["Australia/Lord_Howe", "2027-07-14T19:00"],
  ["Africa/Casablanca", "2027-02-10T19:00"],
  ["Africa/Casablanca", "2027-07-14T19:00"],
  ["America/Vancouver", "2027-01-14T19:00"],
  ["America/Vancouver", "2027-07-14T19:00"],
  ["Asia/Kathmandu", "2027-01-14T19:00"],
  ["Asia/Jerusalem", "2028-03-27T19:00"],
  ["Europe/Kiev", "2027-03-28T19:00"],
  ["Europe/Oslo", "2027-03-28T19:00"],
  ["Etc/GMT+5", "2027-03-28T19:00"],
  ["UTC", "2027-03-28T19:00"],
];

// Vitest runs files in processes of their own, so the process zone can be changed; the first test of each proves that it was.
describe.each([
  ["UTC", 0],
  ["America/New_York", 300],
  ["Asia/Dubai", -240],
  ["Asia/Kathmandu", -345],
])("with the server in %s", (processZone, offset) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = processZone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test("the process really stands there", () => {
    expect(new Date(Date.UTC(2027, 0, 1)).getTimezoneOffset()).toBe(offset);
  });

  test.each(fixtures)("%s at %s is read back as the same instant by two readers", (zone, local) => {
    for (const minutes of [45, 120, 60 * 26]) expectSameInstants({ zone, local, minutes });
  });

  test.each(fixtures)("%s at %s gives the same bytes as a server in UTC", (zone, local) => {
    const here = calendarOf({ zone, local, minutes: 90 });
    process.env.TZ = "UTC";
    const there = calendarOf({ zone, local, minutes: 90 });
    process.env.TZ = processZone;
    expect(here).toBe(there);
  });

  test("any zone, day and length is read back as the same instants", () => {
    const anyLocal = fc
      .integer({ min: Date.UTC(2026, 11, 1) / 60000, max: Date.UTC(2040, 0, 1) / 60000 })
      .map((minutes) => new Date(minutes * 60000).toISOString().slice(0, 16));
    fc.assert(
      fc.property(fc.constantFrom(...zones()), anyLocal, fc.integer({ min: 1, max: 3000 }), (zone, local, minutes) =>
        expectSameInstants({ zone, local, minutes }),
      ),
      { numRuns: 150 },
    );
  });
});

test("every zone to choose from is read back right, on both sides of the year", () => {
  for (const zone of zones()) {
    for (const local of ["2027-01-14T19:00", "2027-07-14T19:00"]) expectSameInstants({ zone, local, minutes: 90 });
  }
});

const python = [
  "import json, sys",
  "from datetime import timezone",
  "from icalendar import Calendar",
  "out = []",
  "for text in json.load(sys.stdin):",
  "    events = Calendar.from_ical(text.encode('utf-8')).walk('VEVENT')",
  "    assert len(events) == 1",
  "    times = [events[0].decoded(name).astimezone(timezone.utc) for name in ('dtstart', 'dtend')]",
  "    out.append([int(time.timestamp() * 1000) for time in times])",
  "json.dump(out, sys.stdout)",
].join("\n");
const hasPython = spawnSync("python3", ["-c", "import icalendar"]).status === 0;
if (!hasPython) console.info("Not read back with Python: its package icalendar is not installed here.");

test.skipIf(!hasPython)("Python's icalendar reads the same instants", () => {
  const calendars = fixtures.map(([zone, local]) => calendarOf({ zone, local, minutes: 90 }));
  const { stdout, stderr } = spawnSync("python3", ["-c", python], { input: JSON.stringify(calendars), encoding: "utf8" });
  expect(stderr).toBe("");
  const meant = fixtures.map(([zone, local]) => {
    const { start, end } = wallSpan({ zone, local }, 90);
    return [Date.parse(start.instant), Date.parse(end.instant)];
  });
  expect(JSON.parse(stdout)).toEqual(meant);
});
