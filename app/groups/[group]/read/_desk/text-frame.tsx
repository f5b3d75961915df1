// The chapter's text as the server wrote it, and what is done on it: repainting what changed, a click on a mark or on a count, hiding all marks.
"use client";

import { type MouseEvent, useRef } from "react";
import { takeAside } from "#app/_once/aside.ts";
import { Kept } from "#app/_once/kept.tsx";
import { caretAt } from "#app/groups/[group]/read/_desk/caret-at.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { stretchOfRange } from "#app/groups/[group]/read/_desk/text-position.ts";
import { useNoteWays } from "#app/groups/[group]/read/_desk/use-note-ways.ts";
import { usePaint } from "#app/groups/[group]/read/_desk/use-paint.ts";
import { hit, indexSpans } from "#domain/anchoring/hit.ts";
import { spansOf } from "#domain/anchoring/marks.ts";

export function TextFrame() {
  const desk = useDesk();
  usePaint(desk);
  const wayToNotes = useNoteWays(desk);
  const last = useRef<string>(undefined);

  /** Opens the note under the pointer; on the same words again, the next one. */
  function click(event: MouseEvent) {
    if (wayToNotes(event)) return;
    const target = event.target as Element;
    if (!target.closest("mark[data-k]") || target.closest("a, button") || !getSelection()?.isCollapsed || desk.marksHidden)
      return;
    const ids = notesAt(event.clientX, event.clientY);
    const next = ids[(ids.indexOf(last.current ?? "") + 1) % ids.length];
    last.current = next;
    if (next) desk.setOpen(next);
  }

  function notesAt(x: number, y: number): string[] {
    const root = desk.text.current;
    const range = root && caretAt(x, y);
    const at = range && stretchOfRange(root, range)?.start;
    if (!at) return [];
    const texts = desk.passageTexts();
    const spans = desk.notes.placed.flatMap(({ note }) =>
      note.removedAt === undefined
        ? spansOf(note.anchor, texts)
            .filter((span) => span.passage === at.passage)
            .map((span) => ({ ...span, id: note.id }))
        : [],
    );
    const index = indexSpans(spans);
    // A click on the last half of a letter gives the place after it.
    return hit(index, at.offset)
      .concat(hit(index, at.offset - 1))
      .filter((id, i, all) => all.indexOf(id) === i);
  }

  return (
    // A click on marked words is a short cut; the same notes are reached by the button of the passage and by keys.
    <Kept
      name="text"
      ref={desk.text}
      onClick={click}
      data-marks={desk.marksHidden ? "hidden" : undefined}
      inside={() => ({ html: takeAside(desk.pageId, "text") })}
    />
  );
}
