// The one note being written on a chapter. It is kept on the device with the words it is about, so that a reload brings it back.
"use client";

import { useMemo } from "react";
import { z } from "zod";
import { useDraft } from "#app/_client/drafts.ts";
import { Anchor } from "#domain/anchoring/anchor.ts";
import { AnnotationKind } from "#domain/shapes/annotation.ts";

const Draft = z.object({ kind: AnnotationKind, anchor: Anchor, body: z.string() });
export type NoteDraft = z.infer<typeof Draft>;

export interface Composer {
  /** What is being written; nothing when nobody writes. */
  draft: NoteDraft | undefined;
  /** Begins on other words; what was typed so far goes along. */
  begin: (kind: NoteDraft["kind"], anchor: Anchor) => void;
  change: (part: Partial<NoteDraft>) => void;
  /** Puts a draft back, or with nothing takes it away. */
  set: (draft: NoteDraft | undefined) => void;
}

function read(text: string): NoteDraft | undefined {
  if (text === "") return undefined;
  try {
    return Draft.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function useNoteDraft(chapterId: string): Composer {
  const [text, setText] = useDraft(`note:${chapterId}`);
  return useMemo(() => {
    const draft = read(text);
    const set = (next: NoteDraft | undefined) => setText(next ? JSON.stringify(next) : "");
    return {
      draft,
      begin: (kind, anchor) => set({ kind, anchor, body: draft?.body ?? "" }),
      change: (part) => draft && set({ ...draft, ...part }),
      set,
    };
  }, [text, setText]);
}
