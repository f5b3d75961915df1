// Starts the embedded database as a process of its own, watches it, and starts it again when it hangs or dies.
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { Child, type ChildOptions } from "./child.ts";
import { asEmbeddedError, EmbeddedError } from "./embedded-error.ts";
import type { Endpoint } from "./endpoint.ts";

const second = 1000;
/** Between two starts, at most: after one that failed, and after a process that had been serving. */
const longestWait = { failed: 5 * second, served: second };

export type EmbeddedLog = {
  [level in "info" | "warn" | "error"]: (fields: Record<string, string | number | boolean | undefined>, message: string) => void;
};

export interface EmbeddedOptions {
  /** Made when it does not exist. Everything the database keeps is under it. */
  dataDir: string;
  log: EmbeddedLog;
  /** Bytes that must be free on the disk for writing: by default 5 % or 500 MB, whichever is less. */
  minimumFree?: number;
  /** After so many milliseconds without an answer the process counts as hanging and is killed. A statement that runs longer is one too. */
  silence?: number;
}

/** What `pg` needs to reach the database; fits its PoolConfig. */
export interface EmbeddedConnection {
  host: string;
  port: number;
  user: string;
  database: string;
  password?: string;
  ssl: false;
  max: 1;
}

export interface Embedded {
  /** Stays the same for as long as this object lives, also after the process was started again. */
  connection: EmbeddedConnection;
  /** Process id of the database now, or nothing while it is being started again. */
  pid(): number | undefined;
  /** Whether writing is allowed, as the process last said; false while the disk is nearly full. */
  writable(): boolean;
  /** Changes the free space below which writing is refused, in bytes; `undefined` is the default again. */
  setMinimumFree(bytes: number | undefined): void;
  /** Calls the listener after each time that the process was started again. Gives what ends that. */
  onRestart(listener: () => void): () => void;
  /** Ends the process with a checkpoint; after 20 s by force. */
  stop(): Promise<void>;
}

/**
 * Starts the database and waits until it answers. Throws an EmbeddedError: `in_use`, `not_writable`, `disk_full`, `no_flush`,
 * `incompatible`, `damaged` or `failed`. After that it is kept running: a process that dies or hangs is started again, at once
 * and then at growing distances of up to 5 s, until `stop`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log, silence = 10 * second } = options;
  const dataDir = resolve(options.dataDir);
  let minimumFree = options.minimumFree;
  let endpoint: Endpoint | undefined;
  let child: Child | undefined;
  let stopping = false;
  let wakeUp = () => {};
  const listeners = new Set<() => void>();

  const launch = async (): Promise<Child> => {
    const childOptions: ChildOptions = { settings: { dataDir, temporary: tmpdir(), minimumFree, endpoint }, log, silence };
    const launched = await Child.launch(childOptions);
    endpoint = launched.endpoint;
    return launched;
  };

  const keepRunning = async (first: Child): Promise<void> => {
    child = first;
    for (let failures = 0; ; ) {
      const startedAt = performance.now();
      const longest = child ? longestWait.served : longestWait.failed;
      const reason = await child?.ended;
      child = undefined;
      if (stopping) return;
      if (reason) log.error({ reason }, "the embedded database has ended; it is started again");
      if (performance.now() - startedAt > 60 * second) failures = 0;
      await new Promise<void>((awake) => {
        wakeUp = awake;
        setTimeout(awake, failures === 0 ? 0 : Math.min(longest, 100 * 2 ** failures));
      });
      if (stopping) return;
      failures += 1;
      try {
        child = await launch();
      } catch (fault) {
        const { code, message } = asEmbeddedError(fault, dataDir);
        log.error({ code }, message);
        continue;
      }
      if (stopping) return;
      log.warn({}, "the embedded database runs again");
      for (const listener of listeners) listener();
    }
  };

  const first = await launch();
  const running = keepRunning(first);
  if (!endpoint) throw new EmbeddedError("failed", "The embedded database did not say where it listens.");

  return {
    connection: { ...endpoint, user: "postgres", database: "postgres", ssl: false, max: 1 },
    pid: () => child?.pid,
    writable: () => child?.writable ?? false,
    setMinimumFree(bytes) {
      minimumFree = bytes;
      child?.send({ type: "minimum-free", bytes });
    },
    onRestart(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopping = true;
      wakeUp();
      await child?.stop();
      await running;
      await child?.stop();
    },
  };
}
