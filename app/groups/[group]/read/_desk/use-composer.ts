// The one note being written on a chapter. It is kept on the device with the words it is about, so that a reload brings it back.
"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { keepDraft, readDraft, useDraft } from "#app/_client/drafts.ts";
import { useTab } from "#app/_client/tab.tsx";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import type { AnnotationKind, Visibility } from "#domain/shapes/annotation.ts";

/** Who is to see a note, and whether not before the next meeting. */
export interface Showing {
  visibility: Visibility;
  held: boolean;
}

/** Where a note of the kind "link" is to lead, as it was typed: a number in a chapter (this one when none is named), or an address. */
export interface TypedTarget {
  chapterId?: string;
  where: string;
}

export interface NoteDraft {
  kind: AnnotationKind;
  anchor: Anchor;
  body: string;
  tags?: string[];
  target?: TypedTarget;
  /** Once it is chosen; until then as for the last note. */
  showing?: Showing;
  /** Its author wants it talked about at the meeting. */
  toMeeting?: boolean;
}

export interface Composer {
  /** What is being written; nothing when nobody writes. */
  draft: NoteDraft | undefined;
  /** How often writing was begun since the page was opened: 0 for a draft that was only brought back. */
  begun: number;
  /** Begins on other words; what was typed so far goes along. */
  begin: (kind: NoteDraft["kind"], anchor: Anchor, toMeeting?: boolean) => void;
  change: (part: Partial<NoteDraft>) => void;
  /** Puts a draft back, or with nothing takes it away. */
  set: (draft: NoteDraft | undefined) => void;
  /** Who saw the last note that was written on this chapter: the choice for the next one. */
  lastShowing: () => Showing;
  keepShowing: (showing: Showing) => void;
}

/** What was kept as JSON; nothing when it is not what this program keeps. */
function parse<T>(text: string, isWhole: (kept: Partial<T>) => boolean): T | undefined {
  try {
    const kept: Partial<T> | null = text === "" ? null : JSON.parse(text);
    return kept && isWhole(kept) ? (kept as T) : undefined;
  } catch {
    return undefined;
  }
}

/** One of another version is left out; the server looks at all of it when it is sent. */
const readNote = (text: string) =>
  parse<NoteDraft>(text, ({ kind, body, anchor }) => {
    return kind !== undefined && body !== undefined && typeof anchor?.quote === "string" && typeof anchor.passage === "string";
  });

export function useNoteDraft(groupId: string, chapterId: string): Composer {
  const personId = useTab()?.personId;
  const [text, setText] = useDraft(`note:${groupId}:${chapterId}`);
  const [begun, setBegun] = useState(0);
  const draft = useMemo(() => readNote(text), [text]);
  const latest = useRef<NoteDraft | undefined>(undefined);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);

  // These stay the same while somebody types, and with them the desk.
  const ways = useMemo(() => {
    const set = (next: NoteDraft | undefined) => {
      latest.current = next;
      setText(next ? JSON.stringify(next) : "");
    };
    const place = `shown:${groupId}:${chapterId}`;
    return {
      begin(kind: AnnotationKind, anchor: Anchor, toMeeting?: boolean) {
        setBegun((count) => count + 1);
        set({ ...latest.current, kind, anchor, body: latest.current?.body ?? "", ...(toMeeting && { toMeeting }) });
      },
      change: (part: Partial<NoteDraft>) => latest.current && set({ ...latest.current, ...part }),
      set,
      lastShowing() {
        const kept = parse<Showing>(readDraft(personId, place), ({ visibility, held }) => !!visibility && held !== undefined);
        return kept ?? { visibility: "group" as const, held: false };
      },
      keepShowing: (showing: Showing) => keepDraft(personId, place, JSON.stringify(showing)),
    };
  }, [setText, personId, groupId, chapterId]);
  return useMemo(() => ({ draft, begun, ...ways }), [draft, begun, ways]);
}
