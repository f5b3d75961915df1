// What clients did and saw, written down while the server is being hurt; the checker reads it afterwards.

/** One command of one client. A call that never came back is `unknown`: then either outcome is right. */
export interface Operation {
  client: string;
  kind: "message" | "annotation" | "reply" | "answer";
  stream: string;
  /** The id the client made; sent again after a lost answer it must stay one change. */
  key: string;
  invokedAt: number;
  returnedAt?: number;
  result: "ok" | "fail" | "unknown";
}

/** One event as a client applied it, in the order of applying. */
export interface Applied {
  stream: string;
  seq: number;
  /** What it brought, by the ids that clients made. */
  keys: string[];
}

export interface Observer {
  client: string;
  /** Streams this client may hear. */
  entitled: string[];
  /** The number of each stream's state when the client first read it; it holds everything up to there. */
  from: Record<string, { at: number; keys: string[] }>;
  applied: Applied[];
}

/** A stream read afresh when everything is quiet: its head, and its log in order. */
export interface FinalRead {
  stream: string;
  head: number;
  log: { seq: number; keys: string[] }[];
  /** Ids in the state tables, as a fresh read gives them. */
  rows: string[];
}

export interface History {
  operations: Operation[];
  observers: Observer[];
  finals: FinalRead[];
}
