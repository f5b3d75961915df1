// The one error of the calendar: what was given cannot be a time, a zone or a meeting.

/** Thrown for input the calendar cannot take. `message` is a whole sentence that names what was wrong. */
export class CalendarFault extends Error {
  override name = "CalendarFault";
}
