// Small files and whole folders that must be on the disk, not only in the kernel's memory, before the next step.
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Puts the text in place of the file at `path` at once: whoever reads it, also after a power cut, finds the old text or the new. */
export function writeDurably(path: string, text: string): void {
  const beside = `${path}.new`;
  writeFileSync(beside, text, { flush: true, mode: 0o600 });
  renameSync(beside, path);
  flushPath(dirname(path));
}

/** Flushes one file or folder entry to the disk. */
export function flushPath(path: string): void {
  // Windows cannot open a folder; there the file system keeps its own journal of names.
  if (process.platform === "win32") return;
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Flushes every file and folder under `folder`, and the folder itself, deepest first. */
export function flushTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) flushTree(path);
    else if (entry.isFile()) flushPath(path);
  }
  flushPath(folder);
}
