// The reader's own time zone. The server does not know it, so the first frame has none.
"use client";

import { useSyncExternalStore } from "react";

/** An IANA name ("Europe/Berlin"); undefined until the page is alive in the browser. */
export function useZone(): string | undefined {
  return useSyncExternalStore(
    () => () => {},
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => undefined,
  );
}
