// The margin of the chapter: its notes in the order of the text, and what arrived meanwhile behind a count.
// Its cards come with the page and rest until somebody uses them, or they have changed; then the living ones take their place.
"use client";

import { ListFilter } from "lucide-react";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { draftsBelow } from "#app/_client/drafts.ts";
import { useTab } from "#app/_client/tab.tsx";
import { Kept, useTakenOver } from "#app/_once/kept.tsx";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { type Desk, useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { goToPassage } from "#app/groups/[group]/read/_desk/go-to.ts";
import { RestingCards } from "#app/groups/[group]/read/_desk/resting-cards.tsx";
import { threadsPlace } from "#app/groups/[group]/read/_desk/thread-drafts.ts";
import { useCardLayout } from "#app/groups/[group]/read/_desk/use-card-layout.ts";
import { useVisibleTo } from "#app/groups/[group]/read/_desk/visible-to.ts";

const filterLeaf = () => import("#app/groups/[group]/read/_desk/filter-leaf.tsx");
const liveCards = () => import("#app/groups/[group]/read/_desk/live-cards.tsx");

const lostCards = () => import("#app/groups/[group]/read/_write/lost-cards.tsx");

type Away = { above: number; below: number };

/** Beside the text. */
export function ColumnMargin() {
  const t = useWords("desk");
  const desk = useDesk();
  const takenOver = useTakenOver();
  const [unfolded, setUnfolded] = useState<number>();
  const [away, setAway] = useState<Away>({ above: 0, below: 0 });
  const used = useIsUsed(desk);
  const live = usePart(desk.notes.whole && (used || unfolded !== undefined || !takenOver), liveCards);
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
        <FilterButton />
      </div>
      <div className="margin-head">
        <FreshButton />
      </div>
      <LostWords />
      <Empty how="margin.emptyHow" />
      {live ? (
        <live.LiveColumn unfolded={unfolded} onSight={onSight} />
      ) : (
        takenOver && <RestingColumn unfold={setUnfolded} onSight={onSight} />
      )}
      <div className="margin-foot">
        <Filtered />
        {away.below > 0 && (
          <Button size="small" variant="quiet" onClick={() => leap("below")}>
            {t("margin.below", { count: away.below })}
          </Button>
        )}
      </div>
    </>
  );
}

/** In a sheet over the text. */
export function ListMargin({ loading }: { loading: ReactNode }) {
  const { whole } = useDesk().notes;
  const live = usePart(whole, liveCards);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <FilterButton />
        <Filtered />
        <FreshButton />
      </div>
      <LostWords />
      <Empty how="margin.emptyHowTouch" />
      {live ? <live.LiveList /> : loading}
    </div>
  );
}

/** What I wrote for notes that are gone. Whether there is any, is looked at once there are such drafts, or something was refused. */
function LostWords() {
  const desk = useDesk();
  const personId = useTab()?.personId;
  const part = usePart(desk.notes.lost.length > 0 || draftsBelow(personId, threadsPlace(desk)).length > 0, lostCards);
  return part ? <part.LostCards /> : null;
}

function FreshButton() {
  const t = useWords("margin");
  const { fresh, showFresh } = useDesk().notes;
  if (fresh.total === 0) return null;
  const of = fresh.notes === fresh.total ? "notes" : fresh.notes + fresh.changes === 0 ? "replies" : "all";
  return (
    <Button size="small" variant="primary" onClick={() => showFresh()}>
      {t("showFresh", { of, count: fresh.total })}
    </Button>
  );
}

/** The way to the filters. */
function FilterButton() {
  const t = useWords("margin");
  const { filter } = useDesk().notes;
  const [at, setAt] = useState<HTMLElement>();
  const leaf = usePart(at !== undefined, filterLeaf);
  return (
    <>
      <IconButton
        size="small"
        variant={filter ? "plain" : "quiet"}
        label={t("filter.open")}
        aria-haspopup="dialog"
        aria-expanded={at !== undefined}
        onClick={(event) => setAt(at ? undefined : event.currentTarget)}
      >
        <ListFilter aria-hidden />
      </IconButton>
      {leaf && <leaf.FilterLeaf at={at} onClose={() => setAt(undefined)} />}
    </>
  );
}

/** While a filter is on: how much it leaves, and the way to all. */
function Filtered() {
  const t = useWords("margin");
  const { placed, all, filter, setFilter } = useDesk().notes;
  if (!filter) return null;
  return (
    <div className="me-auto flex items-center gap-2 rounded-md bg-page ps-2 text-sm text-ink-soft">
      <p role="status">{t("filter.count", { shown: placed.length, total: all.length })}</p>
      <Button size="small" onClick={() => setFilter(undefined)}>
        {t("filter.clear")}
      </Button>
    </div>
  );
}

function Empty({ how }: { how: "margin.emptyHow" | "margin.emptyHowTouch" }) {
  const t = useWords("desk");
  const m = useWords("margin");
  const visibleTo = useVisibleTo();
  const { notes } = useDesk();
  const { draft } = useComposer();
  if (!notes.whole || notes.placed.length > 0 || notes.fresh.notes > 0 || draft) return null;
  if (notes.filter)
    return (
      <EmptyState title={m("filter.none")} className="mt-4">
        {m("filter.noneHow")}
      </EmptyState>
    );
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
function useIsUsed({ open, notes }: Desk): boolean {
  const { draft } = useComposer();
  // In a crowded chapter the server wrote only the first cards.
  const written = useRef(notes.whole ? new Set(notes.placed.map(({ note }) => note)) : undefined);
  const isAsWritten = (): boolean =>
    notes.placed.length === written.current?.size && notes.placed.every(({ note }) => written.current?.has(note));
  const called = open !== undefined || draft !== undefined || notes.others !== undefined;
  return called || notes.pending.size > 0 || (notes.whole && !isAsWritten());
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
