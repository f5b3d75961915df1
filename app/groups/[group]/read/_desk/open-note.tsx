// An open note: what it says about which words, who wrote it and who may read it, what one thinks of it, what became of it, and its thread.
"use client";

import { Ellipsis, X } from "lucide-react";
import { useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { RichText } from "#app/_client/rich.tsx";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { KindSign } from "#app/groups/[group]/_notes/kind-sign.tsx";
import { NewMark, NoteFlags } from "#app/groups/[group]/_notes/note-flags.tsx";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { EditNote } from "#app/groups/[group]/read/_desk/edit-words.tsx";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { NoteAbout } from "#app/groups/[group]/read/_desk/note-about.tsx";
import { NoteDialog, type NoteDialogName } from "#app/groups/[group]/read/_desk/note-dialog.tsx";
import type { PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { changeKey } from "#app/groups/[group]/read/_desk/pending.ts";
import { PendingState } from "#app/groups/[group]/read/_desk/pending-state.tsx";
import { Reactions } from "#app/groups/[group]/read/_desk/reactions.tsx";
import { Replies } from "#app/groups/[group]/read/_desk/replies.tsx";
import { useEditing } from "#app/groups/[group]/read/_desk/thread-drafts.ts";
import { useWho } from "#app/groups/[group]/read/_desk/use-who.ts";

const menuPart = () => import("#app/groups/[group]/read/_desk/note-menu.tsx");

/** What is asked about a note or one of its replies: which dialog, about which of them. */
export interface Asked {
  dialog: NoteDialogName;
  ofId: string;
}

export function OpenNote({ placed: { note, number }, unread }: { placed: PlacedNote; unread: boolean }) {
  const t = useWords("desk");
  const m = useWords("margin");
  const desk = useDesk();
  const who = useWho();
  const { me } = useGroup();
  const [menuAt, setMenuAt] = useState<HTMLElement>();
  const menu = usePart(menuAt !== undefined, menuPart);
  const [asked, setAsked] = useState<Asked>();
  const [editing, setEditing] = useEditing(note.id, "edit");
  const { pending, retry, discard } = desk.notes;
  const change = pending.get(changeKey(note.id));
  const standing = note.removedAt === undefined;
  const ask = (dialog: NoteDialogName, ofId = note.id) => setAsked({ dialog, ofId });

  /** The form goes; the keyboard stays at the note. */
  function endEditing() {
    setEditing(false);
    document.getElementById(cardId(note.id))?.focus({ preventScroll: true });
  }
  function toText() {
    desk.setSheet(undefined);
    if (number !== undefined) goToPassage(number, "focus");
  }

  return (
    <div className="flex flex-col gap-3">
      <header className="flex items-start gap-2">
        <div className="min-w-0 grow text-sm">
          <p className="flex flex-wrap items-center gap-x-2">
            <bdi className="min-w-0 font-medium [overflow-wrap:anywhere]">{note.author.name}</bdi>
            {note.author.id === me.memberId && <span className="text-ink-faint">({t("margin.you")})</span>}
            {unread && <NewMark />}
          </p>
          <p className="flex flex-wrap items-center gap-x-2 text-ink-faint">
            <KindSign kind={note.kind} />
            <span>{t(`kinds.${note.kind}`)}</span>
            <ViewerClock instant={note.createdAt} form="date" />
            {note.editedAt !== undefined && standing && (
              <button type="button" aria-label={m("editedSee")} onClick={() => ask("wordings")} className="link min-h-6">
                {m("edited")}
              </button>
            )}
            {/* In a line that is there anyway: a toggle must not move what is under it. */}
            <span role="status">{change && !["sent", "refused"].includes(change.state) && t(`states.${change.state}`)}</span>
          </p>
        </div>
        <IconButton
          size="small"
          label={t("margin.more")}
          aria-haspopup="menu"
          aria-expanded={menuAt !== undefined}
          onClick={(event) => setMenuAt(menuAt ? undefined : event.currentTarget)}
        >
          <Ellipsis aria-hidden />
        </IconButton>
        <CloseNote />
      </header>
      <NoteFlags note={note} whole />
      <button
        type="button"
        onClick={toText}
        title={t("margin.toText")}
        className="line-clamp-3 border-s-2 border-line-strong ps-3 text-start font-text text-base text-ink-soft italic hover:border-rubric"
        dir="auto"
      >
        {note.anchor.quote}
      </button>
      {number === undefined && <p className="text-sm text-ink-faint">{t("margin.noPlace")}</p>}
      {!standing ? (
        <p className="text-ink-soft italic">{t("margin.removed")}</p>
      ) : editing ? (
        <EditNote note={note} onDone={endEditing} />
      ) : (
        note.body !== "" && <RichText text={note.body} />
      )}
      {standing && <NoteAbout note={note} onQuestion={() => ask("question")} />}
      {standing && (note.visibility !== "group" || note.heldAt !== undefined) && (
        <p className="text-sm text-ink-soft">{m("readBy", { who: who(note.heldAt ? "me" : note.visibility, note.author.id) })}</p>
      )}
      {note.hidden && <p className="text-sm text-ink-soft">{m("hiddenBecause", { reason: note.hidden.reason })}</p>}
      <PendingState item={pending.get(note.id)} onRetry={retry} onDiscard={discard} />
      {change?.state === "refused" && <PendingState item={change} onRetry={retry} onDiscard={discard} />}
      {standing && <Reactions note={note} />}
      <Replies note={note} onAsk={ask} />
      {menu && (
        <menu.NoteMenu
          placed={{ note, number }}
          at={menuAt}
          onClose={() => setMenuAt(undefined)}
          onEdit={() => setEditing(true)}
          onAsk={ask}
        />
      )}
      {asked && (
        <NoteDialog key={`${asked.dialog} ${asked.ofId}`} asked={asked} note={note} onClose={() => setAsked(undefined)} />
      )}
    </div>
  );
}

function CloseNote() {
  const t = useWords("ui");
  const desk = useDesk();
  return (
    <IconButton size="small" label={t("close")} shortcut="Esc" onClick={() => desk.setOpen(undefined)}>
      <X aria-hidden />
    </IconButton>
  );
}
