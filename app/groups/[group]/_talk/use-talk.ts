// A topic as this page holds it: the newest messages kept up to date by the stream, earlier ones fetched by the page, and what the reader is sending.
"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { v7 } from "uuid";
import { useApiClient } from "#app/_client/api.ts";
import { useGroup } from "#app/_client/group.tsx";
import { type OutboxLane, useOutbox } from "#app/_client/use-outbox.ts";
import { useStream } from "#app/_client/use-stream.ts";
import { arrived, type Line, lineOf, unsent } from "#app/groups/[group]/_talk/conversation.ts";
import { applyToTopic } from "#domain/live/apply.ts";
import type { At } from "#domain/live/events.ts";
import { topicStream } from "#domain/live/streams.ts";
import type { Message, NewMessage } from "#domain/shapes/chat.ts";

const PAGE = 50;

export type FirstMessages = At<{ messages: Message[]; more: boolean }>;

export interface Talk {
  lines: Line[];
  /** How many messages came over the stream or were there, without the reader's unsent ones. */
  messages: readonly Message[];
  /** Whether there are earlier messages than those shown. */
  more: boolean;
  loading: boolean;
  /** The last attempt to fetch earlier messages failed. */
  failed: boolean;
  showEarlier: () => void;
  send: (body: string, quotation: NewMessage["quotation"]) => void;
  retry: OutboxLane["retry"];
  discard: OutboxLane["discard"];
}

/** `first` is taken when the component begins; from there the stream goes on, so that a later one cannot tear a hole. */
export function useTalk(groupId: string, topicId: string, first: FirstMessages): Talk {
  const api = useApiClient();
  const { group, me } = useGroup();
  const lane = topicStream(groupId, topicId);
  const outbox = useOutbox(lane);
  const [start] = useState(() => ({ at: first.at, state: first.state.messages }));
  const [earlier, setEarlier] = useState<{ messages: Message[]; more: boolean }>({ messages: [], more: first.state.more });
  const [fetching, setFetching] = useState<"no" | "yes" | "failed">("no");
  const underWay = useRef(false);

  const { state } = useStream(lane, start, applyToTopic, async () => {
    const { at, state: fresh } = await api.message.list.query({ groupId, topicId, limit: PAGE });
    // Between these and what was shown before may be messages that nobody has fetched.
    setEarlier({ messages: [], more: fresh.more });
    return { at, state: fresh.messages };
  });
  const messages = useMemo(() => [...earlier.messages, ...state], [earlier, state]);

  async function showEarlier() {
    const oldest = messages[0];
    if (!oldest || underWay.current) return;
    underWay.current = true;
    setFetching("yes");
    try {
      const before = { seq: oldest.seq, place: oldest.place };
      const page = await api.message.list.query({ groupId, topicId, before, limit: PAGE });
      setEarlier((now) => ({ messages: [...page.state.messages, ...now.messages], more: page.state.more }));
      setFetching("no");
    } catch {
      setFetching("failed");
    } finally {
      underWay.current = false;
    }
  }

  useEffect(() => {
    for (const id of arrived(outbox.items, messages)) outbox.forget(id);
  }, [outbox, messages]);

  const { members, book } = group;
  const lines = useMemo(() => {
    const names = new Map(members.map((member) => [member.id, member.name]));
    const titles = new Map(book?.contents.map((entry) => [entry.id, entry.title]));
    const author = { id: me.memberId, name: me.name };
    // Names follow the group; those who have left keep the one they had.
    const known = messages.map((message) => ({
      ...message,
      author: { ...message.author, name: names.get(message.author.id) ?? message.author.name },
    }));
    const mine = unsent(outbox.items, messages).map((item) => lineOf(item, author, (chapterId) => titles.get(chapterId) ?? ""));
    return [...known, ...mine];
  }, [messages, outbox.items, members, book, me.memberId, me.name]);

  return {
    lines,
    messages,
    more: earlier.more,
    loading: fetching === "yes",
    failed: fetching === "failed",
    showEarlier,
    send: (body, quotation) => outbox.send("message.post", { id: v7(), groupId, topicId, body, ...(quotation && { quotation }) }),
    retry: outbox.retry,
    discard: outbox.discard,
  };
}
