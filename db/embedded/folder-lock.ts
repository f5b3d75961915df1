// One server per data folder: a lock of the operating system, which the kernel takes back however its holder dies.
import { readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EmbeddedError } from "./embedded-error.ts";
import { writeDurably } from "./write-durably.ts";

export interface FolderLock {
  release(): void;
}

const sqliteBusy = 5;

/**
 * Takes the folder for this process, waiting up to `patience` milliseconds for a holder that is just ending.
 * SQLite's exclusive lock is used because it is a kernel lock on every system Node runs on; a process id written to a file
 * proves nothing, because ids are used again and differ between containers. `holder.json` beside it only feeds the message.
 * Throws `in_use` with the holder's name, or `not_writable`.
 */
export function lockFolder(dataDir: string, patience = 1000): FolderLock {
  const holder = join(dataDir, "holder.json");
  let file: DatabaseSync;
  try {
    file = new DatabaseSync(join(dataDir, "lock"), { timeout: patience });
    file.exec("pragma locking_mode = exclusive; begin exclusive");
  } catch (fault) {
    if (isBusy(fault))
      throw new EmbeddedError("in_use", `The data folder ${dataDir} is in use by ${describeHolder(holder)}.`, { cause: fault });
    throw new EmbeddedError("not_writable", `The data folder ${dataDir} cannot be written.`, { cause: fault });
  }
  try {
    writeDurably(holder, JSON.stringify({ pid: process.pid, since: new Date().toISOString(), host: hostname() }));
  } catch {
    // On a full disk the name cannot be written; the lock holds without it.
    rmSync(holder, { force: true });
  }
  return {
    release() {
      rmSync(holder, { force: true });
      file.close();
    },
  };
}

function isBusy(fault: unknown): boolean {
  return fault instanceof Error && "errcode" in fault && fault.errcode === sqliteBusy;
}

function describeHolder(path: string): string {
  try {
    const { pid, since, host } = JSON.parse(readFileSync(path, "utf8"));
    return `another server (process ${pid} on ${host}, since ${since})`;
  } catch {
    // The holder may be between taking the lock and writing its name.
    return "another server";
  }
}
