// Which sections of a long list are near the window: only those have their cards in the page.
"use client";

import { type RefObject, useEffect, useState } from "react";

/** How far outside the window still counts as near, in heights of the window. */
const MARGIN = 1;

/**
 * The keys (`data-key`) of the items of a list that are near the window, or near what of their scrolling box is seen. Call it anew (by another `items`) when the items
 * have changed. An item that has the keyboard stays. `atFirst` says which are near before the browser has looked.
 */
export function useNear(
  list: RefObject<HTMLElement | null>,
  items: unknown,
  atFirst: () => Iterable<string>,
): ReadonlySet<string> {
  const [near, setNear] = useState<ReadonlySet<string>>(() => new Set(atFirst()));
  useEffect(() => {
    const column = list.current;
    if (!column) return;
    const observer = new IntersectionObserver(
      (entries) =>
        setNear((last) => {
          const next = new Set(last);
          for (const { target, isIntersecting } of entries) {
            const { key = "" } = (target as HTMLElement).dataset;
            if (isIntersecting) next.add(key);
            else if (!target.contains(document.activeElement)) next.delete(key);
          }
          return next.size === last.size && [...next].every((key) => last.has(key)) ? last : next;
        }),
      { root: scrollingBox(column), rootMargin: `${MARGIN * 100}% 0px` },
    );
    for (const item of column.children) observer.observe(item);
    return () => observer.disconnect();
  }, [list, items]);
  return near;
}

/** The box that an element is scrolled in; nothing when it is the window. */
function scrollingBox(element: Element): Element | null {
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  return null;
}
