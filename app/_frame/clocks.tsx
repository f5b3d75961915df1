// Times for whoever looks: a meeting by its own clock with the reader's beside it, and moments by the reader's clock. The zone is always said.
"use client";

import { useSyncExternalStore } from "react";
import { Clock } from "#app/_ui/clock.tsx";
import type { WallTimeForm } from "#app/_ui/wall-time.ts";

/** The reader's zone. The server does not know it, so the first frame has none. */
function useViewerZone(): string | undefined {
  return useSyncExternalStore(
    () => () => {},
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => undefined,
  );
}

/** When a meeting is, by the clock of its place; the reader's clock is added where it differs. */
export function MeetingClock(props: { instant: string; zone: string; className?: string }) {
  const viewerZone = useViewerZone();
  return <Clock {...props} {...(viewerZone && { viewerZone })} />;
}

/** A moment by the reader's own clock; in UTC until that is known. */
export function ViewerClock(props: { instant: string; form?: WallTimeForm; year?: boolean; className?: string }) {
  return <Clock {...props} zone={useViewerZone() ?? "UTC"} />;
}
