// Changes what is typed in a box the way a person would, so that the browser's own undo takes it back.
"use client";

import type { Typed } from "#domain/text/typing.ts";

/** What is in a box, and what is selected of it. */
export function typedIn(box: HTMLTextAreaElement): Typed {
  return { text: box.value, start: box.selectionStart, end: box.selectionEnd };
}

/** Puts `next` into the box: only the part that differs is replaced. The box tells of it like of any typing. */
export function typeInto(box: HTMLTextAreaElement, next: Typed): void {
  const before = box.value;
  let from = 0;
  while (from < before.length && before[from] === next.text[from]) from++;
  let same = 0;
  const most = Math.min(before.length, next.text.length) - from;
  while (same < most && before[before.length - 1 - same] === next.text[next.text.length - 1 - same]) same++;
  const words = next.text.slice(from, next.text.length - same);
  box.focus();
  box.setSelectionRange(from, before.length - same);
  // Old, but the only way that keeps the browser's undo; where it does nothing, the value is set.
  const done = document.execCommand(words === "" ? "delete" : "insertText", false, words);
  if (!done || box.value !== next.text) {
    box.setRangeText(next.text, 0, box.value.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(next.start, next.end);
}
