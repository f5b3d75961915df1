// The frame round the chapter's text: it repaints what changed, answers to a click on a mark, and hides all marks.
"use client";

import { type MouseEvent, type ReactNode, useRef } from "react";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { stretchOfRange } from "#app/groups/[group]/read/_desk/text-position.ts";
import { usePaint } from "#app/groups/[group]/read/_desk/use-paint.ts";
import { hit, indexSpans } from "#domain/anchoring/hit.ts";
import { spansOf } from "#domain/anchoring/marks.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

export function TextFrame({ painted, children }: { painted: readonly Annotation[]; children: ReactNode }) {
  const desk = useDesk();
  usePaint(desk, painted);
  const last = useRef<string>(undefined);

  /** Opens the note under the pointer; on the same words again, the next one. */
  function click(event: MouseEvent) {
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
    const range = root && rangeAt(x, y);
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
    // biome-ignore lint/a11y/noStaticElementInteractions: see above.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
    <div ref={desk.text} onClick={click} data-marks={desk.marksHidden ? "hidden" : undefined}>
      {children}
    </div>
  );
}

/** The place in the page under a point. Safari has only the older way. */
function rangeAt(x: number, y: number): Range | undefined {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (!caret) return document.caretRangeFromPoint?.(x, y) ?? undefined;
  const range = document.createRange();
  range.setStart(caret.offsetNode, caret.offset);
  return range;
}
