// Work that can wait until the page has nothing else to do. Safari has no idle callback; there a short pause stands for one.

/** How long work waits at most while the page is busy, in milliseconds. */
const AT_LATEST_MS = 2_000;
const PAUSE_MS = 200;
/** How long one piece of work may take where the browser does not say. */
const SLICE_MS = 8;

/** Calls back when the page is idle; `hasTime` says whether there is still time for more. Gives the way to take it back. */
export function whenIdle(work: (hasTime: () => boolean) => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const id = requestIdleCallback((deadline) => work(() => deadline.timeRemaining() > 2), { timeout: AT_LATEST_MS });
    return () => cancelIdleCallback(id);
  }
  const id = setTimeout(() => {
    const until = performance.now() + SLICE_MS;
    work(() => performance.now() < until);
  }, PAUSE_MS);
  return () => clearTimeout(id);
}
