// Where a reply is written: to a note, or to one of its replies. What is typed and not sent is kept on the device.
"use client";

import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useDraft } from "#app/_client/drafts.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { useWords } from "#app/_words/words.tsx";
import { replyCardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useWho } from "#app/groups/[group]/read/_desk/use-who.ts";
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
  const m = useWords("margin");
  const desk = useDesk();
  const who = useWho();
  const about = parent?.id ?? note.id;
  const [body, setBody] = useDraft(`reply:${about}`);
  const [asked, setAsked] = useState(askedFor);
  const shown = note.heldAt === undefined ? note.visibility : "me";

  function end() {
    setAsked(false);
    onEnd?.();
    if (parent) requestAnimationFrame(() => document.getElementById(replyCardId(parent.id))?.focus({ preventScroll: true }));
  }
  function send(event?: FormEvent) {
    event?.preventDefault();
    if (body.trim() === "") return;
    desk.notes.answer(note.id, body.trim(), parent?.id);
    setBody("");
    end();
  }
  function keyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
  }

  if (!asked && body === "") {
    return (
      <Button size="small" variant="quiet" className="self-start" onClick={() => setAsked(true)}>
        {t("writing.reply")}
      </Button>
    );
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-2">
      <TextArea
        id={`reply-${about}`}
        rows={2}
        // The button that was pressed is gone; focus goes to what took its place.
        autoFocus={asked}
        label={parent ? m("thread.replyTo", { name: parent.author.name }) : t("writing.yourReply")}
        hideLabel
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={keyDown}
        dir="auto"
      />
      <p className="text-sm text-ink-soft">{m("readBy", { who: who(shown, note.author.id) })}</p>
      <div className="flex flex-wrap justify-end gap-2">
        {parent && (
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setBody("");
              end();
            }}
          >
            {t("writing.cancel")}
          </Button>
        )}
        <Button size="small" type="submit" disabled={body.trim() === ""}>
          {t("writing.sendReply")}
        </Button>
      </div>
    </form>
  );
}
