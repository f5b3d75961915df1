// Posting and reading messages: one order, none twice, none lost; through the real gate on a real database.
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memberships } from "#db/schema/groups.ts";
import { applyToTopic, byNumber } from "#domain/live/apply.ts";
import type { Numbered, TopicEvent } from "#domain/live/events.ts";
import { topicStream } from "#domain/live/streams.ts";
import type { Message, NewMessage } from "#domain/shapes/chat.ts";
import { listSince } from "../streams/queries.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type GroupScene, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { listMessages } from "./queries.ts";
import { postMessage } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
});
afterAll(() => house.close());

const aMessage = (change: Partial<NewMessage> = {}): NewMessage => ({
  id: id(),
  groupId: scene.groupId,
  topicId: scene.topicId,
  body: "Good evening",
  ...change,
});
const stream = () => topicStream(scene.groupId, scene.topicId);
async function read() {
  const { at, state } = await listMessages(house.as(scene.member), {
    groupId: scene.groupId,
    topicId: scene.topicId,
    limit: 200,
  });
  return { at, state: state.messages };
}

test("messages sent at once are committed together, in one order, and the events bring the same as a read", async () => {
  const sent = Array.from({ length: 40 }, (_, index) => aMessage({ body: `line ${index}` }));
  await expectConverges<Message[], TopicEvent>(house, stream(), read, applyToTopic, async () => {
    const answers = await Promise.all(
      sent.map((message, index) => postMessage(house.as(index % 2 ? scene.host : scene.member), message)),
    );
    expect(answers.map((answer) => answer.id)).toEqual(sent.map((message) => message.id));
    const numbers = [...answers].sort(byNumber).map(({ seq, place }) => `${seq}.${place}`);
    expect(new Set(numbers).size).toBe(sent.length);
  });
});

test("the same message sent again is the first one, and is not announced again", async () => {
  const message = aMessage();
  const first = await postMessage(house.as(scene.member), message);
  const before = house.announced.length;
  expect(await postMessage(house.as(scene.member), message)).toEqual(first);
  const [twin, other] = await Promise.all([
    postMessage(house.as(scene.member), message),
    postMessage(house.as(scene.member), aMessage()),
  ]);
  expect(twin).toEqual(first);
  expect(house.announced.length).toBe(before + 1);
  expect((await read()).state.filter((kept) => kept.id === message.id)).toHaveLength(1);
  expect(other.seq).toBe(first.seq + 1);
});

test("a message's id with other words, or from someone else, is refused without harm to those beside it", async () => {
  const message = aMessage();
  await postMessage(house.as(scene.member), message);
  const beside = aMessage({ body: "beside" });
  const [differs, stolen, fine] = await Promise.allSettled([
    postMessage(house.as(scene.member), { ...message, body: "changed" }),
    postMessage(house.as(scene.host), message),
    postMessage(house.as(scene.member), beside),
  ]);
  expect(differs).toMatchObject({ status: "rejected", reason: { reason: "command_differs" } });
  expect(stolen).toMatchObject({ status: "rejected", reason: { reason: "command_differs" } });
  expect(fine).toMatchObject({ status: "fulfilled", value: { body: "beside" } });
});

test("pages lead back to the beginning without a hole or a repetition", async () => {
  const all = (await read()).state;
  const pages: Message[] = [];
  let before: { seq: number; place: number } | undefined;
  for (;;) {
    const { state } = await listMessages(house.as(scene.member), {
      groupId: scene.groupId,
      topicId: scene.topicId,
      limit: 7,
      ...(before && { before }),
    });
    pages.unshift(...state.messages);
    if (!state.more) break;
    before = state.messages[0];
  }
  expect(pages).toEqual(all);
});

test("who was away gets exactly what came after their number", async () => {
  const { at } = await read();
  await postMessage(house.as(scene.host), aMessage({ body: "while you were away" }));
  await postMessage(house.as(scene.host), aMessage({ body: "and another" }));
  const since = await listSince(house.as(scene.member), { stream: stream(), after: at });
  expect(since).toMatchObject({ tooFar: false, head: at + 2 });
  const events = (since.tooFar ? [] : since.events) as Numbered<TopicEvent>[];
  expect(events.map((event) => event.seq)).toEqual([at + 1, at + 2]);
  expect(events.flatMap(({ event }) => event.messages.map((message) => message.body))).toEqual([
    "while you were away",
    "and another",
  ]);
});

test("a passage is quoted with its place, and only words that stand in the group's book", async () => {
  const book = await aBook(house, scene.branchId, scene.groupId);
  const chapterId = book.chapterIds[0] ?? "";
  const anchor = await anchorOf(house, chapterId, "second passage");
  const message = await postMessage(house.as(scene.member), aMessage({ quotation: { chapterId, anchor } }));
  expect(message.quotation).toEqual({ chapterId, chapterTitle: "Chapter 1", number: 2, anchor });
  const again = { id: message.id, body: message.body, quotation: { chapterId, anchor } };
  expect(await postMessage(house.as(scene.member), aMessage(again))).toEqual(message);
  const elsewhere = await aBook(house, scene.branchId);
  const foreign = {
    chapterId: elsewhere.chapterIds[0] ?? "",
    anchor: await anchorOf(house, elsewhere.chapterIds[0] ?? "", "second passage"),
  };
  await expect(postMessage(house.as(scene.member), aMessage({ quotation: foreign }))).rejects.toMatchObject({
    reason: "anchor_moved",
  });
});

test("strangers, the branch's steward and members of other groups neither post nor read", async () => {
  const other = await aGroup(house);
  for (const [actor, code] of [
    [undefined, "unauthenticated"],
    [await aPerson(house), "not_found"],
    [other.member, "not_found"],
    [scene.steward, "forbidden"],
  ] as const) {
    await expect(postMessage(house.as(actor), aMessage())).rejects.toMatchObject({ code });
    await expect(
      listMessages(house.as(actor), { groupId: scene.groupId, topicId: scene.topicId, limit: 5 }),
    ).rejects.toMatchObject({ code });
  }
});

test("who is removed while their message waits does not get it in", async () => {
  const leaver = await aPerson(house, "Ines Okonkwo");
  const membershipId = await joins(house, scene.groupId, leaver);
  const posting = postMessage(house.as(leaver), aMessage({ body: "one last word" }));
  await house.house.db
    .update(memberships)
    .set({ removedAt: new Date() })
    .where(and(eq(memberships.groupId, scene.groupId), eq(memberships.id, membershipId)));
  const kept = await posting.then(
    () => true,
    () => false,
  );
  expect((await read()).state.some((message) => message.body === "one last word")).toBe(kept);
  await expect(postMessage(house.as(leaver), aMessage())).rejects.toMatchObject({ code: "not_found" });
});
