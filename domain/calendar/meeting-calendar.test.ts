// The calendar object of a meeting, byte by byte and word by word.
import fc from "fast-check";
import ICAL from "ical.js";
import { convertIcsCalendar } from "ts-ics";
import { describe, expect, test } from "vitest";
import { CalendarFault } from "./calendar-fault.ts";
import { type CalendarMeeting, meetingCalendar } from "./meeting-calendar.ts";
import { zones } from "./wall-time.ts";

const product = "Interleaf";
const meeting: CalendarMeeting = {
  uid: "m-018f0c1e-7d5a-7000-8000-000000000001@reading.example",
  sequence: 0,
  createdAt: "2026-11-01T10:00:00.123Z",
  revisedAt: "2026-11-02T10:00:00.987Z",
  local: "2027-03-28T19:00",
  zone: "Europe/London",
  minutes: 90,
  title: "Chapters 4 to 6",
  groupName: "North London",
};

const calendarOf = (part: Partial<CalendarMeeting>) => meetingCalendar({ ...meeting, ...part }, { product });
const linesOf = (calendar: string) => calendar.replace(/\r\n /g, "").split("\r\n");
const eventOf = (calendar: string) => linesOf(calendar).slice(linesOf(calendar).indexOf("BEGIN:VEVENT"));
const propertyOf = (calendar: string, name: string) =>
  eventOf(calendar)
    .find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))
    ?.slice(name.length);

function expectSoundBytes(calendar: string) {
  const bytes = new TextEncoder().encode(calendar);
  expect(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(calendar);
  expect(calendar.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(calendar.replaceAll("\r\n", "")).not.toMatch(/[\p{Cs}\uFFFD]|(?!\t)\p{Cc}/u);
  const longest = Math.max(...calendar.split("\r\n").map((line) => new TextEncoder().encode(line).length));
  expect(longest).toBeLessThanOrEqual(75);
  const lines = linesOf(calendar);
  expect(lines.filter((line) => !/^[A-Z][A-Z-]*(;[A-Z-]+=("[^"]*"|[^";:,]*))*:/.test(line))).toEqual([""]);
  expect(lines.filter((line) => /^(ATTENDEE|ORGANIZER)/.test(line))).toEqual([]);
  for (const name of ["DTSTAMP", "CREATED", "LAST-MODIFIED"]) {
    expect(eventOf(calendar).filter((line) => line.startsWith(name))).toEqual([expect.stringMatching(/^[A-Z-]+:\d{8}T\d{6}Z$/)]);
  }
  const declared = lines.filter((line) => line.startsWith("TZID:")).map((line) => line.slice(5));
  const used = lines.flatMap((line) => /^DT(?:START|END);TZID=([^:;]+):\d{8}T\d{6}$/.exec(line)?.[1] ?? []);
  expect([...new Set(used)]).toEqual(declared);
  if (used.length === 0) expect(lines.filter((line) => /^DT(START|END):\d{8}T\d{6}Z$/.test(line))).toHaveLength(2);
}

test("a meeting is these bytes", () => {
  const calendar = calendarOf({
    sequence: 3,
    place: "Room 3, first floor; left",
    link: "https://meet.example/r?x=1",
    reading: "Chapters 4 to 6\nabout 9,000 words",
    pageUrl: "https://reading.example/m/1",
  });
  const expected = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Interleaf//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "BEGIN:DAYLIGHT",
    "TZNAME:BST",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "DTSTART:19700329T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:GMT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "DTSTART:19701025T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
    "BEGIN:VEVENT",
    "UID:m-018f0c1e-7d5a-7000-8000-000000000001@reading.example",
    "SEQUENCE:3",
    "DTSTAMP:20261102T100000Z",
    "CREATED:20261101T100000Z",
    "LAST-MODIFIED:20261102T100000Z",
    "DTSTART;TZID=Europe/London:20270328T190000",
    "DTEND;TZID=Europe/London:20270328T203000",
    "SUMMARY:Chapters 4 to 6 (North London)",
    "STATUS:CONFIRMED",
    "TRANSP:OPAQUE",
    "CLASS:PRIVATE",
    "LOCATION:Room 3\\, first floor\\; left",
    "URL:https://meet.example/r?x=1",
    "CONFERENCE;FEATURE=VIDEO;LABEL=Join;VALUE=URI:https://meet.example/r?x=1",
    "DESCRIPTION:North London\\nTo read: Chapters 4 to 6\\nabout 9\\,000 words\\nJo",
    " in: https://meet.example/r?x=1\\nDetails: https://reading.example/m/1",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  expect(calendar).toBe(expected);
});

test("every zone to choose from gives an object with sound bytes, on both sides of the year", () => {
  for (const zone of zones()) {
    for (const local of ["2027-01-14T19:00", "2027-07-14T19:00"]) expectSoundBytes(calendarOf({ zone, local }));
  }
});

describe("the zone of a meeting", () => {
  test("is published under the name people chose, also where neighbours share the rules", () => {
    const calendar = calendarOf({ zone: "Europe/Oslo" });
    expect(linesOf(calendar)).toEqual(expect.arrayContaining(["TZID:Europe/Oslo", "DTSTART;TZID=Europe/Oslo:20270328T190000"]));
  });

  test.each([
    ["the zone is UTC", { zone: "UTC" }, "20270328T190000Z"],
    ["the published rules are wrong for it", { zone: "Asia/Jerusalem", local: "2028-03-27T19:00" }, "20280327T160000Z"],
    ["they were wrong until an hour before", { zone: "Asia/Jerusalem", local: "2028-03-31T02:30" }, "20280330T233000Z"],
    ["the start comes twice on the clock", { local: "2027-10-31T01:30" }, "20271031T003000Z"],
    ["the end comes twice on the clock", { local: "2027-10-31T00:00" }, "20271030T230000Z"],
  ])("is left out, and times are in UTC, when %s", (_, part, start) => {
    const calendar = calendarOf(part);
    expectSoundBytes(calendar);
    expect(calendar).not.toContain("VTIMEZONE");
    expect(propertyOf(calendar, "DTSTART")).toBe(`:${start}`);
  });

  test("moves a start that the clocks jump over to where the clock goes on", () => {
    expect(propertyOf(calendarOf({ local: "2027-03-28T01:30" }), "DTSTART")).toBe(";TZID=Europe/London:20270328T023000");
  });
});

describe("the words of a meeting", () => {
  test("called off, it says so in the title as well and no longer takes up the time", () => {
    const calendar = calendarOf({ calledOff: true, sequence: 1 });
    expect(propertyOf(calendar, "SUMMARY")).toBe(":Cancelled: Chapters 4 to 6 (North London)");
    expect(propertyOf(calendar, "STATUS")).toBe(":CANCELLED");
    expect(propertyOf(calendar, "TRANSP")).toBe(":TRANSPARENT");
    expect(propertyOf(calendar, "UID")).toBe(`:${meeting.uid}`);
  });

  test("discreet, it tells when and where, but neither of whom nor about what", () => {
    const secret = { title: "Surplus value", groupName: "Harbour workers", reading: "Volume one" };
    const calendar = calendarOf({ ...secret, discreet: true, place: "Room 3", link: "https://meet.example/r", calledOff: true });
    expect(propertyOf(calendar, "SUMMARY")).toBe(":Cancelled: Meeting");
    expect(propertyOf(calendar, "LOCATION")).toBe(":Room 3");
    expect(propertyOf(calendar, "DESCRIPTION")).toBe(":Join: https://meet.example/r");
    for (const word of Object.values(secret)) expect(linesOf(calendar).join("\n")).not.toContain(word);
  });

  test("without place, link and reading it has no such properties", () => {
    const names = linesOf(calendarOf({})).map((line) => line.split(/[:;]/)[0]);
    for (const name of ["LOCATION", "URL", "CONFERENCE"]) expect(names).not.toContain(name);
  });

  test("with no link, the meeting's page is its URL, and no conference is claimed", () => {
    const calendar = calendarOf({ pageUrl: "https://reading.example/m/1" });
    expect(propertyOf(calendar, "URL")).toBe(":https://reading.example/m/1");
    expect(propertyOf(calendar, "CONFERENCE")).toBeUndefined();
  });

  test("a title that leaves no room for the group's name stands alone, and a longer one ends in an ellipsis", () => {
    expect(propertyOf(calendarOf({ title: "x".repeat(50) }), "SUMMARY")).toBe(`:${"x".repeat(50)}`);
    expect(propertyOf(calendarOf({ title: "x".repeat(61) }), "SUMMARY")).toBe(`:${"x".repeat(59)}…`);
  });

  test("a title is never cut inside a character people see as one", () => {
    const family = "👩‍👩‍👧‍👦";
    const summary = propertyOf(calendarOf({ title: family.repeat(20) }), "SUMMARY") ?? "";
    expect(summary).toBe(`:${family.repeat(8)}…`);
  });

  test("one letter under ten thousand marks is cut all the same", () => {
    const summary = propertyOf(calendarOf({ title: `e${"\u0301".repeat(10_000)}` }), "SUMMARY") ?? "";
    expect([...summary.slice(1)].length).toBe(60);
  });

  test("a title of nothing but blanks and control characters becomes the neutral one", () => {
    expect(propertyOf(calendarOf({ title: " \u0000\u0007\n ", groupName: "" }), "SUMMARY")).toBe(":Meeting");
  });

  test("our own words can be in another language", () => {
    const words = { calledOff: "Abgesagt", meeting: "Treffen", toRead: "Zu lesen", join: 'Zum "Raum": hier', page: "Näheres" };
    const calendar = meetingCalendar({ ...meeting, calledOff: true, link: "https://meet.example/r" }, { product, words });
    expectSoundBytes(calendar);
    expect(propertyOf(calendar, "SUMMARY")).toBe(":Abgesagt: Chapters 4 to 6 (North London)");
    expect(calendar).toContain('LABEL="Zum ”Raum”: hier"');
  });
});

describe("any text", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          "👩‍👩‍👧‍👦",
          "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
          "資本論",
          "رأس المال",
          "הון",
          "é",
          "e\u0301",
          '"',
          "'",
          ";",
          ",",
          ":",
          "\\",
          "\\n",
          "\n",
          "\r\n",
          "\r",
          "\t",
          "\u2028",
          "\ud83d",
          "\udc69",
          "\ufffd",
          "\u0000",
          "BEGIN:VEVENT\r\n",
          "^n",
          "… ",
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join("")),
    fc.constantFrom("資".repeat(3400), "a".repeat(10_240), "👩‍👩‍👧‍👦".repeat(400), "; , \\ \n".repeat(1500)),
  );

  test("gives sound bytes, one event and the same text to a reader", () => {
    fc.assert(
      fc.property(
        nasty,
        nasty,
        nasty,
        nasty,
        fc.boolean(),
        fc.constantFrom(...zones()),
        (title, groupName, place, reading, calledOff, zone) => {
          const calendar = calendarOf({
            title,
            groupName,
            place,
            reading,
            calledOff,
            zone,
            link: `https://meet.example/${encodeURI([...place.toWellFormed()].slice(0, 40).join(""))}?q="a",b;c`,
          });
          expectSoundBytes(calendar);
          const event = new ICAL.Event(new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent("vevent") ?? undefined);
          expect([...event.summary].length).toBeLessThanOrEqual(60);
          expect(event.summary).not.toMatch(/\n/);
          // What a reader gets is what was given, but for the characters taken out, blanks and the cut.
          const bare = (text: string) => text.replace(/[\p{Cs}\uFFFD\uFEFF\p{Cc}\s]/gu, "");
          const given = bare(`${calledOff ? "Cancelled:" : ""}${title}`) || "";
          const got = bare(event.summary);
          if (bare(title) === "") expect(got).toContain("Meeting");
          else expect(`${given}(${bare(groupName)})`.startsWith(got.replace(/…$/, "")) || got.startsWith(given)).toBe(true);
          // A second reader finds the one event, whatever was in its text.
          expect(convertIcsCalendar(undefined, calendar).events?.map((one) => one.uid)).toEqual([meeting.uid]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("what is no meeting", () => {
  test.each<[string, Partial<CalendarMeeting>]>([
    ["an empty uid", { uid: "" }],
    ["a uid with a line end", { uid: "a\r\nATTENDEE:b" }],
    ["a broken sequence", { sequence: 1.5 }],
    ["a sequence below nothing", { sequence: -1 }],
    ["a time as sequence", { sequence: 1_793_000_000_000 }],
    ["a revision without Z", { revisedAt: "2026-11-02T10:00:00" }],
    ["a creation that is no time", { createdAt: "soon" }],
    ["a day that does not exist", { local: "2027-02-29T19:00" }],
    ["an unknown zone", { zone: "Mars/Olympus" }],
    ["no length", { minutes: 0 }],
    ["a link that runs code", { link: "javascript:alert(1)" }],
    ["a link that is none", { link: "the usual room" }],
    ["a page that is a file", { pageUrl: "file:///etc/passwd" }],
  ])("%s is refused in a sentence", (_, part) => {
    expect(() => calendarOf(part)).toThrow(CalendarFault);
  });
});
