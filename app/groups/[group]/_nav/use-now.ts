// The time of day as state, for what changes by itself when a moment has passed.
"use client";

import { useEffect, useState } from "react";

const TICK_MS = 20_000;

/** Milliseconds since 1970. It starts from what the server drew with (an ISO moment), so that the first frame is the same, and goes on every 20 seconds. */
export function useNow(start?: string): number {
  const [now, setNow] = useState(() => (start === undefined ? Date.now() : Date.parse(start)));
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
