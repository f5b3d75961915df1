// The margin of the chapter: its notes in the order of the text, and what arrived meanwhile behind a count.
// Its cards come with the page and rest until somebody uses them, or they have changed; then the living ones take their place.
"use client";

import { type ReactNode, useCallback, useRef, useState } from "react";
import { Kept, useTakenOver } from "#app/_once/kept.tsx";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { type Desk, useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { RestingCards } from "#app/groups/[group]/read/_desk/resting-cards.tsx";
import { useCardLayout } from "#app/groups/[group]/read/_desk/use-card-layout.ts";
import { useVisibleTo } from "#app/groups/[group]/read/_desk/visible-to.ts";

const liveCards = () => import("#app/groups/[group]/read/_desk/live-cards.tsx");

type Away = { above: number; below: number };

/** Beside the text. */
export function ColumnMargin() {
  const t = useWords("desk");
  const desk = useDesk();
  const takenOver = useTakenOver();
  const [unfolded, setUnfolded] = useState<number>();
  const [away, setAway] = useState<Away>({ above: 0, below: 0 });
  const live = usePart(useIsUsed(desk) || unfolded !== undefined || !takenOver, liveCards);
  const onSight = useCallback(
    (next: Away) => setAway((last) => (last.above === next.above && last.below === next.below ? last : next)),
    [],
  );
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
        <div role="status">
          <FreshButton />
        </div>
      </div>
      <Empty how="margin.emptyHow" />
      {live ? (
        <live.LiveColumn unfolded={unfolded} onSight={onSight} />
      ) : (
        takenOver && <RestingColumn unfold={setUnfolded} onSight={onSight} />
      )}
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

/** In a sheet over the text. */
export function ListMargin({ loading }: { loading: ReactNode }) {
  const live = usePart(true, liveCards);
  return (
    <div className="flex flex-col gap-3">
      <div role="status" className="empty:hidden">
        <FreshButton />
      </div>
      <Empty how="margin.emptyHowTouch" />
      {live ? <live.LiveList /> : loading}
    </div>
  );
}

function FreshButton() {
  const t = useWords("desk");
  const { fresh, showFresh } = useDesk().notes;
  if (fresh === 0) return null;
  return (
    <Button size="small" variant="primary" onClick={showFresh}>
      {t("margin.showFresh", { count: fresh })}
    </Button>
  );
}

function Empty({ how }: { how: "margin.emptyHow" | "margin.emptyHowTouch" }) {
  const t = useWords("desk");
  const visibleTo = useVisibleTo();
  const { notes } = useDesk();
  const { draft } = useComposer();
  if (notes.placed.length > 0 || notes.fresh > 0 || draft) return null;
  return (
    <EmptyState title={t("margin.empty")} className="mt-4">
      {t(how, { who: visibleTo })}
    </EmptyState>
  );
}

/** On the server only: to the browser nothing of the cards is carried before they live. */
const resting = typeof window === "undefined" ? () => ({ react: <RestingCards /> }) : () => ({ react: null });

function RestingColumn(props: { unfold: (number: number) => void; onSight: (away: Away) => void }) {
  const { text, setOpen } = useDesk();
  const list = useRef<HTMLDivElement>(null);
  useCardLayout({ list, text, cards: "resting", onSight: props.onSight });
  function click(target: Element) {
    const { opens, unfolds } = target.closest<HTMLElement>("[data-opens], [data-unfolds]")?.dataset ?? {};
    if (opens) setOpen(opens);
    if (unfolds) props.unfold(Number(unfolds));
  }
  return (
    <Kept
      as="ol"
      name="cards"
      ref={list}
      className="margin-column"
      onClick={(event) => click(event.target as Element)}
      inside={resting}
    />
  );
}

/** Whether somebody uses the margin, or what it shows is not what the server wrote any more. */
function useIsUsed({ open, notes, painted }: Desk): boolean {
  const { draft } = useComposer();
  const asWritten = new Set(painted);
  const changed = notes.placed.length !== painted.length || notes.placed.some(({ note }) => !asWritten.has(note));
  return open !== undefined || draft !== undefined || notes.pending.size > 0 || changed;
}

/** Goes to the nearest note that is out of sight. */
function leap(side: "above" | "below"): void {
  const isAway = (number: number) => {
    const top = document.getElementById(`p-${number}`)?.getBoundingClientRect().top ?? 0;
    return side === "above" ? top < 0 : top > window.innerHeight;
  };
  const items = [...document.querySelectorAll<HTMLElement>(".margin-column > [data-at]")];
  const numbers = items.map((item) => Number(item.dataset.at));
  const next = side === "above" ? numbers.findLast(isAway) : numbers.find(isAway);
  if (next !== undefined) goToPassage(next);
}
