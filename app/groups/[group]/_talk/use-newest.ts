// Keeps the eye where it is in a list that grows at both ends: at the newest as long as one is there, else where one was reading.
"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

/** So many pixels from the end still count as being there. */
const NEAR_PX = 48;

export interface Newest {
  /** On the element that scrolls. It must lay its one child out from the end (flex-col-reverse), so that what comes in above moves nothing. */
  scroller: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** Whether the newest is in sight. */
  there: boolean;
  /** How many lines of others came while it was not. */
  missed: number;
  /** Goes to the newest. */
  jump: () => void;
}

/** `lines` are what the list shows, oldest first, each on an element with its id as data-line; `mine` tells the reader's own. */
export function useNewest(lines: readonly { id: string; mine: boolean }[]): Newest {
  const scroller = useRef<HTMLDivElement>(null);
  const last = useRef<string | undefined>(undefined);
  const [there, setThere] = useState(true);
  const [seen, setSeen] = useState<string>();
  const newest = lines.at(-1);

  const jump = useCallback(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, []);

  // Counted from the end, the place in the list changes when something is added there: scroll back by what was added.
  useLayoutEffect(() => {
    const box = scroller.current;
    const before = last.current;
    last.current = newest?.id;
    if (!box || before === undefined || before === newest?.id) return;
    if (newest?.mine) jump();
    if (-box.scrollTop <= NEAR_PX) return;
    const row = box.querySelector(`[data-line="${before}"]`);
    const content = box.firstElementChild;
    if (row && content)
      box.scrollTop -= content.getBoundingClientRect().bottom - row.getBoundingClientRect().bottom - padding(content);
  });

  const onScroll = useCallback(() => {
    const near = -(scroller.current?.scrollTop ?? 0) <= NEAR_PX;
    setThere(near);
    if (!near) setSeen((now) => now ?? last.current);
    else setSeen(undefined);
  }, []);

  const from = seen === undefined ? -1 : lines.findIndex((line) => line.id === seen);
  const missed = from === -1 ? 0 : lines.slice(from + 1).filter((line) => !line.mine).length;
  return { scroller, onScroll, there, missed, jump };
}

function padding(element: Element): number {
  return Number.parseFloat(getComputedStyle(element).paddingBottom) || 0;
}
