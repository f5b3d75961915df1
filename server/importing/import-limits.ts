// How much an imported file may be: past any of these it is refused, or cut where the field says so.
import type { Env } from "../env.ts";

export interface ImportLimits {
  /** Bytes of the file itself. */
  fileBytes: number;
  /** Bytes that the entries of an archive may unpack to, all together; counted while they are unpacked. */
  unpackedBytes: number;
  /** Bytes of one text inside an archive. */
  textBytes: number;
  /** Entries of an archive. */
  entries: number;
  /** How many times larger an entry may become when unpacked; looked at after its first megabyte. */
  ratio: number;
  /** Words of the whole book. */
  words: number;
  /** Elements of all its documents together. */
  elements: number;
  /** Elements inside elements: what lies deeper is put beside instead of inside. */
  depth: number;
  /** Entries of the table of contents: what follows is not looked at. */
  contents: number;
  /** Characters of one passage: a longer one is cut into several. */
  passageLength: number;
  /** Pages of a PDF. */
  pages: number;
  /** Pixels of one picture, in millions: a larger one is left out. */
  megapixels: number;
  /** Memory the import may use, in megabytes. */
  memoryMegabytes: number;
  /** Time the import may take, in seconds. */
  seconds: number;
}

export const defaultLimits: ImportLimits = {
  fileBytes: 200_000_000,
  unpackedBytes: 200_000_000,
  textBytes: 20_000_000,
  entries: 20_000,
  ratio: 100,
  words: 2_000_000,
  elements: 1_500_000,
  depth: 200,
  contents: 10_000,
  passageLength: 50_000,
  pages: 5_000,
  megapixels: 40,
  memoryMegabytes: 384,
  seconds: 120,
};

/** The limits that the settings of this instance say; what they do not name stays as it is. */
export function limitsFrom(
  env: Pick<
    Env,
    "UPLOAD_LIMIT_MB" | "IMPORT_MAX_ENTRIES" | "IMPORT_MAX_RATIO" | "IMPORT_MAX_WORDS" | "IMPORT_MEMORY_MB" | "IMPORT_SECONDS"
  >,
): ImportLimits {
  const fileBytes = env.UPLOAD_LIMIT_MB * 1_000_000;
  return {
    ...defaultLimits,
    fileBytes,
    unpackedBytes: Math.max(defaultLimits.unpackedBytes, fileBytes),
    entries: env.IMPORT_MAX_ENTRIES,
    ratio: env.IMPORT_MAX_RATIO,
    words: env.IMPORT_MAX_WORDS,
    memoryMegabytes: env.IMPORT_MEMORY_MB,
    seconds: env.IMPORT_SECONDS,
  };
}
