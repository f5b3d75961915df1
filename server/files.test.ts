// The file store: what is in it is whole and lies under its own hash; what is refused leaves nothing.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Files, openFiles } from "./files.ts";

let folder: string;
let files: Files;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "interleaf-files-"));
  files = openFiles(join(folder, "files"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const listing = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
async function contentOf(name: string): Promise<Buffer> {
  const found = await files.read(name);
  if (!found) throw new Error(`${name} is not there`);
  const content = await buffer(found.stream);
  expect(found.size).toBe(content.length);
  return content;
}

test("whatever is put or received comes out as it went in, under its hash, however the stream is cut", async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(pieces, async (cut) => {
      const bytes = Buffer.concat(cut);
      const put = await files.put(bytes, ".png");
      expect(put).toBe(`${hashOf(bytes)}.png`);
      const received = await files.receive(Readable.from(cut.map((piece) => Buffer.from(piece))), ".epub", bytes.length);
      expect(received).toEqual({ name: `${hashOf(bytes)}.epub`, size: bytes.length });
      for (const name of [put, received.name]) expect((await contentOf(name)).equals(bytes)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test("put twice is once, also at the same moment, and the file that is there is left alone", async () => {
  const bytes = Buffer.from("a picture");
  const before = await listing();
  const names = await Promise.all([files.put(bytes, ".jpg"), files.put(bytes, ".jpg"), files.put(bytes, ".jpg")]);
  const [name = ""] = names;
  expect(new Set(names).size).toBe(1);
  expect(await listing()).toEqual([...before, name].sort());
  const { ino, mtimeMs } = await stat(files.path(name));
  await files.put(bytes, ".jpg");
  expect(await stat(files.path(name))).toMatchObject({ ino, mtimeMs });
});

test("a stream over the limit is refused at the first byte too many, and leaves nothing behind", async () => {
  const before = await listing();
  let asked = 0;
  const endless = Readable.from(
    (function* () {
      for (;;) {
        asked++;
        yield Buffer.alloc(1000);
      }
    })(),
  );
  await expect(files.receive(endless, ".epub", 2_500_000)).rejects.toMatchObject({
    code: "too_large",
    reason: "too_large",
    values: { limit: "2 MB" },
  });
  expect(asked).toBeLessThan(2_600);
  expect(await listing()).toEqual(before);
});

test("a stream that breaks off leaves nothing behind", async () => {
  const before = await listing();
  const broken = Readable.from(
    (function* () {
      yield Buffer.alloc(5000);
      throw new Error("the browser went away");
    })(),
  );
  await expect(files.receive(broken, ".epub", 1_000_000)).rejects.toThrow("the browser went away");
  expect(await listing()).toEqual(before);
});

test("what is not there is not found", async () => {
  expect(await files.read(`${"0".repeat(64)}.png`)).toBeUndefined();
});

test("names that are no hash are refused, whatever they lead to", async () => {
  await writeFile(join(folder, "secret"), "the key");
  const hash = hashOf(Buffer.from("a picture"));
  const names = [
    ...["", ".", "..", "../secret", "../../etc/passwd", "/etc/passwd", "incoming", "incoming/x", "C:\\secret"],
    ...[`../${hash}.jpg`, `${hash}/../../../secret`, `${hash}.jpg/../x`, `${hash}.jpg\u0000`, `${hash}.jpg\n`, ` ${hash}`],
    ...[hash.toUpperCase(), hash.slice(1), `${hash}0`, `${hash}.`, `${hash}.JPG`, `${hash}.a`, `${hash}..jpg`, `${hash}%2e%2e`],
  ];
  for (const name of names) {
    expect(() => files.path(name), name).toThrow(expect.objectContaining({ code: "not_found" }));
    await expect(files.read(name), name).rejects.toMatchObject({ code: "not_found" });
  }
  expect(files.path(`${hash}.jpg`).startsWith(join(folder, "files") + sep)).toBe(true);
});
