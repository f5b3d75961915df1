// Says to the reader, wherever they are in the group, that a note they answered is read by more people than when they did.
"use client";

import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { usePersonEvents } from "#app/groups/[group]/_nav/use-person-events.ts";

export function useWidenedNotes(groupId: string): void {
  const t = useWords("group");
  const { say } = useToast();
  usePersonEvents((event) => {
    // A note for its author alone is never the wider one.
    if (event.type !== "note.widened" || event.groupId !== groupId || event.visibility === "me") return;
    say({ text: t(`widened.${event.visibility}`), id: event.annotationId, seconds: 12 });
  });
}
