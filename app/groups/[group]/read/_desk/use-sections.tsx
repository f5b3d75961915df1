// The margin by passages: the notes of each with the composer where its words are, crowds folded to their first notes. What stands exactly at its passage (the open
// note, else the composer) is a section of its own. A section knows how high it will be about, so that only those near the window need their cards.
"use client";

import { type ReactNode, useMemo, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { useWords } from "#app/_words/words.tsx";
import { cardId, threadsId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { ComposerCard } from "#app/groups/[group]/read/_desk/composer-card.tsx";
import { drifting, type Folding, foldCrowd, MORE_AT_ONCE } from "#app/groups/[group]/read/_desk/crowds.ts";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { NoteCard } from "#app/groups/[group]/read/_desk/note-card.tsx";
import { notesByPassage, type PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";

/** A folded card and the button for more of them, each with the gap after it, in pixels. */
const CARD_HEIGHT = 74;
const MORE_HEIGHT = 40;

export interface Section {
  key: string;
  id: string | undefined;
  /** The passage it belongs to; without one it stands at the end. */
  number: number | undefined;
  /** Stands exactly at its passage, and is always there. */
  fixed: boolean;
  /** How many notes it stands for. */
  count: number;
  /** How high it is about, in pixels. */
  height: number;
  /** Draws its cards. */
  cards: () => ReactNode;
}

type Item = PlacedNote | "composer";
const keyOf = (item: Item) => (item === "composer" ? item : item.note.id);

/** `unfolded` is the passage whose crowd is to be shown from the start; `tops` are those of the passages in pixels, where sections stand beside them. */
export function useSections(
  folding: Folding,
  { unfolded, tops }: { unfolded?: number | undefined; tops?: ReadonlyMap<number, number> | undefined } = {},
): Section[] {
  const t = useWords("desk");
  const { notes, open, setOpen, passages } = useDesk();
  const { draft } = useComposer();
  const { placed, pending } = notes;
  const [asked, setAsked] = useState<{ on: number; most: number } | undefined>(
    unfolded === undefined ? undefined : { on: unfolded, most: MORE_AT_ONCE },
  );
  const at = draft && passages.find(({ id }) => id === draft.anchor.passage)?.number;
  const start = draft?.anchor.start ?? 0;
  const writing = draft !== undefined;

  return useMemo(() => {
    const rooms = new Map<number | undefined, Item[]>(notesByPassage(placed));
    if (writing) {
      const here = rooms.get(at)?.slice() ?? [];
      const after = here.findIndex((item) => item !== "composer" && item.note.anchor.start > start);
      rooms.set(at, here.toSpliced(after === -1 ? here.length : after, 0, "composer"));
    }
    const fixed = open ?? (writing ? "composer" : undefined);
    const ordered = writing ? [...rooms].sort(([a = END], [b = END]) => a - b) : [...rooms];

    const draw = (item: Item): ReactNode => {
      if (item === "composer") return <ComposerCard key="composer" />;
      const { id, replies } = item.note;
      const waits = pending.has(id) || replies.some((reply) => pending.has(reply.id));
      return <NoteCard key={id} placed={item} open={id === open} pending={waits} onOpen={setOpen} />;
    };
    const more = (on: number, here: readonly Item[], shown: readonly Item[]) => {
      const count = here.length - shown.length;
      const next = here.find((item) => !shown.includes(item));
      const unfold = () => {
        setAsked((last) => ({ on, most: (last?.on === on ? last.most : folding.shown) + MORE_AT_ONCE }));
        // The button goes, or moves down: the keyboard is at the first note that it has brought.
        if (next) requestAnimationFrame(() => document.getElementById(cardId(keyOf(next)))?.focus({ preventScroll: true }));
      };
      return (
        <Button key="more" size="small" variant="quiet" className="self-start" onClick={unfold}>
          {t(shown.length > 0 ? "margin.moreOn" : "margin.notesOn", { count, number: on })}
        </Button>
      );
    };

    const must = (item: Item) => item === "composer" || keyOf(item) === fixed;
    const folded = ordered.map(([number, here]) => {
      const most = asked && asked.on === number ? asked.most : 0;
      return number === undefined ? { shown: here, more: 0 } : foldCrowd(here, folding, must, most);
    });
    const drifts = drifting(
      ordered.map(([number], index) => ({
        wanted: number === undefined ? undefined : tops?.get(number),
        height: heightOf(folded[index]?.shown.length ?? 0, folded[index]?.more ?? 0),
        folded: MORE_HEIGHT,
        must: number === asked?.on || (folded[index]?.shown.some(must) ?? false),
      })),
    );

    return ordered.flatMap(([number, here], index): Section[] => {
      const shown = drifts[index] ? [] : (folded[index]?.shown ?? []);
      const left = here.length - shown.length;
      const middle = shown.findIndex((item) => keyOf(item) === fixed);
      const part = (key: string, items: readonly Item[], rest: number, stands = false): Section => ({
        key: `${key} ${stands ? fixed : (number ?? "end")}`,
        id: undefined,
        number,
        fixed: stands,
        count: items.filter((item) => item !== "composer").length + rest,
        height: heightOf(items.length, rest),
        cards: () => (
          <>
            {items.map(draw)}
            {rest > 0 && number !== undefined && more(number, here, shown)}
          </>
        ),
      });
      const parts =
        middle === -1
          ? [part("on", shown, left)]
          : [
              part("on", shown.slice(0, middle), 0),
              part("at", shown.slice(middle, middle + 1), 0, true),
              part("after", shown.slice(middle + 1), left),
            ].filter((one) => one.fixed || one.height > 0);
      const [first, ...others] = parts;
      return first && number !== undefined ? [{ ...first, id: threadsId(number) }, ...others] : parts;
    });
  }, [placed, pending, open, setOpen, writing, at, start, asked, folding, tops, t]);
}

const heightOf = (cards: number, more: number) => cards * CARD_HEIGHT + (more > 0 ? MORE_HEIGHT : 0);

const END = Number.POSITIVE_INFINITY;
