// The one thing that server/main.ts gives to Next's own copy of the modules: how to call the doors, and how to sign in.
import type { AppCaller } from "./router.ts";

/** Request headers, as far as they are asked: a `Headers`, or what Next gives in its place. */
export interface HeadersLike {
  get: (name: string) => string | null;
}

export type SignInKind = "password" | "link";

export interface HandOver {
  /** The tRPC doors, called as whoever these headers' cookie says. */
  callerFor: (headers: HeadersLike) => Promise<AppCaller>;
  /** Opens a session. Throws AppError; `secret` goes into the cookie's token and nowhere else. */
  signIn: (kind: SignInKind, credentials: unknown, headers: HeadersLike) => Promise<{ name: string; secret: string }>;
  /** The instance's key, which also encrypts the cookie's token. */
  key: string;
  /** Whether people reach this instance by https. */
  secure: boolean;
}

/** Two copies of this file run in one process; a registered symbol is the same in both. */
const PLACE = Symbol.for("interleaf.hand-over");
const shared = globalThis as { [PLACE]?: HandOver };

/** Puts the hand-over where Next finds it. Called once, by server/main.ts, before Next loads. */
export function giveHandOver(handOver: HandOver): void {
  shared[PLACE] = handOver;
}

/** The hand-over. Throws when Next was started by itself, without the server around it. */
export function takeHandOver(): HandOver {
  const handOver = shared[PLACE];
  if (!handOver) throw new Error("Start the program with `npm start`: these pages need the server around them.");
  return handOver;
}
