// The notes of a margin in the order of the text, and what of them is painted. Pure.
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { ChapterMarks, type Marked } from "#domain/anchoring/chapter-marks.ts";
import { QUOTE_MOST } from "#domain/anchoring/limits.ts";
import { type ChapterOrder, orderOf } from "#domain/anchoring/marks.ts";
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

/**
 * Notes in the order of the text: on a passage what hosts pinned first, then by their words, earlier ones first on the same; those without a place at the end.
 * `before` is what was given last time for these passages: what is still there keeps its object, and is in order already, which sorting is quick with.
 */
export function inTextOrder(
  notes: readonly Annotation[],
  passages: readonly { id: string; number: number }[],
  before: readonly PlacedNote[] = [],
): PlacedNote[] {
  const numbers = new Map(passages.map(({ id, number }) => [id, number]));
  const there = new Set(notes);
  const kept = before.filter(({ note, number }) => there.has(note) && number === numbers.get(note.anchor.passage));
  for (const { note } of kept) there.delete(note);
  const placed = [...kept, ...Array.from(there, (note) => ({ note, number: numbers.get(note.anchor.passage) }))];
  const last = Number.POSITIVE_INFINITY;
  return placed.sort(
    (a, b) =>
      (a.number ?? last) - (b.number ?? last) ||
      Number(b.note.pinnedAt !== undefined) - Number(a.note.pinnedAt !== undefined) ||
      a.note.anchor.start - b.note.anchor.start ||
      (a.note.createdAt < b.note.createdAt ? -1 : a.note.createdAt > b.note.createdAt ? 1 : a.note.id < b.note.id ? -1 : 1),
  );
}

/** The notes that begin in each passage, by its number, in their order. */
export function notesByPassage<P extends Pick<PlacedNote, "number">>(placed: readonly P[]): Map<number | undefined, P[]> {
  return Map.groupBy(placed, ({ number }) => number);
}

/** Whether a note is about a passage as such: all of it, or as much of its beginning as a note can be about. */
function isOnWholePassage({ passage, endPassage, start, end }: Annotation["anchor"], { passages, at }: ChapterOrder): boolean {
  const length = passages[at.get(passage) ?? -1]?.length ?? 0;
  return passage === endPassage && start === 0 && (end === length || end > QUOTE_MOST * 0.9);
}

/**
 * A note as it is painted and hit; nothing for one that was removed. A note on a passage as such is shown by its number alone: a page where
 * everything is marked is hard to read. A highlight of a whole passage is wanted, and painted.
 */
export function markedOf({ id, kind, anchor, removedAt }: Annotation, order: ChapterOrder): Marked | undefined {
  if (removedAt !== undefined) return undefined;
  return { id, kind, anchor, painted: kind === "highlight" || !isOnWholePassage(anchor, order) };
}

/** The notes of a chapter by passage: for painting, and for finding the one under the pointer. */
export function marksOf(notes: readonly Annotation[], passages: readonly PassageText[]): ChapterMarks {
  const order = orderOf(passages);
  return new ChapterMarks(
    order,
    notes.flatMap((note) => markedOf(note, order) ?? []),
  );
}

/** What became of the notes from one list to another, both in the order of the text: those that went, and those that came. A note that changed did both. */
export function changesBetween(
  before: readonly PlacedNote[],
  now: readonly PlacedNote[],
): { gone: Annotation[]; come: Annotation[] } {
  const least = Math.min(before.length, now.length);
  let same = 0;
  while (same < least && before[same]?.note === now[same]?.note) same++;
  let alike = 0;
  while (alike < least - same && before[before.length - 1 - alike]?.note === now[now.length - 1 - alike]?.note) alike++;
  const [old, fresh] = [before.slice(same, before.length - alike), now.slice(same, now.length - alike)];
  const [was, is] = [new Set(old.map(({ note }) => note)), new Set(fresh.map(({ note }) => note))];
  return { gone: [...was].filter((note) => !is.has(note)), come: [...is].filter((note) => !was.has(note)) };
}
