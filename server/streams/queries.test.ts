// Catching up on a stream: exactly what came after a number, or word that the state is to be read afresh.
import { and, eq, lte } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { events } from "#db/schema/streams.ts";
import { SINCE_LIMIT } from "#domain/live/contract.ts";
import { groupStream, hostsStream, personStream } from "#domain/live/streams.ts";
import { number } from "../commit.ts";
import { openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBranch, aGroup, type GroupScene } from "../testing/people.ts";
import { getHead, listSince } from "./queries.ts";

let house: TestHouse;
let branch: Awaited<ReturnType<typeof aBranch>>;
let scene: GroupScene;
let stream: string;
beforeAll(async () => {
  house = await openTestHouse();
  branch = await aBranch(house);
});
beforeEach(async () => {
  scene = await aGroup(house, branch);
  stream = groupStream(scene.groupId);
});
afterAll(() => house.close());

/** Lets this many things happen on the stream; the name in each is its number. */
const happen = (count: number, from = 1) =>
  house.house.db.transaction((tx) =>
    number(
      tx,
      Array.from({ length: count }, (_, index) => ({
        stream,
        event: { type: "member.renamed", memberId: scene.memberId, name: `${from + index}` },
      })),
    ),
  );
const since = (after: number) => listSince(house.as(scene.member), { stream, after });
const forgetUpTo = (seq: number) => house.house.db.delete(events).where(and(eq(events.stream, stream), lte(events.seq, seq)));

test("a stream on which nothing has happened stands at 0, and nothing came after that", async () => {
  expect(await getHead(house.as(scene.member), stream)).toBe(0);
  expect(await since(0)).toEqual({ tooFar: false, head: 0, events: [] });
});

test("what came after a number is all of it, in order, as it was announced, and nothing of other streams", async () => {
  const other = await aGroup(house, branch);
  const told = await happen(7);
  await house.house.db.transaction((tx) =>
    number(tx, [{ stream: groupStream(other.groupId), event: { type: "member.removed", memberId: other.memberId } }]),
  );
  expect(await getHead(house.as(scene.member), stream)).toBe(7);
  for (const after of [0, 3, 6]) expect(await since(after)).toEqual({ tooFar: false, head: 7, events: told.slice(after) });
  expect(await since(7)).toEqual({ tooFar: false, head: 7, events: [] });
});

test("as many events as fit in one answer are given; one more is too far", async () => {
  await happen(SINCE_LIMIT + 1);
  const fits = await since(1);
  expect(fits.tooFar ? 0 : fits.events.map(({ seq }) => seq)).toEqual(
    Array.from({ length: SINCE_LIMIT }, (_, index) => index + 2),
  );
  expect(await since(0)).toEqual({ tooFar: true, head: SINCE_LIMIT + 1 });
});

test("where the log is cut off below, only numbers from there on can be followed", async () => {
  await happen(10);
  await forgetUpTo(6);
  expect(await since(0)).toEqual({ tooFar: true, head: 10 });
  expect(await since(5)).toEqual({ tooFar: true, head: 10 });
  expect(await since(6)).toMatchObject({ tooFar: false, events: [{ seq: 7 }, { seq: 8 }, { seq: 9 }, { seq: 10 }] });
  await forgetUpTo(10);
  expect(await since(9)).toEqual({ tooFar: true, head: 10 });
  expect(await since(10)).toEqual({ tooFar: false, head: 10, events: [] });
  await happen(1, 11);
  expect(await since(10)).toMatchObject({ tooFar: false, head: 11, events: [{ seq: 11, event: { name: "11" } }] });
});

test("a number ahead of the stream, as after a database was put back to an older copy, is too far", async () => {
  await happen(3);
  expect(await since(4)).toEqual({ tooFar: true, head: 3 });
  expect(await since(1_000_000)).toEqual({ tooFar: true, head: 3 });
});

test("only its audience follows a stream: the hosts’ stream no member, a person’s stream nobody else, and no other name", async () => {
  const ask = (actor: typeof scene.member, name: string) => listSince(house.as(actor), { stream: name, after: 0 });
  expect(await ask(scene.host, hostsStream(scene.groupId))).toMatchObject({ tooFar: false });
  expect(await ask(scene.member, personStream(scene.member.personId))).toMatchObject({ tooFar: false });
  for (const [actor, name] of [
    [scene.member, hostsStream(scene.groupId)],
    [scene.steward, stream],
    [scene.host, personStream(scene.member.personId)],
    [scene.member, `${stream}:`],
    [scene.member, "everything"],
    [scene.member, ""],
  ] as const) {
    await expect(ask(actor, name), name).rejects.toMatchObject({ code: "not_found" });
  }
});
