// Reads a clock reading without a zone, such as "2027-03-28T19:00". Needs neither Temporal nor a zone, so a browser can use it too.
import { CalendarFault } from "./calendar-fault.ts";

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/** The years a meeting may lie in. Zone data says little about the law of other times. */
export const firstYear = 2000;
export const lastYear = 2199;

/**
 * Reads `local` ("YYYY-MM-DDThh:mm", 24 hours, no zone, no seconds) as if it were UTC.
 * @returns milliseconds since 1970 of that reading in UTC: good for formatting with `timeZone: "UTC"`, not an instant of the meeting.
 * @throws CalendarFault when the text has another form, names a day or hour that no calendar has, or a year outside 2000 to 2199.
 */
export function readLocal(local: string): number {
  const found = form.exec(local);
  if (!found) throw new CalendarFault(`The time "${local.slice(0, 40)}" is not written like 2027-03-28T19:00.`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const read = Date.UTC(year, month - 1, day, hour, minute);
  // Date.UTC carries 31 April over into May and 24:00 into the next day; a reading that comes back changed was none.
  if (Number.isNaN(read) || new Date(read).toISOString().slice(0, 16) !== local) {
    throw new CalendarFault(`There is no such day or hour as ${local}.`);
  }
  if (year < firstYear || year > lastYear) {
    throw new CalendarFault(`The year ${year} is outside ${firstYear} to ${lastYear}.`);
  }
  return read;
}
