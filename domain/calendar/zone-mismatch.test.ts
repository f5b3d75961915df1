// Published zone rules against the runtime's.
import { expect, test } from "vitest";
import { CalendarFault } from "./calendar-fault.ts";
import { readVtimezone, vtimezone } from "./vtimezone.ts";
import { zoneMismatch } from "./zone-mismatch.ts";

// A VTIMEZONE with the yearly rules of the Pacific coast, as they held in Vancouver before it kept summer time for good.
const pacificBefore2026 = [
  "BEGIN:VTIMEZONE",
  "TZID:America/Vancouver",
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:-0800",
  "TZOFFSETTO:-0700",
  "DTSTART:19700308T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:-0700",
  "TZOFFSETTO:-0800",
  "DTSTART:19701101T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
].join("\r\n");

test.each([
  "Europe/London",
  "America/New_York",
  "Europe/Dublin",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "America/Vancouver",
  "Asia/Kathmandu",
  "Europe/Oslo",
  "UTC",
])("the rules of %s agree from the end of 2026 on", (zone) => {
  expect(zoneMismatch(zone, "2026-12-01T00:00:00Z")).toBeNull();
});

test("a law that no yearly rule can say is found: Israel changes on the Friday before the last Sunday of March", () => {
  // In 2028 that Friday is the 24th; the published rule says the last Friday, the 31st.
  expect(zoneMismatch("Asia/Jerusalem", "2026-12-01T00:00:00Z")).toEqual({
    zone: "Asia/Jerusalem",
    at: "2028-03-24T00:00:00Z",
    runtime: "+03:00",
    published: "+02:00",
  });
});

test("only the 24 months from the given instant count", () => {
  expect(zoneMismatch("Asia/Jerusalem", "2026-03-23T00:00:00Z")).toBeNull();
  expect(zoneMismatch("Asia/Jerusalem", "2026-03-24T00:00:00Z")?.at).toBe("2028-03-24T00:00:00Z");
});

test("rules from before a change of law are found at the next winter", () => {
  const old = readVtimezone(pacificBefore2026);
  expect(old).not.toBeNull();
  expect(zoneMismatch("America/Los_Angeles", "2026-12-01T00:00:00Z", old)).toBeNull();
  expect(zoneMismatch("America/Vancouver", "2027-06-01T00:00:00Z", old)).toEqual({
    zone: "America/Vancouver",
    at: "2027-11-07T09:00:00Z",
    runtime: "-07:00",
    published: "-08:00",
  });
});

test("a difference that is there from the first moment is found at that moment", () => {
  expect(zoneMismatch("Asia/Dubai", "2026-12-01T00:00:00Z", vtimezone("Asia/Kathmandu"))).toMatchObject({
    at: "2026-12-01T00:00:00Z",
    runtime: "+04:00",
    published: "+05:45",
  });
});

test("a zone without published rules counts as different", () => {
  expect(zoneMismatch("Asia/Dubai", "2026-12-01T00:00:00Z", null)).toMatchObject({ runtime: "+04:00", published: null });
});

test("an unknown zone and an instant without Z are refused", () => {
  expect(() => zoneMismatch("Mars/Olympus", "2026-12-01T00:00:00Z")).toThrow(CalendarFault);
  expect(() => zoneMismatch("Asia/Dubai", "2026-12-01T00:00:00")).toThrow(CalendarFault);
});
