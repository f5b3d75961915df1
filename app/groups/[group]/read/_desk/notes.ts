// What the margin shows: the notes of the stream with the reader's own unsent changes laid over them, in the order of the text. Pure.
import type { OutboxItem } from "#app/_client/outbox.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { ChapterMarks, type Marked } from "#domain/anchoring/chapter-marks.ts";
import { QUOTE_MOST } from "#domain/anchoring/limits.ts";
import { type ChapterOrder, orderOf } from "#domain/anchoring/marks.ts";
import { applyToChapter, byCreation } from "#domain/live/apply.ts";
import type { ChapterEvent } from "#domain/live/events.ts";
import type { Annotation, Author } from "#domain/shapes/annotation.ts";

/** The reader's own change of a note or reply, by the id of that note or reply. */
export type Pending = ReadonlyMap<string, OutboxItem>;

/** The notes as they will be once everything in the outbox is done; what was refused is left as it is, with its pending item. */
export function withPending(
  notes: Annotation[],
  items: readonly OutboxItem[],
  me: Author,
): { notes: Annotation[]; pending: Pending } {
  const pending = new Map<string, OutboxItem>();
  let shown = notes;
  for (const item of items) {
    const id = subjectOf(item);
    if (id === undefined) continue;
    const done = isDone(item, notes);
    if (!done) pending.set(id, item);
    // A removal holds also for what another item above has just added.
    if (isRemoval(item) ? item.state === "refused" : done) continue;
    const event = eventOf(item, me, shown);
    if (event) shown = applyToChapter(event, shown);
  }
  return { notes: shown, pending };
}

/** Sent commands that need not be shown any more: the stream has brought their effect, or what one made another took away again. */
export function settled(notes: readonly Annotation[], items: readonly OutboxItem[]): string[] {
  const sent = items.filter((item) => item.state === "sent");
  const removed = new Set(sent.filter(isRemoval).map(subjectOf));
  const adding = new Set(
    items.filter((item) => !isRemoval(item) && !(item.state === "sent" && removed.has(subjectOf(item)))).map(subjectOf),
  );
  const isSettled = (item: OutboxItem) =>
    isRemoval(item) ? isDone(item, notes) && !adding.has(subjectOf(item)) : isDone(item, notes) || removed.has(subjectOf(item));
  return sent.filter(isSettled).map((item) => item.id);
}

const isRemoval = (item: OutboxItem) => item.verb === "annotation.remove" || item.verb === "reply.remove";

/** The note or reply that a command is about. */
function subjectOf(item: OutboxItem): string | undefined {
  switch (item.verb) {
    case "annotation.add":
    case "annotation.remove":
      return item.input.annotationId;
    case "reply.add":
    case "reply.remove":
      return item.input.replyId;
    default:
      return undefined;
  }
}

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

/** Whether the stream shows already what a command does. */
function isDone(item: OutboxItem, notes: readonly Annotation[]): boolean {
  switch (item.verb) {
    case "annotation.add":
      return notes.some((note) => note.id === item.input.annotationId);
    case "annotation.remove":
      return !notes.some((note) => note.id === item.input.annotationId && note.removedAt === undefined);
    case "reply.add":
      return notes.some((note) => note.replies.some((reply) => reply.id === item.input.replyId));
    case "reply.remove":
      return !notes.some((note) => note.replies.some((reply) => reply.id === item.input.replyId));
    default:
      return true;
  }
}

/** The event that a command will bring about. */
function eventOf(item: OutboxItem, author: Author, notes: readonly Annotation[]): ChapterEvent | undefined {
  const at = new Date(item.madeAt).toISOString();
  switch (item.verb) {
    case "annotation.add": {
      const { annotationId: id, chapterId, kind, anchor, body, visibility = "group", held, tags = [], to } = item.input;
      const annotation: Annotation = {
        ...{
          id,
          chapterId,
          kind,
          anchor,
          body,
          author,
          visibility,
          tags,
          createdAt: at,
          shownAt: at,
          reactions: [],
          replies: [],
        },
        ...(held && { heldAt: at }),
        ...(to && { to }),
        ...(kind === "question" && { question: { state: "open" as const } }),
      };
      return { type: "annotation.added", annotation };
    }
    case "annotation.remove":
      return { type: "annotation.removed", annotationId: item.input.annotationId, removedAt: at };
    case "reply.add": {
      const { replyId: id, annotationId, parentId, body } = item.input;
      const reply = { id, annotationId, ...(parentId && { parentId }), author, body, createdAt: at };
      return { type: "reply.added", reply };
    }
    case "reply.remove": {
      const { replyId } = item.input;
      const thread = notes.find((note) => note.replies.some((reply) => reply.id === replyId));
      return thread && { type: "reply.removed", annotationId: thread.id, replyId, removedAt: at };
    }
    default:
      return undefined;
  }
}

/** A note with the number of the passage it begins in; without one when its words are not in this text. */
export interface PlacedNote {
  note: Annotation;
  number: number | undefined;
}

/** Notes in the order of the text, earlier ones first on the same words; those without a place at the end. */
export function inTextOrder(notes: readonly Annotation[], passages: readonly { id: string; number: number }[]): PlacedNote[] {
  const numbers = new Map(passages.map(({ id, number }) => [id, number]));
  const placed = notes.map((note) => ({ note, number: numbers.get(note.anchor.passage) }));
  const last = Number.POSITIVE_INFINITY;
  return placed.sort(
    (a, b) =>
      (a.number ?? last) - (b.number ?? last) ||
      a.note.anchor.start - b.note.anchor.start ||
      (a.note.createdAt < b.note.createdAt ? -1 : 1),
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
