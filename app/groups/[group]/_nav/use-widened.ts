// Tells those who answered a note that its author shows it to more people now.
"use client";

import { useEffect } from "react";
import { useTab } from "#app/_client/tab.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { personStream } from "#domain/live/streams.ts";

const nothing = () => {};

export function useWidened(groupId: string): void {
  const t = useWords("group");
  const tab = useTab();
  const toast = useToast();
  useEffect(() => {
    if (!tab) return;
    const stream = personStream(tab.personId);
    return tab.live.follow(stream, {
      connected: () => void tab.live.request("stream:enter", { stream }).catch(nothing),
      hear(events) {
        for (const { event } of events)
          if (event.type === "note.widened" && event.groupId === groupId)
            toast.say({ text: t("widened"), id: event.annotationId });
      },
      disconnected: nothing,
      headIs: nothing,
      wake: nothing,
    });
  }, [tab, groupId, toast, t]);
}
