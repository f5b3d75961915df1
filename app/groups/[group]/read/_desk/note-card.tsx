// A note in the margin: folded, the words it is about and its first lines; open, all of it with its replies.
"use client";

import { memo } from "react";
import { useWords } from "#app/_words/words.tsx";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { cardLook, FoldedCard, nameOfCard } from "#app/groups/[group]/read/_desk/folded-card.tsx";
import type { PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { OpenNote } from "#app/groups/[group]/read/_desk/open-note.tsx";

export interface NoteCardProps {
  placed: PlacedNote;
  open: boolean;
  unread: boolean;
  /** Something of it waits to be sent, or was refused. */
  pending: boolean;
  onOpen: (noteId: string) => void;
}

export const NoteCard = memo(function NoteCard({ placed, open, unread, pending, onOpen }: NoteCardProps) {
  const t = useWords("desk");
  const { note } = placed;
  return (
    <article id={cardId(note.id)} tabIndex={-1} data-note={note.id} aria-label={nameOfCard(note, t)} className={cardLook(open)}>
      {open ? (
        <OpenNote placed={placed} unread={unread} />
      ) : (
        <FoldedCard placed={placed} unread={unread} pending={pending} t={t} onOpen={onOpen} />
      )}
    </article>
  );
});
