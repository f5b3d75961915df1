// Whether there is room beside the text for the margin, as desk.css has it too.
"use client";

import { useSyncExternalStore } from "react";

const WIDE = "(min-width: 64rem)";

/** The server draws the wide desk; a narrow one is put right in the first frame after. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
}
