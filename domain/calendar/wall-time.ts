// Wall-clock time: what people agree on ("19:00 in London"), and the instant it means under the zone law known today.
// The wall time is what is kept; the instant is only derived from it, because governments change zone laws.
import { tzlib_get_ical_block, tzlib_get_timezones } from "timezones-ical-library";
import { CalendarFault } from "./calendar-fault.ts";
import { firstYear, lastYear, readLocal } from "./local-time.ts";

/** A clock reading in a place: `local` is "YYYY-MM-DDThh:mm" without zone, `zone` an IANA name such as "Europe/London". */
export type WallTime = { local: string; zone: string };

/** An instant and how the clock in the zone shows it. `instant` is ISO in UTC ("…:00Z"), `offset` like "+01:00". */
export type WallReading = WallTime & { instant: string; offset: string };

/**
 * What a wall time means. `plain`: it happens once. `gap`: clocks jump over it, so the meeting is at the later reading in `local`.
 * `overlap`: it happens twice; the first is meant. `said` is the reading that was asked for, present only for `gap` and `overlap`,
 * where whoever plans should be warned; `again` is the second instant of an overlap.
 */
export type ResolvedWallTime = WallReading & { kind: "plain" | "gap" | "overlap"; said?: string; again?: string };

/** The longest meeting, in minutes: a week. */
const longestMeeting = 7 * 24 * 60;

const utcInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z$/;

// Old spellings the runtime still prefers for places whose rules the zone library has merged into a neighbour's,
// so that the library cannot tell the new spelling (IANA, file "backward").
const newSpelling: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Coral_Harbour": "America/Atikokan",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

const published = new Set(tzlib_get_timezones());
const primaries = Intl.supportedValuesOf("timeZone");
const canonicalNames = new Map<string, string>();
let listed: readonly string[] | undefined;

/** Whether the runtime holds two names for one zone. It does so for renamed places, never for neighbours that only share a law. */
function isSameZone(one: string, other: string): boolean {
  return new Temporal.ZonedDateTime(0n, one).equals(new Temporal.ZonedDateTime(0n, other));
}

/** The name under which the zone library publishes `zone`, or nothing. It prints a complaint for unknown names, hence the look first. */
function publishedName(zone: string): string | undefined {
  if (!published.has(zone)) return undefined;
  return /^TZID:(.+)\r?$/m.exec(tzlib_get_ical_block(zone)[0] ?? "")?.[1]?.trim();
}

function findCanonicalName(id: string): string | undefined {
  if (isSameZone(id, "UTC")) return "UTC";
  const name = publishedName(id);
  // The library's name wins only for the same place (Europe/Kiev is Europe/Kyiv). It also files Oslo under Berlin, which
  // would print a foreign town to the people of Oslo and be wrong on the day their laws part.
  if (name !== undefined && isSameZone(id, name)) return name;
  const primary = primaries.includes(id) ? id : primaries.find((zone) => isSameZone(zone, id));
  return primary === undefined ? undefined : (newSpelling[primary] ?? primary);
}

/**
 * The one name we keep for a zone: today's IANA spelling (Europe/Kiev gives Europe/Kyiv, Asia/Calcutta Asia/Kolkata), letter case put right.
 * @throws CalendarFault when `name` is no named zone, or one that this runtime does not know. Bare offsets ("+01:00") are refused: they have no law.
 */
export function canonicalZone(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) {
    throw new CalendarFault(`"${name.slice(0, 64)}" is not the name of a time zone, such as Europe/London.`);
  }
  let id: string;
  try {
    id = new Temporal.ZonedDateTime(0n, name).timeZoneId;
  } catch {
    throw new CalendarFault(`The time zone "${name}" is not known here.`);
  }
  const canonical = canonicalNames.get(id) ?? findCanonicalName(id);
  if (canonical === undefined) throw new CalendarFault(`The time zone "${name}" is not known here.`);
  canonicalNames.set(id, canonical);
  return canonical;
}

/** Every zone to choose from, by canonical name, sorted: all places, and UTC. Fixed offsets (Etc/GMT+5) are understood but not offered. */
export function zones(): readonly string[] {
  listed ??= [...new Set([...primaries.map(canonicalZone), "UTC"])].sort();
  return listed;
}

/** Reads an ISO instant in UTC. @throws CalendarFault for anything else, a missing Z above all. */
export function readInstant(instant: string): Temporal.Instant {
  try {
    if (utcInstant.test(instant)) return Temporal.Instant.from(instant);
  } catch {
    // A day or hour that does not exist: said below like any other text that is no instant.
  }
  throw new CalendarFault(`"${instant.slice(0, 40)}" is not an instant in UTC, such as 2027-03-28T18:00:00Z.`);
}

function reading(time: Temporal.ZonedDateTime): WallReading {
  const local = time.toPlainDateTime().toString({ smallestUnit: "minute" });
  if (time.year < firstYear || time.year > lastYear) {
    throw new CalendarFault(`The year ${time.year} is outside ${firstYear} to ${lastYear}.`);
  }
  return { local, zone: time.timeZoneId, instant: time.toInstant().toString({ smallestUnit: "second" }), offset: time.offset };
}

/**
 * The instant a wall time means. A time the clocks jump over is read with the offset before the jump (02:30 becomes 03:30), a time that
 * comes twice means the first: RFC 5545 section 3.3.5, and what Temporal calls "compatible".
 * @throws CalendarFault when the time or the zone is not one.
 */
export function resolveWallTime(wall: WallTime): ResolvedWallTime {
  const zone = canonicalZone(wall.zone);
  readLocal(wall.local);
  const local = Temporal.PlainDateTime.from(wall.local);
  const first = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  const last = local.toZonedDateTime(zone, { disambiguation: "later" });
  if (first.equals(last)) return { ...reading(first), kind: "plain" };
  if (first.toPlainDateTime().equals(local)) {
    return { ...reading(first), kind: "overlap", said: wall.local, again: last.toInstant().toString({ smallestUnit: "second" }) };
  }
  return { ...reading(last), kind: "gap", said: wall.local };
}

/** What the clock in `zone` shows at `instant` (ISO, UTC), to the minute begun. @throws CalendarFault when either is not one. */
export function wallTimeOf(instant: string, zone: string): WallReading {
  return reading(
    readInstant(instant).toZonedDateTimeISO(canonicalZone(zone)).round({ smallestUnit: "minute", roundingMode: "floor" }),
  );
}

/**
 * Start and end of something that begins at `wall` and lasts `minutes` of real time (1 to a week), also across a change of clocks.
 * @throws CalendarFault when the time, the zone or the length is not one.
 */
export function wallSpan(wall: WallTime, minutes: number): { start: ResolvedWallTime; end: WallReading } {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > longestMeeting) {
    throw new CalendarFault(`A meeting lasts a whole number of minutes from 1 to ${longestMeeting}, not ${minutes}.`);
  }
  const start = resolveWallTime(wall);
  const end = readInstant(start.instant).add({ minutes }).toString({ smallestUnit: "second" });
  return { start, end: wallTimeOf(end, start.zone) };
}
