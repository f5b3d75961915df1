// Other words for a note or a reply, in its card. The form is fetched when it is first used.
"use client";

import { usePart } from "#app/_ui/use-part.ts";
import type { Annotation, Reply } from "#domain/shapes/annotation.ts";

const editForms = () => import("#app/groups/[group]/read/_write/edit-forms.tsx");

export interface EditNoteProps {
  note: Annotation;
  /** It is saved, or left as it was. */
  onDone: () => void;
}

export function EditNote(props: EditNoteProps) {
  const part = usePart(true, editForms);
  return part ? <part.NoteEditForm {...props} /> : null;
}

export interface EditReplyProps {
  reply: Reply;
  onDone: () => void;
}

export function EditReply(props: EditReplyProps) {
  const part = usePart(true, editForms);
  return part ? <part.ReplyEditForm {...props} /> : null;
}
