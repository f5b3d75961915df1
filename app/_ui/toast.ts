// Saying something short at the edge of the page: useToast().say({ text }). Who shows it stands above: later-toasts.tsx.
"use client";

import { createContext, useContext } from "react";

export interface ToastMessage {
  /** One or two short sentences. */
  text: string;
  /** Takes back what was done; shows an Undo button. */
  undo?: () => void;
  /** `danger` stays until it is closed. */
  tone?: "plain" | "danger";
  /** Seconds it stays; 0 until it is closed. Default 6, with undo 12. */
  seconds?: number;
  /** A message with the same id replaces the earlier one. */
  id?: string;
}

/** `say` shows a message and gives its id; `close` takes it away. */
export interface Toasts {
  say: (message: ToastMessage) => string;
  close: (id: string) => void;
}

export const ToastContext = createContext<Toasts | undefined>(undefined);

export function useToast(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error("useToast: nobody above shows toasts");
  return toasts;
}
