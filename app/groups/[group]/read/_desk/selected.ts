// From what is selected, or from a whole passage, to an anchor.
"use client";

import type { Desk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { rangeOfStretch, stretchOfRange } from "#app/groups/[group]/read/_desk/text-position.ts";
import type { Anchor, Stretch } from "#domain/anchoring/anchor.ts";
import { type Described, describeSelection } from "#domain/anchoring/describe-selection.ts";
import { QUOTE_MOST } from "#domain/anchoring/limits.ts";

type TextOf = Pick<Desk, "text" | "passageTexts">;

/** The words of the text that are selected now; nothing when none are, or the selection begins elsewhere. */
export function describeSelected({ text, passageTexts }: TextOf): { described: Described; range: Range } | undefined {
  const root = text.current;
  const selection = getSelection();
  if (!root || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root) || !root.contains(selection.anchorNode)) return undefined;
  const stretch = stretchOfRange(root, range);
  const described = stretch && describeSelection(passageTexts(), stretch);
  return described && (described.ok || described.why !== "empty") ? { described, range } : undefined;
}

/** Selects a stretch of the text, as a mouse would leave it. */
export function selectStretch({ text }: Pick<Desk, "text">, stretch: Stretch): void {
  const range = text.current && rangeOfStretch(text.current, stretch);
  if (range) getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

/** What is selected of the text, to the letter; where nothing is, the place of the caret. */
export function stretchSelected({ text }: Pick<Desk, "text">): Stretch | undefined {
  const selection = getSelection();
  const root = text.current;
  if (!root || !selection || selection.rangeCount === 0 || !root.contains(selection.anchorNode)) return undefined;
  return stretchOfRange(root, selection.getRangeAt(0));
}

/** All words of a passage, or as many of the first as a note can be about. */
export function anchorOfPassage({ text, passageTexts }: TextOf, number: number): Anchor | undefined {
  const passage = text.current?.querySelector<HTMLElement>(`[data-number="${number}"]`)?.dataset.passage;
  const found = passageTexts().find((one) => one.id === passage);
  if (!found) return undefined;
  const end = found.text.length <= QUOTE_MOST ? found.text.length : Math.max(1, found.text.lastIndexOf(" ", QUOTE_MOST));
  const described = describeSelection(passageTexts(), {
    start: { passage: found.id, offset: 0 },
    end: { passage: found.id, offset: end },
  });
  return described.ok ? described.anchor : undefined;
}
