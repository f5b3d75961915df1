// What changing clocks do to a meeting's time, seen from the time the server has stored. Pure; needs only Intl.
import type { Meeting } from "#domain/shapes/meeting.ts";

/** Clocks go back by an hour, in a few places by half of one. */
const GOES_BACK_BY_MS = [30 * 60_000, 60 * 60_000];

/** What the clock in a zone shows at a moment, as "YYYY-MM-DDThh:mm". */
export function localOf(moment: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const),
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** Whether the clock shows the meeting's time once more that night, because it goes back. The first of the two is meant. */
export function isRepeated({ startsAt, local, zone }: Pick<Meeting, "startsAt" | "local" | "zone">): boolean {
  return GOES_BACK_BY_MS.some((ms) => localOf(Date.parse(startsAt) + ms, zone) === local);
}

/** What to tell whoever planned: the clock jumps over the time they said, or shows it twice. */
export function clockChange(
  said: string,
  stored: Pick<Meeting, "startsAt" | "local" | "zone">,
): "skipped" | "repeated" | undefined {
  if (stored.local !== said) return "skipped";
  return isRepeated(stored) ? "repeated" : undefined;
}
