// The notes of a chapter as the reader sees them: the stream, their own unsent changes, and what others wrote meanwhile, which waits until it is called.
"use client";

import { useEffect, useMemo, useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import type { OutboxItem } from "#app/_client/outbox.ts";
import { useTab } from "#app/_client/tab.tsx";
import type { OutboxLane } from "#app/_client/use-outbox.ts";
import { useOutbox } from "#app/_client/use-outbox.ts";
import { useStream } from "#app/_client/use-stream.ts";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import {
  inTextOrder,
  lostWords,
  notesOf,
  type Pending,
  type PlacedNote,
  settled,
  withPending,
} from "#app/groups/[group]/read/_desk/notes.ts";
import { applyToChapter, applyToNarrow } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { chapterStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Annotation, Margin, NewAnnotation, ReactionKind, Visibility } from "#domain/shapes/annotation.ts";

/** How long a removal can be undone before it is sent. */
const UNDO_SECONDS = 6;

/** A note as its author writes it: everything that is not said is as it always is. */
export type NewNote = Omit<NewAnnotation, "id" | "annotationId" | "groupId" | "chapterId">;

export interface Notes {
  /** What is shown, in the order of the text. */
  placed: PlacedNote[];
  /** What of it the reader did and the server has not confirmed. */
  pending: Pending;
  /** Ids of all notes that stand, shown or waiting to be. */
  standing: ReadonlySet<string>;
  /** What was refused and has no card, because what it was about is gone. */
  lost: readonly OutboxItem[];
  /** How many notes of others wait to be shown. */
  fresh: number;
  showFresh: () => void;
  /** Writes a note; gives its id. */
  add: (note: NewNote) => string;
  /** Gives a note of mine other words. */
  revise: (annotationId: string, wording: Pick<NewNote, "kind" | "body" | "to"> & { tags: string[] }) => void;
  /** Shows a note of mine to more people, or lets go of a held one. */
  widen: (annotationId: string, visibility: Visibility) => void;
  react: (annotationId: string, reaction: ReactionKind, given: boolean) => void;
  /** Answers a note, or with `parentId` one of its replies. */
  answer: (annotationId: string, body: string, parentId?: string) => void;
  reviseReply: (replyId: string, body: string) => void;
  remove: (annotationId: string) => void;
  removeReply: (replyId: string) => void;
  /** Sends again, or takes away, what was refused. */
  retry: OutboxLane["retry"];
  discard: OutboxLane["discard"];
}

export function useNotes(where: {
  groupId: string;
  chapterId: string;
  passages: readonly { id: string; number: number }[];
  initial: Margin;
}): Notes {
  const { groupId, chapterId, passages, initial } = where;
  const t = useWords("desk");
  const toast = useToast();
  const { me } = useGroup();
  const author = useMemo(() => ({ id: me.memberId, name: me.name }), [me.memberId, me.name]);
  const lane = chapterStream(groupId, chapterId);
  const outbox = useOutbox(lane);
  const state = useMargin({ groupId, chapterId, initial });
  const [seen, setSeen] = useState(() => new Set(notesOf(initial).map((note) => note.id)));

  useEffect(() => {
    for (const id of settled(state, outbox.items, author)) outbox.forget(id);
  }, [state, outbox, author]);

  return useMemo(() => {
    const { notes, pending } = withPending(state, outbox.items, author);
    const isShown = (note: Annotation) => seen.has(note.id) || note.author.id === author.id;
    const shown = notes.filter(isShown);

    function hold(verb: "annotation.remove" | "reply.remove", subject: string, text: string) {
      const item = pending.get(subject);
      if (item && item.state !== "sending" && item.state !== "sent") {
        outbox.discard(item.id);
        // What never reached the server needs no removal there.
        if (item.verb === "annotation.add" || item.verb === "reply.add") return;
      }
      const id = v7();
      if (verb === "annotation.remove") outbox.send(verb, { id, groupId, annotationId: subject }, UNDO_SECONDS * 1000);
      else outbox.send(verb, { id, groupId, replyId: subject }, UNDO_SECONDS * 1000);
      toast.say({ text, seconds: UNDO_SECONDS, undo: () => outbox.discard(id) });
    }

    return {
      placed: inTextOrder(shown, passages),
      pending,
      standing: new Set(notes.filter(({ removedAt }) => removedAt === undefined).map(({ id }) => id)),
      lost: lostWords(notes, outbox.items),
      fresh: notes.length - shown.length,
      showFresh: () => setSeen(new Set(state.map((note) => note.id))),
      add(note) {
        const annotationId = v7();
        outbox.send("annotation.add", { id: v7(), annotationId, groupId, chapterId, ...note });
        return annotationId;
      },
      revise: (annotationId, wording) => outbox.send("annotation.revise", { id: v7(), groupId, annotationId, ...wording }),
      widen: (annotationId, visibility) => outbox.send("annotation.widen", { id: v7(), groupId, annotationId, visibility }),
      react: (annotationId, reaction, given) =>
        outbox.send("annotation.react", { id: v7(), groupId, annotationId, reaction, given }),
      answer: (annotationId, body, parentId) =>
        outbox.send("reply.add", { id: v7(), replyId: v7(), groupId, annotationId, body, ...(parentId && { parentId }) }),
      reviseReply: (replyId, body) => outbox.send("reply.revise", { id: v7(), groupId, replyId, body }),
      remove: (annotationId) => hold("annotation.remove", annotationId, t("margin.noteRemoved")),
      removeReply: (replyId) => hold("reply.remove", replyId, t("margin.replyRemoved")),
      retry: outbox.retry,
      discard: outbox.discard,
    };
  }, [state, outbox, seen, author, passages, groupId, chapterId, toast, t]);
}

/** The notes of a chapter from the streams that carry them: the chapter's, my own, and for a host the hosts'. */
function useMargin({ groupId, chapterId, initial }: { groupId: string; chapterId: string; initial: Margin }): Annotation[] {
  const api = useApiClient();
  const me = useTab()?.personId;
  const isHost = useGroup().me.role === "host";
  const apply = useMemo(() => applyToNarrow(groupId, chapterId), [groupId, chapterId]);
  const narrow = () => api.annotation.narrow.query({ groupId, chapterId });
  const [own, hosts] = [me && personStream(me), isHost ? hostsStream(groupId) : undefined];
  const nothing = useMemo((): At<Annotation[]> => ({ at: 0, state: [] }), []);

  const shared = useStream(chapterStream(groupId, chapterId), initial.shared, applyToChapter, () =>
    api.annotation.list.query({ groupId, chapterId }),
  );
  const mine = useStream(own, initial.own, apply, () => narrow().then((margin) => margin.own));
  const theirs = useStream(hosts, initial.hosts ?? nothing, apply, () => narrow().then((margin) => margin.hosts ?? nothing));
  return useMemo(
    () => notesOf({ shared, own: mine, ...(isHost && { hosts: theirs }) }),
    [shared.state, mine.state, theirs.state, isHost],
  );
}
