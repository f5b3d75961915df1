// The file layer of the embedded database: PGlite's own for Node, plus the flushes to disk that it leaves out.
// It leans on the insides of one PGlite version, which is why that version is pinned and every start proves that flushes arrive.
import { fstatSync, fsyncSync } from "node:fs";
import { sep } from "node:path";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** An open file as Emscripten keeps it; `nfd` is the host's descriptor. */
export interface OpenFile {
  nfd: number;
  node: unknown;
}
export interface Attributes {
  size?: number;
}
/** What is used of Emscripten's NODEFS: tables of operations that every file of one PGlite instance shares. */
export interface HostFiles {
  realPath(node: unknown): string;
  tryFSOperation<T>(operation: () => T): T;
  node_ops: {
    mknod(parent: unknown, name: string, mode: number, dev: number): unknown;
    rename(node: unknown, newParent: unknown, newName: string): void;
    unlink(parent: unknown, name: string): void;
    rmdir(parent: unknown, name: string): void;
    setattr(node: unknown, attributes: Attributes): void;
  };
  stream_ops: {
    write(file: OpenFile, buffer: Uint8Array, offset: number, length: number, position: number): number;
    setattr(file: OpenFile, attributes: Attributes): void;
    fsync?(file: OpenFile): number;
  };
}

const megabyte = 1024 * 1024;

/** Whether a host path belongs to the write-ahead log, which alone decides what a commit is worth. */
function isLog(path: string): boolean {
  return path.includes(`${sep}pg_wal${sep}`);
}

/** The folder of one cluster, with flushes. `roomToGrow` says whether tables may still take more of the disk. */
export class DurableFiles extends NodeFS {
  /** Flushes of the write-ahead log that have reached the host. */
  logFlushes = 0;
  /** Bytes written to the write-ahead log. */
  logBytes = 0;
  /** The host has answered that the disk is full. */
  diskFull = false;
  readonly #roomToGrow: () => boolean;
  #room = true;
  #unmeasured = 0;

  constructor(folder: string, roomToGrow: () => boolean = () => true) {
    super(folder);
    this.#roomToGrow = roomToGrow;
  }

  override async init(...[pg, options]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(pg, options);
    const preRun = emscriptenOpts.preRun ?? [];
    // Before the folder is mounted: files opened later take these operations.
    const hook: (typeof preRun)[number] = (module) => this.hook(module.NODEFS as unknown as HostFiles);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [hook, ...preRun] } };
  }

  /** Puts this layer's operations in the place of the host's. */
  protected hook(host: HostFiles): void {
    const { tryFSOperation } = host;
    const { write } = host.stream_ops;

    host.tryFSOperation = (operation) =>
      tryFSOperation(() => {
        try {
          return operation();
        } catch (fault) {
          if (isDiskFull(fault)) this.diskFull = true;
          throw fault;
        }
      });

    host.stream_ops.fsync = (file) =>
      host.tryFSOperation(() => {
        fsyncSync(file.nfd);
        if (isLog(host.realPath(file.node))) this.logFlushes += 1;
        return 0;
      });

    host.stream_ops.write = (file, buffer, offset, length, position) => {
      if (isLog(host.realPath(file.node))) this.logBytes += length;
      else if (!this.#hasRoom(length) && position + length > fstatSync(file.nfd).size) {
        // A table that may not grow is an ordinary error for Postgres; a log that cannot be written ends it. So tables stop first.
        tryFSOperation(() => {
          throw Object.assign(new Error("no room for tables to grow"), { code: "ENOSPC" });
        });
      }
      return write(file, buffer, offset, length, position);
    };
  }

  /** Asks for the free space again after each megabyte, and at every write while there is none. */
  #hasRoom(length: number): boolean {
    this.#unmeasured += length;
    if (!this.#room || this.#unmeasured > megabyte) {
      this.#unmeasured = 0;
      this.#room = this.#roomToGrow();
    }
    return this.#room;
  }
}

function isDiskFull(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && (fault.code === "ENOSPC" || fault.code === "EDQUOT");
}
