// The keys of the desk. Single letters can be switched off (WCAG 2.2, 2.1.4), and never act while something is typed or a dialog is open.
// What they do is fetched with the first one that is pressed.
"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { later } from "#app/_ui/later.ts";
import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { KeyWays } from "#app/groups/[group]/read/_desk/key-acts.ts";
import { keyActs } from "#app/groups/[group]/read/_desk/writing-parts.ts";

/** A key that was pressed so long ago is not meant any more, when there was no line to fetch what it does. */
const LATE_MS = 3_000;

const KEPT = "interleaf:single-keys";
const CHANGED = "interleaf-single-keys";

/** Whether single keys act, kept on this device. */
export function useSingleKeys(): [on: boolean, set: (on: boolean) => void] {
  const on = useSyncExternalStore(
    (listener) => {
      window.addEventListener(CHANGED, listener);
      return () => window.removeEventListener(CHANGED, listener);
    },
    () => localStorage.getItem(KEPT) !== "off",
    () => true,
  );
  return [
    on,
    (next) => {
      localStorage.setItem(KEPT, next ? "on" : "off");
      window.dispatchEvent(new Event(CHANGED));
    },
  ];
}

/** Listens while the desk is shown. */
export function useKeys(desk: Desk, { open, copying }: KeyWays): void {
  const [singles] = useSingleKeys();
  const acts = useRef<Awaited<ReturnType<typeof keyActs>>>(undefined);
  useEffect(() => {
    function keyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target as HTMLElement;
      if (target.closest('[role="dialog"], [role="menu"], [role="tablist"], [role="listbox"]')) return;
      const { key, shiftKey } = event;
      if (key !== "Escape" && (!singles || target.closest("input, textarea, select, [contenteditable]"))) return;
      const press = { key, shiftKey, target };
      if (acts.current) {
        if (acts.current.actOn(desk, press, { open, copying })) event.preventDefault();
        return;
      }
      // Of the first key the browser does its part too (an arrow scrolls), but does not look for words.
      if (key === "/") event.preventDefault();
      void later(keyActs).then((part) => {
        acts.current = part;
        if (performance.now() - event.timeStamp < LATE_MS) part.actOn(desk, press, { open, copying });
      });
    }
    document.addEventListener("keydown", keyDown);
    return () => document.removeEventListener("keydown", keyDown);
  }, [desk, singles, open, copying]);
}
