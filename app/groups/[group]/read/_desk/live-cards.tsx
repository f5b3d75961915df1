// The cards of the margin alive: they open, are answered, and are written among. Fetched when the margin is used.
"use client";

import { type RefObject, useEffect, useRef } from "react";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { inColumn, inSheet } from "#app/groups/[group]/read/_desk/crowds.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useCardLayout } from "#app/groups/[group]/read/_desk/use-card-layout.ts";
import { useNear } from "#app/groups/[group]/read/_desk/use-near.ts";
import { usePassageTops } from "#app/groups/[group]/read/_desk/use-passage-tops.ts";
import { type Section, useSections } from "#app/groups/[group]/read/_desk/use-sections.tsx";
import { useWritingSoon } from "#app/groups/[group]/read/_desk/writing-parts.ts";

export interface LiveColumnProps {
  /** The crowded passage that is to be shown with more of its notes. */
  unfolded: number | undefined;
  onSight: (away: { above: number; below: number }) => void;
}

/** Beside the text. */
export function LiveColumn({ unfolded, onSight }: LiveColumnProps) {
  const { open, text } = useDesk();
  useWritingSoon();
  const list = useRef<HTMLOListElement>(null);
  const tops = usePassageTops(text);
  const sections = useSections(inColumn, { unfolded, tops });
  const near = useNear(list, sections, () => sections.filter(isByWindow).map(({ key }) => key));
  useCardLayout({ list, text, cards: sections, onSight });
  useEffect(() => keepKeyboard(open), [open]);
  return (
    <ol ref={list} className="margin-column">
      <Items sections={sections} near={near} list={list} />
    </ol>
  );
}

/** In a sheet over the text: everything, one under the other. */
export function LiveList() {
  const { open } = useDesk();
  useWritingSoon();
  const list = useRef<HTMLOListElement>(null);
  const sections = useSections(inSheet);
  const near = useNear(list, sections, () => sections.filter(isByWindow).map(({ key }) => key));
  useEffect(() => lookAtCard(open), [open]);
  return (
    <ol ref={list} className="margin-list">
      <Items sections={sections} near={near} list={list} />
    </ol>
  );
}

/** One item for each section. Those that are far keep their place: as high as they were, or as they will be about. */
function Items({
  sections,
  near,
  list,
}: {
  sections: readonly Section[];
  near: ReadonlySet<string>;
  list: RefObject<HTMLElement | null>;
}) {
  const heights = useRef(new Map<string, number>());
  // What is in the page now is measured before it may go.
  for (const item of (list.current?.children ?? []) as Iterable<HTMLElement>)
    if (item.dataset.near !== undefined && item.dataset.key !== undefined)
      heights.current.set(item.dataset.key, item.offsetHeight);
  return sections.map(({ key, id, number, fixed, count, height, cards }) => {
    const here = fixed || near.has(key);
    return (
      <li
        key={key}
        id={id}
        data-key={key}
        data-at={number}
        data-count={count}
        data-fixed={fixed ? "" : undefined}
        data-near={here ? "" : undefined}
        style={here ? undefined : { blockSize: heights.current.get(key) ?? height }}
      >
        {here && cards()}
      </li>
    );
  });
}

/** Whether the passage of a section is in the window or not far from it. */
function isByWindow({ number }: Section): boolean {
  const block = number === undefined ? null : document.getElementById(`p-${number}`);
  if (!block) return false;
  const { top, bottom } = block.getBoundingClientRect();
  return bottom > -window.innerHeight && top < 2 * window.innerHeight;
}

/** The card that was pressed is gone, and the open one stands for it: the keyboard goes there, unless it is elsewhere. */
function keepKeyboard(open: string | undefined): void {
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (open !== undefined && isLost) document.getElementById(cardId(open))?.focus({ preventScroll: true });
}

/** Brings the open card into sight, or the first one of the passages in the window. */
function lookAtCard(open: string | undefined): void {
  const isInWindow = (card: Element) => {
    const number = card.getAttribute("data-at");
    return number !== null && (document.getElementById(`p-${number}`)?.getBoundingClientRect().bottom ?? 0) > 0;
  };
  /** None when it is the first of all: above it stands what the margin begins with. */
  const near = () => {
    const cards = [...document.querySelectorAll('[role="dialog"] [data-at]')];
    const at = cards.findIndex(isInWindow);
    return at > 0 ? cards[at] : undefined;
  };
  requestAnimationFrame(() => (open ? document.getElementById(cardId(open)) : near())?.scrollIntoView({ block: "start" }));
}
