// An open note: what it says about which words, who wrote it and when, what one may do with it, its replies, and the place to answer.
"use client";

import { Ellipsis, Link2, Trash2, X } from "lucide-react";
import { useGroup } from "#app/_client/group.tsx";
import { RichText } from "#app/_client/rich.tsx";
import { ViewerClock } from "#app/_frame/clocks.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { notePath } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { KindSign } from "#app/groups/[group]/read/_desk/kind-sign.tsx";
import { useMayRemove } from "#app/groups/[group]/read/_desk/may-remove.ts";
import type { PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { PendingState } from "#app/groups/[group]/read/_desk/pending-state.tsx";
import { Replies } from "#app/groups/[group]/read/_desk/replies.tsx";

/** A menu gives the keyboard back to its button as it closes. */
const AFTER_MENU_MS = 50;

export function OpenNote({ placed: { note, number } }: { placed: PlacedNote }) {
  const t = useWords("desk");
  const desk = useDesk();
  const toast = useToast();
  const mayRemove = useMayRemove();
  const { me } = useGroup();

  async function copyLink() {
    await navigator.clipboard?.writeText(`${location.origin}${notePath(desk.groupId, note.chapterId, note.id)}`);
    toast.say({ text: t("margin.linkCopied") });
  }
  function toText() {
    desk.setSheet(undefined);
    if (number !== undefined) goToPassage(number, "focus");
  }

  /** The card goes, and the keyboard with it: back to the passage, when the menu has closed. In a sheet the sheet keeps it. */
  function remove() {
    desk.notes.remove(note.id);
    if (number !== undefined && desk.wide) setTimeout(() => goToPassage(number, "focus"), AFTER_MENU_MS);
  }

  return (
    <div className="flex flex-col gap-3">
      <header className="flex items-start gap-2">
        <div className="min-w-0 grow text-sm">
          <p className="flex flex-wrap items-center gap-x-2">
            <bdi className="font-medium">{note.author.name}</bdi>
            {note.author.id === me.memberId && <span className="text-ink-faint">({t("margin.you")})</span>}
          </p>
          <p className="flex flex-wrap items-center gap-x-2 text-ink-faint">
            <KindSign kind={note.kind} />
            <span>{t(`kinds.${note.kind}`)}</span>
            <ViewerClock instant={note.createdAt} form="date" />
          </p>
        </div>
        <Menu
          align="end"
          trigger={
            <IconButton size="small" label={t("margin.more")}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <MenuItem icon={<Link2 aria-hidden />} onSelect={copyLink}>
            {t("margin.copyLink")}
          </MenuItem>
          {note.removedAt === undefined && mayRemove(note.author.id, "annotation:remove") && (
            <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={remove}>
              {t("margin.remove")}
            </MenuItem>
          )}
        </Menu>
        <CloseNote />
      </header>
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
      {note.removedAt !== undefined ? (
        <p className="text-ink-soft italic">{t("margin.removed")}</p>
      ) : (
        note.body !== "" && <RichText text={note.body} />
      )}
      <PendingState item={desk.notes.pending.get(note.id)} onRetry={desk.notes.retry} onDiscard={desk.notes.discard} />
      <Replies note={note} />
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
