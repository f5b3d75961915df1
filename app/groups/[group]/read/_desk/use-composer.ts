// The one note being written on a chapter. It is kept on the device with the words it is about, so that a reload brings it back.
"use client";

import { useMemo } from "react";
import { useDraft } from "#app/_client/drafts.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import type { AnnotationKind } from "#domain/shapes/annotation.ts";

export interface NoteDraft {
  kind: AnnotationKind;
  anchor: Anchor;
  body: string;
}

export interface Composer {
  /** What is being written; nothing when nobody writes. */
  draft: NoteDraft | undefined;
  /** Begins on other words; what was typed so far goes along. */
  begin: (kind: NoteDraft["kind"], anchor: Anchor) => void;
  change: (part: Partial<NoteDraft>) => void;
  /** Puts a draft back, or with nothing takes it away. */
  set: (draft: NoteDraft | undefined) => void;
}

/** A draft as this program kept it. One of another version is left out; the server looks at all of it when it is sent. */
function read(text: string): NoteDraft | undefined {
  if (text === "") return undefined;
  try {
    const kept: Partial<NoteDraft> | null = JSON.parse(text);
    const { kind, anchor, body } = kept ?? {};
    const whole = kind && body !== undefined && anchor && typeof anchor.quote === "string" && typeof anchor.passage === "string";
    return whole ? { kind, anchor, body } : undefined;
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
