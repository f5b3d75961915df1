// The worker thread in which a file becomes a book: it reads one file, tells how far it is, and posts the book or the refusal.
import { readFile, stat } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { ImportedBook } from "#domain/text/model.ts";
import { importBook } from "./import-book.ts";
import type { ImportLimits } from "./import-limits.ts";
import type { ImportStep } from "./import-options.ts";
import { ImportRefusal, type RefusalCode } from "./import-refusal.ts";

/** What the worker is started with. */
export interface ImportJob {
  filePath: string;
  /** What the file is called, if not by its path. */
  fileName: string;
  limits: ImportLimits;
}

/** What the worker posts: any number of steps, then one of the others. */
export type ImportMessage =
  | { is: "step"; step: ImportStep }
  | { is: "book"; book: ImportedBook }
  | { is: "refused"; code: RefusalCode; message: string };

const post = (message: ImportMessage, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer);

try {
  const { filePath, fileName, limits } = workerData as ImportJob;
  const { size } = await stat(filePath);
  if (size > limits.fileBytes) {
    throw new ImportRefusal(
      "too-large",
      `The file is larger than ${Math.round(limits.fileBytes / 1e6)} MB. Please make its pictures smaller or divide it.`,
    );
  }
  const book = await importBook(await readFile(filePath), { limits, fileName, progress: (step) => post({ is: "step", step }) });
  post({ is: "book", book }, ownedBuffers(book));
} catch (error) {
  if (!(error instanceof ImportRefusal)) throw error;
  post({ is: "refused", code: error.code, message: error.message });
}

/** The memory of the pictures, each its own, so that it is handed over and not copied. */
function ownedBuffers(book: ImportedBook): ArrayBuffer[] {
  return [...book.images.values()].map((image) => {
    const { buffer, byteLength } = image.bytes;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) return buffer;
    const own = new Uint8Array(image.bytes);
    image.bytes = own;
    return own.buffer;
  });
}
