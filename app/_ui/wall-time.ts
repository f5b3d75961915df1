// Words for a moment as the clock on the wall shows it in a time zone. The zone is always given, never the machine's.

export type WallTimeForm = "time" | "date" | "datetime";

export interface WallTimeOptions {
  /** BCP 47 tag for the form of dates ("en-GB"). */
  format: string;
  /** IANA zone ("Europe/Berlin"). */
  zone: string;
  form?: WallTimeForm;
  /** End of a stretch of time that begins at the moment. */
  until?: Date;
  /** Shows the year too. */
  year?: boolean;
}

/** "Thu, 12 Mar, 19:00", or "Thu, 12 Mar, 19:00–20:30" with an end. */
export function wallTime(moment: Date, { format, zone, form = "datetime", until, year = false }: WallTimeOptions): string {
  const formatter = new Intl.DateTimeFormat(format, {
    timeZone: zone,
    ...(form !== "time" && { weekday: "short", day: "numeric", month: "short", ...(year && { year: "numeric" }) }),
    ...(form !== "date" && { hour: "2-digit", minute: "2-digit" }),
  });
  return until ? formatter.formatRange(moment, until) : formatter.format(moment);
}

/** Distance of a zone from UTC at a moment, as "GMT+5:30"; "UTC" for none. */
function offsetOf(moment: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(moment);
  const offset = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  if (/^GMT([+-]0)?$/.test(offset)) return "UTC"; // versions of Intl differ in how they write none
  return offset.replace("-", "−");
}

/** A zone in words at a moment: "Berlin, GMT+1". Zones without a place are only their distance from UTC. */
export function zoneWords(moment: Date, zone: string): string {
  const offset = offsetOf(moment, zone);
  if (!zone.includes("/") || zone.startsWith("Etc/")) return offset;
  return `${zone.split("/").at(-1)?.replaceAll("_", " ")}, ${offset}`;
}

/** Whether two zones show the same clock at a moment. */
export function sameClock(moment: Date, zone: string, other: string): boolean {
  return offsetOf(moment, zone) === offsetOf(moment, other);
}
