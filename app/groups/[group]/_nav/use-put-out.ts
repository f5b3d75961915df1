// Hears at once that the reader was put out of a group. The group's own stream cannot tell them: by then they are no longer in its audience.
"use client";

import { useEffect, useState } from "react";
import { useTab } from "#app/_client/tab.tsx";
import type { LiveEvent } from "#domain/live/events.ts";
import { personStream } from "#domain/live/streams.ts";

const nothing = () => {};

/** Whether the reader has left the group since this page began. What is missed while the line is down shows when the group's stream is entered again. */
export function usePutOut(groupId: string): boolean {
  const tab = useTab();
  const [out, setOut] = useState(false);
  useEffect(() => {
    if (!tab) return;
    const stream = personStream(tab.personId);
    const heard = (event: LiveEvent) => {
      if (event.type === "group.left" && event.groupId === groupId) setOut(true);
      if (event.type === "group.joined" && event.groupId === groupId) setOut(false);
    };
    return tab.live.follow(stream, {
      connected: () => void tab.live.request("stream:enter", { stream }).catch(nothing),
      hear: (events) => {
        for (const { event } of events) heard(event);
      },
      disconnected: nothing,
      headIs: nothing,
      wake: nothing,
    });
  }, [tab, groupId]);
  return out;
}
