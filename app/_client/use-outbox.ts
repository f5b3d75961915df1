// A component's hold on one lane of the outbox: what waits in it, and how to put something in.
"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { Outbox, OutboxItem } from "#app/_client/outbox.ts";
import { useTab } from "#app/_client/tab.tsx";

export type OutboxLane = { items: readonly OutboxItem[] } & Pick<Outbox, "retry" | "discard" | "forget"> & {
    /** Puts a command in; with `holdMs` it can be undone (discard) until then. */
    send: <V extends OutboxItem["verb"]>(verb: V, input: Extract<OutboxItem, { verb: V }>["input"], holdMs?: number) => void;
  };

const none: readonly OutboxItem[] = [];

/** The lane by its name: the stream on which the effects of its commands will be seen. Commands of a lane are sent in order. */
export function useOutbox(lane: string): OutboxLane {
  const outbox = useTab()?.outbox;
  const items = useSyncExternalStore(
    (listener) => outbox?.subscribe(listener) ?? (() => {}),
    () => outbox?.items(lane) ?? none,
    () => none,
  );
  return useMemo(
    () => ({
      items,
      send: (verb, input, holdMs) => outbox?.send(lane, verb, input as never, holdMs),
      retry: (id) => outbox?.retry(id),
      discard: (id) => outbox?.discard(id),
      forget: (id) => outbox?.forget(id),
    }),
    [items, outbox, lane],
  );
}
