// Passwords: what is stored, what is refused, and that hashing never takes the whole machine.
import { hash } from "@node-rs/argon2";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashPassword, makeQueue, needsRehash, refuseCommon, verifyPassword } from "./password.ts";

describe("a stored password", () => {
  test("is argon2id at the documented cost, with a salt of 16 and a hash of 32 bytes, never the same twice", async () => {
    const [first, second] = [await hashPassword("quiet lamp by the harbour"), await hashPassword("quiet lamp by the harbour")];
    const [, kind, version, cost, salt = "", digest = ""] = first.split("$");
    expect([kind, version, cost]).toEqual(["argon2id", "v=19", "m=19456,t=2,p=1"]);
    expect([Buffer.from(salt, "base64").length, Buffer.from(digest, "base64").length]).toEqual([16, 32]);
    expect(second).not.toBe(first);
  });

  test("opens to the same words in either Unicode spelling, and to no others", async () => {
    const stored = await hashPassword("Caf\u00e9 am Hafen, M\u00e4rz");
    expect(await verifyPassword(stored, "Cafe\u0301 am Hafen, Ma\u0308rz")).toBe(true);
    expect(await verifyPassword(stored, "Cafe am Hafen, Marz")).toBe(false);
    expect(await verifyPassword(stored, "Caf\u00e9 am Hafen, M\u00e4rz ")).toBe(false);
  });

  test("is compared to the last byte, however long", async () => {
    const long = "ö".repeat(500);
    const stored = await hashPassword(`${long}a`);
    expect(await verifyPassword(stored, `${long}a`)).toBe(true);
    expect(await verifyPassword(stored, `${long}b`)).toBe(false);
    expect(await verifyPassword(stored, "a".repeat(1025))).toBe(false);
  });

  test("of an account that has none opens to nothing", async () => {
    for (const typed of ["", "\0".repeat(32), "quiet lamp by the harbour"]) expect(await verifyPassword(null, typed)).toBe(false);
  });

  test("is hashed anew when it was hashed at another cost", async () => {
    expect(needsRehash(await hashPassword("quiet lamp by the harbour"))).toBe(false);
    for (const cheaper of [{ memoryCost: 9_216 }, { timeCost: 1 }, { outputLen: 16 }, { algorithm: 1 as number }]) {
      expect(needsRehash(await hash("quiet lamp by the harbour", { memoryCost: 19_456, timeCost: 2, ...cheaper }))).toBe(true);
    }
  });
});

describe("the queue", () => {
  test("runs four at once and all of them in the end, also when some fail", async () => {
    const inTurn = makeQueue(4, 100);
    let running = 0;
    let most = 0;
    const work = async (index: number) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (index % 3 === 0) throw new Error("failed");
      return index;
    };
    const ended = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => inTurn(() => work(index))));
    expect(most).toBe(4);
    expect(ended.filter((one) => one.status === "fulfilled")).toHaveLength(26);
    expect(await inTurn(() => work(1))).toBe(1);
  });

  test("refuses rather than grow without end", async () => {
    const inTurn = makeQueue(1, 1);
    const { promise, resolve } = Promise.withResolvers<void>();
    const [first, second] = [inTurn(() => promise), inTurn(async () => {})];
    await expect(inTurn(async () => {})).rejects.toMatchObject({ code: "too_many" });
    resolve();
    await Promise.all([first, second]);
    await inTurn(async () => {});
  });
});

describe("a new password", () => {
  const refused = (password: string) => expect(() => refuseCommon(password, ["Ada Minta", "ada.minta@example.org"]), password);

  test("is refused when it stands on every list of guesses", () => {
    for (const password of [
      "1234567890",
      "qwertyuiop",
      "Password123!",
      "P@ssw0rd2024",
      "iloveyou2023",
      "aaaaaaaaaa",
      "121212121212",
      "letmein123",
      "Football99",
      "0987654321",
      "correct horse battery staple",
      "passwordpassword",
      "1q2w3e4r5t",
      "lkjhgfdsa123",
      "йцукенгшщз",
      "Welcome2025!!",
    ]) {
      refused(password).toThrow("password_common");
    }
  });

  test("is refused when it is the name or the address, with or without signs around", () => {
    for (const password of ["ada minta", "AdaMinta", "ada.minta@example.org", "ada.minta", "Ada Minta 1987!", "ＡｄａＭｉｎｔａ"])
      refused(password).toThrow("password_common");
  });

  test("is taken when it is neither", () => {
    for (const password of [
      "quiet lamp by the harbour",
      "Reading is a slow fire",
      "7 geese over Lake Inari",
      "xK2#vvQ9-pl",
      "ich lese gern abends",
      "passage from dawn",
    ])
      refused(password).not.toThrow();
  });

  test("of random letters is taken", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 24 }), (bytes) => {
        const password = Buffer.from(bytes).toString("hex");
        fc.pre(new Set(password).size > 6);
        refused(password).not.toThrow();
      }),
    );
  });
});
