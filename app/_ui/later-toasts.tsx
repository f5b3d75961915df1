// Put once round the app; anything inside may use useToast(). What shows the messages (toasts.tsx) is fetched with the first one.
"use client";

import { type ComponentType, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { later } from "#app/_ui/later.ts";
import { ToastContext, type ToastMessage, type Toasts, useToast } from "#app/_ui/toast.ts";

export function LaterToasts({ children }: { children: ReactNode }) {
  const [Region, setRegion] = useState<ComponentType<{ children: ReactNode }>>();
  const shown = useRef<Toasts>(undefined);
  const waiting = useRef<ToastMessage[]>([]);

  const toasts = useMemo((): Toasts => {
    let asked = false;
    let number = 0;
    return {
      say(message) {
        const named = { id: `early-${number++}`, ...message };
        if (shown.current) return shown.current.say(named);
        waiting.current.push(named);
        if (!asked) void later(() => import("#app/_ui/toasts.tsx")).then((file) => setRegion(() => file.ToastRegion));
        asked = true;
        return named.id;
      },
      close(id) {
        waiting.current = waiting.current.filter((message) => message.id !== id);
        shown.current?.close(id);
      },
    };
  }, []);

  const take = useCallback((real: Toasts) => {
    shown.current = real;
    for (const message of waiting.current.splice(0)) real.say(message);
  }, []);
  return (
    <ToastContext value={toasts}>
      {children}
      {Region && (
        <Region>
          <Taken by={take} />
        </Region>
      )}
    </ToastContext>
  );
}

/** Stands below what shows toasts, and hands it over. */
function Taken({ by }: { by: (toasts: Toasts) => void }) {
  const toasts = useToast();
  useEffect(() => by(toasts), [by, toasts]);
  return null;
}
