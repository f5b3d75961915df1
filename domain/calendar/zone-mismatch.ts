// Do the rules we publish for a zone say the same as the rules we reckon with? Both come from the IANA data, of different releases,
// and a yearly rule only approximates some laws (Asia/Jerusalem). Where they part, other calendars would be an hour off.
import type ICAL from "ical.js";
import { announcedChanges, type ClockChange, vtimezone } from "./vtimezone.ts";
import { canonicalZone, readInstant } from "./wall-time.ts";

/** The first moment two sources part: `at` (ISO, UTC), and the offset each has from then on ("+01:00"; null when nothing is published). */
export type ZoneMismatch = { zone: string; at: string; runtime: string; published: string | null };

/** How far ahead the rules are compared. */
const monthsCompared = 24;

/**
 * Compares the VTIMEZONE of `zone` with the runtime's own rules over the 24 months from `from` (ISO, UTC).
 * @param rules the VTIMEZONE to test; the one we publish when left out.
 * @returns the first difference, or null when there is none. UTC never has one.
 * @throws CalendarFault when the zone or the instant is not one.
 */
export function zoneMismatch(name: string, from: string, rules: ICAL.Component | null = vtimezone(name)): ZoneMismatch | null {
  const zone = canonicalZone(name);
  if (zone === "UTC") return null;
  const begin = readInstant(from).toZonedDateTimeISO(zone);
  const end = begin.add({ months: monthsCompared });
  if (rules === null) return { zone, at: begin.toInstant().toString(), runtime: begin.offset, published: null };

  const announced = announcedChanges(rules, end.epochMilliseconds);
  const reckoned = runtimeChanges(begin, end);
  const moments = [begin.epochMilliseconds, ...[...announced, ...reckoned].map((change) => change.at)]
    .filter((at) => at >= begin.epochMilliseconds)
    .sort((one, other) => one - other);
  for (const at of moments) {
    const ours = offsetAt(reckoned, at);
    const theirs = offsetAt(announced, at);
    if (ours === theirs) continue;
    const instant = Temporal.Instant.fromEpochMilliseconds(at).toString();
    return { zone, at: instant, runtime: written(ours) ?? begin.offset, published: written(theirs) };
  }
  return null;
}

/** The runtime's offset at `begin` and its changes until `end`, in order. */
function runtimeChanges(begin: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): ClockChange[] {
  const changes = [changeAt(begin)];
  for (let next = begin.getTimeZoneTransition("next"); next; next = next.getTimeZoneTransition("next")) {
    if (next.epochMilliseconds > end.epochMilliseconds) break;
    changes.push(changeAt(next));
  }
  return changes;
}

function changeAt(time: Temporal.ZonedDateTime): ClockChange {
  return { at: time.epochMilliseconds, seconds: time.offsetNanoseconds / 1e9 };
}

function offsetAt(changes: readonly ClockChange[], at: number): number | undefined {
  return changes.findLast((change) => change.at <= at)?.seconds;
}

function written(seconds: number | undefined): string | null {
  if (seconds === undefined) return null;
  const minutes = Math.abs(Math.trunc(seconds / 60));
  const two = (part: number) => String(part).padStart(2, "0");
  return `${seconds < 0 ? "-" : "+"}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}
