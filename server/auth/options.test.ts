// Signing in and out through next-auth itself, and what its cookie opens.
import NextAuth from "next-auth";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCtx } from "../context.ts";
import { giveHandOver } from "../hand-over.ts";
import { openLimits } from "../limits.ts";
import { personRouter } from "../people/router.ts";
import type { AppCaller } from "../router.ts";
import { makeSecret } from "../secrets.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { makeCaller, router } from "../trpc.ts";
import { cookieNames, readSessionSecret } from "./cookie.ts";
import { authOptions } from "./options.ts";
import { addAccount, prepareAccount } from "./queries.ts";
import { sessionRouter } from "./router.ts";
import { findActor, signIn } from "./service.ts";

/** The doors that signing in and out goes through. */
const callerFactory = makeCaller(router({ person: personRouter, session: sessionRouter }));
const PASSWORD = "quiet lamp by the harbour";
let house: TestHouse;
let email: string;
beforeAll(async () => {
  house = await openTestHouse();
  email = `${id()}@example.org`;
  await addAccount(house.house.db, await prepareAccount({ name: "Ada Minta", email, password: PASSWORD }));
});
afterAll(() => house.close());

/** A browser with a jar of cookies, in front of next-auth's own handler. */
function aBrowser(secure: boolean) {
  const jar = new Map<string, string>();
  const flags: string[] = [];
  const { key } = house.house;
  const source = { address: "192.0.2.7", device: "test" };
  const cookieHeader = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const actor = async (header: string | null) => {
    const secret = await readSessionSecret(header ?? undefined, key, secure);
    return secret === undefined ? undefined : findActor(house.house, secret);
  };
  giveHandOver({
    key,
    secure,
    callerFor: async (headers) =>
      callerFactory(makeCtx(house.house, await actor(headers.get("cookie")), source)) as unknown as AppCaller,
    signIn: (kind, credentials) => signIn(makeCtx(house.house, undefined, source), kind, credentials),
  });
  process.env.NEXTAUTH_URL = secure ? "https://read.example.org" : "http://127.0.0.1:3000";

  async function ask(method: "GET" | "POST", path: string, body: Record<string, string> = {}) {
    let sent: unknown;
    const kept = new Map<string, string | string[]>();
    const response = {
      status: () => response,
      getHeader: (name: string) => kept.get(name),
      setHeader: (name: string, value: string | string[]) => kept.set(name, value),
      end: () => {},
      json: (value: unknown) => {
        sent = value;
      },
      send: (value: unknown) => {
        sent = value;
      },
    };
    const headers = { cookie: cookieHeader(), host: "127.0.0.1:3000" };
    const request = { method, headers, cookies: Object.fromEntries(jar), body, query: { nextauth: path.split("/") } };
    await NextAuth(request as never, response as never, authOptions(new Headers(headers)));
    for (const line of [kept.get("Set-Cookie") ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      flags.push(line.replace(value, ""));
      if (value && !/Max-Age=0/.test(line)) jar.set(name, decodeURIComponent(value));
      else jar.delete(name);
    }
    return sent as Record<string, unknown>;
  }
  async function post(path: string, body: Record<string, string>) {
    const { csrfToken } = (await ask("GET", "csrf")) as { csrfToken: string };
    return ask("POST", path, { ...body, csrfToken, json: "true" });
  }
  return { jar, flags, ask, post, cookieHeader, actor: () => actor(cookieHeader()) };
}

const errorIn = (answer: Record<string, unknown>) => new URL(String(answer.url)).searchParams.get("error");

test.each([false, true])("signing in by password sets a cookie that opens the session, with https: %s", async (secure) => {
  const browser = aBrowser(secure);
  const answer = await browser.post("callback/password", { email, password: PASSWORD });
  expect(errorIn(answer)).toBeNull();
  expect(await browser.actor()).toMatchObject({ name: "Ada Minta" });
  expect(await browser.ask("GET", "session")).toEqual({ expires: expect.any(String), user: { name: "Ada Minta" } });

  const names = Object.values(cookieNames(secure));
  expect([...browser.jar.keys()].sort()).toEqual([...names].sort());
  for (const line of browser.flags) {
    expect(line).toMatch(/; Path=\/;/);
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=Lax/);
    expect(/; Secure/.test(line)).toBe(secure);
    expect(line).not.toMatch(/Domain=/);
    if (secure) expect(line).toMatch(/^__Host-/);
  }
});

test("the token carries nothing but a secret", async () => {
  const browser = aBrowser(false);
  await browser.post("callback/password", { email, password: PASSWORD });
  await browser.ask("GET", "session");
  const { decode } = await import("next-auth/jwt");
  const token = browser.jar.get(cookieNames(false).session) ?? "";
  expect(Object.keys((await decode({ token, secret: house.house.key })) ?? {}).sort()).toEqual([
    "exp",
    "iat",
    "jti",
    "purpose",
    "sid",
  ]);
});

test("a page's own words do not get into the token", async () => {
  const browser = aBrowser(false);
  await browser.post("callback/password", { email, password: PASSWORD });
  const before = await browser.actor();
  await browser.post("session", { data: JSON.stringify({ sid: makeSecret(), name: "Somebody else" }) });
  expect(await browser.actor()).toEqual(before);
});

test("signing out ends the session on the server, so that a kept cookie opens nothing", async () => {
  const browser = aBrowser(false);
  await browser.post("callback/password", { email, password: PASSWORD });
  const kept = new Map(browser.jar);
  const sessionId = (await browser.actor())?.sessionId;
  await browser.post("signout", {});
  expect(browser.jar.has(cookieNames(false).session)).toBe(false);
  expect(house.endedSessions).toContain(sessionId);
  for (const [name, value] of kept) browser.jar.set(name, value);
  expect(await browser.actor()).toBeUndefined();
  expect(await browser.ask("GET", "session")).toEqual({});
});

test("a refusal reaches the page as its reason, and a refused sign-in sets no session", async () => {
  const browser = aBrowser(false);
  expect(errorIn(await browser.post("callback/password", { email, password: "another one entirely" }))).toBe("wrong_sign_in");
  expect(errorIn(await browser.post("callback/link", { token: makeSecret() }))).toBe("link_spent");
  house.house.limits = openLimits("on");
  for (let tries = 0; tries < 5; tries++) await browser.post("callback/password", { email, password: "another one entirely" });
  expect(errorIn(await browser.post("callback/password", { email, password: PASSWORD }))).toMatch(/^too_many:\d+$/);
  house.house.limits = openLimits("off");
  expect(browser.jar.has(cookieNames(false).session)).toBe(false);
});

test("a sign-in without next-auth's check of the form does nothing", async () => {
  const browser = aBrowser(false);
  await browser.ask("GET", "csrf");
  await browser.ask("POST", "callback/password", { email, password: PASSWORD, csrfToken: "0".repeat(64), json: "true" });
  expect(browser.jar.has(cookieNames(false).session)).toBe(false);
});

test("only a session's own token, under this instance's key and name, is read from a request", async () => {
  const { key } = house.house;
  const sid = makeSecret();
  const token = await encode({ secret: key, token: { sid, purpose: "session" } });
  const half = Math.floor(token.length / 2);
  expect(await readSessionSecret(`a=b; interleaf-session=${token}`, key, false)).toBe(sid);
  expect(
    await readSessionSecret(
      `interleaf-session.1=${token.slice(half)}; x=y; interleaf-session.0=${token.slice(0, half)}`,
      key,
      false,
    ),
  ).toBe(sid);
  expect(await readSessionSecret(`__Host-interleaf-session=${token}`, key, true)).toBe(sid);
  for (const header of [
    undefined,
    "",
    "interleaf-session",
    "interleaf-session=",
    `interleaf-session=${token.slice(0, -2)}`,
    `interleaf-session-other=${token}`,
    `interleaf-session=${await encode({ secret: key, token: { sid, purpose: "download" } })}`,
    `interleaf-session=${await encode({ secret: key, token: { sid } })}`,
    `interleaf-session=${await encode({ secret: key, token: { sub: sid } })}`,
    `interleaf-session=${await encode({ secret: makeSecret(), token: { sid, purpose: "session" } })}`,
    `interleaf-session=${await encode({ secret: key, salt: "other", token: { sid, purpose: "session" } })}`,
    `interleaf-session=${await encode({ secret: key, token: { sid, purpose: "session" }, maxAge: -60 })}`,
  ]) {
    expect(await readSessionSecret(header, key, false), header).toBeUndefined();
  }
  expect(await readSessionSecret(`interleaf-session=${token}`, key, true)).toBeUndefined();
});
