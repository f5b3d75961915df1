// What is asked about a note in a dialog over the page. Each is fetched when it is first opened, and closes by going.
"use client";

import type { ComponentType } from "react";
import { usePart } from "#app/_ui/use-part.ts";
import type { Asked } from "#app/groups/[group]/read/_desk/open-note.tsx";
import type { Annotation } from "#domain/shapes/annotation.ts";

export interface NoteDialogProps {
  note: Annotation;
  /** The note, or the reply in its thread that it is about. */
  ofId: string;
  onClose: () => void;
}

const dialogs = {
  question: () => import("#app/groups/[group]/read/_desk/question-dialog.tsx"),
  wordings: () => import("#app/groups/[group]/read/_desk/wordings-dialog.tsx"),
  widen: () => import("#app/groups/[group]/read/_desk/widen-dialog.tsx"),
  hide: () => import("#app/groups/[group]/read/_desk/hide-dialog.tsx"),
  gather: () => import("#app/groups/[group]/read/_desk/gather-dialog.tsx"),
} satisfies Record<string, () => Promise<{ NoteDialog: ComponentType<NoteDialogProps> }>>;
export type NoteDialogName = keyof typeof dialogs;

/** Give it a key of what is asked. */
export function NoteDialog({ asked, note, onClose }: { asked: Asked; note: Annotation; onClose: () => void }) {
  const part = usePart<{ NoteDialog: ComponentType<NoteDialogProps> }>(true, dialogs[asked.dialog]);
  return part && <part.NoteDialog note={note} ofId={asked.ofId} onClose={onClose} />;
}
