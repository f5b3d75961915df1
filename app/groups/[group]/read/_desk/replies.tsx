// The replies to a note, oldest first, and the place to write one. A reply that is typed and not sent is kept on the device.
"use client";

import { Trash2 } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useDraft } from "#app/_client/drafts.ts";
import { RichText } from "#app/_client/rich.tsx";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Button } from "#app/_ui/button.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { TextArea } from "#app/_ui/text-area.tsx";
import { useWords } from "#app/_words/words.tsx";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useMayRemove } from "#app/groups/[group]/read/_desk/may-remove.ts";
import { PendingState } from "#app/groups/[group]/read/_desk/pending-state.tsx";
import { useVisibleTo } from "#app/groups/[group]/read/_desk/visible-to.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

export function Replies({ note }: { note: Annotation }) {
  const t = useWords("desk");
  const desk = useDesk();
  const mayRemove = useMayRemove();
  return (
    <>
      {note.replies.length > 0 && (
        <ol
          aria-label={t("margin.replies", { count: note.replies.length })}
          className="flex flex-col gap-3 border-t border-line pt-3"
        >
          {note.replies.map((reply) => (
            <li key={reply.id} className="flex flex-col gap-1">
              <div className="flex items-baseline gap-2 text-sm">
                <bdi className="min-w-0 truncate font-medium">{reply.author.name}</bdi>
                <ViewerClock instant={reply.createdAt} form="date" className="shrink-0 text-ink-faint" />
                {mayRemove(reply.author.id, "reply:remove") && (
                  <IconButton
                    size="small"
                    className="ms-auto self-center"
                    label={t("margin.remove")}
                    onClick={() => {
                      desk.notes.removeReply(reply.id);
                      // The button goes with the reply; the keyboard stays at the note.
                      document.getElementById(cardId(note.id))?.focus({ preventScroll: true });
                    }}
                  >
                    <Trash2 aria-hidden />
                  </IconButton>
                )}
              </div>
              <RichText text={reply.body} />
              <PendingState item={desk.notes.pending.get(reply.id)} onRetry={desk.notes.retry} onDiscard={desk.notes.discard} />
            </li>
          ))}
        </ol>
      )}
      {note.removedAt === undefined && <ReplyForm noteId={note.id} />}
    </>
  );
}

function ReplyForm({ noteId }: { noteId: string }) {
  const t = useWords("desk");
  const desk = useDesk();
  const visibleTo = useVisibleTo();
  const [body, setBody] = useDraft(`reply:${noteId}`);
  const [asked, setAsked] = useState(false);
  const id = `reply-${noteId}`;

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (body.trim() === "") return;
    desk.notes.answer(noteId, body.trim());
    setBody("");
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
        id={id}
        rows={2}
        // The button that was pressed is gone; focus goes to what took its place.
        autoFocus={asked}
        label={t("writing.yourReply")}
        hideLabel
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={keyDown}
        dir="auto"
      />
      <p className="text-sm text-ink-soft">{visibleTo}</p>
      <Button size="small" type="submit" className="self-end" disabled={body.trim() === ""}>
        {t("writing.sendReply")}
      </Button>
    </form>
  );
}
