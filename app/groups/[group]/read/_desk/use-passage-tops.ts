// Where the passages stand on the page, measured when the text has another size.
"use client";

import { type RefObject, useEffect, useState } from "react";

/** The tops of the passages by their numbers, in pixels from the top of the text. */
export function usePassageTops(text: RefObject<HTMLElement | null>): ReadonlyMap<number, number> {
  const [tops, setTops] = useState(() => measure(text.current));
  useEffect(() => {
    const root = text.current;
    if (!root) return;
    let first = true;
    const observer = new ResizeObserver(() => {
      if (!first) setTops(measure(root));
      first = false;
    });
    observer.observe(root);
    return () => observer.disconnect();
  }, [text]);
  return tops;
}

function measure(root: HTMLElement | null): ReadonlyMap<number, number> {
  const blocks = [...(root?.querySelectorAll<HTMLElement>("[data-number]") ?? [])];
  const top = root?.getBoundingClientRect().top ?? 0;
  return new Map(blocks.map((block) => [Number(block.dataset.number), block.getBoundingClientRect().top - top]));
}
