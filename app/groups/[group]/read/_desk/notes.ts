// What the margin shows: the notes of the stream with the reader's own unsent changes laid over them, in the order of the text. Pure.
import type { OutboxItem } from "#app/_client/outbox.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { QUOTE_MOST } from "#domain/anchoring/limits.ts";
import { type Mark, mergeMarks, type Span, spansOf } from "#domain/anchoring/marks.ts";
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
    const done = isDone(item, notes, me);
    // What is done to a note that itself has not arrived says nothing of its own.
    if (!done && !(item.verb === "annotation.react" && pending.has(id))) pending.set(id, item);
    // A removal holds also for what another item above has just added.
    if (isRemoval(item) ? item.state === "refused" : done) continue;
    const event = eventOf(item, me, shown);
    if (event) shown = applyToChapter(event, shown);
  }
  return { notes: shown, pending };
}

/** Sent commands that need not be shown any more: the stream has brought their effect, or what one made another took away again. */
export function settled(notes: readonly Annotation[], items: readonly OutboxItem[], me: Author): string[] {
  const sent = items.filter((item) => item.state === "sent");
  const removed = new Set(sent.filter(isRemoval).map(subjectOf));
  const adding = new Set(
    items.filter((item) => !isRemoval(item) && !(item.state === "sent" && removed.has(subjectOf(item)))).map(subjectOf),
  );
  const isSettled = (item: OutboxItem) =>
    isRemoval(item)
      ? isDone(item, notes, me) && !adding.has(subjectOf(item))
      : isDone(item, notes, me) || removed.has(subjectOf(item));
  return sent.filter(isSettled).map((item) => item.id);
}

/** Words of mine that were refused and that no card shows, because their note or reply is gone. */
export function lostWords(notes: readonly Annotation[], items: readonly OutboxItem[]): OutboxItem[] {
  const note = (id: string) => notes.find((one) => one.id === id);
  const isThere = (one: Pick<Annotation, "removedAt"> | undefined) => one !== undefined && one.removedAt === undefined;
  return items.filter((item) => {
    if (item.state !== "refused") return false;
    if (item.verb === "annotation.revise") return !isThere(note(item.input.annotationId));
    if (item.verb === "reply.add") return !note(item.input.annotationId);
    if (item.verb !== "reply.revise") return false;
    return !isThere(notes.flatMap(({ replies }) => replies).find(({ id }) => id === item.input.replyId));
  });
}

const isRemoval = (item: OutboxItem) => item.verb === "annotation.remove" || item.verb === "reply.remove";

/** The note or reply that a command is about. */
function subjectOf(item: OutboxItem): string | undefined {
  switch (item.verb) {
    case "annotation.add":
    case "annotation.revise":
    case "annotation.widen":
    case "annotation.react":
    case "annotation.remove":
      return item.input.annotationId;
    case "reply.add":
    case "reply.revise":
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
function isDone(item: OutboxItem, notes: readonly Annotation[], me: Author): boolean {
  switch (item.verb) {
    case "annotation.add":
      return notes.some((note) => note.id === item.input.annotationId);
    case "annotation.revise": {
      const { annotationId, kind, body, tags, to } = item.input;
      const wording = (of: Pick<Annotation, "kind" | "body" | "tags" | "to">) =>
        JSON.stringify([of.kind, of.body, of.tags, of.to]);
      return notes.some((note) => note.id === annotationId && wording(note) === wording({ kind, body, tags, ...(to && { to }) }));
    }
    case "annotation.widen": {
      const { annotationId, visibility } = item.input;
      return notes.some((note) => note.id === annotationId && note.visibility === visibility && note.heldAt === undefined);
    }
    case "annotation.react": {
      const { annotationId, reaction, given } = item.input;
      const note = notes.find(({ id }) => id === annotationId);
      return note?.reactions.some((one) => one.memberId === me.id && one.reaction === reaction) === given;
    }
    case "annotation.remove":
      return !notes.some((note) => note.id === item.input.annotationId && note.removedAt === undefined);
    case "reply.add":
      return notes.some((note) => note.replies.some((reply) => reply.id === item.input.replyId));
    case "reply.revise":
      return notes.some((note) => note.replies.some(({ id, body }) => id === item.input.replyId && body === item.input.body));
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
    case "annotation.revise": {
      const { annotationId, kind, body, tags, to } = item.input;
      const before = notes.find((note) => note.id === annotationId);
      if (!before || before.removedAt) return undefined;
      const { to: _to, question, ...rest } = before;
      const annotation = {
        ...{ ...rest, kind, body, tags, editedAt: at },
        ...(to && { to }),
        ...(kind === "question" && { question: question ?? { state: "open" as const } }),
      };
      return { type: "annotation.revised", annotation };
    }
    case "annotation.widen": {
      const before = notes.find((note) => note.id === item.input.annotationId);
      if (!before) return undefined;
      const { heldAt: _, ...rest } = before;
      return { type: "annotation.revised", annotation: { ...rest, visibility: item.input.visibility, shownAt: at } };
    }
    case "annotation.react": {
      const { annotationId, reaction, given } = item.input;
      return { type: "annotation.reacted", annotationId, memberId: author.id, reaction, given };
    }
    case "annotation.remove":
      return { type: "annotation.removed", annotationId: item.input.annotationId, removedAt: at };
    case "reply.add": {
      const { replyId: id, annotationId, parentId, body } = item.input;
      const reply = { id, annotationId, ...(parentId && { parentId }), author, body, createdAt: at };
      return { type: "reply.added", reply };
    }
    case "reply.revise": {
      const { replyId, body } = item.input;
      const before = notes.flatMap((note) => note.replies).find(({ id }) => id === replyId);
      return before && { type: "reply.revised", reply: { ...before, body, editedAt: at } };
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
