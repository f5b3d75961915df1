// The margin beside the text: cards at their passages, pushed aside by the open one. Positions are set on the elements, not drawn anew.
"use client";

import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { layoutCards } from "#app/groups/[group]/read/_desk/card-layout.ts";

export interface ColumnCard {
  key: string;
  /** The passage it belongs to; without one it stands at the end. */
  number: number | undefined;
  /** Stands exactly at its passage. */
  fixed: boolean;
  card: ReactNode;
}

const GAP = 8;

/** Cards in the order of the text. `text` is the element that holds the passages. Reports how many cards are out of sight above and below. */
export function MarginColumn(props: {
  cards: readonly ColumnCard[];
  text: RefObject<HTMLElement | null>;
  onSight: (away: { above: number; below: number }) => void;
}) {
  const { cards, text, onSight } = props;
  const column = useRef<HTMLOListElement>(null);
  const [placed, setPlaced] = useState(false);

  useLayoutEffect(() => {
    const list = column.current;
    const root = text.current;
    if (!list || !root) return;

    function place() {
      if (!list || !root) return;
      const origin = list.getBoundingClientRect().top;
      const items = [...list.children] as HTMLElement[];
      const end = root.getBoundingClientRect().bottom - origin;
      const wanted = cards.map(({ number }) => {
        const block = number === undefined ? undefined : root.querySelector(`[data-number="${number}"]`);
        return block ? block.getBoundingClientRect().top - origin : end;
      });
      const fixed = cards.findIndex((card) => card.fixed);
      const boxes = items.map((item, i) => ({ wanted: wanted[i] ?? end, height: item.offsetHeight }));
      const tops = layoutCards(boxes, fixed === -1 ? undefined : fixed, GAP);
      for (const [i, item] of items.entries()) {
        item.style.top = `${tops[i] ?? 0}px`;
        item.toggleAttribute("data-folded", tops[i] === undefined);
      }
      const last = boxes.length - 1;
      list.style.minHeight = last < 0 ? "" : `${(tops[last] ?? 0) + (boxes[last]?.height ?? 0)}px`;
    }

    setPlaced(true);
    place();
    const observer = new ResizeObserver(place);
    observer.observe(root);
    for (const item of list.children) observer.observe(item);
    return () => observer.disconnect();
  }, [cards, text]);

  useEffect(() => {
    const list = column.current;
    if (!list) return;
    const away = new Map<Element, "above" | "below">();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        if (isIntersecting) away.delete(target);
        else away.set(target, boundingClientRect.top < 0 ? "above" : "below");
      }
      const sides = [...away.values()];
      const above = sides.filter((side) => side === "above").length;
      onSight({ above, below: sides.length - above });
    });
    for (const item of list.children) observer.observe(item);
    return () => observer.disconnect();
  }, [cards, onSight]);

  return (
    <ol ref={column} className="margin-column" data-placed={placed ? "" : undefined}>
      {cards.map(({ key, card }) => (
        <li key={key}>{card}</li>
      ))}
    </ol>
  );
}
