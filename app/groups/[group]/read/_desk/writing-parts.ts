// The parts of the program that write: fetched when somebody begins to write, or ahead of that once the margin is used, so that one may also begin without a line.
"use client";

import { useEffect } from "react";
import { later } from "#app/_ui/later.ts";

export const keyActs = () => import("#app/groups/[group]/read/_desk/key-acts.ts");
export const selectedWords = () => import("#app/groups/[group]/read/_desk/selected.ts");
export const noteForm = () => import("#app/groups/[group]/read/_write/note-form.tsx");
export const replyBox = () => import("#app/groups/[group]/read/_write/reply-box.tsx");

/** Fetches them when what the reader asked for has been shown. */
export function useWritingSoon(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      void later(keyActs);
      void later(selectedWords);
      void later(noteForm);
      void later(replyBox);
    });
    return () => clearTimeout(timer);
  }, []);
}
