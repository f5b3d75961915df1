// Opens the note that an address leads to (?note= with &reply=, or #a-), once, when the desk is there, whatever held it back. One that the reader may not read is said to be none.
"use client";

import { useEffect, useRef } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { useToast } from "#app/_ui/toast.ts";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { isUnread } from "#app/groups/[group]/read/_desk/held-back.ts";

const seenPart = () => import("#app/groups/[group]/read/_desk/seen.tsx");

export function Arrival() {
  const t = useWords("margin");
  const toast = useToast();
  const { notes, setOpen, text } = useDesk();
  const { memberId: me } = useGroup().me;
  const arrived = useRef(false);
  // Whether there is room beside the text is known only after the first frame.
  const open = useRef(setOpen);
  open.current = setOpen;
  const anyNew = notes.arrived.some((note) => isUnread(note, { me, seenTo: notes.seenTo }));
  const seen = usePart(anyNew, seenPart);
  useEffect(() => {
    if (arrived.current || !notes.whole) return;
    arrived.current = true;
    const asked = new URLSearchParams(location.search);
    const wanted = asked.get("note") ?? /^#a-([0-9a-f-]{36})$/.exec(location.hash)?.[1];
    if (!wanted) return;
    if (!notes.reveal(wanted)) return void toast.say({ text: t("cannot"), seconds: 0 });
    const note = notes.arrived.find((one) => one.id === wanted);
    const reply = asked.get("reply");
    if (reply && !note?.replies.some((one) => one.id === reply)) toast.say({ text: t("cannotReply"), seconds: 0 });
    const block = [...(text.current?.querySelectorAll<HTMLElement>("[data-passage]") ?? [])].find(
      ({ dataset }) => dataset.passage === note?.anchor.passage,
    );
    requestAnimationFrame(() => {
      open.current(wanted);
      if (block) goToPassage(Number(block.dataset.number));
      document.getElementById(cardId(wanted))?.focus({ preventScroll: true });
    });
  }, [notes, text, toast, t]);
  return seen && <seen.Seen />;
}
