// The Web Annotation Protocol over real HTTP, through the front door, as somebody's program speaks it.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAnnotation, checkCollection, checkPage } from "#domain/annotations/check-annotation.ts";
import type { Actor } from "../context.ts";
import { openFrontDoor } from "../front-door.ts";
import { openLimits } from "../limits.ts";
import { routes } from "../routes.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aMargin, answerBy, type MarginScene, noteBefore, noteBy, settle } from "../testing/notes.ts";
import { listTokens } from "../tokens/queries.ts";
import { makeToken, revokeToken } from "../tokens/service.ts";
import { PAGE } from "./protocol.ts";

const LD = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
let house: TestHouse;
let scene: MarginScene;
let server: Server;
let origin: string;
let container: string;
let tokens: { member: string; other: string; host: string };

beforeAll(async () => {
  house = await openTestHouse();
  scene = await aMargin(house);
  await settle(house, scene, { spoilers: "off" });
  server = openFrontDoor({
    ...{ house: house.house, origin: undefined, proxies: 0, development: false, build: undefined },
    doors: routes({ UPLOAD_LIMIT_MB: 1 }),
    pages: async (_, response) => void response.writeHead(404).end(),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  house.house.origin = origin;
  container = `${origin}/groups/${scene.groupId}/annotations/`;
  tokens = { member: await aToken(scene.member), other: await aToken(scene.other), host: await aToken(scene.host) };
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await house.close();
});

const aToken = async (by: Actor) => (await makeToken(house.as(by), { id: id(), tokenId: id(), label: "A program" })).secret;
async function ask(
  method: string,
  url: string,
  given: { token?: string; headers?: Record<string, string>; body?: unknown } = {},
) {
  const { token = tokens.member, headers = {}, body } = given;
  const answer = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": LD }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: text.startsWith("{") ? JSON.parse(text) : undefined };
}
const annotation = (change: object = {}) => ({
  ...{ "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation", motivation: "questioning" },
  body: [
    { type: "TextualBody", value: "Why one?", format: "text/markdown" },
    { type: "TextualBody", value: "form", purpose: "tagging" },
  ],
  target: {
    source: "http://example.org/book",
    selector: { type: "TextQuoteSelector", exact: "one leaf", prefix: "To begin, ", suffix: "." },
  },
  ...change,
});
const prefer = (what: string) => ({ prefer: `return=representation;include="${what}"` });

describe("who may", () => {
  test("nobody without a token, and a cookie is none", async () => {
    const none = await ask("GET", container, { token: "", headers: { cookie: "next-auth.session-token=anything" } });
    expect([none.status, none.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Interleaf"']);
    const wrong = await ask("GET", container, { token: "x".repeat(43) });
    expect([wrong.status, wrong.json.reason]).toEqual([401, "token_expired"]);
    expect(wrong.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  test("a token opens nothing else: no page, no procedure", async () => {
    const answer = await ask("GET", `${origin}/api/trpc/token.list`);
    expect(answer.status).toBe(401);
    expect((await ask("GET", `${origin}/notes/${scene.groupId}/export?scope=book&format=csv`)).status).toBe(401);
  });

  test("a token that was revoked or has run out opens nothing, and its secret is kept nowhere", async () => {
    const tokenId = id();
    const command = { id: id(), tokenId, label: "A program" };
    const { secret } = await makeToken(house.as(scene.member), command);
    expect((await makeToken(house.as(scene.member), command)).secret).toBe(secret);
    const kept = await house.house.db.execute(
      "select row_to_json(t)::text || (select string_agg(answer::text, '') from commands) as all from personal_tokens t",
    );
    expect(JSON.stringify(kept.rows)).not.toContain(secret);
    expect((await ask("GET", container, { token: secret })).status).toBe(200);
    const now = house.house.now;
    house.house.now = () => new Date(Date.now() + 91 * 86_400_000);
    expect((await ask("GET", container, { token: secret })).status).toBe(401);
    house.house.now = now;
    await revokeToken(house.as(scene.member), { id: id(), tokenId });
    expect((await ask("GET", container, { token: secret })).status).toBe(401);
    expect((await listTokens(house.as(scene.member))).map((token) => token.id)).not.toContain(tokenId);
    await expect(revokeToken(house.as(scene.other), { id: id(), tokenId })).rejects.toMatchObject({ code: "not_found" });
  });

  test("what a person may not read is not there for their program, not even as a number", async () => {
    const secret = await noteBy(house, scene, scene.member, { visibility: "me" });
    const [mine, others] = [await ask("GET", container), await ask("GET", container, { token: tokens.other })];
    expect(mine.json.total).toBe(others.json.total + 1);
    expect((await ask("GET", `${container}${secret.annotationId}`, { token: tokens.other })).status).toBe(404);
    await settle(house, scene, { spoilers: "strict" });
    expect((await ask("GET", container, { token: tokens.host })).json.total).toBe(0);
    await settle(house, scene, { spoilers: "off" });
  });

  test("guessing is counted", async () => {
    const { limits } = house.house;
    house.house.limits = openLimits("on");
    const statuses = await Promise.all(
      Array.from({ length: 70 }, async (_, n) => (await ask("GET", container, { token: `guess${n}`.padEnd(43, "x") })).status),
    );
    house.house.limits = limits;
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });
});

describe("the container", () => {
  let own: MarginScene;
  let its: string;
  const count = PAGE + 3;
  beforeAll(async () => {
    own = await aMargin(house, scene);
    await settle(house, own, { spoilers: "off" });
    its = `${origin}/groups/${own.groupId}/annotations/`;
    const first = await noteBy(house, own, own.member);
    await answerBy(house, first, own.other);
    for (let n = 0; n < count - 2; n++) await noteBy(house, own, own.member, { body: `Note ${n}` });
    tokens = { ...tokens, member: await aToken(own.member) };
  });
  afterAll(async () => {
    tokens = { ...tokens, member: await aToken(scene.member) };
  });

  test("has the headers that the protocol asks for", async () => {
    const { headers, json } = await ask("GET", its);
    expect(headers.get("content-type")).toBe(LD);
    expect(headers.get("link")).toContain('<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"');
    expect(headers.get("link")).toContain(
      '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
    );
    expect(headers.get("allow")).toBe("OPTIONS, GET, HEAD, POST");
    expect(headers.get("accept-post")).toContain(LD);
    expect(headers.get("vary")).toMatch(/Accept.*Prefer/);
    expect(headers.get("etag")).toMatch(/^"[\w-]+"$/);
    expect(headers.get("content-location")).toBe(json.id);
    expect(json.type).toEqual(["BasicContainer", "AnnotationCollection"]);
    expect(checkCollection(json)).toEqual([]);
  });

  test("is as much as is preferred", async () => {
    const minimal = (await ask("GET", its, { headers: prefer("http://www.w3.org/ns/ldp#PreferMinimalContainer") })).json;
    expect([minimal.id, minimal.total, typeof minimal.first]).toEqual([its, count, "string"]);
    const iris = (await ask("GET", its, { headers: prefer("http://www.w3.org/ns/oa#PreferContainedIRIs") })).json;
    expect([iris.id, iris.first.items.length, typeof iris.first.items[0]]).toEqual([`${its}?iris=1`, PAGE, "string"]);
    const whole = (await ask("GET", its, { headers: prefer("http://www.w3.org/ns/oa#PreferContainedDescriptions") })).json;
    expect([whole.id, whole.first.items.length, whole.first.items[0].type]).toEqual([`${its}?iris=0`, PAGE, "Annotation"]);
  });

  test.each(["0", "1"])("its pages follow each other and hold everything once (iris=%s)", async (iris) => {
    const start = (await ask("GET", `${its}?iris=${iris}`)).json;
    const seen: string[] = [];
    let page = start.first;
    let before: string | undefined;
    for (;;) {
      expect([page.prev, page.startIndex]).toEqual([before, seen.length]);
      seen.push(...page.items.map((item: string | { id: string }) => (typeof item === "string" ? item : item.id)));
      if (!page.next) break;
      before = page.id;
      const url: string = page.next;
      page = (await ask("GET", url)).json;
      expect(checkPage(page)).toEqual([]);
    }
    expect(page.id).toBe(start.last);
    expect([seen.length, new Set(seen).size]).toEqual([count, count]);
    for (const url of seen.slice(0, 3)) expect((await ask("GET", url)).json.id).toBe(url);
    expect((await ask("GET", `${its}?iris=${iris}&page=9`)).status).toBe(404);
  });

  test("its tag changes with what is in it, and who has it already gets no more", async () => {
    const before = await ask("HEAD", its);
    expect([before.status, before.text]).toEqual([200, ""]);
    const tag = before.headers.get("etag") ?? "";
    expect((await ask("GET", its, { headers: { "if-none-match": tag } })).status).toBe(304);
    await answerBy(house, await noteBy(house, own, own.member), own.other);
    expect((await ask("GET", its, { headers: { "if-none-match": tag } })).status).toBe(200);
  });
});

describe("annotations are made, changed and removed", () => {
  test("one that is sent sits where its words are, is for its author alone, and can be read at its address", async () => {
    const made = await ask("POST", container, { body: annotation() });
    const url = made.headers.get("location") ?? "";
    expect([made.status, made.json.id, made.headers.get("etag")?.length]).toEqual([201, url, 34]);
    expect(checkAnnotation(made.json)).toEqual([]);
    expect(made.json).toMatchObject({
      motivation: "questioning",
      canonical: `urn:uuid:${url.split("/").at(-1)}`,
      interleaf: { visibility: "me" },
    });
    const read = await ask("GET", url);
    expect([read.status, read.text, read.headers.get("etag")]).toEqual([200, made.text, made.headers.get("etag")]);
    expect(read.headers.get("link")).toBe('<http://www.w3.org/ns/ldp#Resource>; rel="type"');
    expect(read.headers.get("allow")).toBe("OPTIONS, GET, HEAD, PUT, DELETE");
    const note = await noteBefore(house, scene.member, scene, { annotationId: url.split("/").at(-1) ?? "" });
    expect(note).toMatchObject({
      kind: "question",
      body: "Why one?",
      tags: ["form"],
      anchor: { quote: "one leaf" },
      visibility: "me",
    });
  });

  test("it is for the group if it says so, and then others hear of it at once", async () => {
    const from = house.announced.length;
    const made = await ask("POST", container, { body: annotation({ interleaf: { visibility: "group" } }) });
    expect(house.announced.slice(from)).toMatchObject([
      { stream: `chapter:${scene.groupId}:${scene.chapterId}`, event: { type: "annotation.added" } },
    ]);
    expect((await ask("GET", made.json.id, { token: tokens.other })).status).toBe(200);
  });

  test("a reply is an annotation on what it answers", async () => {
    const note = await ask("POST", container, { body: annotation({ interleaf: { visibility: "group" } }) });
    const body = { type: "TextualBody", value: "Because." };
    const reply = await ask("POST", container, {
      token: tokens.other,
      body: annotation({ motivation: "replying", body, target: note.json.id }),
    });
    expect([reply.status, reply.json.target, reply.json.motivation]).toEqual([201, note.json.id, "replying"]);
    const deeper = await ask("POST", container, { body: annotation({ motivation: "replying", body, target: reply.json.id }) });
    expect(deeper.json.target).toBe(reply.json.id);
    const changed = await ask("PUT", reply.json.id, {
      ...{ token: tokens.other, headers: { "if-match": reply.headers.get("etag") ?? "" } },
      body: { ...reply.json, body: { ...body, value: "Because of it." } },
    });
    expect([changed.status, changed.json.body.value]).toEqual([200, "Because of it."]);
    expect((await ask("DELETE", reply.json.id, { headers: { "if-match": "*" } })).status).toBe(403);
    expect((await ask("DELETE", reply.json.id, { token: tokens.other, headers: { "if-match": "*" } })).status).toBe(204);
    expect((await ask("GET", reply.json.id)).status).toBe(410);
  });

  test("a change needs the tag of what it changes, and only its author makes it", async () => {
    const made = await ask("POST", container, { body: annotation({ interleaf: { visibility: "group" } }) });
    const url = made.json.id;
    const tag = made.headers.get("etag") ?? "";
    const body = { ...made.json, motivation: "assessing", body: { type: "TextualBody", value: "It is not." } };
    const put = (headers: Record<string, string>, token = tokens.member) => ask("PUT", url, { token, headers, body });
    expect((await put({})).status).toBe(428);
    expect((await put({ "if-match": '"other"' })).status).toBe(412);
    expect((await put({ "if-match": tag }, tokens.other)).status).toBe(403);
    const changed = await put({ "if-match": tag });
    expect([changed.status, changed.json.motivation, changed.json.body[0].value]).toEqual([200, "assessing", "It is not."]);
    expect(changed.json.modified).toBeDefined();
    expect((await put({ "if-match": tag })).status).toBe(412);
    const elsewhere = {
      ...body,
      target: { source: "http://e.org/", selector: { type: "TextQuoteSelector", exact: "another place" } },
    };
    expect((await ask("PUT", url, { headers: { "if-match": "*" }, body: elsewhere })).status).toBe(409);
    expect((await ask("DELETE", url)).status).toBe(428);
    expect((await ask("DELETE", url, { headers: { "if-match": tag } })).status).toBe(412);
    expect((await ask("DELETE", url, { headers: { "if-match": changed.headers.get("etag") ?? "" } })).status).toBe(204);
    expect((await ask("GET", url)).status).toBe(410);
    expect((await ask("DELETE", url, { headers: { "if-match": "*" } })).status).toBe(410);
  });

  test.each<[string, unknown, Record<string, string>, number]>([
    ["another type of content", annotation(), { "content-type": "text/turtle" }, 415],
    ["what is no JSON", "{", {}, 400],
    ["what breaks a must of the model", annotation({ created: "yesterday" }), {}, 400],
    ["what has no context", annotation({ "@context": undefined }), {}, 400],
    [
      "words that are not in the text",
      annotation({
        target: {
          source: "http://e.org/",
          selector: { type: "TextQuoteSelector", exact: "words of something else entirely, quite long" },
        },
      }),
      {},
      409,
    ],
    ["no words to be found by", annotation({ target: "http://e.org/" }), {}, 409],
    ["a question without words", annotation({ body: [] }), {}, 201],
    ["a reply to something else", annotation({ motivation: "replying", target: "http://e.org/" }), {}, 400],
    ["more than an annotation is", annotation({ body: { type: "TextualBody", value: "a".repeat(300_000) } }), {}, 413],
    ["an annotation wider than the group allows", annotation({ interleaf: { visibility: "organisation" } }), {}, 400],
  ])("of %s, the answer says what it is", async (_, body, headers, status) => {
    expect((await ask("POST", container, { body, headers })).status).toBe(status);
  });

  test("what cannot be done at an address is said, with what can", async () => {
    const patched = await ask("PATCH", container, { body: "{}" });
    expect([patched.status, patched.headers.get("allow")]).toEqual([405, "OPTIONS, GET, HEAD, POST"]);
    const asked = await ask("OPTIONS", container);
    expect([asked.status, asked.headers.get("allow"), asked.headers.get("accept-post")?.includes(LD)]).toEqual([
      204,
      "OPTIONS, GET, HEAD, POST",
      true,
    ]);
    expect((await ask("GET", `${container}not-an-id`)).status).toBe(404);
    expect((await ask("GET", `${container}${id()}`)).status).toBe(404);
  });
});
