// The passage that waits to be quoted in a group's chat: the reading desk puts it here, the chat's composer takes it.
"use client";

import { useSyncExternalStore } from "react";
import type { Quotation } from "#domain/shapes/chat.ts";

const waiting = new Map<string, Quotation>();
const listeners = new Set<() => void>();

/** Puts a passage into the chat composer of a group, in place of one that waits there; with nothing, takes it out. */
export function quoteInChat(groupId: string, quotation: Quotation | undefined): void {
  if (quotation) waiting.set(groupId, quotation);
  else waiting.delete(groupId);
  for (const listener of listeners) listener();
}

/** The passage that waits in a group's composer. */
export function useQuotation(groupId: string): Quotation | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting.get(groupId),
    () => undefined,
  );
}
