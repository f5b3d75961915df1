// The worker: the same book as without it, and an end to everything that takes too long, too much, or is not wanted any more.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importEpub } from "./import-epub.ts";
import { defaultLimits } from "./import-limits.ts";
import type { ImportStep } from "./import-options.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { runImport } from "./run-import.ts";
import { writeEpub, writePng } from "./zip-fixture.ts";

let folder = "";
const store = async (name: string, bytes: Uint8Array) => {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
};
const small = {
  texts: {
    "a.xhtml": '<p>Hello</p><p><img src="p.png" alt=""/></p><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
    "b.xhtml": "<p>There</p>",
  },
  entries: [{ name: "OPS/p.png", data: writePng(2, 3) }],
};
const large = () => writeEpub({ texts: { "a.xhtml": "<p>Many <b>words</b> in it.</p>".repeat(200_000) } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "interleaf-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a book comes out of the worker as it does without it, and its progress is told", async () => {
  const bytes = writeEpub({ ...small, metadata: "<dc:title> </dc:title>" });
  const steps: ImportStep[] = [];
  const book = await runImport(await store("3f2a", bytes), {
    onProgress: (step) => steps.push(step),
    fileName: "A_small-book.epub",
  });
  expect(book).toEqual(await importEpub(bytes, { fileName: "A_small-book.epub" }));
  expect(book.title).toBe("A small book");
  expect([...book.images.values()][0]?.bytes).toEqual(new Uint8Array(writePng(2, 3)));
  expect(steps.length).toBeGreaterThan(2);
  expect(steps.at(-1)).toMatchObject({ what: "done" });
  for (const [i, { done, total }] of steps.entries()) {
    expect(done).toBeGreaterThanOrEqual(steps[i - 1]?.done ?? 0);
    expect(done).toBeLessThanOrEqual(total);
  }
});

test("a refusal keeps its code and its sentence on the way out", async () => {
  const path = await store("no.epub", new TextEncoder().encode("PK\u0003\u0004 and nothing more"));
  const refused = await runImport(path).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ImportRefusal);
  expect(refused).toMatchObject({
    code: "damaged",
    message: "The file is cut off or damaged: its end is missing. Please get the book again from where it came from.",
  });
  await expect(runImport(path, { limits: { ...defaultLimits, fileBytes: 3 } })).rejects.toMatchObject({ code: "too-large" });
});

test("an import that takes too long is ended and refused", async () => {
  const path = await store("long.epub", large());
  await expect(runImport(path, { limits: { ...defaultLimits, ratio: 1e6, seconds: 0.3 } })).rejects.toMatchObject({
    code: "time",
  });
});

test("an import that needs too much memory is refused, and the program goes on", async () => {
  const path = await store("greedy.epub", large());
  await expect(runImport(path, { limits: { ...defaultLimits, ratio: 1e6, memoryMegabytes: 24 } })).rejects.toMatchObject({
    code: "memory",
  });
});

test("an import can be cancelled before it begins and while it runs", async () => {
  const path = await store("cancelled.epub", large());
  await expect(runImport(path, { signal: AbortSignal.abort(new Error("not wanted")) })).rejects.toThrow("not wanted");
  const controller = new AbortController();
  const running = runImport(path, {
    limits: { ...defaultLimits, ratio: 1e6 },
    signal: controller.signal,
    onProgress: () => controller.abort(new Error("changed my mind")),
  });
  await expect(running).rejects.toThrow("changed my mind");
});

test("a fault in the worker is a refusal, not a crash", async () => {
  await expect(runImport(join(folder, "is-not-there.epub"))).rejects.toMatchObject({ code: "failed", cause: { code: "ENOENT" } });
});
