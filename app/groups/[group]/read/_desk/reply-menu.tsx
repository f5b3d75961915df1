// What can be done with a reply. Fetched when it is first opened.
"use client";

import { CircleCheck, Link2, PencilLine, Trash2 } from "lucide-react";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { notePath } from "#app/groups/[group]/_nav/places.ts";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useMay } from "#app/groups/[group]/read/_desk/use-may.ts";
import type { Annotation, Reply } from "#domain/shapes/annotation.ts";

/** A menu gives the keyboard back to its button as it closes. */
const AFTER_MENU_MS = 50;

export interface ReplyMenuProps {
  note: Annotation;
  reply: Reply;
  /** The button that opened it; closed without one. */
  at: HTMLElement | undefined;
  onClose: () => void;
  onEdit: () => void;
}

export function ReplyMenu({ note, reply, at, onClose, onEdit }: ReplyMenuProps) {
  const d = useWords("desk");
  const t = useWords("margin");
  const c = useWords("composing");
  const { notes, groupId } = useDesk();
  const toast = useToast();
  const may = useMay();
  const answers = note.question?.state === "answered" && note.question.replyId === reply.id;

  async function copyLink() {
    await navigator.clipboard?.writeText(`${location.origin}${notePath(groupId, note.chapterId, note.id, reply.id)}`);
    toast.say({ text: d("margin.linkCopied") });
  }
  /** The reply goes with its button; the keyboard stays at the note. */
  function remove() {
    notes.removeReply(reply.id);
    setTimeout(() => document.getElementById(cardId(note.id))?.focus({ preventScroll: true }), AFTER_MENU_MS);
  }

  return (
    <Menu align="end" {...(at && { anchor: at })} open={at !== undefined} onOpenChange={(open) => !open && onClose()}>
      <MenuItem icon={<Link2 aria-hidden />} onSelect={copyLink}>
        {t("thread.copyLink")}
      </MenuItem>
      {may(reply.author.id, "reply:revise") && (
        <MenuItem icon={<PencilLine aria-hidden />} onSelect={onEdit}>
          {c("edit.open")}
        </MenuItem>
      )}
      {note.question && !answers && may(note.author.id, "question:move") && (
        <MenuItem
          icon={<CircleCheck aria-hidden />}
          onSelect={() => notes.change("question.move", { annotationId: note.id, state: "answered" as const, replyId: reply.id })}
        >
          {t("thread.markAnswer")}
        </MenuItem>
      )}
      {may(reply.author.id, "reply:remove") && (
        <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={remove}>
          {d("margin.remove")}
        </MenuItem>
      )}
    </Menu>
  );
}
