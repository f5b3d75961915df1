// A note as a folded card: the words it is about, who wrote it, its first lines. The server writes it as it is; alive, it opens.
import { classes } from "#app/_ui/classes.ts";
import type { Words } from "#app/_words/words.tsx";
import { KindSign } from "#app/groups/[group]/_notes/kind-sign.tsx";
import { NewMark, NoteFlags } from "#app/groups/[group]/_notes/note-flags.tsx";
import type { PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { parseRich, richToText } from "#domain/text/rich.ts";

/** Enough of a note for its folded card. */
const EXCERPT_MOST = 400;

/** What a card is called for those who listen. */
export function nameOfCard(note: PlacedNote["note"], t: Words<"desk">): string {
  const of = { author: note.author.name, quote: note.anchor.quote };
  return t(note.kind === "highlight" ? "margin.openHighlight" : "margin.open", of);
}

export interface FoldedCardProps {
  placed: PlacedNote;
  /** New since the reader was here, or answered since. */
  unread: boolean;
  /** Something of it waits to be sent, or was refused. */
  pending?: boolean;
  t: Words<"desk">;
  /** Without it the margin listens for the press: the button says of which note it is. */
  onOpen?: (noteId: string) => void;
}

export function FoldedCard({ placed: { note, number }, unread, pending = false, t, onOpen }: FoldedCardProps) {
  return (
    <>
      <p className="flex min-w-0 items-center gap-2 text-sm text-ink-soft">
        <span className="text-ink-faint tabular-nums">{number}</span>
        <KindSign kind={note.kind} />
        <bdi className={classes("min-w-0 truncate text-ink", unread ? "font-semibold" : "font-medium")}>{note.author.name}</bdi>
        {unread && <NewMark className="ms-auto" />}
        {note.replies.length > 0 && (
          <span
            className={classes("shrink-0 tabular-nums", !unread && "ms-auto")}
            title={t("margin.replies", { count: note.replies.length })}
          >
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
      <div className="mt-1 empty:hidden">
        <NoteFlags note={note} />
      </div>
      <button
        type="button"
        aria-label={nameOfCard(note, t)}
        aria-expanded={false}
        data-opens={note.id}
        onClick={() => onOpen?.(note.id)}
        className="absolute inset-0 rounded-lg"
      />
    </>
  );
}

/** The box of a card, folded or open. */
export const cardLook = (open: boolean) =>
  classes(
    "rounded-lg border outline-offset-2 transition-colors",
    open ? "border-ink-soft bg-raised p-4 shadow-raised" : "relative border-line bg-sheet px-3 py-2 hover:border-line-strong",
  );
