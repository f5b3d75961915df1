// The limits, with the real limiter: each kind and each key has its own allowance, and a refusal says how long to wait.
import { expect, test } from "vitest";
import { openLimits } from "./limits.ts";

const isRefused = (promise: Promise<void>) =>
  promise.then(
    () => false,
    () => true,
  );

test("an allowance is exactly its points; then the refusal carries the seconds to wait", async () => {
  const limits = openLimits("on");
  for (let attempt = 0; attempt < 5; attempt++) await limits.take("sign_in_both", "ada 203.0.113.9");
  const refusal = await limits.take("sign_in_both", "ada 203.0.113.9").catch((fault) => fault);
  expect(refusal).toMatchObject({ code: "too_many", reason: "too_many", values: { seconds: expect.any(Number) } });
  expect(refusal.values.seconds).toBeGreaterThan(0);
  expect(refusal.values.seconds).toBeLessThanOrEqual(900);
  expect(Number.isInteger(refusal.values.seconds)).toBe(true);
});

test("what one key used up is not missing to another, nor to the same key in another kind", async () => {
  const limits = openLimits("on");
  for (let attempt = 0; attempt < 3; attempt++) await limits.take("mail_recipient", "ada@example.org");
  expect(await isRefused(limits.take("mail_recipient", "ada@example.org"))).toBe(true);
  await limits.take("mail_recipient", "bea@example.org");
  await limits.take("mail_sender", "ada@example.org");
  await openLimits("on").take("mail_recipient", "ada@example.org");
});

test("several points at once count as several", async () => {
  const limits = openLimits("on");
  await limits.take("upload", "p", 8);
  expect(await isRefused(limits.take("upload", "p", 3))).toBe(true);
});

test("many at the same moment get no more than the allowance", async () => {
  const limits = openLimits("on");
  const refused = await Promise.all(Array.from({ length: 40 }, () => isRefused(limits.take("upload", "p"))));
  expect(refused.filter((one) => !one)).toHaveLength(10);
});

test("cleared, a key has its whole allowance again, and the others what they had", async () => {
  const limits = openLimits("on");
  for (const key of ["ada", "bea"]) await limits.take("mail_recipient", key, 3);
  await limits.clear("mail_recipient", "ada");
  await limits.take("mail_recipient", "ada", 3);
  expect(await isRefused(limits.take("mail_recipient", "ada"))).toBe(true);
  expect(await isRefused(limits.take("mail_recipient", "bea"))).toBe(true);
  await limits.clear("mail_recipient", "nobody yet");
});

test("switched off, for measuring, everything passes", async () => {
  const limits = openLimits("off");
  for (let attempt = 0; attempt < 50; attempt++) await limits.take("mail_recipient", "ada");
});
