// Secrets: never twice the same, never kept as they are, and a key that stays as long as its folder does.
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deriveSecret, hashSecret, makeSecret, readInstanceKey } from "./secrets.ts";

test("a secret is 256 random bits in characters that fit a link, and no two are the same", () => {
  const made = Array.from({ length: 500 }, makeSecret);
  expect(new Set(made).size).toBe(500);
  for (const secret of made) {
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  }
});

test("what is kept in its place is the SHA-256 of it", () => {
  // The digest of "abc" from FIPS 180-2, appendix B.1.
  const known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(Buffer.from(hashSecret("abc"), "base64url").toString("hex")).toBe(known);
});

test("a derived secret is the same again for the same key and name, and for no other", () => {
  // HMAC-SHA-256, RFC 4231, test case 2.
  const known = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  expect(Buffer.from(deriveSecret("Jefe", "what do ya want for nothing?"), "base64url").toString("hex")).toBe(known);
  const others = [deriveSecret("k", "a"), deriveSecret("k", "b"), deriveSecret("l", "a"), hashSecret("a")];
  expect(new Set(others).size).toBe(others.length);
});

describe("the instance’s key", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "interleaf-key-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

  test("is made once, also where the folder is not there yet, and only its owner can read it", async () => {
    const data = join(folder, "new", "data");
    const key = readInstanceKey(data, undefined);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(readInstanceKey(data, undefined)).toBe(key);
    expect(await modeOf(join(data, "secret"))).toBe(0o600);
    expect(await modeOf(data)).toBe(0o700);
    expect(readInstanceKey(join(folder, "other"), undefined)).not.toBe(key);
  });

  test("is closed to others again where a copy left it open", async () => {
    const key = readInstanceKey(folder, undefined);
    await chmod(join(folder, "secret"), 0o644);
    expect(readInstanceKey(folder, undefined)).toBe(key);
    expect(await modeOf(join(folder, "secret"))).toBe(0o600);
  });

  test("is the one that was given, and then no file is written", async () => {
    expect(readInstanceKey(folder, "a key from the settings, long enough")).toBe("a key from the settings, long enough");
    expect(await readdir(folder)).toEqual([]);
  });

  test("is never empty: a file that a power cut left without content is written anew", async () => {
    for (const nothing of ["", "\n"]) {
      await writeFile(join(folder, "secret"), nothing);
      const key = readInstanceKey(folder, undefined);
      expect(key).toMatch(/^[\w-]{43}$/);
      expect((await readFile(join(folder, "secret"), "utf8")).trim()).toBe(key);
    }
  });
});
