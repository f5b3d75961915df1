// A time on the page: the wall clock of its place, with the zone always beside it, and the reader's own clock where that differs.
"use client";

import { classes } from "#app/_ui/classes.ts";
import { sameClock, type WallTimeForm, wallTime, zoneWords } from "#app/_ui/wall-time.ts";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { locales } from "#domain/catalogue/locales.ts";

export interface ClockProps {
  /** The moment, as an ISO string with offset ("2026-03-12T18:00:00Z") or a Date. */
  instant: string | Date;
  /** IANA zone of the place it is about. */
  zone: string;
  until?: string | Date;
  /** `date` alone shows no zone; the other two always do. Default datetime. */
  form?: WallTimeForm;
  year?: boolean;
  /** Zone of the person reading; when its clock differs, their time is added. */
  viewerZone?: string;
  className?: string;
}

export function Clock({ instant, zone, until, form = "datetime", year = false, viewerZone, className }: ClockProps) {
  const t = useWords("ui");
  const { format } = locales[useLocale()];
  const moment = new Date(instant);
  const end = until === undefined ? {} : { until: new Date(until) };
  const shown = wallTime(moment, { format, zone, form, year, ...end });
  const elsewhere = viewerZone && form !== "date" && !sameClock(moment, zone, viewerZone) ? viewerZone : undefined;
  const otherDay =
    elsewhere && wallTime(moment, { format, zone, form: "date" }) !== wallTime(moment, { format, zone: elsewhere, form: "date" });
  return (
    // The server's and the browser's Intl may differ in a space; that is no fault.
    <span className={classes("tabular-nums", className)} suppressHydrationWarning>
      <time dateTime={moment.toISOString()} suppressHydrationWarning>
        {form === "date" ? shown : t("clock.withZone", { time: shown, zone: zoneWords(moment, zone) })}
      </time>
      {elsewhere && (
        <span className="text-ink-soft" suppressHydrationWarning>
          {" · "}
          {t("clock.forYou", {
            time: wallTime(moment, { format, zone: elsewhere, form: otherDay ? "datetime" : "time", ...end }),
            zone: zoneWords(moment, elsewhere),
          })}
        </span>
      )}
    </span>
  );
}
