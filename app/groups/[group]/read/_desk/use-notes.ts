// The notes of a chapter as the reader sees them: the stream, their own unsent changes, and what others wrote meanwhile, which waits until it is called.
"use client";

import { useEffect, useMemo, useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { useTab } from "#app/_client/tab.tsx";
import type { OutboxLane } from "#app/_client/use-outbox.ts";
import { useOutbox } from "#app/_client/use-outbox.ts";
import { useStream } from "#app/_client/use-stream.ts";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { NOT_READ } from "#app/groups/[group]/read/_desk/margin-to-send.ts";
import {
  inTextOrder,
  notesOf,
  type Pending,
  type PlacedNote,
  settled,
  withPending,
} from "#app/groups/[group]/read/_desk/notes.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import { applyToChapter, applyToNarrow } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { chapterStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Annotation, AnnotationKind, Margin } from "#domain/shapes/annotation.ts";

/** How long a removal can be undone before it is sent. */
const UNDO_SECONDS = 6;

export interface Notes {
  /** What is shown, in the order of the text. */
  placed: PlacedNote[];
  /** Whether all notes are here: those of a crowded chapter come after its text. */
  whole: boolean;
  /** What of it the reader did and the server has not confirmed. */
  pending: Pending;
  /** How many notes of others wait to be shown. */
  fresh: number;
  showFresh: () => void;
  /** Writes a note; gives its id. */
  add: (note: { kind: AnnotationKind; anchor: Anchor; body: string }) => string;
  answer: (annotationId: string, body: string) => void;
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
  const lane = chapterStream(groupId, chapterId);
  const outbox = useOutbox(lane);
  const { state, whole } = useMargin({ groupId, chapterId, initial });
  const [seen, setSeen] = useState<ReadonlySet<string>>();
  // What is there first was in the page already, as marks and cards.
  if (!seen && whole) setSeen(new Set(state.map((note) => note.id)));

  useEffect(() => {
    for (const id of settled(state, outbox.items)) outbox.forget(id);
  }, [state, outbox]);

  return useMemo(() => {
    const author = { id: me.memberId, name: me.name };
    const { notes, pending } = withPending(state, outbox.items, author);
    const isShown = (note: Annotation) => seen?.has(note.id) || note.author.id === me.memberId;
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
      whole,
      pending,
      fresh: notes.length - shown.length,
      showFresh: () => setSeen(new Set(state.map((note) => note.id))),
      add(note) {
        const annotationId = v7();
        outbox.send("annotation.add", { id: v7(), annotationId, groupId, chapterId, ...note });
        return annotationId;
      },
      answer: (annotationId, body) => outbox.send("reply.add", { id: v7(), replyId: v7(), groupId, annotationId, body }),
      remove: (annotationId) => hold("annotation.remove", annotationId, t("margin.noteRemoved")),
      removeReply: (replyId) => hold("reply.remove", replyId, t("margin.replyRemoved")),
      retry: outbox.retry,
      discard: outbox.discard,
    };
  }, [state, whole, outbox, seen, me, passages, groupId, chapterId, toast, t]);
}

/** The notes of a chapter from the streams that carry them: the chapter's, my own, and for a host the hosts'. */
function useMargin({ groupId, chapterId, initial }: { groupId: string; chapterId: string; initial: Margin }): {
  state: Annotation[];
  whole: boolean;
} {
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
  const state = useMemo(
    () => notesOf({ shared, own: mine, ...(isHost && { hosts: theirs }) }),
    [shared.state, mine.state, theirs.state, isHost],
  );
  return { state, whole: shared.at > NOT_READ };
}
