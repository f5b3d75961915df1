// Hears at once what is told to the reader alone. What is missed while the line is down shows when the page is read again.
"use client";

import { useEffect, useEffectEvent } from "react";
import { useTab } from "#app/_client/tab.tsx";
import type { LiveEvent } from "#domain/live/events.ts";
import { personStream } from "#domain/live/streams.ts";

const nothing = () => {};

export function usePersonEvents(heard: (event: LiveEvent) => void): void {
  const tab = useTab();
  const hear = useEffectEvent(heard);
  useEffect(() => {
    if (!tab) return;
    const stream = personStream(tab.personId);
    return tab.live.follow(stream, {
      connected: () => void tab.live.request("stream:enter", { stream }).catch(nothing),
      hear: (events) => {
        for (const { event } of events) hear(event);
      },
      disconnected: nothing,
      headIs: nothing,
      wake: nothing,
    });
  }, [tab]);
}
