// What the database process and its parent say to each other over Node's message channel.
import type { EmbeddedErrorCode } from "./embedded-error.ts";
import type { Endpoint } from "./endpoint.ts";

/** Given to the process as its only argument, in JSON. */
export interface ProcessSettings {
  /** An absolute path. */
  dataDir: string;
  /** The system's folder for temporary files. */
  temporary: string;
  /** Bytes that must be free for writing; the default is the disk guard's. */
  minimumFree?: number | undefined;
  /** Where to listen, when the parent already knows it from an earlier start. */
  endpoint?: Endpoint | undefined;
}

export type ToProcess = { type: "ping"; id: number } | { type: "minimum-free"; bytes: number | undefined } | { type: "stop" };

export type FromProcess =
  | { type: "ready"; endpoint: Endpoint }
  | { type: "failed"; code: EmbeddedErrorCode; message: string }
  | { type: "pong"; id: number; writable: boolean };
