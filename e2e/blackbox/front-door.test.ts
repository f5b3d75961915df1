// The front door from outside: who is let in, what is refused, what every response carries, and how a stop looks.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { io } from "socket.io-client";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { groupStream, topicStream } from "#domain/live/streams.ts";
import { ask, Client } from "../client.ts";
import { type Evening, PASSWORD, setUpEvening } from "../evening.ts";
import { type ServerProcess, startServer } from "../server-process.ts";
import { pause } from "./participant.ts";

let server: ServerProcess;
let evening: Evening;
let link: string;
beforeAll(async () => {
  server = await startServer({ env: { RATE_LIMITS: "off" } });
  link = server.setUpLink() ?? "";
  evening = await setUpEvening(server, 2);
}, 120_000);
afterAll(() => server.stop());

const aSetUp = (token: string) => ({
  id: v7(),
  token,
  organisation: "Mine",
  branch: "Mine",
  name: "Mallory",
  email: `${v7()}@example.org`,
  password: PASSWORD,
});
const rename = (name: string) => ({ id: v7(), groupId: evening.groupId, name });

describe("the set-up link", () => {
  test("is dead once the instance is set up, and a guess never opens it", async () => {
    const stranger = new Client(server.url);
    await expect(stranger.mutate("instance.setUp", aSetUp(link.split("/").at(-1) ?? ""))).rejects.toMatchObject({
      status: 404,
      reason: "link_spent",
    });
    await expect(stranger.mutate("instance.setUp", aSetUp("A".repeat(43)))).rejects.toMatchObject({ reason: "link_spent" });
  });
});

describe("requests of other sites", () => {
  const body = () => JSON.stringify(rename("Hijacked"));
  const send = (headers: Record<string, string>, contentType = "application/json") =>
    fetch(`${server.url}/api/trpc/member.rename`, {
      method: "POST",
      headers: { cookie: evening.members[0]?.client.cookie ?? "", "content-type": contentType, ...headers },
      body: body(),
    });

  test.each([
    ["another origin", { origin: "https://evil.example" }],
    ["an origin that begins like ours", { origin: "http://127.0.0.1.evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["no origin (null)", { origin: "null" }],
    ["neither header", {}],
    ["Fetch Metadata: cross-site", { "sec-fetch-site": "cross-site" }],
    ["Fetch Metadata: same-site", { "sec-fetch-site": "same-site" }],
  ])("%s changes nothing", async (_, headers) => {
    expect((await send(headers as Record<string, string>)).status).toBe(403);
    const { me } = await (evening.members[0] ?? evening.host).client.query<{ me: { name: string } }>("group.read", {
      groupId: evening.groupId,
    });
    expect(me.name).toBe("Member 1");
  });

  test("a form's encodings are refused even from our own page, and no query changes anything by GET", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded"])
      expect((await send({ origin: server.url }, type)).status).toBe(415);
    const answer = await fetch(`${server.url}/api/trpc/member.rename?input=${encodeURIComponent(body())}`, {
      headers: { cookie: evening.host.client.cookie },
    });
    expect(answer.status).toBe(405);
  });

  test.each(["websocket", "polling"])("a socket of another site is refused over %s", async (transport) => {
    const attempt = (headers: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const socket = io(server.url, {
          transports: [transport],
          reconnection: false,
          forceNew: true,
          extraHeaders: { cookie: evening.host.client.cookie, ...headers },
        });
        socket.on("connect", () => resolve("connected"));
        socket.on("connect_error", () => resolve("refused"));
        socket.on("connect", () => socket.disconnect());
      });
    expect(await attempt({ origin: server.url })).toBe("connected");
    for (const origin of ["https://evil.example", `${server.url}.evil.example`, "null"])
      expect(await attempt({ origin })).toBe("refused");
  });

  test("a name that is not ours is not answered, so that no other site's name can be bound to this address", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(`${server.url}/`, { headers: { host: "evil.example" } }, (answer) => resolve(answer.statusCode)).end();
    });
    expect(status).toBe(421);
  });
});

describe("limits", () => {
  test("a batch of more than ten calls and a body of a megabyte are refused", async () => {
    const paths = Array.from({ length: 11 }, () => "instance.look").join(",");
    expect((await evening.host.client.fetch(`/api/trpc/${paths}?batch=1`)).status).toBeGreaterThanOrEqual(400);
    const answer = await evening.host.client.fetch("/api/trpc/member.rename", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...rename("x"), padding: "x".repeat(1_000_000) }),
    });
    expect(answer.status).toBe(413);
  });

  test("wrong passwords are counted, and the sign-in says nothing of whether the account exists", async () => {
    const limited = await startServer();
    try {
      const stranger = new Client(limited.url);
      const outcomes = [];
      for (let attempt = 0; attempt < 7; attempt++)
        outcomes.push(
          await stranger.signIn("nobody@example.org", "wrong wrong wrong").then(
            () => "in",
            (refused) => String(refused.message),
          ),
        );
      expect(new Set(outcomes.slice(0, 5)).size).toBe(1);
      expect(outcomes).not.toContain("in");
    } finally {
      await limited.stop();
    }
  });
});

describe("responses", () => {
  test("a page says by its status whether it is there: signed out, not there, known of and closed", async () => {
    const { client } = evening.host;
    expect((await new Client(server.url).fetch(`/groups/${evening.groupId}`)).status).toBe(307);
    expect((await client.fetch(`/groups/${v7()}`)).status).toBe(404);
    const groupId = v7();
    await client.mutate("group.open", { id: v7(), groupId, branchId: evening.branchId, name: "Another", displayName: "Hanna" });
    const { link } = await client.mutate<{ link: string }>("invitation.make", { id: v7(), invitationId: v7(), groupId });
    const other = (evening.members[0] ?? evening.host).client;
    await other.mutate("invitation.accept", { id: v7(), token: link.split("/").at(-1), displayName: "One" });
    const { me } = await other.query<{ me: { memberId: string } }>("group.read", { groupId });
    await client.mutate("member.appoint", { id: v7(), groupId, memberId: me.memberId, role: "host" });
    expect((await client.fetch(`/groups/${groupId}`)).status).toBe(200);
    await client.mutate("member.leave", { id: v7(), groupId });
    expect((await client.fetch(`/groups/${groupId}`)).status).toBe(403);
  });

  test("every kind carries the headers, and no page may run what did not come with it", async () => {
    const paths = [
      "/",
      "/sign-in",
      "/join/nothing",
      `/groups/${evening.groupId}`,
      "/nowhere",
      "/api/auth/csrf",
      "/api/trpc/instance.look",
      "/healthz",
      "/readyz",
      `/meetings/${v7()}/${v7()}/meeting.ics`,
    ];
    for (const path of paths) {
      const { headers } = await evening.host.client.fetch(path);
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("x-frame-options"), path).toBe("DENY");
      expect(headers.get("cache-control"), path).toContain("no-store");
      expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
      expect(headers.get("x-powered-by"), path).toBeNull();
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toMatch(/script-src[^;]*'unsafe-/);
    }
    const [one, two] = await Promise.all(
      [1, 2].map(async () => (await evening.host.client.fetch("/sign-in")).headers.get("content-security-policy")),
    );
    expect(one).not.toBe(two);
  });
});

/** The newest mail in the outbox folder to this address. */
function newestLink(email: string): string {
  const folder = join(server.dataDir, "outbox");
  const mails = readdirSync(folder)
    .sort()
    .map((name) =>
      readFileSync(join(folder, name), "utf8")
        .replaceAll(/=\r?\n/g, "")
        .replaceAll("=3D", "="),
    );
  const mine = mails.filter((mail) => mail.includes(email)).at(-1) ?? "";
  return /\/sign-in\/link\/([A-Za-z0-9_-]{43})/.exec(mine)?.[1] ?? "";
}

describe("sign-in links", () => {
  test("opening one, as mail scanners do, spends nothing and signs nobody in; the button's POST works once", async () => {
    const { email } = evening.members[1] ?? evening.host;
    const stranger = new Client(server.url);
    await stranger.mutate("session.askLink", { email });
    await expect
      .poll(
        () => {
          try {
            return newestLink(email);
          } catch {
            return "";
          }
        },
        { timeout: 10_000 },
      )
      .not.toBe("");
    const token = newestLink(email);
    const scanner = new Client(server.url);
    for (const method of ["HEAD", "GET", "GET", "GET"]) await scanner.fetch(`/sign-in/link/${token}`, { method });
    await Promise.all(Array.from({ length: 5 }, () => scanner.fetch(`/sign-in/link/${token}`)));
    expect(await scanner.query("person.look")).toBeNull();
    const sign = async (client: Client) => {
      const { csrfToken } = (await (await client.fetch("/api/auth/csrf")).json()) as { csrfToken: string };
      await client.fetch("/api/auth/callback/link", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrfToken, token, json: "true" }),
      });
      return client.query<{ email: string } | null>("person.look");
    };
    expect(await sign(stranger)).toMatchObject({ email });
    expect(await sign(new Client(server.url))).toBeNull();
  });

  test("an address nobody has gets the same answer and no mail", async () => {
    const unknown = `${v7()}@example.org`;
    expect(await new Client(server.url).mutate("session.askLink", { email: unknown })).toEqual({});
    await pause(3_000);
    expect(newestLink(unknown)).toBe("");
  });
});

describe("revocation", () => {
  test("an ended session is refused at its next request, and its socket is closed within a second", async () => {
    const { email } = evening.members[1] ?? evening.host;
    const [phone, laptop] = [new Client(server.url), new Client(server.url)];
    await phone.signIn(email, PASSWORD);
    await laptop.signIn(email, PASSWORD);
    const socket = await phone.connect();
    const closed = new Promise<number>((resolve) => socket.on("disconnect", () => resolve(Date.now())));
    const mine = (await phone.query<{ id: string; current: boolean }[]>("session.list")).find((session) => session.current);
    const began = Date.now();
    await laptop.mutate("session.end", { id: v7(), sessionId: mine?.id });
    expect((await closed) - began).toBeLessThan(1_000);
    socket.disconnect();
    await expect(phone.query("session.list")).rejects.toMatchObject({ status: 401 });
    expect(await phone.query("person.look")).toBeNull();
    expect(await laptop.query("person.look")).not.toBeNull();
  });

  test("a removed member's open tab hears nothing that comes after, and may ask nothing", async () => {
    const { groupId, topicId, host } = evening;
    const leaver = evening.members[1] ?? host;
    const socket = await leaver.client.connect();
    await ask(socket, "stream:enter", { stream: topicStream(groupId, topicId) });
    await ask(socket, "stream:enter", { stream: groupStream(groupId) });
    const heard: unknown[] = [];
    socket.on("live", (events) =>
      heard.push(...events.filter((event) => event.stream !== `person:${event.stream}` && !event.stream.startsWith("person:"))),
    );
    const { me } = await leaver.client.query<{ me: { memberId: string } }>("group.read", { groupId });
    await host.client.mutate("member.remove", { id: v7(), groupId, memberId: me.memberId });
    const hosts = await host.client.connect();
    await ask(hosts, "message:post", { id: v7(), groupId, topicId, body: "now that they are gone" });
    hosts.disconnect();
    await pause(500);
    expect(heard).toEqual([]);
    await expect(ask(socket, "stream:since", { stream: topicStream(groupId, topicId), after: 0 })).rejects.toMatchObject({
      reason: "not_found",
    });
    await expect(leaver.client.query("group.read", { groupId })).rejects.toMatchObject({ status: 404 });
    socket.disconnect();
  });
});

describe("stopping", () => {
  test("SIGTERM tells every client why, finishes what runs, ends within ten seconds, and what was acknowledged is there", async () => {
    const { groupId, topicId, host } = evening;
    const socket = await host.client.connect();
    const why = new Promise((resolve) => socket.on("closing", resolve));
    const id = v7();
    const posted = ask(socket, "message:post", { id, groupId, topicId, body: "last words" });
    await posted;
    const began = Date.now();
    const code = await server.kill("SIGTERM");
    expect(code).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await why).toBe("server_stopping");
    socket.disconnect();
    await server.start();
    const { state } = await host.client.query<{ state: { messages: { id: string }[] } }>("message.list", {
      groupId,
      topicId,
      limit: 5,
    });
    expect(state.messages.at(-1)?.id).toBe(id);
  });
});
