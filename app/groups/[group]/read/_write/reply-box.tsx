// Where a reply is written, and in words who will read it.
"use client";

import { type FormEvent, useEffect, useId } from "react";
import { useDraft } from "#app/_client/drafts.ts";
import { Button } from "#app/_ui/button.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useWho } from "#app/groups/[group]/read/_desk/use-who.ts";
import { BODY_MOST, toWords, WordsBox } from "#app/groups/[group]/read/_write/words-box.tsx";
import type { Annotation, Reply } from "#domain/shapes/annotation.ts";

export interface ReplyBoxProps {
  note: Annotation;
  parent: Reply | undefined;
  /** Where its draft is kept. */
  place: string;
  /** It was called for just now: the keyboard goes into it. */
  asked: boolean;
  /** It is sent or left. */
  onEnd: () => void;
}

export function ReplyBox({ note, parent, place, asked, onEnd }: ReplyBoxProps) {
  const t = useWords("desk");
  const m = useWords("margin");
  const desk = useDesk();
  const toast = useToast();
  const who = useWho();
  const id = useId();
  const [body, setBody] = useDraft(place);
  const words = toWords(body);
  const isReady = words !== "" && words.length <= BODY_MOST;
  const readers = note.heldAt === undefined ? note.visibility : "me";
  useEffect(() => {
    // The button that was pressed is gone; the keyboard goes to what took its place.
    if (asked) document.getElementById(id)?.focus({ preventScroll: desk.wide });
  }, [asked, id, desk.wide]);

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!isReady) return;
    desk.notes.answer(note.id, words, parent?.id);
    setBody("");
    onEnd();
  }
  function discard() {
    if (words !== "") toast.say({ text: t("writing.discarded"), undo: () => setBody(body) });
    setBody("");
    onEnd();
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-2">
      <WordsBox
        id={id}
        rows={2}
        label={parent ? m("thread.replyTo", { name: parent.author.name }) : t("writing.yourReply")}
        value={body}
        onChange={setBody}
        onSend={send}
      />
      <p className="text-sm text-ink-soft">{m("readBy", { who: who(readers, note.author.id) })}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" variant="quiet" onClick={discard}>
          {t("writing.cancel")}
        </Button>
        <Button size="small" type="submit" disabled={!isReady}>
          {t("writing.sendReply")}
        </Button>
      </div>
    </form>
  );
}
