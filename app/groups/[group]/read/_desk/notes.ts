// The notes of a margin in the order of the text, and what of them is painted. Pure.
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { QUOTE_MOST } from "#domain/anchoring/limits.ts";
import { type Mark, mergeMarks, type Span, spansOf } from "#domain/anchoring/marks.ts";
import { byCreation } from "#domain/live/apply.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

/** All notes of a margin, each once: what a wider stream says of a note is newer than what a narrower one still holds. */
export function notesOf({
  shared,
  own,
  hosts,
}: Record<"shared" | "own", { state: Annotation[] }> & { hosts?: { state: Annotation[] } }): Annotation[] {
  const narrow = [...own.state, ...(hosts?.state ?? [])];
  if (narrow.length === 0) return shared.state;
  const byId = new Map([...narrow, ...shared.state].map((note) => [note.id, note]));
  return [...byId.values()].sort(byCreation);
}

/** A note with the number of the passage it begins in; without one when its words are not in this text. */
export interface PlacedNote {
  note: Annotation;
  number: number | undefined;
}

/** Notes in the order of the text: on a passage what hosts pinned first, then by their words, earlier ones first on the same; those without a place at the end. */
export function inTextOrder(notes: readonly Annotation[], passages: readonly { id: string; number: number }[]): PlacedNote[] {
  const numbers = new Map(passages.map(({ id, number }) => [id, number]));
  const placed = notes.map((note) => ({ note, number: numbers.get(note.anchor.passage) }));
  const last = Number.POSITIVE_INFINITY;
  return placed.sort(
    (a, b) =>
      (a.number ?? last) - (b.number ?? last) ||
      Number(b.note.pinnedAt !== undefined) - Number(a.note.pinnedAt !== undefined) ||
      a.note.anchor.start - b.note.anchor.start ||
      (a.note.createdAt < b.note.createdAt ? -1 : 1),
  );
}

/** How many notes begin in each passage, by its number. */
export function countByPassage(placed: readonly PlacedNote[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { number } of placed) if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** Whether a note is about a passage as such: all of it, or as much of its beginning as a note can be about. */
function isOnWholePassage({ passage, endPassage, start, end }: Annotation["anchor"], length: number): boolean {
  return passage === endPassage && start === 0 && (end === length || end > QUOTE_MOST * 0.9);
}

/**
 * What is painted in each passage, by its id. Notes that were removed leave no mark, and a note on a passage as such is shown by its number alone:
 * a page where everything is marked is hard to read. A highlight of a whole passage is wanted, and painted.
 */
export function marksByPassage(notes: readonly Annotation[], passages: readonly PassageText[]): Map<string, Mark[]> {
  const lengths = new Map(passages.map(({ id, text }) => [id, text.length]));
  const spans = new Map<string, Span[]>();
  for (const note of notes) {
    const length = lengths.get(note.anchor.passage) ?? 0;
    if (note.removedAt !== undefined || (note.kind !== "highlight" && isOnWholePassage(note.anchor, length))) continue;
    for (const { passage, start, end } of spansOf(note.anchor, passages)) {
      const there = spans.get(passage) ?? [];
      there.push({ start, end, kind: note.kind, id: note.id });
      spans.set(passage, there);
    }
  }
  return new Map([...spans].map(([passage, list]) => [passage, mergeMarks(list, lengths.get(passage) ?? 0)]));
}
