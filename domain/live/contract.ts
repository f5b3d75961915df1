// What the two ends of a socket may say to each other: one typed contract, used by the server, the browser and the tests.
import { z } from "zod";
import type { ErrorCode, Reason } from "../errors.ts";
import type { Action } from "../permissions.ts";
import type { Message } from "../shapes/chat.ts";
import { NewMessage } from "../shapes/chat.ts";
import type { Numbered } from "./events.ts";

export type Refused = { ok: false; code: ErrorCode; reason: Reason; values: Record<string, string | number> };
export type Acknowledged<T> = { ok: true; data: T } | Refused;

const StreamName = z.strictObject({ stream: z.string().max(100) });

/** Every request a client may make by socket: the permission it is admitted under and the shape of its input. One without an entry does not exist. */
export const socketRequests = {
  "stream:enter": { action: "stream:enter", input: StreamName },
  "stream:leave": { action: "stream:leave", input: StreamName },
  "stream:since": {
    action: "stream:since",
    input: z.strictObject({ stream: z.string().max(100), after: z.number().int().min(0) }),
  },
  "message:post": { action: "message:post", input: NewMessage },
} as const satisfies Record<string, { action: Action; input: z.ZodType }>;
export type SocketRequest = keyof typeof socketRequests;
export type SocketInput<R extends SocketRequest> = z.input<(typeof socketRequests)[R]["input"]>;

/** What came after a number: the events, or word that there are too many and the state should be read afresh. */
export type Since = { tooFar: false; head: number; events: Numbered[] } | { tooFar: true; head: number };

export interface SocketAnswers {
  "stream:enter": { head: number };
  "stream:leave": Record<string, never>;
  "stream:since": Since;
  "message:post": Message;
}

export type ClientToServer = {
  [R in SocketRequest]: (input: SocketInput<R>, acknowledge: (answer: Acknowledged<SocketAnswers[R]>) => void) => void;
};

export interface ServerToClient {
  /** Committed events, in the order of their numbers. */
  live: (events: Numbered[]) => void;
  /** Heads of the streams this socket is in; sent every ten seconds, so that a lost last event is found too. */
  heads: (heads: Record<string, number>) => void;
  /** The person was put out of this group: its streams are to be asked for again, which will say so. */
  left: (groupId: string) => void;
  /** The server ends this connection, and why. */
  closing: (reason: "session_ended" | "server_stopping" | "too_slow") => void;
}

/** Events a client fetches at once after an absence; beyond that it reads the state afresh. */
export const SINCE_LIMIT = 500;
