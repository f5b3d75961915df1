// The limits of imports are those of the settings.
import { expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { defaultLimits, limitsFrom } from "./import-limits.ts";

test("without settings the usual limits hold", () => {
  expect(limitsFrom(readEnv({}))).toEqual(defaultLimits);
});

test("each setting is the limit it names, and a larger file may unpack to its size at least", () => {
  const env = readEnv({
    UPLOAD_LIMIT_MB: "500",
    IMPORT_MAX_ENTRIES: "50",
    IMPORT_MAX_RATIO: "20",
    IMPORT_MAX_WORDS: "5000",
    IMPORT_MEMORY_MB: "512",
    IMPORT_SECONDS: "30",
  });
  expect(limitsFrom(env)).toEqual({
    ...defaultLimits,
    fileBytes: 500_000_000,
    unpackedBytes: 500_000_000,
    entries: 50,
    ratio: 20,
    words: 5000,
    memoryMegabytes: 512,
    seconds: 30,
  });
});
