// The file store: content-addressed by SHA-256 under DATA_DIR/files. What is there is complete: written aside, flushed, then renamed.
import { createHash } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { access, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { AppError } from "#domain/errors.ts";
import { makeSecret } from "./secrets.ts";

const NAME = /^[0-9a-f]{64}(\.[a-z]{2,5})?$/;

export interface Files {
  /** Keeps bytes under their hash; twice is once. Gives the name: 64 hexadecimal digits and the extension. */
  put: (bytes: Uint8Array, extension: string) => Promise<string>;
  /** Keeps a stream, at most `most` bytes (else AppError too_large, and nothing stays behind). */
  receive: (stream: Readable, extension: string, most: number) => Promise<{ name: string; size: number }>;
  /** Opens a kept file. Undefined when it is not there. */
  read: (name: string) => Promise<{ stream: ReadStream; size: number } | undefined>;
  /** Forgets a file; nothing when it is not there. */
  remove: (name: string) => Promise<void>;
  /** Where a kept file lies, for a worker that reads it. */
  path: (name: string) => string;
}

/** A file store in this folder. */
export function openFiles(folder: string): Files {
  const path = (name: string) => {
    if (!NAME.test(name)) throw new AppError("not_found", "not_found");
    return join(folder, name.slice(0, 2), name);
  };

  async function keep(aside: string, name: string): Promise<void> {
    const target = path(name);
    await mkdir(join(target, ".."), { recursive: true });
    await rename(aside, target);
    const parent = await open(join(target, ".."), "r");
    await parent.sync().finally(() => parent.close());
  }

  async function receive(stream: Readable | Iterable<Uint8Array>, extension: string, most: number) {
    const waiting = join(folder, "incoming");
    await mkdir(waiting, { recursive: true });
    const aside = join(waiting, makeSecret());
    const hash = createHash("sha256");
    let size = 0;
    try {
      const file = await open(aside, "wx", 0o600);
      try {
        for await (const piece of stream as AsyncIterable<Uint8Array>) {
          size += piece.length;
          if (size > most) throw new AppError("too_large", "too_large", { limit: `${Math.floor(most / 1_000_000)} MB` });
          hash.update(piece);
          await file.writeFile(piece);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      const name = `${hash.digest("hex")}${extension}`;
      await keep(aside, name);
      return { name, size };
    } catch (fault) {
      await rm(aside, { force: true });
      throw fault;
    }
  }

  return {
    path,
    receive,
    remove: (name) => rm(path(name), { force: true }),
    async put(bytes, extension) {
      const name = `${createHash("sha256").update(bytes).digest("hex")}${extension}`;
      const there = await access(path(name)).then(
        () => true,
        () => false,
      );
      if (!there) await receive([bytes], extension, bytes.length);
      return name;
    },
    async read(name) {
      const found = await stat(path(name)).catch(() => undefined);
      return found ? { stream: createReadStream(path(name)), size: found.size } : undefined;
    },
  };
}
