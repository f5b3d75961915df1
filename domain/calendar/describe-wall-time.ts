// Says a time in words, for people. Uses Intl alone, so that it also runs in browsers that have no Temporal.
import { CalendarFault } from "./calendar-fault.ts";
import { readLocal } from "./local-time.ts";
import type { WallTime } from "./wall-time.ts";

/**
 * The wall time as it was agreed, with its zone: "Thursday 3 December 2026 at 19:00 (Europe/London)".
 * Words, order and 12 or 24 hours follow the locale (BCP 47, such as "en-GB").
 * @throws CalendarFault when the time, the zone or the locale is not one.
 */
export function sayWallTime(wall: WallTime, locale: string): string {
  // The reading is formatted as it stands; the zone is checked, but must not move it.
  formatter(wall.zone, locale);
  return `${formatter("UTC", locale).format(readLocal(wall.local))} (${wall.zone})`;
}

/**
 * An instant (ISO, UTC) as the clock of the person looking shows it, with their zone, in the form of `sayWallTime`.
 * @throws CalendarFault when the instant, the zone or the locale is not one.
 */
export function sayForViewer(instant: string, viewerZone: string, locale: string): string {
  const at = instant.endsWith("Z") ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(at))
    throw new CalendarFault(`"${instant.slice(0, 40)}" is not an instant in UTC, such as 2027-03-28T18:00:00Z.`);
  return `${formatter(viewerZone, locale).format(at)} (${viewerZone})`;
}

function formatter(timeZone: string, locale: string): Intl.DateTimeFormat {
  try {
    // The language's own full form, which also knows whether it writes 0:45 or 00:45.
    return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full", timeStyle: "short" });
  } catch {
    throw new CalendarFault(
      `The time zone "${timeZone.slice(0, 64)}" or the language "${locale.slice(0, 40)}" is not known here.`,
    );
  }
}
