// Where a reply is written, and in words who will see it.
"use client";

import { type FormEvent, useEffect, useId } from "react";
import { useDraft } from "#app/_client/drafts.ts";
import { useGroup } from "#app/_client/group.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { threadPlace } from "#app/groups/[group]/read/_desk/thread-drafts.ts";
import type { ReplyBoxProps } from "#app/groups/[group]/read/_desk/writing.tsx";
import { useShowingWords } from "#app/groups/[group]/read/_write/showing.ts";
import { BODY_MOST, toWords, WordsBox } from "#app/groups/[group]/read/_write/words-box.tsx";
import { audienceOf } from "#domain/annotations/audience.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

export function ReplyForm({ note, parentId, asked = false, onDone }: ReplyBoxProps & { asked?: boolean }) {
  const t = useWords("desk");
  const desk = useDesk();
  const id = useId();
  const [body, setBody] = useDraft(threadPlace(desk, note.id, `reply ${parentId ?? ""}`));
  const words = toWords(body);
  const isReady = words !== "" && words.length <= BODY_MOST;
  useEffect(() => {
    // The button that was pressed is gone; the keyboard goes to what took its place.
    if (asked) document.getElementById(id)?.focus({ preventScroll: desk.wide });
  }, [asked, id, desk.wide]);

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!isReady) return;
    desk.notes.answer(note.id, words, parentId);
    setBody("");
    onDone?.();
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-2">
      <WordsBox
        id={id}
        rows={2}
        label={t("writing.yourReply")}
        value={body}
        onChange={setBody}
        onSend={send}
        {...(onDone && { onEscape: onDone })}
      />
      <SeenBy note={note} />
      <Button size="small" type="submit" className="self-end" disabled={!isReady}>
        {t("writing.sendReply")}
      </Button>
    </form>
  );
}

/** A reply is seen by those who see its note. */
function SeenBy({ note }: { note: Annotation }) {
  const t = useWords("composing");
  const { group, me } = useGroup();
  const words = useShowingWords();
  const audience = audienceOf({
    visibility: note.visibility,
    held: note.heldAt !== undefined,
    hidden: note.hidden !== undefined,
  });
  const said = {
    author: t("shown.replyToOwn"),
    hosts:
      note.author.id === me.memberId ? words.sentence("hosts") : t("shown.replyHosts", { group: group.name, names: words.hosts }),
    members: words.sentence(note.visibility),
  }[audience];
  return <p className="text-sm text-ink-soft">{said}</p>;
}
