// What arrived in the margin while somebody reads: counted, so that it can be said once for all of it. Pure.
import type { Fresh } from "#app/groups/[group]/read/_desk/held-back.ts";
import { changesBetween, type PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";

/** What of the margin is counted: the notes that are shown, and what waits to be. */
export interface Heard {
  placed: readonly PlacedNote[];
  fresh: Pick<Fresh, "notes" | "replies">;
}

const heldIn = ({ fresh }: Heard) => [...fresh.replies.values()].reduce((sum, count) => sum + count, 0);

/** How many notes and replies of others came between two states of the margin. They are counted when they come, not when they are shown. */
export function arrivedBetween(before: Heard, now: Heard, me: string): { notes: number; replies: number } {
  const { gone, come } = changesBetween(before.placed, now.placed);
  const known = new Map(gone.map((note) => [note.id, new Set(note.replies.map(({ id }) => id))]));
  const replies = come
    .flatMap((note) => note.replies.filter(({ id }) => known.get(note.id)?.has(id) === false))
    .filter(({ author, removedAt }) => author.id !== me && removedAt === undefined);
  // What is shown now and waited before is no news.
  const answered = replies.length + heldIn(now) - heldIn(before);
  return { notes: Math.max(0, now.fresh.notes - before.fresh.notes), replies: Math.max(0, answered) };
}
