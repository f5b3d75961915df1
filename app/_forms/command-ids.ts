// Ids of a form's command and of what it makes: the same as long as the content is the same, so that sending again after a lost answer does nothing twice.
"use client";

import { useRef } from "react";
import { v7 } from "uuid";

export interface CommandIds {
  /** Id of the command. */
  id: string;
  /** Id of the thing it makes, if it makes one. */
  madeId: string;
}

/** `take(content)` gives the ids for a content; `spend()` is called once the command has been answered. */
export function useCommandIds(): { take: (content: unknown) => CommandIds; spend: () => void } {
  const held = useRef<{ content: string; ids: CommandIds } | undefined>(undefined);
  return {
    take(content) {
      const text = JSON.stringify(content);
      if (held.current?.content !== text) held.current = { content: text, ids: { id: v7(), madeId: v7() } };
      return held.current.ids;
    },
    spend() {
      held.current = undefined;
    },
  };
}
