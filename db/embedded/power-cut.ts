// A test tool that pretends power cuts: records what a database writes to the disk and when it flushes, and builds the folders that
// a cut at any moment could leave. Model: what was flushed is there; of the rest each 4 KiB piece is there or not, by chance;
// names (files made, renamed, removed) and sizes set outright are there in their order. Lost names are not modelled.
import { closeSync, cpSync, mkdirSync, openSync, renameSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join, relative } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { clusterFolder, durableParameters } from "./cluster.ts";
import { type Attributes, DurableFiles, type HostFiles, type OpenFile } from "./durable-files.ts";

const piece = 4096;
const directory = 0o040000;

type Step =
  | { kind: "make"; path: string; folder: boolean }
  | { kind: "rename"; path: string; to: string }
  | { kind: "remove"; path: string }
  | { kind: "resize"; path: string; size: number }
  | { kind: "write"; path: string; position: number; bytes: Uint8Array }
  | { kind: "flush"; path: string }
  | { kind: "acknowledge"; value: number };

export interface PowerRecord {
  /** A copy of the data folder as it was, all of it on the disk, before the first step. */
  before: string;
  /** What happened then. A cut is between two steps. */
  steps: readonly Step[];
}

export interface RecordOptions {
  /** A data folder with a cluster that nobody has open. */
  dataDir: string;
  /** Where the copy is put; must not exist. */
  before: string;
  /** With the durable file layer and its parameters, or with PGlite's own. */
  durable: boolean;
  /** What the database does meanwhile. It calls `acknowledge` with a rising number when it knows that the work up to it is committed. */
  work: (db: PGlite, acknowledge: (value: number) => void) => Promise<void>;
}

/** Runs the work on the data folder, and records every step at the disk. */
export async function recordPowerCuts({ dataDir, before, durable, work }: RecordOptions): Promise<PowerRecord> {
  cpSync(dataDir, before, { recursive: true });
  const steps: Step[] = [];
  const files = new RecordedFiles(clusterFolder(dataDir), durable, steps);
  const db = await PGlite.create({ fs: files, ...(durable ? { startParams: [...durableParameters] } : {}) });
  await work(db, (value) => steps.push({ kind: "acknowledge", value }));
  const record = { before, steps: [...steps] };
  await db.close();
  return record;
}

/** The highest number acknowledged before the cut at step `at`, or 0. */
export function acknowledgedBefore(record: PowerRecord, at: number): number {
  return record.steps
    .slice(0, at)
    .reduce((highest, step) => (step.kind === "acknowledge" ? Math.max(highest, step.value) : highest), 0);
}

/**
 * Builds in `folder` (which must not exist) a data folder as a power cut before step `at` could leave it.
 * `keep` is the share (0 to 1) of the unflushed pieces that reached the disk all the same; the same seed builds the same folder.
 */
export function buildImage(record: PowerRecord, at: number, seed: number, keep: number, folder: string): string {
  cpSync(record.before, folder, { recursive: true });
  const chance = chanceFrom(seed);
  const root = clusterFolder(folder);
  const unflushed = new Map<string, { position: number; bytes: Uint8Array }[]>();

  for (const step of record.steps.slice(0, at)) {
    if (step.kind === "acknowledge") continue;
    const path = join(root, step.path);
    const waiting = unflushed.get(step.path) ?? [];
    if (step.kind === "make" && step.folder) mkdirSync(path);
    else if (step.kind === "make") writeFileSync(path, "");
    else if (step.kind === "write") unflushed.set(step.path, [...piecesOf(step, waiting)]);
    else if (step.kind === "flush") {
      write(path, waiting);
      unflushed.delete(step.path);
    } else if (step.kind === "resize") {
      truncateSync(path, step.size);
      const inside = waiting.filter(({ position }) => position < step.size);
      unflushed.set(
        step.path,
        inside.map(({ position, bytes }) => ({ position, bytes: bytes.subarray(0, step.size - position) })),
      );
    } else if (step.kind === "remove") {
      rmSync(path, { recursive: true });
      unflushed.delete(step.path);
    } else {
      renameSync(path, join(root, step.to));
      unflushed.delete(step.path);
      unflushed.set(step.to, waiting);
    }
  }
  for (const [path, waiting] of unflushed) {
    write(
      join(root, path),
      waiting.filter(() => chance() < keep),
    );
  }
  return folder;
}

/** A seeded sequence of numbers from 0 to 1 (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class RecordedFiles extends DurableFiles {
  readonly #folder: string;
  readonly #durable: boolean;
  readonly #steps: Step[];

  constructor(folder: string, durable: boolean, steps: Step[]) {
    super(folder);
    this.#folder = folder;
    this.#durable = durable;
    this.#steps = steps;
  }

  protected override hook(host: HostFiles): void {
    if (this.#durable) super.hook(host);
    const steps = this.#steps;
    const nameOf = (node: unknown) => relative(this.#folder, host.realPath(node));
    const nameIn = (parent: unknown, name: string) => relative(this.#folder, join(host.realPath(parent), name));
    const { mknod, rename, unlink, rmdir, setattr } = host.node_ops;
    const { write, fsync, setattr: setOpen } = host.stream_ops;

    host.node_ops.mknod = (parent, name, mode, device) => {
      const node = mknod(parent, name, mode, device);
      steps.push({ kind: "make", path: nameIn(parent, name), folder: (mode & 0o170000) === directory });
      return node;
    };
    host.node_ops.rename = (node, newParent, newName) => {
      const path = nameOf(node);
      rename(node, newParent, newName);
      steps.push({ kind: "rename", path, to: nameIn(newParent, newName) });
    };
    const remove = (operation: (parent: unknown, name: string) => void) => (parent: unknown, name: string) => {
      operation(parent, name);
      steps.push({ kind: "remove", path: nameIn(parent, name) });
    };
    host.node_ops.unlink = remove(unlink);
    host.node_ops.rmdir = remove(rmdir);
    const resized = (node: unknown, { size }: Attributes) => {
      if (size !== undefined) steps.push({ kind: "resize", path: nameOf(node), size });
    };
    host.node_ops.setattr = (node, attributes) => {
      setattr(node, attributes);
      resized(node, attributes);
    };
    host.stream_ops.setattr = (file, attributes) => {
      setOpen(file, attributes);
      resized(file.node, attributes);
    };
    host.stream_ops.write = (file, buffer, offset, length, position) => {
      const written = write(file, buffer, offset, length, position);
      // The buffer is the engine's own memory, and changes.
      const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, written).slice();
      steps.push({ kind: "write", path: nameOf(file.node), position, bytes });
      return written;
    };
    if (fsync) {
      host.stream_ops.fsync = (file: OpenFile) => {
        const result = fsync(file);
        steps.push({ kind: "flush", path: nameOf(file.node) });
        return result;
      };
    }
  }
}

/** The pieces already waiting, and those of one more write, cut where the disk's pages are. */
function* piecesOf(
  { position, bytes }: { position: number; bytes: Uint8Array },
  waiting: Iterable<{ position: number; bytes: Uint8Array }>,
) {
  yield* waiting;
  for (let start = position; start < position + bytes.length; ) {
    const end = Math.min(position + bytes.length, start - (start % piece) + piece);
    yield { position: start, bytes: bytes.subarray(start - position, end - position) };
    start = end;
  }
}

function write(path: string, pieces: readonly { position: number; bytes: Uint8Array }[]): void {
  if (pieces.length === 0) return;
  const descriptor = openSync(path, "r+");
  for (const { position, bytes } of pieces) writeSync(descriptor, bytes, 0, bytes.length, position);
  closeSync(descriptor);
}
