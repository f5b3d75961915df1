// Placeholder so that the server starts while the importer is being finished; to be overwritten.
import type { ImportedBook } from "#domain/text/model.ts";
import type { ImportLimits } from "./import-limits.ts";
export async function runImport(
  _path: string,
  _options: {
    limits: ImportLimits;
    onProgress: (step: { done: number; total: number; what: string }) => void;
    signal: AbortSignal;
    fileName: string;
  },
): Promise<ImportedBook> {
  throw new Error("not there yet");
}
