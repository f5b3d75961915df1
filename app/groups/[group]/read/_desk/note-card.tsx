// A note in the margin: folded, the words it is about and its first lines; open, all of it with its replies.
"use client";

import { memo } from "react";
import { classes } from "#app/_ui/classes.ts";
import { useWords } from "#app/_words/words.tsx";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { KindSign } from "#app/groups/[group]/read/_desk/kind-sign.tsx";
import type { PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { OpenNote } from "#app/groups/[group]/read/_desk/open-note.tsx";
import { parseRich, richToText } from "#domain/text/rich.ts";

export interface NoteCardProps {
  placed: PlacedNote;
  open: boolean;
  /** Something of it waits to be sent, or was refused. */
  pending: boolean;
  onOpen: (noteId: string) => void;
}

/** Enough of a note for its folded card. */
const EXCERPT_MOST = 400;

export const NoteCard = memo(function NoteCard({ placed, open, pending, onOpen }: NoteCardProps) {
  const t = useWords("desk");
  const { note, number } = placed;
  const name = t(note.kind === "highlight" ? "margin.openHighlight" : "margin.open", {
    author: note.author.name,
    quote: note.anchor.quote,
  });
  return (
    <article
      id={cardId(note.id)}
      tabIndex={-1}
      aria-label={name}
      className={classes(
        "rounded-lg border outline-offset-2 transition-colors",
        open ? "border-ink-soft bg-raised p-4 shadow-raised" : "relative border-line bg-sheet px-3 py-2 hover:border-line-strong",
      )}
    >
      {open ? (
        <OpenNote placed={placed} />
      ) : (
        <>
          <p className="flex min-w-0 items-center gap-2 text-sm text-ink-soft">
            <span className="text-ink-faint tabular-nums">{number}</span>
            <KindSign kind={note.kind} />
            <bdi className="min-w-0 truncate font-medium text-ink">{note.author.name}</bdi>
            {note.replies.length > 0 && (
              <span className="ms-auto shrink-0 tabular-nums" title={t("margin.replies", { count: note.replies.length })}>
                +{note.replies.length}
              </span>
            )}
            {pending && <span className="ms-auto shrink-0 text-ink-faint">…</span>}
          </p>
          <p
            className={classes("mt-0.5 line-clamp-2 text-sm", note.body === "" ? "font-text text-ink-soft italic" : "text-ink")}
            dir="auto"
          >
            {note.removedAt !== undefined
              ? t("margin.removed")
              : note.body === ""
                ? note.anchor.quote
                : richToText(parseRich(note.body.slice(0, EXCERPT_MOST)).slice(0, 1))}
          </p>
          <button
            type="button"
            aria-label={name}
            aria-expanded={false}
            onClick={() => onOpen(note.id)}
            className="absolute inset-0 rounded-lg"
          />
        </>
      )}
    </article>
  );
});
