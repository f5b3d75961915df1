// What can be done with a note: by everybody, by its author, by a host. Fetched when it is first opened.
"use client";

import {
  CalendarPlus,
  Eye,
  EyeOff,
  Link2,
  ListChecks,
  MessageCircleQuestion,
  PencilLine,
  Pin,
  Route,
  Trash2,
  UsersRound,
} from "lucide-react";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { Menu, MenuItem, MenuLine } from "#app/_ui/menu.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { notePath } from "#app/groups/[group]/_nav/places.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import type { NoteDialogName } from "#app/groups/[group]/read/_desk/note-dialog.tsx";
import type { PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { useAct } from "#app/groups/[group]/read/_desk/use-act.ts";
import { useMay } from "#app/groups/[group]/read/_desk/use-may.ts";
import { widerThan } from "#app/groups/[group]/read/_desk/widening.ts";
import { audienceOf } from "#domain/annotations/audience.ts";

/** A menu gives the keyboard back to its button as it closes. */
const AFTER_MENU_MS = 50;

export interface NoteMenuProps {
  placed: PlacedNote;
  /** The button that opened it; closed without one. */
  at: HTMLElement | undefined;
  onClose: () => void;
  onEdit: () => void;
  onAsk: (dialog: NoteDialogName) => void;
}

export function NoteMenu({ placed: { note, number }, at, onClose, onEdit, onAsk }: NoteMenuProps) {
  const d = useWords("desk");
  const t = useWords("margin");
  const c = useWords("composing");
  const desk = useDesk();
  const { group } = useGroup();
  const toast = useToast();
  const may = useMay();
  const host = useHostActs(note.id);
  const { notes, groupId } = desk;
  const { id: annotationId, author, visibility, heldAt, hidden } = note;
  const standing = note.removedAt === undefined;
  const members = audienceOf({ visibility, held: heldAt !== undefined, hidden: hidden !== undefined }) === "members";
  const wider = widerThan(visibility, group.margin.widest);

  async function copyLink() {
    await navigator.clipboard?.writeText(`${location.origin}${notePath(groupId, note.chapterId, note.id)}`);
    toast.say({ text: d("margin.linkCopied") });
  }
  /** The card goes, and the keyboard with it: back to the passage, when the menu has closed. In a sheet the sheet keeps it. */
  function remove() {
    notes.remove(note.id);
    if (number !== undefined && desk.wide) setTimeout(() => goToPassage(number, "focus"), AFTER_MENU_MS);
  }

  return (
    <Menu align="end" {...(at && { anchor: at })} open={at !== undefined} onOpenChange={(open) => !open && onClose()}>
      <MenuItem icon={<Link2 aria-hidden />} onSelect={copyLink}>
        {d("margin.copyLink")}
      </MenuItem>
      {standing && may(author.id, "annotation:revise") && (
        <MenuItem icon={<PencilLine aria-hidden />} onSelect={onEdit}>
          {c("edit.open")}
        </MenuItem>
      )}
      {standing && note.question && (
        <MenuItem icon={<Route aria-hidden />} onSelect={() => onAsk("question")}>
          {t("menu.question")}
        </MenuItem>
      )}
      {standing && may(author.id, "annotation:widen") && (heldAt !== undefined || wider.length > 0) && (
        <MenuItem icon={<UsersRound aria-hidden />} onSelect={() => onAsk("widen")}>
          {t(heldAt === undefined ? "menu.widen" : "menu.release")}
        </MenuItem>
      )}
      {standing && may(author.id, "annotation:remove") && (
        <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={remove}>
          {d("margin.remove")}
        </MenuItem>
      )}
      {standing && members && may(author.id, "annotation:pin") && (
        <>
          <MenuLine />
          <MenuItem
            icon={<Pin aria-hidden />}
            onSelect={() => notes.change("annotation.pin", { annotationId, pinned: note.pinnedAt === undefined })}
          >
            {t(note.pinnedAt === undefined ? "menu.pin" : "menu.unpin")}
          </MenuItem>
          <MenuItem icon={<MessageCircleQuestion aria-hidden />} onSelect={() => host.askReply(note.replyAskedAt === undefined)}>
            {t(note.replyAskedAt === undefined ? "menu.askReply" : "menu.stopAsking")}
          </MenuItem>
          <MenuItem
            icon={<CalendarPlus aria-hidden />}
            onSelect={() => notes.change("annotation.putOnAgenda", { annotationId, on: note.agendaAt === undefined })}
          >
            {t(note.agendaAt === undefined ? "menu.toAgenda" : "menu.offAgenda")}
          </MenuItem>
          <MenuItem icon={<ListChecks aria-hidden />} onSelect={() => onAsk("gather")}>
            {t("menu.gather")}
          </MenuItem>
          <MenuItem icon={<EyeOff aria-hidden />} onSelect={() => onAsk("hide")}>
            {t("menu.hide")}
          </MenuItem>
        </>
      )}
      {standing && hidden && may(author.id, "annotation:unhide") && (
        <MenuItem icon={<Eye aria-hidden />} onSelect={host.unhide}>
          {t("menu.unhide")}
        </MenuItem>
      )}
    </Menu>
  );
}

/** What a host does at once, and is told the end of. */
function useHostActs(annotationId: string) {
  const t = useWords("margin");
  const api = useApiClient();
  const toast = useToast();
  const { act } = useAct();
  const { groupId, notes } = useDesk();

  async function say(content: object, send: (id: string) => Promise<unknown>, done: string) {
    notes.attend(annotationId);
    const wrong = await act(
      { annotationId, ...content },
      ({ id }) => send(id),
      () => toast.say({ text: done }),
    );
    if (wrong) toast.say({ tone: "danger", text: wrong });
  }
  return {
    askReply: (asked: boolean) =>
      say(
        { asked },
        (id) => api.annotation.askReply.mutate({ id, groupId, annotationId, asked }),
        t(asked ? "done.asked" : "done.notAsked"),
      ),
    unhide: () => say({ hidden: false }, (id) => api.annotation.unhide.mutate({ id, groupId, annotationId }), t("done.shown")),
  };
}
