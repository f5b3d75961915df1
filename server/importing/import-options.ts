// What every importer is called with, and what it tells while it works.
import { defaultLimits, type ImportLimits } from "./import-limits.ts";
import { ImportRefusal } from "./import-refusal.ts";

/** How far an import has come: `done` of `total` steps, and what is being done. */
export interface ImportStep {
  done: number;
  total: number;
  what: string;
}

export interface ImportOptions {
  limits?: ImportLimits;
  progress?: (step: ImportStep) => void;
  /** What the file was called: the title of a book that has none. */
  fileName?: string;
}

/** The limits and the listener that the options name, or the usual ones. Refuses a file that is too large before anything is read of it. */
export function settle(bytes: Uint8Array, options: ImportOptions): Required<Pick<ImportOptions, "limits" | "progress">> {
  const limits = options.limits ?? defaultLimits;
  if (bytes.length > limits.fileBytes) {
    throw new ImportRefusal(
      "too-large",
      `The file is larger than ${Math.round(limits.fileBytes / 1e6)} MB. Please make its pictures smaller or divide it.`,
    );
  }
  return { limits, progress: options.progress ?? (() => {}) };
}
