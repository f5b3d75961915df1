// Opens the note that an address leads to (?note= or #a-), once, when the desk is there.
"use client";

import { useEffect, useRef } from "react";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";

export function Arrival() {
  const { notes, setOpen } = useDesk();
  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current || !notes.whole) return;
    arrived.current = true;
    const wanted = new URLSearchParams(location.search).get("note") ?? /^#a-([0-9a-f-]{36})$/.exec(location.hash)?.[1];
    const found = notes.placed.find(({ note }) => note.id === wanted);
    if (!found) return;
    setOpen(found.note.id);
    requestAnimationFrame(() => {
      if (found.number !== undefined) goToPassage(found.number);
      document.getElementById(cardId(found.note.id))?.focus({ preventScroll: true });
    });
  }, [notes.placed, notes.whole, setOpen]);
  return null;
}
