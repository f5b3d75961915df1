// The reading desk: holds what its parts share, and puts them round the chapter, which the server has written.
"use client";

import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { quoteInChat } from "#app/_client/quoting.ts";
import {
  type Beside,
  ComposerContext,
  CountsContext,
  DeskContext,
  type Desk as DeskState,
  type Source,
} from "#app/groups/[group]/read/_desk/desk-context.ts";
import { countByPassage } from "#app/groups/[group]/read/_desk/notes.ts";
import { numberOf } from "#app/groups/[group]/read/_desk/selected.ts";
import { readPassages } from "#app/groups/[group]/read/_desk/text-position.ts";
import { useNoteDraft } from "#app/groups/[group]/read/_desk/use-composer.ts";
import { useNotes } from "#app/groups/[group]/read/_desk/use-notes.ts";
import { useWide } from "#app/groups/[group]/read/_desk/use-wide.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import type { At } from "#domain/live/events.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

export interface DeskProps {
  groupId: string;
  topicId: string;
  chapter: { id: string; title: string };
  source: Source;
  /** Ids and numbers of the passages; their words are in the page. */
  passages: readonly { id: string; number: number }[];
  /** The notes that the page was painted with. */
  initial: At<Annotation[]>;
  children: ReactNode;
}

/** The state of the desk, for everything below. */
export function Desk({ groupId, topicId, chapter, source, passages, initial, children }: DeskProps) {
  const notes = useNotes({ groupId, chapterId: chapter.id, passages, initial });
  const composer = useNoteDraft(chapter.id);
  const wide = useWide();
  const text = useRef<HTMLDivElement>(null);
  const texts = useRef<PassageText[] | undefined>(undefined);
  const [open, setOpenId] = useState<string>();
  const [beside, setBeside] = useState<Beside>("margin");
  const [sheet, setSheet] = useState<DeskState["sheet"]>();
  const [marksHidden, setMarksHidden] = useState(false);

  const passageTexts = useCallback(() => {
    texts.current ??= text.current ? readPassages(text.current) : [];
    return texts.current;
  }, []);
  const show = useCallback(
    (what: Beside) => {
      setBeside(what);
      if (!wide) setSheet(what);
    },
    [wide],
  );
  const setOpen = useCallback(
    (noteId: string | undefined) => {
      setOpenId(noteId);
      if (noteId !== undefined) show("margin");
    },
    [show],
  );

  const desk = useMemo(
    (): DeskState => ({
      groupId,
      topicId,
      chapter,
      source,
      passages,
      notes,
      text,
      passageTexts,
      open,
      setOpen,
      wide,
      beside,
      sheet,
      setSheet,
      show,
      marksHidden,
      setMarksHidden,
      write(kind, anchor) {
        if (kind === "highlight") return setOpenId(notes.add({ kind, anchor, body: "" }));
        setOpenId(undefined);
        composer.begin(kind, anchor);
        show("margin");
      },
      quote(anchor) {
        const number = numberOf({ passages }, anchor.passage);
        quoteInChat(groupId, { chapterId: chapter.id, chapterTitle: chapter.title, number, anchor });
        show("chat");
      },
    }),
    [
      groupId,
      topicId,
      chapter,
      source,
      notes,
      passageTexts,
      open,
      setOpen,
      wide,
      beside,
      sheet,
      show,
      marksHidden,
      composer.begin,
      passages,
    ],
  );
  const counts = useMemo(() => countByPassage(notes.placed), [notes.placed]);
  return (
    <DeskContext value={desk}>
      <CountsContext value={counts}>
        <ComposerContext value={composer}>{children}</ComposerContext>
      </CountsContext>
    </DeskContext>
  );
}
