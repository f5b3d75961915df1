// Where drafts are kept on the device that hang on a note: its edit, a reply to it, the edit of a reply.
"use client";

import { useState } from "react";
import { readDraft } from "#app/_client/drafts.ts";
import { useTab } from "#app/_client/tab.tsx";
import { type Desk, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";

/** What all such places of a chapter begin with. */
export const threadsPlace = ({ groupId, chapter }: Pick<Desk, "groupId" | "chapter">) => `thread:${groupId}:${chapter.id}:`;

/** `of` tells the drafts of one note apart. */
export function threadPlace(desk: Pick<Desk, "groupId" | "chapter">, noteId: string, of: string): string {
  return `${threadsPlace(desk)}${noteId}:${of}`;
}

/** Whether something is being edited: from the beginning when an edit of it was left behind on this device. `of` is "edit" for the note itself, or a reply's id. */
export function useEditing(noteId: string, of: string): [editing: boolean, setEditing: (editing: boolean) => void] {
  const desk = useDesk();
  const personId = useTab()?.personId;
  const [editing, setEditing] = useState(() => readDraft(personId, threadPlace(desk, noteId, of)) !== "");
  return [editing, setEditing];
}
