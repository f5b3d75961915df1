// Drafts on notes of this chapter that are gone, and what was refused because they were.
"use client";

import { useCallback, useEffect, useState } from "react";
import { draftsBelow, keepDraft } from "#app/_client/drafts.ts";
import { useTab } from "#app/_client/tab.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { threadsPlace } from "#app/groups/[group]/read/_desk/thread-drafts.ts";

/** Words of mine that have no place any more: what they were written for was taken away meanwhile. */
export interface LostWords {
  key: string;
  body: string;
  drop: () => void;
}

/** The drafts on notes of this chapter that are gone, and what was refused because they were. */
export function useLostWords(): LostWords[] {
  const desk = useDesk();
  const personId = useTab()?.personId;
  const { notes } = desk;
  const [drafts, setDrafts] = useState<LostWords[]>([]);
  const place = threadsPlace(desk);
  const look = useCallback(() => {
    const standing = new Set(notes.arrived.filter(({ removedAt }) => removedAt === undefined).map(({ id }) => id));
    const noteOf = (at: string) => at.slice(place.length).split(":", 1)[0] ?? "";
    const kept = draftsBelow(personId, place).filter(({ place: at }) => !standing.has(noteOf(at)));
    setDrafts((before) =>
      kept.length === 0 && before.length === 0
        ? before
        : kept.map(({ place: at, text }) => {
            const drop = () => {
              keepDraft(personId, at, "");
              setDrafts((all) => all.filter(({ key }) => key !== at));
            };
            return { key: at, body: wordsOf(text), drop };
          }),
    );
  }, [notes.arrived, personId, place]);
  useEffect(look, [look]);
  const refused = notes.lost.map(({ id, input }) => ({
    key: id,
    body: "body" in input ? input.body : "",
    drop: () => notes.discard(id),
  }));
  return [...refused, ...drafts].filter(({ body }) => body !== "");
}

/** The words of a draft: of a note's edit they are one of several things. */
function wordsOf(text: string): string {
  try {
    const kept: unknown = JSON.parse(text);
    return kept && typeof kept === "object" ? String((kept as { body?: string }).body ?? "") : text;
  } catch {
    return text;
  }
}
