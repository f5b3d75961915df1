// Shows the tooltip of whatever carries one ([data-tip]): when the pointer has rested on it, or the keyboard has come to it. Put once round the app.
"use client";

import { type ComponentType, useEffect, useState } from "react";
import { later } from "#app/_ui/later.ts";
import type { TipProps } from "#app/_ui/tip.tsx";

const AFTER_MS = 500;

export function Tips() {
  const [Tip, setTip] = useState<ComponentType<TipProps>>();
  const [at, setAt] = useState<HTMLElement>();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const bearer = (event: Event) => (event.target as Element | null)?.closest?.<HTMLElement>("[data-tip]") ?? undefined;
    function show(element: HTMLElement) {
      void later(() => import("#app/_ui/tip.tsx")).then((file) => setTip(() => file.Tip));
      setAt(element);
    }
    function over(event: PointerEvent) {
      clearTimeout(timer);
      const element = bearer(event);
      // A finger rests on nothing; and the words themselves may be pointed at.
      if (event.pointerType !== "mouse" || (event.target as Element).closest("[data-tip-shown]")) return;
      if (element) timer = setTimeout(() => show(element), AFTER_MS);
      else setAt(undefined);
    }
    function focus(event: FocusEvent) {
      clearTimeout(timer);
      const element = bearer(event);
      setAt(undefined);
      if (element?.matches(":focus-visible")) timer = setTimeout(() => show(element), AFTER_MS);
    }
    function hide(event: Event) {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      clearTimeout(timer);
      setAt(undefined);
    }
    document.addEventListener("pointerover", over);
    document.addEventListener("focusin", focus);
    for (const type of ["pointerdown", "focusout", "keydown"]) document.addEventListener(type, hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("focusin", focus);
      for (const type of ["pointerdown", "focusout", "keydown"]) document.removeEventListener(type, hide, true);
    };
  }, []);

  return Tip && <Tip at={at} onClose={() => setAt(undefined)} />;
}
