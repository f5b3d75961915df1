// The reading desk: holds what its parts share, and puts them round the chapter, which the server has written.
"use client";

import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { quoteInChat } from "#app/_client/quoting.ts";
import {
  type Beside,
  ComposerContext,
  DeskContext,
  type Desk as DeskState,
  type Source,
} from "#app/groups/[group]/read/_desk/desk-context.ts";
import { numberOf, usePassageNumbers } from "#app/groups/[group]/read/_desk/passage-numbers.ts";
import { readPassages } from "#app/groups/[group]/read/_desk/text-position.ts";
import { type Showing, useNoteDraft } from "#app/groups/[group]/read/_desk/use-composer.ts";
import { useNotes } from "#app/groups/[group]/read/_desk/use-notes.ts";
import { useWide } from "#app/groups/[group]/read/_desk/use-wide.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import type { Margin } from "#domain/shapes/annotation.ts";

export interface DeskProps {
  pageId: string;
  groupId: string;
  topicId: string;
  chapter: { id: string; title: string };
  source: Source;
  /** The margin that the page was painted with. */
  initial: Margin;
  children: ReactNode;
}

/** A highlight is made without a word about who will see it: as the last note of the chapter, but never beyond the group. */
function showingOfHighlight({ visibility, held }: Showing): Showing {
  return { visibility: visibility === "me" || visibility === "hosts" ? visibility : "group", held };
}

/** The state of the desk, for everything below. */
export function Desk({ pageId, groupId, topicId, chapter, source, initial, children }: DeskProps) {
  const text = useRef<HTMLDivElement>(null);
  const texts = useRef<PassageText[] | undefined>(undefined);
  const passages = usePassageNumbers(text);
  const notes = useNotes({ groupId, chapterId: chapter.id, passages, initial });
  const composer = useNoteDraft(groupId, chapter.id);
  const { begin, lastShowing } = composer;
  const wide = useWide();
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
      pageId,
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
      write(kind, anchor, toMeeting) {
        if (kind === "highlight") return setOpenId(notes.add({ kind, anchor, body: "", ...showingOfHighlight(lastShowing()) }));
        setOpenId(undefined);
        begin(kind, anchor, toMeeting);
        show("margin");
      },
      quote(anchor) {
        const number = numberOf({ passages }, anchor.passage);
        quoteInChat(groupId, { chapterId: chapter.id, chapterTitle: chapter.title, number, anchor });
        show("chat");
      },
    }),
    [
      pageId,
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
      begin,
      lastShowing,
      passages,
    ],
  );
  return (
    <DeskContext value={desk}>
      <ComposerContext value={composer}>{children}</ComposerContext>
    </DeskContext>
  );
}
