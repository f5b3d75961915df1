// The cards of the margin alive: they open, are answered, and are written among. Fetched when the margin is used.
"use client";

import { useEffect, useRef, useState } from "react";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { useCardLayout } from "#app/groups/[group]/read/_desk/use-card-layout.ts";
import { useCards } from "#app/groups/[group]/read/_desk/use-cards.tsx";

export interface LiveColumnProps {
  /** The crowded passage that is to be shown whole. */
  unfolded: number | undefined;
  onSight: (away: { above: number; below: number }) => void;
}

/** Beside the text. */
export function LiveColumn({ unfolded: asked, onSight }: LiveColumnProps) {
  const desk = useDesk();
  const list = useRef<HTMLOListElement>(null);
  const [unfolded, setUnfolded] = useState(asked);
  const cards = useCards({ unfolded, unfold: setUnfolded });
  useCardLayout({ list, text: desk.text, cards, onSight });
  // The card that was pressed was only a picture of this one.
  const first = useRef(desk.open);
  useEffect(() => {
    if (first.current) document.getElementById(cardId(first.current))?.focus({ preventScroll: true });
  }, []);
  return (
    <ol ref={list} className="margin-column">
      {cards.map(({ key, number, fixed, card }) => (
        <li key={key} data-at={number} data-fixed={fixed ? "" : undefined}>
          {card}
        </li>
      ))}
    </ol>
  );
}

/** In a sheet over the text: everything, one under the other. */
export function LiveList() {
  const { open } = useDesk();
  const cards = useCards();
  useEffect(() => lookAtCard(open), [open]);
  return (
    <ol className="flex flex-col gap-2">
      {cards.map(({ key, number, card }) => (
        <li key={key} data-at={number}>
          {card}
        </li>
      ))}
    </ol>
  );
}

/** Brings the open card into sight, or the first one of the passages in the window. */
function lookAtCard(open: string | undefined): void {
  const isInWindow = (card: Element) => {
    const number = card.getAttribute("data-at");
    return number !== null && (document.getElementById(`p-${number}`)?.getBoundingClientRect().bottom ?? 0) > 0;
  };
  const near = () => [...document.querySelectorAll('[role="dialog"] [data-at]')].find(isInWindow);
  requestAnimationFrame(() => (open ? document.getElementById(cardId(open)) : near())?.scrollIntoView({ block: "start" }));
}
