// What the parts of the desk share: the chapter, its notes, what is open, and what is being written.
"use client";

import { createContext, type RefObject, useContext } from "react";
import type { Composer } from "#app/groups/[group]/read/_desk/use-composer.ts";
import type { Notes } from "#app/groups/[group]/read/_desk/use-notes.ts";
import type { Anchor, PassageText } from "#domain/anchoring/anchor.ts";
import type { AnnotationKind } from "#domain/shapes/annotation.ts";

/** What can stand beside the text, or over it on a narrow screen. */
export type Beside = "margin" | "chat" | "meeting";

/** Book, author and edition of a chapter, as a quotation names them. */
export interface Source {
  language: string;
  book: { title: string; authors: readonly string[] };
  chapter: { author?: string; date?: string };
  edition: number;
}

export interface Desk {
  /** Under which the server put this page's things aside. */
  pageId: string;
  groupId: string;
  topicId: string;
  chapter: { id: string; title: string };
  /** What a quotation from this chapter is from. */
  source: Source;
  /** Ids and numbers of the passages, once the page is alive. */
  passages: readonly { id: string; number: number }[];
  notes: Notes;
  /** The element round the chapter's text. */
  text: RefObject<HTMLDivElement | null>;
  /** The passages as anchors see them, read from the page. */
  passageTexts: () => PassageText[];
  /** The note whose card is open. */
  open: string | undefined;
  /** Opens a note, and shows the margin for it; nothing closes the open one. */
  setOpen: (noteId: string | undefined) => void;
  /** Whether there is room for the margin beside the text. */
  wide: boolean;
  /** The tab beside the text. */
  beside: Beside;
  /** What lies over the page on a narrow screen. */
  sheet: Beside | "contents" | undefined;
  setSheet: (sheet: Beside | "contents" | undefined) => void;
  /** Shows the margin, the chat or the meeting, wherever there is room for it. */
  show: (beside: Beside) => void;
  marksHidden: boolean;
  setMarksHidden: (hidden: boolean) => void;
  /** Begins to write, for the meeting if it is to be talked about there; or for a highlight without words makes it at once. */
  write: (kind: AnnotationKind, anchor: Anchor, toMeeting?: boolean) => void;
  /** Puts words into the chat's composer. */
  quote: (anchor: Anchor) => void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);
export const ComposerContext = createContext<Composer | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk: there is no desk round this component");
  return desk;
}

/** What is being written on this chapter. Apart from the desk, so that a letter typed draws only the composer anew. */
export function useComposer(): Composer {
  const composer = useContext(ComposerContext);
  if (!composer) throw new Error("useComposer: there is no desk round this component");
  return composer;
}
