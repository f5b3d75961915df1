// Where a reader is in a book, as this device remembers it: for each person, group and edition, on this device alone.
"use client";

import { personAttribute } from "#app/_ui/look.ts";

/** A chapter by its id and its position in the contents, and a passage of it. */
export interface KeptPlace {
  chapterId: string;
  position: number;
  number: number;
}

const keyOf = (groupId: string, editionId: string) =>
  `interleaf:place:${document.documentElement.getAttribute(personAttribute) ?? ""}:${groupId}:${editionId}`;

/** The place this device remembers. A browser that keeps nothing, or kept something else, remembers none. */
export function readKept(groupId: string, editionId: string): KeptPlace | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(groupId, editionId)) ?? "null");
    if (!kept || typeof kept !== "object" || !("chapterId" in kept) || !("position" in kept) || !("number" in kept))
      return undefined;
    const { chapterId, position, number } = kept;
    if (typeof chapterId !== "string" || !Number.isInteger(position) || !Number.isInteger(number)) return undefined;
    return { chapterId, position: Number(position), number: Number(number) };
  } catch {
    return undefined;
  }
}

export function writeKept(groupId: string, editionId: string, place: KeptPlace): void {
  try {
    localStorage.setItem(keyOf(groupId, editionId), JSON.stringify(place));
  } catch {
    // Full or forbidden: the server remembers.
  }
}
