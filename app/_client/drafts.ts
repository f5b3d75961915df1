// What is typed and not sent is kept on the device by place, so that a reload or a closed tab loses nothing.
"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useTab } from "#app/_client/tab.tsx";

const PREFIX = "interleaf:draft:";
/** How long after a letter it is kept, also while more follow: a tab that is killed loses no more than this. */
const KEEP_AFTER_MS = 300;

/** Where a draft of a person is kept on this device: what begins so goes when they sign out. */
export function draftKey(personId: string | undefined, place: string): string {
  return `${PREFIX}${personId ?? "nobody"}:${place}`;
}

/** A device that keeps nothing (no room, a private window) still lets people write. */
function keep(key: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {}
}

function kept(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** What a person has kept at a place of this device; "" when nothing. */
export function readDraft(personId: string | undefined, place: string): string {
  return kept(draftKey(personId, place));
}

/** Keeps something small at a place at once; "" takes it away. */
export function keepDraft(personId: string | undefined, place: string, text: string): void {
  keep(draftKey(personId, place), text);
}

/** What a person has kept at all places that begin so. */
export function draftsBelow(personId: string | undefined, place: string): { place: string; text: string }[] {
  const begin = draftKey(personId, "");
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(begin + place));
    return keys.map((key) => ({ place: key.slice(begin.length), text: kept(key) }));
  } catch {
    return [];
  }
}

/** Takes all drafts of a person off this device, when they sign out. */
export function clearDrafts(personId: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`${PREFIX}${personId}:`)) localStorage.removeItem(key);
  } catch {}
}

/**
 * The text being written at a place (any name that stays the same, for instance "reply:" and the annotation's id), as state that is restored after a reload.
 * Setting it to "" removes the draft.
 */
export function useDraft(place: string): [text: string, setText: (text: string) => void] {
  const key = draftKey(useTab()?.personId, place);
  const [text, setText] = useState("");
  const unsaved = useRef<{ key: string; text: string } | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (unsaved.current) keep(unsaved.current.key, unsaved.current.text);
    unsaved.current = undefined;
  }, []);

  // The server knows no drafts, so what is kept is shown right after the first frame.
  useEffect(() => {
    setText(kept(key));
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [key, save]);

  const write = useCallback(
    (next: string) => {
      setText(next);
      unsaved.current = { key, text: next };
      if (next === "") save();
      else timer.current ??= setTimeout(save, KEEP_AFTER_MS);
    },
    [key, save],
  );
  return [text, write];
}
