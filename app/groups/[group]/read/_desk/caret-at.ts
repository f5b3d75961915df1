// The place in the page under a point of the window.
"use client";

/** A collapsed range there; nothing where there is no text. Safari has only the older way. */
export function caretAt(x: number, y: number): Range | undefined {
  const caret = document.caretPositionFromPoint?.(x, y);
  if (!caret) return document.caretRangeFromPoint?.(x, y) ?? undefined;
  const range = document.createRange();
  range.setStart(caret.offsetNode, caret.offset);
  return range;
}
