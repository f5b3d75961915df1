// Imports run off the request path: each in a worker thread of its own, with a limit on memory and on time, and can be cancelled.
import { basename } from "node:path";
import { Worker } from "node:worker_threads";
import type { ImportedBook } from "#domain/text/model.ts";
import { defaultLimits, type ImportLimits } from "./import-limits.ts";
import type { ImportStep } from "./import-options.ts";
import { ImportRefusal } from "./import-refusal.ts";
import type { ImportJob, ImportMessage } from "./import-worker.ts";

export interface RunOptions {
  limits?: ImportLimits;
  onProgress?: (step: ImportStep) => void;
  /** Ends the import; its reason is what the promise is then rejected with. */
  signal?: AbortSignal;
  /** What the file was called before it was stored. */
  fileName?: string;
}

/**
 * Imports the file at a path. Rejects with ImportRefusal if the file cannot become a book, needs more memory or time than the limits
 * allow, or makes the worker crash; with the signal's reason if it is cancelled. Nothing of it is left running or stored.
 */
export function runImport(filePath: string, options: RunOptions = {}): Promise<ImportedBook> {
  const limits = options.limits ?? defaultLimits;
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const job: ImportJob = { filePath, fileName: options.fileName ?? basename(filePath), limits };
    const worker = new Worker(new URL("./import-worker.ts", import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMegabytes, stackSizeMb: 8 },
    });
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      worker.removeAllListeners();
      // A worker that is being ended may still fail; nobody waits for it any more.
      worker.on("error", () => {});
      void worker.terminate();
      finish();
    };
    const refuse = (refusal: ImportRefusal) => settle(() => reject(refusal));
    const cancel = () => settle(() => reject(signal?.reason));
    const timer = setTimeout(() => {
      refuse(
        new ImportRefusal(
          "time",
          `Reading the file took longer than ${limits.seconds} seconds and was stopped. Please divide the book or import another format.`,
        ),
      );
    }, limits.seconds * 1000);
    signal?.addEventListener("abort", cancel);
    worker.on("message", (message: ImportMessage) => {
      if (message.is === "step") options.onProgress?.(message.step);
      else if (message.is === "book") settle(() => resolve(message.book));
      else refuse(new ImportRefusal(message.code, message.message));
    });
    worker.on("error", (error: NodeJS.ErrnoException) => refuse(refusalFor(error, limits)));
    worker.on("exit", () =>
      refuse(
        new ImportRefusal("failed", "Reading the file ended before it was done. Please try again, or import another format."),
      ),
    );
  });
}

function refusalFor(error: NodeJS.ErrnoException, limits: ImportLimits): ImportRefusal {
  const refusal =
    error.code === "ERR_WORKER_OUT_OF_MEMORY"
      ? new ImportRefusal(
          "memory",
          `Reading the file needs more memory than it may have (${limits.memoryMegabytes} MB). Please divide the book or make it simpler.`,
        )
      : new ImportRefusal(
          "failed",
          "The file could not be read because of a fault in this program. Please import another format, and tell those who run this place.",
        );
  refusal.cause = error;
  return refusal;
}
