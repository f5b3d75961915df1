// A part of the program that a component fetches when it needs it, and then keeps.
"use client";

import { useEffect, useState } from "react";
import { later } from "#app/_ui/later.ts";

/** What `fetchPart` imports, once it has been wanted and has come. `fetchPart` must always import the same. */
export function usePart<T extends object>(wanted: boolean, fetchPart: () => Promise<T>): T | undefined {
  const [part, setPart] = useState<{ is: T }>();
  const [ever, setEver] = useState(wanted);
  if (wanted && !ever) setEver(true);
  useEffect(() => {
    if (ever) void later(fetchPart).then((is) => setPart({ is }));
  }, [ever]);
  return part?.is;
}
