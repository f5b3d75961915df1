// When a meeting is: from and to by the clock of its place, with the zone, and the reader's own clock where it differs.
"use client";

import { Clock } from "#app/_ui/clock.tsx";
import { endOf } from "#app/groups/[group]/_meetings/schedule.ts";
import { useZone } from "#app/groups/[group]/_nav/use-zone.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

export interface MeetingWhenProps {
  meeting: Pick<Meeting, "startsAt" | "minutes" | "zone">;
  year?: boolean;
  className?: string;
}

export function MeetingWhen({ meeting, ...rest }: MeetingWhenProps) {
  const viewerZone = useZone();
  return (
    <Clock
      instant={meeting.startsAt}
      until={new Date(endOf(meeting))}
      zone={meeting.zone}
      {...rest}
      {...(viewerZone && { viewerZone })}
    />
  );
}
