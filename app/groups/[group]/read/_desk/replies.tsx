// The thread of a note, two levels deep: answers to it, and what was answered to them.
"use client";

import { Ellipsis } from "lucide-react";
import { useEffect, useState } from "react";
import { readDraft } from "#app/_client/drafts.ts";
import { useGroup } from "#app/_client/group.tsx";
import { RichText } from "#app/_client/rich.tsx";
import { useTab } from "#app/_client/tab.tsx";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { NewMark } from "#app/groups/[group]/_notes/note-flags.tsx";
import { replyCardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { EditReply } from "#app/groups/[group]/read/_desk/edit-words.tsx";
import { isNew } from "#app/groups/[group]/read/_desk/held-back.ts";
import type { NoteDialogName } from "#app/groups/[group]/read/_desk/note-dialog.tsx";
import { PendingState } from "#app/groups/[group]/read/_desk/pending-state.tsx";
import { ReplyForm } from "#app/groups/[group]/read/_desk/reply-form.tsx";
import { threadPlace, useEditing } from "#app/groups/[group]/read/_desk/thread-drafts.ts";
import { type Thread, threadsOf } from "#app/groups/[group]/read/_desk/threads.ts";
import type { Annotation, Reply } from "#domain/shapes/annotation.ts";

/** The reply that this page's address led to, once it was shown. */
let arrivedAt: string | undefined;

const menuPart = () => import("#app/groups/[group]/read/_desk/reply-menu.tsx");

export interface RepliesProps {
  note: Annotation;
  onAsk: (dialog: NoteDialogName, ofId: string) => void;
}

export function Replies({ note, onAsk }: RepliesProps) {
  const t = useWords("desk");
  const m = useWords("margin");
  const { fresh, showFresh } = useDesk().notes;
  /** The reply that is being answered; the note itself when it is its own id. */
  const begun = useBegun(note);
  const [answering, setAnswering] = useState(begun);
  // An address that leads to a reply brings the keyboard to it; after the card itself, which takes it first.
  const { replies } = note;
  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get("reply");
    const card = replies.some(({ id }) => id === wanted) && wanted ? document.getElementById(replyCardId(wanted)) : null;
    if (card && arrivedAt !== wanted)
      requestAnimationFrame(() => {
        card.scrollIntoView({ block: "nearest" });
        card.focus({ preventScroll: true });
      });
    if (card && wanted) arrivedAt = wanted;
  }, [replies]);
  const held = fresh.replies.get(note.id) ?? 0;
  const about = { note, onAsk, onAnswer: setAnswering };
  const form = (parent: Reply) =>
    answering === parent.id && <ReplyForm note={note} parent={parent} asked onEnd={() => setAnswering(undefined)} />;
  return (
    <>
      {note.replies.length > 0 && (
        <ol
          aria-label={t("margin.replies", { count: note.replies.length })}
          className="flex flex-col gap-3 border-t border-line pt-3"
        >
          {threadsOf(note.replies).map(({ reply, answers }) => (
            <li key={reply.id} className="flex flex-col gap-3">
              <ReplyCard {...about} reply={reply} />
              {form(reply)}
              {answers.length > 0 && (
                <ol
                  aria-label={m("thread.answerTo", { name: reply.author.name })}
                  className="flex flex-col gap-3 border-s-2 border-line ps-3"
                >
                  {answers.map((answer) => (
                    <li key={answer.reply.id} className="flex flex-col gap-3">
                      <ReplyCard {...about} {...answer} />
                      {form(answer.reply)}
                    </li>
                  ))}
                </ol>
              )}
            </li>
          ))}
        </ol>
      )}
      {held > 0 && (
        <Button size="small" variant="primary" className="self-start" onClick={() => showFresh(note.id)}>
          {m("freshHere", { count: held })}
        </Button>
      )}
      {note.removedAt === undefined && <ReplyForm note={note} />}
    </>
  );
}

/** The reply to which an answer was begun on an earlier visit. */
function useBegun(note: Annotation): string | undefined {
  const desk = useDesk();
  const personId = useTab()?.personId;
  return note.replies.find(({ id }) => readDraft(personId, threadPlace(desk, note.id, `reply ${id}`)) !== "")?.id;
}

type ReplyCardProps = Thread["answers"][number] & RepliesProps & { onAnswer: (replyId: string) => void };

function ReplyCard({ note, reply, to, onAsk, onAnswer }: ReplyCardProps) {
  const t = useWords("margin");
  const desk = useDesk();
  const { me } = useGroup();
  const [menuAt, setMenuAt] = useState<HTMLElement>();
  const menu = usePart(menuAt !== undefined, menuPart);
  const { pending, retry, discard, seenTo } = desk.notes;
  const [editing, setEditing] = useEditing(note.id, reply.id);
  const standing = reply.removedAt === undefined;
  const answers = note.question?.state === "answered" && note.question.replyId === reply.id;
  function endEditing() {
    setEditing(false);
    document.getElementById(replyCardId(reply.id))?.focus({ preventScroll: true });
  }
  return (
    <div id={replyCardId(reply.id)} tabIndex={-1} className="flex flex-col gap-1 rounded-sm outline-offset-4">
      <div className="flex items-center gap-2 text-sm">
        <p className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
          <bdi className="min-w-0 font-medium [overflow-wrap:anywhere]">{reply.author.name}</bdi>
          {to && (
            <span className="text-ink-faint">
              <bdi>{t("thread.to", { name: to.author.name })}</bdi>
            </span>
          )}
          <ViewerClock instant={reply.createdAt} form="date" className="shrink-0 text-ink-faint" />
          {reply.editedAt !== undefined && standing && (
            <button
              type="button"
              aria-label={t("editedSee")}
              onClick={() => onAsk("wordings", reply.id)}
              className="link min-h-6"
            >
              {t("edited")}
            </button>
          )}
          {isNew(reply, { me: me.memberId, seenTo }) && <NewMark />}
          {answers && <Badge tone="ok">{t("thread.answers")}</Badge>}
        </p>
        {standing && (
          <IconButton
            size="small"
            label={t("thread.more")}
            aria-haspopup="menu"
            aria-expanded={menuAt !== undefined}
            onClick={(event) => setMenuAt(menuAt ? undefined : event.currentTarget)}
          >
            <Ellipsis aria-hidden />
          </IconButton>
        )}
      </div>
      {!standing ? (
        <p className="text-ink-soft italic">{t("thread.removed")}</p>
      ) : editing ? (
        <EditReply reply={reply} onDone={endEditing} />
      ) : (
        <RichText text={reply.body} />
      )}
      <PendingState item={pending.get(reply.id)} onRetry={retry} onDiscard={discard} />
      {standing && note.removedAt === undefined && (
        <button
          type="button"
          aria-label={t("thread.replyTo", { name: reply.author.name })}
          onClick={() => onAnswer(reply.id)}
          className="min-h-6 self-start text-sm text-ink-soft hover:text-ink hover:underline coarse:min-h-11"
        >
          {t("thread.reply")}
        </button>
      )}
      {menu && (
        <menu.ReplyMenu
          note={note}
          reply={reply}
          at={menuAt}
          onClose={() => setMenuAt(undefined)}
          onEdit={() => setEditing(true)}
        />
      )}
    </div>
  );
}
