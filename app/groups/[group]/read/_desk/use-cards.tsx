// The cards of the margin in the order of the text, with the composer where its words are, and crowded passages folded to their first notes.
"use client";

import { useMemo, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ComposerCard } from "#app/groups/[group]/read/_desk/composer-card.tsx";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import type { ColumnCard } from "#app/groups/[group]/read/_desk/margin-column.tsx";
import { NoteCard } from "#app/groups/[group]/read/_desk/note-card.tsx";

/** More cards than this on one passage push all others away from theirs; then only the first few are shown. */
const CROWD = 4;
const SHOWN = 2;
const END = Number.POSITIVE_INFINITY;

type Card = ColumnCard & { start: number };

/** `fold` folds what would crowd a column; a list shows everything. */
export function useCards(fold: boolean): ColumnCard[] {
  const t = useWords("desk");
  const desk = useDesk();
  const { draft } = useComposer();
  const [unfolded, setUnfolded] = useState<number>();
  const { placed, pending } = desk.notes;
  const { open, setOpen, passages } = desk;
  const number = draft && passages.find((passage) => passage.id === draft.anchor.passage)?.number;
  const start = draft?.anchor.start ?? 0;
  const writing = draft !== undefined;

  return useMemo(() => {
    const cards = placed.map((one): Card => {
      const { id, replies, anchor } = one.note;
      const waits = pending.has(id) || replies.some((reply) => pending.has(reply.id));
      const card = <NoteCard placed={one} open={id === open} pending={waits} onOpen={setOpen} />;
      return { key: id, number: one.number, start: anchor.start, fixed: id === open, card };
    });
    if (writing) {
      const isAfter = (card: Card) => (card.number ?? END) > (number ?? END) || (card.number === number && card.start > start);
      const at = cards.findIndex(isAfter);
      const composer = { key: "composer", number, start, fixed: open === undefined, card: <ComposerCard /> };
      cards.splice(at === -1 ? cards.length : at, 0, composer);
    }
    if (!fold) return cards;

    const more = (on: number, count: number): ColumnCard => ({
      key: `more ${on}`,
      number: on,
      fixed: false,
      card: (
        <Button size="small" variant="quiet" onClick={() => setUnfolded(on)}>
          {t("margin.moreOn", { count, number: on })}
        </Button>
      ),
    });
    return [...Map.groupBy(cards, (card) => card.number)].flatMap(([on, here]) => {
      if (on === undefined || on === unfolded || here.length <= CROWD) return here;
      const kept = here.filter((card, i) => i < SHOWN || card.key === open || card.key === "composer");
      return [...kept, more(on, here.length - kept.length)];
    });
  }, [placed, pending, open, setOpen, writing, number, start, fold, unfolded, t]);
}
