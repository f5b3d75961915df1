// The margin by passages: the notes of each with the composer where its words are, crowds folded to their first notes. What stands exactly at its passage (the open
// note, else the composer) is a section of its own. A section knows how high it will be about, so that only those near the window need their cards.
"use client";

import { type ReactNode, useMemo, useState } from "react";
import { useGroup } from "#app/_client/group.tsx";
import { Button } from "#app/_ui/button.tsx";
import { usePart } from "#app/_ui/use-part.ts";
import { useWords } from "#app/_words/words.tsx";
import { cardId, threadsId } from "#app/groups/[group]/read/_desk/addresses.ts";
import { ComposerCard } from "#app/groups/[group]/read/_desk/composer-card.tsx";
import { drifting, type Folding, foldCrowd, MORE_AT_ONCE } from "#app/groups/[group]/read/_desk/crowds.ts";
import { useComposer, useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { isUnread } from "#app/groups/[group]/read/_desk/held-back.ts";
import { NoteCard } from "#app/groups/[group]/read/_desk/note-card.tsx";
import { notesByPassage, type PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { changeKey } from "#app/groups/[group]/read/_desk/pending.ts";
import type { WiderNote } from "#domain/shapes/annotation.ts";

const widerPart = () => import("#app/groups/[group]/read/_desk/wider-card.tsx");

const END = Number.POSITIVE_INFINITY;
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

/** A note of another group, when such notes were called for. */
interface Other {
  other: WiderNote;
}
type Item = PlacedNote | "composer" | Other;
const keyOf = (item: Item) => (item === "composer" ? item : "other" in item ? `other ${item.other.annotation.id}` : item.note.id);
const startOf = (item: Item) => (item === "composer" ? END : ("other" in item ? item.other.annotation : item.note).anchor.start);

/** `unfolded` is the passage whose crowd is to be shown from the start; `tops` are those of the passages in pixels, where sections stand beside them. */
export function useSections(
  folding: Folding,
  { unfolded, tops }: { unfolded?: number | undefined; tops?: ReadonlyMap<number, number> | undefined } = {},
): Section[] {
  const t = useWords("desk");
  const { notes, open, setOpen, passages } = useDesk();
  const { draft } = useComposer();
  const { placed, pending, seenTo, others } = notes;
  const { memberId: me } = useGroup().me;
  const wider = usePart(others !== undefined, widerPart);
  const [asked, setAsked] = useState<{ on: number; most: number } | undefined>(
    unfolded === undefined ? undefined : { on: unfolded, most: MORE_AT_ONCE },
  );
  const at = draft && passages.find(({ id }) => id === draft.anchor.passage)?.number;
  const start = draft?.anchor.start ?? 0;
  const writing = draft !== undefined;

  return useMemo(() => {
    const rooms = new Map<number | undefined, Item[]>(notesByPassage(placed));
    const put = (on: number | undefined, from: number, item: Item) => {
      const here = rooms.get(on)?.slice() ?? [];
      const after = here.findIndex((one) => startOf(one) > from);
      rooms.set(on, here.toSpliced(after === -1 ? here.length : after, 0, item));
    };
    for (const other of wider && others ? others : []) {
      const { passage, start: from } = other.annotation.anchor;
      put(passages.find(({ id }) => id === passage)?.number, from, { other });
    }
    if (writing) put(at, start, "composer");
    const fixed = open ?? (writing ? "composer" : undefined);
    const ordered = writing || others ? [...rooms].sort(([a = END], [b = END]) => a - b) : [...rooms];

    const draw = (item: Item): ReactNode => {
      if (item === "composer") return <ComposerCard key="composer" />;
      if ("other" in item) return wider && <wider.WiderCard key={keyOf(item)} note={item.other} />;
      const { id, replies } = item.note;
      const waits = pending.has(id) || pending.has(changeKey(id)) || replies.some((reply) => pending.has(reply.id));
      const unread = isUnread(item.note, { me, seenTo });
      return <NoteCard key={id} placed={item} open={id === open} unread={unread} pending={waits} onOpen={setOpen} />;
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
  }, [placed, pending, seenTo, others, wider, me, passages, open, setOpen, writing, at, start, asked, folding, tops, t]);
}

const heightOf = (cards: number, more: number) => cards * CARD_HEIGHT + (more > 0 ? MORE_HEIGHT : 0);
