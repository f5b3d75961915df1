// Keeps the marks of the page equal to the notes that are shown, passage by passage, and points out the open note and the words being written on.
"use client";

import { useEffect, useRef } from "react";
import { type Desk, useComposer } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { marksByPassage } from "#app/groups/[group]/read/_desk/notes.ts";
import { lookOfMarks, paint } from "#app/groups/[group]/read/_desk/paint.ts";
import { blockOf, rangeOfStretch, stretchOfRange } from "#app/groups/[group]/read/_desk/text-position.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import type { Mark } from "#domain/anchoring/marks.ts";
import { stretchOf } from "#domain/anchoring/verify.ts";

export function usePaint(desk: Desk): void {
  const { draft } = useComposer();
  const { placed } = desk.notes;
  const { painted } = desk;
  const shown = useRef<Map<string, Mark[]> | undefined>(undefined);
  const open = placed.find(({ note }) => note.id === desk.open)?.note;

  useEffect(() => {
    const root = desk.text.current;
    if (!root) return;
    const texts = desk.passageTexts();
    const before = shown.current ?? marksByPassage(painted, texts);
    const now = marksByPassage(
      placed.map(({ note }) => note),
      texts,
    );
    shown.current = now;
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
      (id) => lookOfMarks(before.get(id) ?? []) !== lookOfMarks(now.get(id) ?? []),
    );
    if (changed.length > 0)
      keepingSelection(root, () => {
        for (const id of changed) {
          const words = blockOf(root, id)?.querySelector("[data-words]");
          if (words) paint(words, now.get(id) ?? []);
        }
      });
    pointOut("note-open", root, desk.marksHidden ? undefined : open?.anchor);
    pointOut("note-writing", root, draft?.anchor);
  }, [placed, painted, open, draft?.anchor, desk.text, desk.passageTexts, desk.marksHidden]);

  useEffect(
    () => () => {
      pointOut("note-open");
      pointOut("note-writing");
    },
    [],
  );
}

/** Painting cuts texts in pieces, and with them a selection: it is put back by what it covers. */
function keepingSelection(root: Element, work: () => void): void {
  const selection = getSelection();
  const range = selection && !selection.isCollapsed && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const stretch = range && root.contains(range.commonAncestorContainer) ? stretchOfRange(root, range) : undefined;
  work();
  const again = stretch && rangeOfStretch(root, stretch);
  if (!again || !selection) return;
  selection.removeAllRanges();
  selection.addRange(again);
}

/** Shows an anchor by the browser's own highlights, where it has them; without an anchor takes the last one away. */
function pointOut(name: "note-open" | "note-writing", root?: Element, anchor?: Anchor): void {
  if (typeof Highlight === "undefined") return;
  const range = root && anchor && rangeOfStretch(root, stretchOf(anchor));
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
}
