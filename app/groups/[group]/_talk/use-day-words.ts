// Days and hours of a conversation in the reader's zone, in words.
"use client";

import { useMemo } from "react";
import { wallTime, zoneWords } from "#app/_ui/wall-time.ts";
import { useLocale, useWords } from "#app/_words/words.tsx";
import { useNow } from "#app/groups/[group]/_nav/use-now.ts";
import { useZone } from "#app/groups/[group]/_nav/use-zone.ts";
import { locales } from "#domain/catalogue/locales.ts";

const DAY_MS = 24 * 60 * 60_000;

export interface DayWords {
  /** A name for a moment's day, the same for all moments of that day. */
  dayOf: (moment: string) => string;
  /** The day as a heading, with the zone that the times below it are in: "Thursday 12 March, times in Berlin, GMT+1". */
  sayDay: (moment: string) => string;
  /** "19:02". Only for below such a heading, which says the zone. */
  sayTime: (moment: string) => string;
}

/** In UTC until the reader's zone is known. */
export function useDayWords(start?: string): DayWords {
  const t = useWords("talk");
  const { format } = locales[useLocale()];
  const zone = useZone() ?? "UTC";
  const now = useNow(start);
  const thisDay = Math.floor(now / 600_000) * 600_000;
  return useMemo(() => {
    const key = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
    const full = { timeZone: zone, weekday: "long", day: "numeric", month: "long" } as const;
    const near = new Intl.DateTimeFormat(format, full);
    const far = new Intl.DateTimeFormat(format, { ...full, year: "numeric" });
    const dayOf = (moment: string) => key.format(new Date(moment));
    const [today, yesterday] = [key.format(thisDay), key.format(thisDay - DAY_MS)];
    return {
      dayOf,
      sayDay(moment) {
        const date = new Date(moment);
        const day = dayOf(moment);
        const sameYear = day.slice(0, 4) === today.slice(0, 4);
        const words = day === today ? t("today") : day === yesterday ? t("yesterday") : (sameYear ? near : far).format(date);
        return t("day", { day: words, zone: zoneWords(date, zone) });
      },
      sayTime: (moment) => wallTime(new Date(moment), { format, zone, form: "time" }),
    };
  }, [t, format, zone, thisDay]);
}
