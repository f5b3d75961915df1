// The desk's own door from outside: when a reader's copy of a page still holds, when it does not, and who is never told so.
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../client.ts";
import { type Evening, setUpEvening } from "../evening.ts";
import { type ServerProcess, startServer } from "../server-process.ts";

let server: ServerProcess;
let evening: Evening;
beforeAll(async () => {
  server = await startServer({ env: { RATE_LIMITS: "off" } });
  evening = await setUpEvening(server, 2);
}, 120_000);
afterAll(() => server.stop());

const path = () => `/groups/${evening.groupId}/read/${evening.chapterId}`;
const member = (index: number) => (evening.members[index] ?? evening.host).client;
const visit = (client: Client, headers: Record<string, string> = {}) => client.fetch(path(), { headers });

/** The tag of the page as this reader finds it now. */
async function tagFor(client: Client, headers: Record<string, string> = {}): Promise<string> {
  const answer = await visit(client, headers);
  expect(answer.status).toBe(200);
  await answer.text();
  return answer.headers.get("etag") ?? "";
}
async function again(client: Client, tag: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await visit(client, { "if-none-match": tag, ...headers });
  await answer.text();
  return answer.status;
}

describe("a chapter that was read before", () => {
  test("is not sent again while nothing has changed, and keeps the policy it came with", async () => {
    const first = await visit(member(0));
    await first.text();
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")?.toLowerCase()).toContain("cookie");
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^W\/"[\w-]{43}"$/);
    const kept = await visit(member(0), { "if-none-match": `"other", ${tag}` });
    expect(kept.status).toBe(304);
    expect(await kept.text()).toBe("");
    expect(kept.headers.get("etag")).toBe(tag);
    expect(kept.headers.get("content-security-policy")).toBeNull();
    expect(kept.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("is sent again after a note, one for its author alone, what was seen of the margin, a changed name, a moved place, and with another look or language", async () => {
    const client = member(0);
    const change = async (work: () => Promise<unknown>) => {
      const tag = await tagFor(client);
      await work();
      expect(await again(client, tag)).toBe(200);
    };
    await change(() => addNote(member(1)));
    await change(() => addNote(client, "me"));
    const { groupId, chapterId } = evening;
    await change(() => client.mutate("margin.see", { groupId, chapterId, to: new Date().toISOString() }));
    await change(() => client.mutate("member.rename", { id: v7(), groupId: evening.groupId, name: "Somebody Else" }));
    await change(() => client.mutate("place.keep", { groupId: evening.groupId, chapterId: evening.chapterId, number: 2 }));
    const tag = await tagFor(client);
    expect(await again(client, tag, { cookie: `${client.cookie}; interleaf-look=theme-night` })).toBe(200);
    expect(await again(client, tag, { "accept-language": "de" })).toBe(200);
    expect(await again(client, tag)).toBe(304);
  });

  test("is another one for another reader", async () => {
    expect(await again(member(1), await tagFor(member(0)))).toBe(200);
  });

  test("is not told to hold to who was removed or has signed out", async () => {
    const client = member(1);
    const tag = await tagFor(client);
    expect(await again(client, tag)).toBe(304);
    expect(await again(client, tag, { cookie: "" })).toBe(307);
    const { me } = await client.query<{ me: { memberId: string } }>("group.read", { groupId: evening.groupId });
    await evening.host.client.mutate("member.remove", { id: v7(), groupId: evening.groupId, memberId: me.memberId });
    const answer = await visit(client, { "if-none-match": tag });
    expect([403, 404]).toContain(answer.status);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(answer.headers.get("etag")).toBeNull();
  });
});

describe("the desk is a document of its own", () => {
  const part = (address: string, headers: Record<string, string> = {}) =>
    evening.host.client.fetch(address, { headers: { rsc: "1", ...headers } });

  test("and neither it nor what lies behind it is sent in part", async () => {
    for (const answer of [await part(path()), await part(`/groups/${evening.groupId}`, { referer: `${server.url}${path()}` })]) {
      expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
      expect(await answer.text()).toBe("");
    }
    expect(String((await part(`/groups/${evening.groupId}`)).headers.get("content-type"))).not.toMatch(/^text\/plain/);
  });

  test("and a page's id from outside is not believed", async () => {
    const answer = await evening.host.client.fetch(`/groups/${evening.groupId}`, { headers: { "x-interleaf-desk": "made-up" } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Thursday Circle");
  });
});

async function addNote(client: Client, visibility: "group" | "me" = "group"): Promise<void> {
  const { groupId, chapterId } = evening;
  const { passages } = await client.query<{ passages: { id: string; text: string }[] }>("chapter.read", { groupId, chapterId });
  const passage = passages.find(({ text }) => text.length > 20);
  if (!passage) throw new Error("The chapter has no passage to note");
  const quote = passage.text.slice(0, 5);
  const anchor = {
    passage: passage.id,
    start: 0,
    endPassage: passage.id,
    end: 5,
    quote,
    before: "",
    after: passage.text.slice(5, 37),
  };
  await client.mutate("annotation.add", {
    ...{ id: v7(), annotationId: v7(), groupId, chapterId, anchor },
    kind: "remark",
    body: "A note",
    visibility,
  });
}
