// The chapter's text as the server wrote it, and what is done on it: repainting what changed, a click on a mark or on a count, hiding all marks.
"use client";

import type { KeyboardEvent, MouseEvent } from "react";
import { takeAside } from "#app/_once/aside.ts";
import { Kept } from "#app/_once/kept.tsx";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useNoteWays } from "#app/groups/[group]/read/_desk/use-note-ways.ts";
import { usePaint } from "#app/groups/[group]/read/_desk/use-paint.ts";

export function TextFrame() {
  const desk = useDesk();
  const painter = usePaint(desk);
  const wayToNotes = useNoteWays(desk);

  /** Opens the note under the pointer; on the same words again, the next one beneath it. */
  function click(event: MouseEvent) {
    if (wayToNotes(event) || (event.target as Element).closest("a, button")) return;
    if (!getSelection()?.isCollapsed || desk.marksHidden) return;
    const ids = painter.current?.notesAt(event.clientX, event.clientY) ?? [];
    const next = ids[(ids.indexOf(desk.open ?? "") + 1) % ids.length];
    if (next) desk.setOpen(next);
  }

  /** On the number of a passage: Enter opens its first note, where it has one. With Shift it is pressed as it is without notes. */
  function keyDown(event: KeyboardEvent) {
    const number = (event.target as Element).closest<HTMLElement>("a.passage-number");
    if (!number || event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Number(number.closest<HTMLElement>("[data-number]")?.dataset.number);
    const first = desk.notes.placed.find((one) => one.number === at)?.note.id;
    if (first === undefined && !event.shiftKey) return;
    event.preventDefault();
    if (event.shiftKey || first === undefined) return number.click();
    desk.setOpen(first);
    requestAnimationFrame(() => document.getElementById(cardId(first))?.focus({ preventScroll: desk.wide }));
  }

  return (
    // A click on marked words is a short cut; the same notes are reached by the button of the passage and by keys.
    <Kept
      name="text"
      ref={desk.text}
      onClick={click}
      onKeyDown={keyDown}
      data-marks={desk.marksHidden ? "hidden" : undefined}
      inside={() => ({ html: takeAside(desk.pageId, "text") })}
    />
  );
}
