// Which chapters I have opened, and how far their notes were before me: facts for me alone, on a real database.
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openedChapters } from "#db/schema/groups.ts";
import { commands, events } from "#db/schema/streams.ts";
import { keepPlace } from "../books/service.ts";
import type { Actor } from "../context.ts";
import { removeMember } from "../groups/service.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aMargin, type MarginScene } from "../testing/notes.ts";
import { getMargin } from "./queries.ts";
import { seeMargin } from "./service.ts";

let house: TestHouse;
let scene: MarginScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aMargin(house);
});
afterAll(() => house.close());

const chapter = (index: number) => ({ groupId: scene.groupId, chapterId: scene.book.chapterIds[index] ?? "" });
const see = (by: Actor, to: string, index = 0) => seeMargin(house.as(by), { ...chapter(index), to });
const seenTo = async (by: Actor) => (await getMargin(house.as(by), chapter(0))).seenTo;
const openedBy = (by: Actor) =>
  house.house.db
    .select({ chapterId: openedChapters.chapterId, seenTo: openedChapters.seenTo })
    .from(openedChapters)
    .where(and(eq(openedChapters.groupId, scene.groupId), eq(openedChapters.personId, by.personId)));

test("keeping a place opens its chapter, for me alone, and forgets nothing of what I have seen there", async () => {
  await keepPlace(house.as(scene.member), { ...chapter(1), number: 1 });
  expect(await openedBy(scene.member)).toEqual([{ chapterId: chapter(1).chapterId, seenTo: null }]);
  const seen = "2026-03-04T19:00:00.000Z";
  await see(scene.member, seen, 1);
  for (const number of [1, 1]) await keepPlace(house.as(scene.member), { ...chapter(1), number });
  expect(await openedBy(scene.member)).toEqual([{ chapterId: chapter(1).chapterId, seenTo: new Date(seen) }]);
  expect(await openedBy(scene.host)).toEqual([]);
});

test("what was before me only moves forward, however the tellings arrive, and never past this moment", async () => {
  const [early, late] = ["2026-03-04T19:00:00.000Z", "2026-03-05T19:00:00.000Z"];
  await see(scene.other, late);
  await see(scene.other, early);
  expect(await seenTo(scene.other)).toBe(late);
  await Promise.all([early, late, early].map((to) => see(scene.host, to)));
  expect(await seenTo(scene.host)).toBe(late);
  await see(scene.other, "2999-01-01T00:00:00.000Z");
  expect(Date.parse((await seenTo(scene.other)) ?? "")).toBeLessThanOrEqual(Date.now());
  expect(await seenTo(scene.member)).toBeUndefined();
});

test("it leaves no event and no command behind, and is forgotten when I leave", async () => {
  const trace = async () => [await house.house.db.$count(events), await house.house.db.$count(commands), house.announced.length];
  const before = await trace();
  await see(scene.other, new Date().toISOString());
  await keepPlace(house.as(scene.other), { ...chapter(0), number: 1 });
  expect(await trace()).toEqual(before);
  await removeMember(house.as(scene.host), { id: id(), groupId: scene.groupId, memberId: scene.otherId });
  expect(await openedBy(scene.other)).toEqual([]);
});

test("a chapter that my group does not read is not there to be seen", async () => {
  const elsewhere = await aMargin(house);
  const unread = { groupId: scene.groupId, chapterId: elsewhere.chapterId, to: new Date().toISOString() };
  await expect(seeMargin(house.as(scene.member), unread)).rejects.toMatchObject({ code: "not_found" });
});
