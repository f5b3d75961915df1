// The notes of a chapter as the reader sees them: the stream, their own unsent changes, and what others did meanwhile, which waits until it is called.
"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import type { OutboxCommands, OutboxItem } from "#app/_client/outbox.ts";
import { useTab } from "#app/_client/tab.tsx";
import { type OutboxLane, useOutbox } from "#app/_client/use-outbox.ts";
import { useStream } from "#app/_client/use-stream.ts";
import { useToast } from "#app/_ui/toast.ts";
import { useWords } from "#app/_words/words.tsx";
import { type Fresh, holdBack, takesPart } from "#app/groups/[group]/read/_desk/held-back.ts";
import { NOT_READ } from "#app/groups/[group]/read/_desk/margin-to-send.ts";
import { inTextOrder, notesOf, type PlacedNote } from "#app/groups/[group]/read/_desk/notes.ts";
import { lostWords, type Pending, settled, withPending } from "#app/groups/[group]/read/_desk/pending.ts";
import { applyToChapter, applyToNarrow } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { chapterStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Annotation, AnnotationRevision, Margin, NewAnnotation, WiderNote } from "#domain/shapes/annotation.ts";

/** How long a removal can be undone before it is sent. */
const UNDO_SECONDS = 6;

/** A note as its author writes it: everything that is not said is as it always is. */
export type NewNote = Omit<NewAnnotation, "id" | "annotationId" | "groupId" | "chapterId">;

/** Which notes the reader wants to see: what they chose (of filter-leaf.tsx), and the test that follows from it. */
export interface NoteFilter {
  chosen: object;
  keeps: (note: Annotation) => boolean;
}

export interface Notes {
  /** What is shown, in the order of the text: what the filter lets through, and what was asked for by its address. */
  placed: PlacedNote[];
  /** Whether all notes are here: those of a crowded chapter come after its text. */
  whole: boolean;
  /** The same without the filter. */
  all: readonly Annotation[];
  /** Everything there is, with what waits to be shown. */
  arrived: readonly Annotation[];
  /** What of it the reader did and the server has not confirmed. */
  pending: Pending;
  /** What was refused and has no card, because what it was about is gone. */
  lost: readonly OutboxItem[];
  /** What others did meanwhile, and waits to be shown. */
  fresh: Fresh;
  /** Shows all of it, or what came to one note. */
  showFresh: (noteId?: string) => void;
  /** Up to when the reader had everything before them on an earlier visit; later is new. */
  seenTo: string | undefined;
  filter: NoteFilter | undefined;
  setFilter: (filter: NoteFilter | undefined) => void;
  /** Notes of other groups on this text, when they were called for. */
  others: readonly WiderNote[] | undefined;
  setOthers: (others: readonly WiderNote[] | undefined) => void;
  /** Shows a note whatever held it back; gives whether there is such a note. */
  reveal: (noteId: string) => boolean;
  /** Follows a note as it changes from now on: the reader does something to it. */
  attend: (noteId: string) => void;
  /** Writes a note; gives its id. */
  add: (note: NewNote) => string;
  /** Gives a note of mine other words. */
  revise: (annotationId: string, wording: Omit<AnnotationRevision, "id" | "groupId" | "annotationId">) => void;
  /** Answers a note, or one of its replies. */
  answer: (annotationId: string, body: string, parentId?: string) => void;
  reviseReply: (replyId: string, body: string) => void;
  remove: (annotationId: string) => void;
  removeReply: (replyId: string) => void;
  /** Sends a small change of a note, which is shown at once. */
  change: <V extends SmallChange>(verb: V, input: Omit<OutboxCommands[V], "id" | "groupId">) => void;
  /** Sends again, or takes away, what was refused. */
  retry: OutboxLane["retry"];
  discard: OutboxLane["discard"];
}

type SmallChange = "annotation.react" | "question.move" | "annotation.pin" | "annotation.putOnAgenda";

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
  const [known, setKnown] = useState<ReadonlyMap<string, Annotation>>();
  // What is there first was in the page already, as marks and cards.
  if (!known && whole) setKnown(byId(state));
  const [attended, setAttended] = useState<ReadonlySet<string>>(() => new Set());
  const [asked, setAsked] = useState<ReadonlySet<string>>(() => new Set());
  const [filter, setFilterTo] = useState<NoteFilter>();
  const [others, setOthers] = useState<readonly WiderNote[]>();
  const [seenTo] = useState(initial.seenTo);
  const last = useRef<PlacedNote[]>([]);

  const author = useMemo(() => ({ id: me.memberId, name: me.name }), [me.memberId, me.name]);
  useEffect(() => {
    for (const id of settled(state, outbox.items, author)) outbox.forget(id);
  }, [state, whole, outbox, author]);

  const attend = useCallback((noteId: string) => setAttended((last) => new Set(last).add(noteId)), []);
  const setFilter = useCallback((next: NoteFilter | undefined) => {
    setFilterTo(next);
    setAsked(new Set());
  }, []);

  return useMemo(() => {
    const { notes, pending } = withPending(state, outbox.items, author);
    const isLive = (note: Annotation) => attended.has(note.id) || takesPart(note, me.memberId);
    const { shown, fresh } = holdBack(notes, known ?? byId(notes), isLive);
    const wanted = filter ? shown.filter((note) => filter.keeps(note) || asked.has(note.id)) : shown;

    const placed = inTextOrder(wanted, passages, last.current);
    last.current = placed;

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
      placed,
      whole,
      all: shown,
      arrived: notes,
      pending,
      lost: lostWords(notes, outbox.items),
      fresh,
      showFresh(noteId) {
        const now = state.filter((note) => noteId === undefined || note.id === noteId);
        setKnown((last) => new Map([...(last ?? []), ...byId(now)]));
      },
      seenTo,
      filter,
      setFilter,
      others,
      setOthers,
      reveal(noteId) {
        const note = state.find((one) => one.id === noteId);
        if (note && !shown.some((one) => one.id === noteId)) setKnown((last) => new Map(last).set(noteId, note));
        if (note) setAsked((last) => new Set(last).add(noteId));
        return note !== undefined;
      },
      attend,
      add(note) {
        const annotationId = v7();
        outbox.send("annotation.add", { id: v7(), annotationId, groupId, chapterId, ...note });
        return annotationId;
      },
      revise: (annotationId, wording) => outbox.send("annotation.revise", { id: v7(), groupId, annotationId, ...wording }),
      answer: (annotationId, body, parentId) =>
        outbox.send("reply.add", { id: v7(), replyId: v7(), groupId, annotationId, body, ...(parentId && { parentId }) }),
      reviseReply: (replyId, body) => outbox.send("reply.revise", { id: v7(), groupId, replyId, body }),
      remove: (annotationId) => hold("annotation.remove", annotationId, t("margin.noteRemoved")),
      removeReply: (replyId) => hold("reply.remove", replyId, t("margin.replyRemoved")),
      change(verb, input) {
        attend(input.annotationId);
        outbox.send(verb, { id: v7(), groupId, ...input } as never);
      },
      retry: outbox.retry,
      discard: outbox.discard,
    };
  }, [
    state,
    whole,
    outbox,
    known,
    attended,
    asked,
    filter,
    setFilter,
    others,
    attend,
    seenTo,
    author,
    me,
    passages,
    groupId,
    chapterId,
    toast,
    t,
  ]);
}

const byId = (notes: readonly Annotation[]) => new Map(notes.map((note) => [note.id, note]));

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
