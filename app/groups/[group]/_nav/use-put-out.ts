// Hears at once that the reader was put out of a group. The group's own stream cannot tell them: by then they are no longer in its audience.
"use client";

import { useState } from "react";
import { usePersonEvents } from "#app/groups/[group]/_nav/use-person-events.ts";

/** Whether the reader has left the group since this page began. What is missed while the line is down shows when the group's stream is entered again. */
export function usePutOut(groupId: string): boolean {
  const [out, setOut] = useState(false);
  usePersonEvents((event) => {
    if (event.type === "group.left" && event.groupId === groupId) setOut(true);
    if (event.type === "group.joined" && event.groupId === groupId) setOut(false);
  });
  return out;
}
