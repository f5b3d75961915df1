// The cards of the margin in the order of the text, with the composer where its words are, and crowded passages folded to their first notes.
"use client";

import { type ReactNode, useMemo } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { Button } from "#app/_ui/button.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { ComposerCard } from "#app/groups/[group]/read/_desk/composer-card.tsx";
import { foldCrowds } from "#app/groups/[group]/read/_desk/crowds.ts";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { isUnread } from "#app/groups/[group]/read/_desk/held-back.ts";
import { NoteCard } from "#app/groups/[group]/read/_desk/note-card.tsx";
import { changeKey } from "#app/groups/[group]/read/_desk/pending.ts";

const widerPart = () => import("#app/groups/[group]/read/_desk/wider-card.tsx");

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
  const { placed, pending, seenTo, others } = desk.notes;
  const wider = usePart(others !== undefined, widerPart);
  const { memberId: me } = useGroup().me;
  const { open, setOpen, passages } = desk;
  const number = draft && passages.find((passage) => passage.id === draft.anchor.passage)?.number;
  const start = draft?.anchor.start ?? 0;
  const writing = draft !== undefined;
  const { unfolded, unfold } = fold ?? {};

  return useMemo(() => {
    const cards = placed.map((one): Card => {
      const { id, replies, anchor } = one.note;
      const waits = pending.has(id) || pending.has(changeKey(id)) || replies.some((reply) => pending.has(reply.id));
      const unread = isUnread(one.note, { me, seenTo });
      const card = <NoteCard placed={one} open={id === open} unread={unread} pending={waits} onOpen={setOpen} />;
      return { key: id, number: one.number, start: anchor.start, fixed: id === open, card };
    });
    if (wider)
      for (const one of others ?? []) {
        const { anchor, id } = one.annotation;
        const on = passages.find((passage) => passage.id === anchor.passage)?.number;
        const card = <wider.WiderCard note={one} />;
        place(cards, { key: `other ${id}`, number: on, start: anchor.start, fixed: false, card });
      }
    if (writing) place(cards, { key: "composer", number, start, fixed: open === undefined, card: <ComposerCard /> });
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
  }, [placed, pending, seenTo, others, wider, me, open, setOpen, passages, writing, number, start, unfolded, unfold, t]);
}

/** Puts a card where it belongs in the order of the text, after those on the same words. */
function place(cards: Card[], card: Card): void {
  const from = card.number ?? END;
  const isAfter = ({ number = END, start }: Card) => number > from || (number === from && start > card.start);
  const at = cards.findIndex(isAfter);
  cards.splice(at === -1 ? cards.length : at, 0, card);
}
