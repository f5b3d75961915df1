// Signing in and sessions, through the real gate on a real database.
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mails } from "#db/schema/mails.ts";
import { people, sessions, signInLinks } from "#db/schema/people.ts";
import { type Actor, makeCtx } from "../context.ts";
import { openLimits } from "../limits.ts";
import { makeSecret } from "../secrets.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBranch } from "../testing/people.ts";
import { addAccount, emailKey, listSessions, prepareAccount } from "./queries.ts";
import { askLink, endSession, findActor, signIn, signInWithLink, signInWithPassword } from "./service.ts";

const PASSWORD = "quiet lamp by the harbour";
const DAY = 24 * 3600_000;

let house: TestHouse;
let passwordHash: string;
beforeAll(async () => {
  house = await openTestHouse();
  await aBranch(house);
  ({ passwordHash } = await prepareAccount({ name: "Ada Minta", email: "ada@example.org", password: PASSWORD }));
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.house.db.delete(mails);
});
afterEach(() => {
  house.house.now = () => new Date();
  house.house.limits = openLimits("off");
});

/** An account with the password, and the context of somebody who is not signed in. */
async function anAccount(): Promise<{ personId: string; email: string }> {
  const email = `${id()}@example.org`;
  return { personId: await addAccount(house.house.db, { name: "Ada Minta", email, passwordHash }), email };
}
const stranger = (address = "192.0.2.7") => makeCtx(house.house, undefined, { address, device: "Firefox, Linux" });
const later = (ms: number) => {
  const from = Date.now();
  house.house.now = () => new Date(from + ms);
};
async function actorOf(secret: string): Promise<Actor> {
  const actor = await findActor(house.house, secret);
  if (!actor) throw new Error("no session");
  return actor;
}
const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "signed in",
    ({ code, reason, values, message }) => ({ code, reason, values, message }),
  );

describe("by password", () => {
  test("the right one opens a session of which only the hash is kept", async () => {
    const { personId, email } = await anAccount();
    const { secret, name } = await signInWithPassword(stranger(), { email: ` ${email.toUpperCase()} `, password: PASSWORD });
    expect(name).toBe("Ada Minta");
    expect(await findActor(house.house, secret)).toMatchObject({ personId, name: "Ada Minta" });
    const kept = await house.house.db.select().from(sessions).where(eq(sessions.personId, personId));
    expect(kept).toMatchObject([{ method: "password", device: "Firefox, Linux" }]);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test("an unknown address, a wrong password, a suspended account, one without a password and a crafted form get the same answer", async () => {
    const known = await anAccount();
    const suspended = await anAccount();
    await house.house.db.update(people).set({ suspendedAt: new Date() }).where(eq(people.id, suspended.personId));
    const linkOnly = await anAccount();
    await house.house.db.update(people).set({ passwordHash: null }).where(eq(people.id, linkOnly.personId));
    const wrong = await refusalOf(signInWithPassword(stranger(), { email: known.email, password: "another one entirely" }));
    expect(wrong).toMatchObject({ code: "unauthenticated", reason: "wrong_sign_in" });
    for (const form of [
      { email: `${id()}@example.org`, password: PASSWORD },
      { email: suspended.email, password: PASSWORD },
      { email: linkOnly.email, password: PASSWORD },
      { email: linkOnly.email, password: "" },
      { email: "no address\0", password: PASSWORD },
      { email: known.email, password: "x".repeat(4000) },
      { email: known.email },
      { email: [known.email], password: { length: 12 } },
      undefined,
    ]) {
      expect(await refusalOf(signIn(stranger(), "password", form))).toEqual(wrong);
    }
  });

  test("five wrong ones from one address stop even the right one there, for known and unknown alike, and not elsewhere", async () => {
    house.house.limits = openLimits("on");
    const { email } = await anAccount();
    for (const address of [email, `${id()}@example.org`]) {
      for (let tries = 0; tries < 5; tries++) {
        const refused = await refusalOf(signInWithPassword(stranger(), { email: address, password: `wrong again ${tries}` }));
        expect(refused).toMatchObject({ reason: "wrong_sign_in" });
      }
      const stopped = await refusalOf(signInWithPassword(stranger(), { email: address, password: PASSWORD }));
      expect(stopped).toMatchObject({ code: "too_many", values: { seconds: expect.any(Number) } });
    }
    expect(await signInWithPassword(stranger("198.51.100.1"), { email, password: PASSWORD })).toMatchObject({
      name: "Ada Minta",
    });
  });

  test("no more than twenty guesses an hour at one account are looked at, from however many addresses", async () => {
    house.house.limits = openLimits("on");
    const { email } = await anAccount();
    const refusals = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        refusalOf(signInWithPassword(stranger(`10.0.0.${index}`), { email, password: "wrong again" })),
      ),
    );
    expect(refusals.filter((refusal) => typeof refusal === "object" && refusal.reason === "wrong_sign_in")).toHaveLength(20);
    expect(refusals.filter((refusal) => typeof refusal === "object" && refusal.reason === "too_many")).toHaveLength(40);
  });

  test("a right password gives the account its tries back, but the address no more than that one", async () => {
    house.house.limits = openLimits("on");
    const { email } = await anAccount();
    for (let round = 0; round < 2; round++) {
      for (let tries = 0; tries < 4; tries++) await refusalOf(signInWithPassword(stranger(), { email, password: "wrong again" }));
      await signInWithPassword(stranger(), { email, password: PASSWORD });
    }
    let guesses = 8;
    for (; guesses < 200; guesses++) {
      const refusal = await refusalOf(signInWithPassword(stranger(), { email: `${id()}@example.org`, password: "wrong again" }));
      if (typeof refusal === "object" && refusal.reason === "too_many") break;
    }
    expect(guesses).toBe(100);
  });

  test("addresses are compared without regard to case, and dots and tags count", async () => {
    expect(emailKey(" Ada.Minta+Books@Example.ORG ")).toBe("ada.minta+books@example.org");
    const { email } = await anAccount();
    await expect(addAccount(house.house.db, { name: "Twin", email: email.toUpperCase(), passwordHash })).rejects.toMatchObject({
      reason: "address_taken",
    });
  });
});

describe("a session", () => {
  const open = async () => {
    const { email, personId } = await anAccount();
    const { secret } = await signInWithPassword(stranger(), { email, password: PASSWORD });
    return { email, personId, secret };
  };

  test("that is used goes on, ends after two weeks of rest, and after ninety days at any rate", async () => {
    const { secret } = await open();
    for (let day = 10; day < 90; day += 10) {
      later(day * DAY);
      const actor = await actorOf(secret);
      await expect.poll(async () => (await listSessions(house.as(actor)))[0]?.seenAt).toBe(house.house.now().toISOString());
    }
    later(90 * DAY + 1000);
    expect(await findActor(house.house, secret)).toBeUndefined();

    later(0);
    const resting = await open();
    later(14 * DAY + 1000);
    expect(await findActor(house.house, resting.secret)).toBeUndefined();
  });

  test("notes its last use at most every five minutes", async () => {
    const { secret, personId } = await open();
    const seen = async () =>
      (await house.house.db.select().from(sessions).where(eq(sessions.personId, personId)))[0]?.seenAt.getTime() ?? 0;
    const first = await seen();
    later(4 * 60_000);
    await actorOf(secret);
    await house.house.db.select().from(people).limit(1);
    expect(await seen()).toBe(first);
    later(6 * 60_000);
    await Promise.all([actorOf(secret), actorOf(secret)]);
    await expect.poll(seen).toBeGreaterThan(first + 5 * 60_000);
  });

  test("ends for everything at once when it is signed out, and only its owner can do that", async () => {
    const { secret, email } = await open();
    const other = await signInWithPassword(stranger(), { email, password: PASSWORD });
    const me = await actorOf(secret);
    const list = await listSessions(house.as(me));
    expect(list.map((session) => session.current).sort()).toEqual([false, true]);

    const thief = await actorOf((await open()).secret);
    await expect(endSession(house.as(thief), { id: id(), sessionId: me.sessionId })).rejects.toMatchObject({ code: "not_found" });
    expect(await findActor(house.house, secret)).toBeDefined();

    const theirs = await actorOf(other.secret);
    const command = { id: id(), sessionId: theirs.sessionId };
    await endSession(house.as(me), command);
    expect(await findActor(house.house, other.secret)).toBeUndefined();
    expect(house.endedSessions).toContain(theirs.sessionId);
    expect(await endSession(house.as(me), command)).toEqual({});
    expect(await listSessions(house.as(me))).toMatchObject([{ id: me.sessionId, current: true }]);
  });

  test("is none for a suspended person, a made-up secret, or the hash that is stored", async () => {
    const { secret, personId } = await open();
    const [kept] = await house.house.db.select().from(sessions).where(eq(sessions.personId, personId));
    expect(await findActor(house.house, kept?.secretHash ?? "")).toBeUndefined();
    expect(await findActor(house.house, makeSecret())).toBeUndefined();
    await house.house.db.update(people).set({ suspendedAt: new Date() }).where(eq(people.id, personId));
    expect(await findActor(house.house, secret)).toBeUndefined();
  });
});

describe("by a mailed link", () => {
  const mailed = async (email: string) =>
    (await house.house.db.select().from(mails).where(eq(mails.recipient, email))).map((mail) => mail.body);
  const tokenIn = (body = "") => /\/sign-in\/link\/([\w-]{43})\n/.exec(body)?.[1] ?? "";
  async function ask(): Promise<{ email: string; personId: string; token: string }> {
    const account = await anAccount();
    await askLink(stranger(), { email: account.email });
    return { ...account, token: tokenIn((await mailed(account.email))[0]) };
  }

  test("the link signs its owner in, once", async () => {
    const { personId, token } = await ask();
    expect((await house.house.db.select().from(signInLinks)).map((link) => link.tokenHash)).not.toContain(token);
    const { secret } = await signInWithLink(stranger(), { token });
    expect(await findActor(house.house, secret)).toMatchObject({ personId });
    expect(await refusalOf(signInWithLink(stranger(), { token }))).toMatchObject({ code: "not_found", reason: "link_spent" });
  });

  test("twenty at once give one session", async () => {
    const { personId, token } = await ask();
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => signInWithLink(stranger(), { token })));
    expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
    for (const attempt of attempts)
      if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ reason: "link_spent" });
    expect(await house.house.db.select().from(sessions).where(eq(sessions.personId, personId))).toHaveLength(1);
  });

  test("a link that ran out, a suspended person's, a made-up and a malformed one are all spent links", async () => {
    const old = await ask();
    await house.house.db
      .update(signInLinks)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(signInLinks.personId, old.personId));
    const suspended = await ask();
    await house.house.db.update(people).set({ suspendedAt: new Date() }).where(eq(people.id, suspended.personId));
    for (const token of [old.token, suspended.token, makeSecret(), "", "'; drop table people; --", undefined]) {
      expect(await refusalOf(signIn(stranger(), "link", { token }))).toMatchObject({
        code: "not_found",
        reason: "link_spent",
        values: {},
      });
    }
  });

  test("asking for one tells nobody who has an account, and writes to nobody else", async () => {
    const known = await anAccount();
    const suspended = await anAccount();
    await house.house.db.update(people).set({ suspendedAt: new Date() }).where(eq(people.id, suspended.personId));
    const unknown = `${id()}@example.org`;
    for (const email of [known.email, unknown, suspended.email]) expect(await askLink(stranger(), { email })).toEqual({});
    const written = await house.house.db.select().from(mails);
    expect(written).toHaveLength(3);
    const due = written.filter((mail) => mail.expiresAt > new Date());
    expect(due.map((mail) => mail.recipient)).toEqual([known.email]);
    expect(JSON.stringify(written)).not.toContain(unknown);
    expect(due[0]?.expiresAt.getTime()).toBe((due[0]?.createdAt.getTime() ?? 0) + 10 * 60_000);
  });

  test("an address that is more than one plain mailbox is refused before anything is looked up", async () => {
    const { email } = await anAccount();
    for (const crafted of [
      `"e@evil.example"@${email}`,
      `${email},e@evil.example`,
      `${email}\r\nBcc: e@evil.example`,
      `<${email}>`,
      `e@evil.example;${email}`,
      `${email} (e@evil.example)`,
      "аda@example.org",
      `${email}@evil.example`,
      "@example.org",
      "ada@localhost",
    ]) {
      await expect(askLink(stranger(), { email: crafted }), crafted).rejects.toMatchObject({ reason: "invalid_mail_address" });
    }
    expect(await house.house.db.select().from(mails)).toEqual([]);
  });

  test("three an hour go to one mailbox, and who asks for an unknown one is stopped at the same count", async () => {
    house.house.limits = openLimits("on");
    for (const email of [(await anAccount()).email, `${id()}@example.org`]) {
      for (let times = 0; times < 3; times++) expect(await askLink(stranger(), { email })).toEqual({});
      expect(await refusalOf(askLink(stranger(), { email: email.toUpperCase() }))).toMatchObject({ code: "too_many" });
    }
  });
});
