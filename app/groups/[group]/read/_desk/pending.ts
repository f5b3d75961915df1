// The reader's own unsent changes laid over the notes of the streams: shown at once, and shown once. Pure.
import type { OutboxItem } from "#app/_client/outbox.ts";
import { applyToChapter } from "#domain/live/apply.ts";
import type { ChapterEvent } from "#domain/live/events.ts";
import type { Annotation, Author } from "#domain/shapes/annotation.ts";

/** The reader's own change: by the id of the note or reply that it makes, revises or takes away; small changes of a note by `changeKey`. */
export type Pending = ReadonlyMap<string, OutboxItem>;

/** Where a small change of a note waits (a reaction, a pin, a step of a question), apart from the note itself. */
export const changeKey = (annotationId: string) => `change ${annotationId}`;

type Notes = readonly Annotation[];

/** The notes as they will be once everything in the outbox is done; what was refused is left as it is, with its pending item. */
export function withPending(
  notes: Annotation[],
  items: readonly OutboxItem[],
  me: Author,
): { notes: Annotation[]; pending: Pending } {
  const pending = new Map<string, OutboxItem>();
  let shown = notes;
  for (const item of items) {
    const effect = effectOf(item, me);
    if (!effect) continue;
    const done = effect.isDone(notes);
    if (!done) pending.set(effect.key, item);
    // What takes away or changes holds also for what another item above has just made.
    if (effect.is === "made" ? done : item.state === "refused") continue;
    const event = effect.event(shown);
    if (event) shown = applyToChapter(event, shown) ?? shown;
  }
  return { notes: shown, pending };
}

/** Sent commands that need not be shown any more: the stream has brought their effect, or what one made another took away or changed again. */
export function settled(notes: Notes, items: readonly OutboxItem[], me: Author): string[] {
  const known = items.flatMap((item) => {
    const effect = effectOf(item, me);
    return effect ? [{ item, effect }] : [];
  });
  const isSent = ({ item }: { item: OutboxItem }) => item.state === "sent";
  const removed = new Set(known.filter((one) => isSent(one) && one.effect.is === "removed").map(({ effect }) => effect.key));
  const making = new Set(
    known
      .filter((one) => one.effect.is === "made" && !(isSent(one) && removed.has(one.effect.key)))
      .map(({ effect }) => effect.key),
  );
  // Of several changes of one thing the last decides: the stream may never show what an earlier one made of it.
  const last = new Map(known.map(({ effect }) => [effect.about, effect]));
  return known.filter(isSent).flatMap(({ item, effect }) => {
    const done = (last.get(effect.about) ?? effect).isDone(notes);
    const is = {
      made: effect.isDone(notes) || removed.has(effect.key),
      removed: effect.isDone(notes) && !making.has(effect.key),
      changed: done,
    };
    return is[effect.is] ? [item.id] : [];
  });
}

/** Words of mine that were refused and that no card shows, because their note or reply is gone. */
export function lostWords(notes: Notes, items: readonly OutboxItem[]): OutboxItem[] {
  const isThere = (one: { removedAt?: string | undefined } | undefined) => one !== undefined && one.removedAt === undefined;
  return items.filter((item) => {
    if (item.state !== "refused") return false;
    if (item.verb === "annotation.revise") return !isThere(find(notes, item.input.annotationId));
    if (item.verb === "reply.revise") return !isThere(replyIn(notes, item.input.replyId));
    return item.verb === "reply.add" && !find(notes, item.input.annotationId);
  });
}

/** What a command does to the margin. */
interface Effect {
  is: "made" | "changed" | "removed";
  /** Under which it is pending. */
  key: string;
  /** What it settles: a later command about the same takes its place. */
  about: string;
  /** Whether the streams show it already. */
  isDone: (notes: Notes) => boolean;
  /** The event that it will bring about. */
  event: (notes: Notes) => ChapterEvent | undefined;
}

function effectOf(item: OutboxItem, me: Author): Effect | undefined {
  const at = new Date(item.madeAt).toISOString();
  switch (item.verb) {
    case "annotation.add":
      return made(
        item.input.annotationId,
        (notes) => find(notes, item.input.annotationId) !== undefined,
        () => ({
          type: "annotation.added",
          annotation: noteOf(item.input, me, at),
        }),
      );
    case "annotation.remove": {
      const { annotationId } = item.input;
      return removed(
        annotationId,
        (notes) => find(notes, annotationId)?.removedAt !== undefined || !find(notes, annotationId),
        () => ({ type: "annotation.removed", annotationId, removedAt: at }),
      );
    }
    case "reply.add": {
      const { replyId: id, annotationId, parentId, body } = item.input;
      const reply = { id, annotationId, ...(parentId && { parentId }), author: me, body, createdAt: at };
      return made(
        id,
        (notes) => replyIn(notes, id) !== undefined,
        () => ({ type: "reply.added", reply }),
      );
    }
    case "annotation.revise": {
      const { annotationId, kind, body, tags, to } = item.input;
      const wording = (of: Pick<Annotation, "kind" | "body" | "tags" | "to">) =>
        JSON.stringify([of.kind, of.body, of.tags, of.to]);
      const asked = wording({ kind, body, tags, ...(to && { to }) });
      const by = ({ to: _, question = { state: "open" as const }, ...note }: Annotation): Annotation => ({
        ...{ ...note, kind, body, tags, editedAt: at },
        ...(to && { to }),
        ...(kind === "question" && { question }),
      });
      const is = (note: Annotation) => wording(note) === asked;
      // What was removed meanwhile gets no words again.
      return { ...revised(item, is, (note) => (note.removedAt === undefined ? by(note) : note)), key: annotationId };
    }
    case "reply.revise": {
      const { replyId, body } = item.input;
      return {
        ...{ is: "changed", key: replyId, about: `${item.verb} ${replyId}` },
        isDone: (notes) => replyIn(notes, replyId)?.body === body,
        event(notes) {
          const reply = replyIn(notes, replyId);
          return reply && reply.removedAt === undefined
            ? { type: "reply.revised", reply: { ...reply, body, editedAt: at } }
            : undefined;
        },
      };
    }
    case "reply.remove": {
      const { replyId } = item.input;
      return removed(
        replyId,
        (notes) => replyIn(notes, replyId)?.removedAt !== undefined || !replyIn(notes, replyId),
        (notes) => {
          const reply = replyIn(notes, replyId);
          return reply && { type: "reply.removed", annotationId: reply.annotationId, replyId, removedAt: at };
        },
      );
    }
    case "annotation.react": {
      const { annotationId, reaction, given } = item.input;
      const isDone = (notes: Notes) => {
        const note = find(notes, annotationId);
        const has = note?.reactions.some((one) => one.memberId === me.id && one.reaction === reaction);
        return note !== undefined && has === given;
      };
      const event = { type: "annotation.reacted", annotationId, memberId: me.id, reaction, given } as const;
      const about = `react ${annotationId} ${reaction}`;
      return { is: "changed", key: changeKey(annotationId), about, isDone, event: () => event };
    }
    case "question.move": {
      const { state, replyId } = item.input;
      const question = { state, ...(replyId && { replyId }) };
      const is = ({ question: now }: Annotation) => now?.state === state && now.replyId === replyId;
      return revised(item, is, (note) => ({ ...note, question }));
    }
    case "annotation.pin": {
      const { pinned } = item.input;
      const is = (note: Annotation) => (note.pinnedAt !== undefined) === pinned;
      return revised(item, is, ({ pinnedAt: _, ...note }) => ({ ...note, ...(pinned && { pinnedAt: at }) }));
    }
    case "annotation.putOnAgenda": {
      const { on } = item.input;
      const is = (note: Annotation) => (note.agendaAt !== undefined) === on;
      return revised(item, is, ({ agendaAt: _, ...note }) => ({ ...note, ...(on && { agendaAt: at }) }));
    }
    default:
      return undefined;
  }
}

const find = (notes: Notes, id: string) => notes.find((note) => note.id === id);
const replyIn = (notes: Notes, id: string) => notes.flatMap(({ replies }) => replies).find((reply) => reply.id === id);

const made = (key: string, isDone: Effect["isDone"], event: Effect["event"]): Effect => ({
  ...{ is: "made", key, about: `make ${key}`, isDone, event },
});
const removed = (key: string, isDone: Effect["isDone"], event: Effect["event"]): Effect => ({
  ...{ is: "removed", key, about: `remove ${key}`, isDone, event },
});

/** A change of what a note says of itself. `is` says whether it is so already, `by` makes it so. */
function revised(
  item: { verb: string; input: { annotationId: string } },
  is: (note: Annotation) => boolean,
  by: (note: Annotation) => Annotation,
): Effect {
  const { annotationId } = item.input;
  const note = (notes: Notes) => find(notes, annotationId);
  return {
    is: "changed",
    key: changeKey(annotationId),
    about: `${item.verb} ${annotationId}`,
    isDone(notes) {
      const there = note(notes);
      return there !== undefined && is(there);
    },
    event(notes) {
      const there = note(notes);
      return there && { type: "annotation.revised", annotation: by(there) };
    },
  };
}

/** A note as it will be when it is made. */
function noteOf(input: Extract<OutboxItem, { verb: "annotation.add" }>["input"], author: Author, at: string): Annotation {
  const { annotationId: id, chapterId, kind, anchor, body, visibility = "group", held, tags = [], to } = input;
  return {
    ...{ id, chapterId, kind, anchor, body, author, visibility, tags, createdAt: at, shownAt: at, reactions: [], replies: [] },
    ...(held && { heldAt: at }),
    ...(to && { to }),
    ...(kind === "question" && { question: { state: "open" as const } }),
  };
}
