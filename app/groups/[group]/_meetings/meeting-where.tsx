// Where a meeting is: a place, a link to a call, both, or not said.
"use client";

import { MapPin, Video } from "lucide-react";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import type { Meeting } from "#domain/shapes/meeting.ts";

export function MeetingWhere({ meeting, className }: { meeting: Pick<Meeting, "place" | "link">; className?: string }) {
  const t = useWords("meetings");
  const { place, link } = meeting;
  if (!place && !link) return null;
  return (
    <div className={classes("flex flex-col gap-1.5", className)}>
      {place && (
        <p className="flex items-start gap-2">
          <MapPin aria-hidden className="mt-[0.2em] size-4 shrink-0 text-ink-soft" />
          <bdi className="min-w-0 [overflow-wrap:anywhere]">{place}</bdi>
        </p>
      )}
      {link && (
        <p className="flex items-start gap-2">
          <Video aria-hidden className="mt-[0.2em] size-4 shrink-0 text-ink-soft" />
          <a href={link} target="_blank" rel="noopener noreferrer" className="link min-w-0 [overflow-wrap:anywhere]">
            {t("joinAt", { host: hostOf(link) })}
          </a>
        </p>
      )}
    </div>
  );
}

function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).host : link;
}
