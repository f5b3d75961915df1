// Places the cards of the margin beside their passages, pushed aside by the open one. Positions are set on the elements, not drawn anew.
"use client";

import { type RefObject, useEffect, useLayoutEffect } from "react";
import { layoutCards } from "#app/groups/[group]/read/_desk/card-layout.ts";

const GAP = 8;

/**
 * Keeps the items of a list at the passages that their `data-at` names; without one they stand at the end, with `data-fixed` exactly at their passage.
 * Call it anew (by another `cards`) when the items have changed. Reports how many notes (`data-count`) are out of sight above and below.
 */
export function useCardLayout(props: {
  list: RefObject<HTMLElement | null>;
  /** The element that holds the passages. */
  text: RefObject<HTMLElement | null>;
  cards: unknown;
  onSight: (away: { above: number; below: number }) => void;
}): void {
  const { list: column, text, cards, onSight } = props;

  useLayoutEffect(() => {
    const list = column.current;
    const root = text.current;
    if (!list || !root) return;

    function place() {
      if (!list || !root) return;
      const items = [...list.children] as HTMLElement[];
      const origin = list.getBoundingClientRect().top;
      const end = root.getBoundingClientRect().bottom - origin;
      const boxes = items.map((item) => {
        const block = item.dataset.at === undefined ? null : root.querySelector(`[data-number="${item.dataset.at}"]`);
        return { wanted: block ? block.getBoundingClientRect().top - origin : end, height: item.offsetHeight };
      });
      const fixed = items.findIndex((item) => item.dataset.fixed !== undefined);
      const tops = layoutCards(boxes, fixed === -1 ? undefined : fixed, GAP);
      for (const [i, item] of items.entries()) {
        item.style.top = `${tops[i] ?? 0}px`;
        item.toggleAttribute("data-folded", tops[i] === undefined);
      }
      const last = boxes.length - 1;
      list.style.minHeight = last < 0 ? "" : `${(tops[last] ?? 0) + (boxes[last]?.height ?? 0)}px`;
    }

    list.dataset.placed = "";
    place();
    const observer = new ResizeObserver(place);
    observer.observe(root);
    for (const item of list.children) observer.observe(item);
    return () => observer.disconnect();
  }, [cards, column, text]);

  useEffect(() => {
    const list = column.current;
    if (!list) return;
    const away = new Map<Element, "above" | "below">();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        if (isIntersecting) away.delete(target);
        else away.set(target, boundingClientRect.top < 0 ? "above" : "below");
      }
      const sum = { above: 0, below: 0 };
      for (const [item, side] of away) sum[side] += Number((item as HTMLElement).dataset.count ?? 1);
      onSight(sum);
    });
    for (const item of list.children) observer.observe(item);
    return () => observer.disconnect();
  }, [cards, column, onSight]);
}
