// What arrives while somebody reads waits behind a count: which version of each note they are shown, what waits, and what is new since last time. Pure.
import type { Annotation, Reply } from "#domain/shapes/annotation.ts";

/** What waits to be shown: whole notes, replies by their note, and notes that changed otherwise. */
export interface Fresh {
  notes: number;
  replies: ReadonlyMap<string, number>;
  changes: number;
  total: number;
}

/** Whether I wrote a note, or took part in its thread: then what comes to it is shown as it comes. */
export function takesPart(note: Annotation, me: string): boolean {
  return (
    note.author.id === me ||
    note.replies.some((reply) => reply.author.id === me) ||
    note.reactions.some((reaction) => reaction.memberId === me)
  );
}

/**
 * The notes as they are shown to me: as I knew them, until I call for what is new. `isLive` names those that I am at, shown as they are.
 * What is gone or was taken away goes at once.
 */
export function holdBack(
  notes: readonly Annotation[],
  known: ReadonlyMap<string, Annotation>,
  isLive: (note: Annotation) => boolean,
): { shown: Annotation[]; fresh: Fresh } {
  const shown: Annotation[] = [];
  const replies = new Map<string, number>();
  let [arrived, changes] = [0, 0];
  for (const note of notes) {
    const before = known.get(note.id);
    if (note === before || note.removedAt !== undefined || isLive(note)) shown.push(note);
    else if (!before) arrived++;
    else {
      const had = new Map(before.replies.map((reply) => [reply.id, reply]));
      const kept = note.replies.flatMap((reply) => (reply.removedAt !== undefined ? reply : (had.get(reply.id) ?? [])));
      const as = { ...before, replies: kept };
      shown.push(as);
      if (kept.length < note.replies.length) replies.set(note.id, note.replies.length - kept.length);
      else if (JSON.stringify(as) !== JSON.stringify(note)) changes++;
    }
  }
  const answered = [...replies.values()].reduce((sum, count) => sum + count, 0);
  return { shown, fresh: { notes: arrived, replies, changes, total: arrived + answered + changes } };
}

/** What is new to a reader who had everything up to `seenTo` before them: what others showed or answered later. */
export function isNew(of: Annotation | Reply, { me, seenTo }: { me: string; seenTo: string | undefined }): boolean {
  if (of.author.id === me || of.removedAt !== undefined) return false;
  const at = "shownAt" in of ? of.shownAt : of.createdAt;
  return seenTo === undefined || at > seenTo;
}

/** Whether a note is unread: new itself, or answered since. */
export function isUnread(note: Annotation, reader: { me: string; seenTo: string | undefined }): boolean {
  return isNew(note, reader) || note.replies.some((reply) => isNew(reply, reader));
}

/** The newest moment up to which everything of others has been before me, given what is shown of all there is; nothing when that is nothing. */
export function seenUpTo(shown: readonly Annotation[], all: readonly Annotation[], me: string): string | undefined {
  const before = new Set(momentsOf(shown, me));
  const missed = momentsOf(all, me)
    .filter((at) => !before.has(at))
    .reduce((least: string | undefined, at) => (least === undefined || at < least ? at : least), undefined);
  return [...before].reduce(
    (newest: string | undefined, at) =>
      (missed === undefined || at < missed) && (newest === undefined || at > newest) ? at : newest,
    undefined,
  );
}

function momentsOf(notes: readonly Annotation[], me: string): string[] {
  return notes.flatMap(({ author, shownAt, replies }) => [
    ...(author.id === me ? [] : [shownAt]),
    ...replies.filter((reply) => reply.author.id !== me).map((reply) => reply.createdAt),
  ]);
}
