// The place to answer a note or one of its replies: a button, which becomes the box. The box is fetched when it is first used.
"use client";

import { useState } from "react";
import { readDraft } from "#app/_client/drafts.ts";
import { useTab } from "#app/_client/tab.tsx";
import { Button } from "#app/_ui/button.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { replyCardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { threadPlace } from "#app/groups/[group]/read/_desk/thread-drafts.ts";
import { replyBox } from "#app/groups/[group]/read/_desk/writing-parts.ts";
import type { Annotation, Reply } from "#domain/shapes/annotation.ts";

export interface ReplyFormProps {
  note: Annotation;
  /** The reply that is answered; without one the note is. */
  parent?: Reply;
  /** It was called for just now: the keyboard goes into it. */
  asked?: boolean;
  onEnd?: () => void;
}

export function ReplyForm({ note, parent, asked: askedFor = false, onEnd }: ReplyFormProps) {
  const t = useWords("desk");
  const desk = useDesk();
  const personId = useTab()?.personId;
  const place = threadPlace(desk, note.id, `reply ${parent?.id ?? ""}`);
  const [asked, setAsked] = useState(askedFor);
  // What was begun on an earlier visit is there again.
  const [begun, setBegun] = useState(() => readDraft(personId, place) !== "");
  const box = usePart(asked || begun, replyBox);

  function end() {
    setAsked(false);
    setBegun(false);
    onEnd?.();
    if (parent) requestAnimationFrame(() => document.getElementById(replyCardId(parent.id))?.focus({ preventScroll: true }));
  }
  if (box && (asked || begun)) return <box.ReplyBox note={note} parent={parent} place={place} asked={asked} onEnd={end} />;
  if (parent) return null;
  return (
    <Button size="small" className="self-start" onClick={() => setAsked(true)}>
      {t("writing.reply")}
    </Button>
  );
}
