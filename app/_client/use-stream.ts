// A component's hold on a stream: it starts from what the server rendered, and stays equal to the log.
"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { failureOf } from "#app/_client/failure.ts";
import type { ConnectionState } from "#app/_client/live.ts";
import { useTab } from "#app/_client/tab.tsx";
import type { At, LiveEvent } from "#domain/live/events.ts";
import { StreamCursor, type StreamSource } from "#domain/live/stream-cursor.ts";

const PAUSE_MOST_MS = 30_000;

export interface StreamState<S> {
  /** The state as far as it is known. */
  state: S;
  /** The number of the last event in it. */
  at: number;
  /** True when the stream is not open to this person any more. */
  closed: boolean;
}

/**
 * Follows a stream by its name (domain/live/streams.ts). `initial` is the state and number the server rendered with, `apply` its function in
 * domain/live/apply.ts, `readAfresh` asks for the same state again when too much was missed. Name and `apply` decide; the others may be new at each render.
 * A stream that is not open to this person has no name: then nothing is followed.
 */
export function useStream<S, E extends LiveEvent>(
  stream: string | undefined,
  initial: At<S>,
  apply: (event: E, state: S) => S | undefined,
  readAfresh: () => Promise<At<S>>,
): StreamState<S> {
  const live = useTab()?.live;
  const read = useRef(readAfresh);
  read.current = readAfresh;
  const [held, setHeld] = useState(() => ({ stream, cursor: makeCursor() }));

  function makeCursor(): StreamCursor<S, E> {
    const noLine = () => Promise.reject(new Error("no line"));
    const source: StreamSource<S> = {
      enter: () => (stream && live?.request("stream:enter", { stream })) || noLine(),
      since: (after) => (stream && live?.request("stream:since", { stream, after })) || noLine(),
      readAfresh: () => read.current(),
      pause: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(PAUSE_MOST_MS, 500 * 2 ** attempt))),
      isFinal: (thrown) => failureOf(thrown).kind !== "later",
    };
    return new StreamCursor(initial, apply, source);
  }

  // Another stream is another state: what is held of the last one must not be shown for a moment.
  const current = held.stream === stream ? held : { stream, cursor: makeCursor() };
  if (current !== held) setHeld(current);
  const { cursor } = current;

  useEffect(() => (stream === undefined ? undefined : live?.follow(stream, cursor)), [live, stream, cursor]);
  useEffect(() => cursor.offer(initial), [cursor, initial]);
  const now = useSyncExternalStore(
    (listener) => cursor.subscribe(listener),
    () => cursor.now,
    () => initial,
  );
  return { state: now.state, at: now.at, closed: cursor.closed };
}

/** The state of this tab's connection; a stranger's is always `waiting`. */
export function useConnection(): ConnectionState {
  const live = useTab()?.live;
  return useSyncExternalStore(
    (listener) => live?.subscribe(listener) ?? (() => {}),
    () => live?.state ?? "waiting",
    () => "waiting",
  );
}
