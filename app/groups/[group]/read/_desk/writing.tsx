// The places to write that a card has: other words for the note, a reply, other words for a reply. Each is fetched when it is first used.
"use client";

import { useState } from "react";
import { readDraft } from "#app/_client/drafts.ts";
import { useTab } from "#app/_client/tab.tsx";
import { Button } from "#app/_ui/button.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { threadPlace } from "#app/groups/[group]/read/_desk/thread-drafts.ts";
import type { Annotation, Reply } from "#domain/shapes/annotation.ts";

const editForms = () => import("#app/groups/[group]/read/_write/edit-forms.tsx");
const replyForm = () => import("#app/groups/[group]/read/_write/reply-form.tsx");

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

export interface ReplyBoxProps {
  note: Annotation;
  /** The reply that is answered; none when it is the note. */
  parentId?: string;
  /** It is sent or left. Without it the box stays. */
  onDone?: () => void;
}

/** A button that becomes the box; the box at once when a reply was begun, or when it is about a reply that somebody has just chosen to answer. */
export function ReplyBox(props: ReplyBoxProps) {
  const { note, parentId, onDone } = props;
  const t = useWords("desk");
  const desk = useDesk();
  const personId = useTab()?.personId;
  const [begun] = useState(() => readDraft(personId, threadPlace(desk, note.id, `reply ${parentId ?? ""}`)) !== "");
  const [asked, setAsked] = useState(parentId !== undefined && !begun);
  const part = usePart(asked || begun, replyForm);
  function done() {
    setAsked(false);
    onDone?.();
  }
  if (part && (asked || begun)) return <part.ReplyForm {...props} asked={asked} {...(asked && { onDone: done })} />;
  return (
    <Button size="small" variant="quiet" className="self-start" onClick={() => setAsked(true)}>
      {t("writing.reply")}
    </Button>
  );
}
