// The margin of the chapter: its notes as cards in the order of the text, the one being written among them, and what arrived meanwhile behind a count.
"use client";

import { useCallback, useEffect, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { useWords } from "#app/_words/words.tsx";
import { cardId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { useVisibleTo } from "#app/groups/[group]/read/_desk/composer-card.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { MarginColumn } from "#app/groups/[group]/read/_desk/margin-column.tsx";
import { useCards } from "#app/groups/[group]/read/_desk/use-cards.tsx";

/** `column` stands beside the text, `list` in a sheet over it. */
export function Margin({ form }: { form: "column" | "list" }) {
  const t = useWords("desk");
  const desk = useDesk();
  const cards = useCards(form === "column");
  const visibleTo = useVisibleTo();
  const [away, setAway] = useState({ above: 0, below: 0 });
  const { fresh, showFresh } = desk.notes;
  const onSight = useCallback(
    (next: typeof away) => setAway((last) => (last.above === next.above && last.below === next.below ? last : next)),
    [],
  );

  /** Goes to the nearest note that is out of sight. */
  function leap(side: "above" | "below") {
    const blocks = cards.flatMap(({ number }) => (number === undefined ? [] : [number]));
    const isAway = (number: number) => {
      const top = document.getElementById(`p-${number}`)?.getBoundingClientRect().top ?? 0;
      return side === "above" ? top < 0 : top > window.innerHeight;
    };
    const next = side === "above" ? blocks.findLast(isAway) : blocks.find(isAway);
    if (next !== undefined) goToPassage(next);
  }

  const freshButton = fresh > 0 && (
    <Button size="small" variant="primary" onClick={showFresh}>
      {t("margin.showFresh", { count: fresh })}
    </Button>
  );
  const empty = cards.length === 0 && (
    <EmptyState title={t("margin.empty")} className="mt-4">
      {t(form === "list" ? "margin.emptyHowTouch" : "margin.emptyHow", { who: visibleTo })}
    </EmptyState>
  );

  useEffect(() => {
    if (form === "list") lookAtCard(desk.open);
  }, [form, desk.open]);

  if (form === "list") {
    return (
      <div className="flex flex-col gap-3">
        <div role="status" className="empty:hidden">
          {freshButton}
        </div>
        {empty}
        <ol className="flex flex-col gap-2">
          {cards.map(({ key, number, card }) => (
            <li key={key} data-at={number}>
              {card}
            </li>
          ))}
        </ol>
      </div>
    );
  }
  return (
    <>
      <div className="margin-above">
        {away.above > 0 && (
          <Button size="small" variant="quiet" onClick={() => leap("above")}>
            {t("margin.above", { count: away.above })}
          </Button>
        )}
      </div>
      <div className="margin-head">
        <div role="status">{freshButton}</div>
      </div>
      {empty}
      <MarginColumn cards={cards} text={desk.text} onSight={onSight} />
      {away.below > 0 && (
        <div className="margin-foot">
          <Button size="small" variant="quiet" onClick={() => leap("below")}>
            {t("margin.below", { count: away.below })}
          </Button>
        </div>
      )}
    </>
  );
}

/** In a sheet: brings the open card into sight, or the first one of the passages in the window. */
function lookAtCard(open: string | undefined): void {
  const isInWindow = (card: Element) => {
    const number = card.getAttribute("data-at");
    return number !== null && (document.getElementById(`p-${number}`)?.getBoundingClientRect().bottom ?? 0) > 0;
  };
  const near = () => [...document.querySelectorAll('[role="dialog"] [data-at]')].find(isInWindow);
  requestAnimationFrame(() => (open ? document.getElementById(cardId(open)) : near())?.scrollIntoView({ block: "start" }));
}
