// How long work will still take, from how it went since it was first seen to move.
"use client";

import { useRef } from "react";

/** An estimate from less than this would jump about. */
const SURE_AFTER_MS = 1_500;

/** Minutes until `done` reaches `total`; nothing while there is too little to tell from. */
export function useMinutesLeft(done: number, total: number): number | undefined {
  const start = useRef<{ done: number; at: number } | undefined>(undefined);
  const now = Date.now();
  if (done <= 0) {
    start.current = undefined;
    return undefined;
  }
  // Another stretch of work begins when less is done than before.
  if (!start.current || done < start.current.done) start.current = { done, at: now };
  const { done: from, at } = start.current;
  if (now - at < SURE_AFTER_MS || done <= from || total <= done) return undefined;
  return ((now - at) * (total - done)) / (done - from) / 60_000;
}
