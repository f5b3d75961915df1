// What every verb is given: who acts, the database, the time, and how to tell the world afterwards.
import type { Db, Queryable } from "#db/client.ts";
import type { Numbered } from "#domain/live/events.ts";
import type { Action } from "#domain/permissions.ts";
import type { Files } from "./files.ts";
import type { ImportLimits } from "./importing/import-limits.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";

/** A signed-in person, by a session that is alive now. */
export interface Actor {
  personId: string;
  name: string;
  sessionId: string;
}

/** How committed changes reach open connections. In the program this is the socket server; in tests a list. */
export interface Announcer {
  announce: (events: Numbered[]) => void;
  /** Puts all connections of a person out of a group's streams; with "hosts" only out of what its hosts alone may see. */
  evict: (personId: string, groupId: string, only?: "hosts") => void;
  /** Closes the connections that live by this session. */
  endSession: (sessionId: string) => void;
}

/** What lives as long as the process. */
export interface House {
  db: Db;
  announcer: Announcer;
  files: Files;
  limits: Limits;
  /** How much an imported file may be, and its import may use. */
  importLimits: ImportLimits;
  log: Log;
  /** The instance's key, from which links can be derived. */
  key: string;
  /** Where people reach this instance; the first part of every link in a mail. */
  origin: string;
  now: () => Date;
}

/** Where a request came from, as far as the rules need it. */
export interface Source {
  /** Address of the client, for rate limits only; IPv6 by its /64. */
  address: string;
  /** A coarse label of the device, shown in the person's own list of sessions. */
  device: string;
}

/** The context of one request or socket event. A verb cannot tell which door it came through. */
export interface Ctx {
  house: House;
  actor: Actor | undefined;
  source: Source;
  /** A free connection, or the transaction that is open. */
  db: Queryable;
  /** What the gate has admitted so far in this request; the doors check that it was what they declared. */
  admitted: Set<Action>;
  /** Stands for the one page that is being made, where it is one. What the gate loads of the actor's standing, it loads once for it. */
  page?: object | undefined;
}

/** A context for this actor on the house's own connections. */
export function makeCtx(house: House, actor: Actor | undefined, source: Source): Ctx {
  return { house, actor, source, db: house.db, admitted: new Set() };
}
