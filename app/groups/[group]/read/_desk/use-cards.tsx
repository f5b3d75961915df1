// The cards of the margin in the order of the text, with the composer where its words are, and crowded passages folded to their first notes.
"use client";

import { type ReactNode, useMemo } from "react";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { ComposerCard } from "#app/groups/[group]/read/_desk/composer-card.tsx";
import { foldCrowds } from "#app/groups/[group]/read/_desk/crowds.ts";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { NoteCard } from "#app/groups/[group]/read/_desk/note-card.tsx";

const END = Number.POSITIVE_INFINITY;

export interface Card {
  key: string;
  /** The passage it belongs to; without one it stands at the end. */
  number: number | undefined;
  /** Where in it. */
  start: number;
  /** Stands exactly at its passage. */
  fixed: boolean;
  card: ReactNode;
}

/** `fold` folds what would crowd a column, all but one passage; without it everything is shown. */
export function useCards(fold?: { unfolded: number | undefined; unfold: (number: number) => void }): Card[] {
  const t = useWords("desk");
  const desk = useDesk();
  const { draft } = useComposer();
  const { placed, pending } = desk.notes;
  const { open, setOpen, passages } = desk;
  const number = draft && passages.find((passage) => passage.id === draft.anchor.passage)?.number;
  const start = draft?.anchor.start ?? 0;
  const writing = draft !== undefined;
  const { unfolded, unfold } = fold ?? {};

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
    if (!unfold) return cards;

    const more = (on: number, count: number): Card => ({
      key: `more ${on}`,
      number: on,
      start: END,
      fixed: false,
      card: (
        <Button size="small" variant="quiet" onClick={() => unfold(on)}>
          {t("margin.moreOn", { count, number: on })}
        </Button>
      ),
    });
    const must = (card: Card) => card.key === open || card.key === "composer";
    return foldCrowds(cards, must, unfolded).flatMap(({ on, shown, more: count }) =>
      count > 0 && on !== undefined ? [...shown, more(on, count)] : shown,
    );
  }, [placed, pending, open, setOpen, writing, number, start, unfolded, unfold, t]);
}
