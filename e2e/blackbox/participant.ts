// A scripted person: talks and annotates without rest, repeats what got no answer, follows the streams, and writes down what happened.
import { v7 } from "uuid";
import type { Since } from "#domain/live/contract.ts";
import type { ChapterEvent, Numbered, TopicEvent } from "#domain/live/events.ts";
import { StreamCursor } from "#domain/live/stream-cursor.ts";
import { chapterStream, topicStream } from "#domain/live/streams.ts";
import { ask, type Client, type LiveSocket, Refusal } from "../client.ts";
import type { Evening } from "../evening.ts";
import type { Observer, Operation } from "./history.ts";

/** What a follower has seen: ids in order of applying, one entry per number. */
type Seen = { keys: string[] }[];

export interface Participant {
  operations: Operation[];
  observer: () => Observer;
  /** Says no more; what is under way is repeated until it is answered. */
  finish: () => Promise<void>;
  /** Waits until it stands at these heads; whether it does is for the checker to see. */
  settle: (heads: Map<string, number>, within: number) => Promise<void>;
  close: () => void;
}

/** Anchors to hang notes on, made once from the chapter's own text. */
export interface Spot {
  passage: string;
  text: string;
}

export const keysOf = (event: TopicEvent | ChapterEvent): string[] =>
  event.type === "messages.posted"
    ? event.messages.map((message) => message.id)
    : event.type === "annotation.added"
      ? [event.annotation.id]
      : [];

/** Begins to act; `random` decides everything that is left to chance. */
export async function participate(
  name: string,
  client: Client,
  evening: Evening,
  spots: Spot[],
  random: () => number,
): Promise<Participant> {
  const { groupId, topicId, chapterId } = evening;
  const socket = await client.connect();
  // One that the server refused (its database is away for a moment) is not tried again by itself; a browser does it by hand too.
  socket.on("connect_error", () => {
    if (!socket.active) setTimeout(() => socket.connect(), 100);
  });
  const streams = [topicStream(groupId, topicId), chapterStream(groupId, chapterId)];
  const cursors = new Map(streams.map((stream) => [stream, follow(socket, stream)]));
  const operations: Operation[] = [];
  let over = false;

  /** Carries one command through: the same id again and again until there is an answer. Now and then it is given up, and stays unknown. */
  async function carryThrough(kind: Operation["kind"], stream: string, send: (key: string) => Promise<unknown>): Promise<void> {
    const operation: Operation = { client: name, kind, stream, key: v7(), invokedAt: Date.now(), result: "unknown" };
    operations.push(operation);
    const patience = random() < 0.05 ? 1 : Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < patience; attempt++) {
      try {
        await send(operation.key);
        Object.assign(operation, { result: "ok", returnedAt: Date.now() });
        return;
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.reason !== "fault") {
          Object.assign(operation, { result: "fail", returnedAt: Date.now() });
          return;
        }
        await pause(30 + random() * 120);
      }
    }
  }

  async function act(): Promise<void> {
    while (!over) {
      if (random() < 0.8) {
        await carryThrough("message", topicStream(groupId, topicId), (id) =>
          ask(socket, "message:post", { id, groupId, topicId, body: `from ${name}: ${id}` }, 1_500),
        );
      } else {
        const spot = spots[Math.floor(random() * spots.length)];
        if (!spot) continue;
        const end = Math.min(spot.text.length, 12);
        const anchor = {
          passage: spot.passage,
          start: 0,
          endPassage: spot.passage,
          end,
          quote: spot.text.slice(0, end),
          before: "",
          after: spot.text.slice(end, end + 32),
        };
        const id = v7();
        await carryThrough("annotation", chapterStream(groupId, chapterId), (annotationId) =>
          client.mutate("annotation.add", { id, annotationId, groupId, chapterId, kind: "remark", anchor, body: `from ${name}` }),
        );
      }
      await pause(20 + random() * 80);
    }
  }
  const acting = Promise.all([act(), act()]);

  return {
    operations,
    observer: () => ({
      client: name,
      entitled: streams,
      from: {},
      applied: [...cursors].flatMap(([stream, cursor]) =>
        cursor.now.state.map(({ keys }, index) => ({ stream, seq: index + 1, keys })),
      ),
    }),
    async finish() {
      over = true;
      await acting;
    },
    async settle(heads, within) {
      const until = Date.now() + within;
      const isThere = () => [...heads].every(([stream, head]) => (cursors.get(stream)?.now.at ?? 0) >= head);
      while (!isThere() && Date.now() < until) await pause(50);
    },
    close: () => void socket.disconnect(),
  };
}

/** Follows a stream from its very beginning, by the same cursor that the browser uses. */
function follow(socket: LiveSocket, stream: string): StreamCursor<Seen, TopicEvent | ChapterEvent> {
  const cursor = new StreamCursor<Seen, TopicEvent | ChapterEvent>(
    { at: 0, state: [] },
    (event, seen) => [...seen, { keys: keysOf(event) }],
    {
      enter: () => ask(socket, "stream:enter", { stream }),
      since: (after): Promise<Since> => ask(socket, "stream:since", { stream, after }),
      readAfresh: async () => {
        throw new Error("A participant follows from the beginning and never needs the state afresh");
      },
      pause: (attempt) => pause(Math.min(50 * attempt, 500)),
      isFinal: (thrown) => thrown instanceof Refusal && thrown.reason === "not_found",
    },
  );
  socket.on("connect", () => cursor.connected());
  socket.on("disconnect", (reason) => {
    cursor.disconnected();
    // A connection that the server closed on purpose is not opened again by itself.
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 100);
  });
  socket.on("live", (events: Numbered[]) => cursor.hear(events.filter((event) => event.stream === stream)));
  socket.on("heads", (heads) => cursor.headIs(heads[stream] ?? 0));
  if (socket.connected) cursor.connected();
  return cursor;
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
