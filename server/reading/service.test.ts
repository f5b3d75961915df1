// "I have read to here", through the real gate on a real database: said by a person for themselves, with no trace beside it.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { declaredReads, groupBooks } from "#db/schema/groups.ts";
import { commands, events } from "#db/schema/streams.ts";
import { getChapter } from "../books/queries.ts";
import { keepPlace } from "../books/service.ts";
import type { Actor } from "../context.ts";
import { openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene } from "../testing/people.ts";
import { findPlace, listDeclaredReads } from "./queries.ts";
import { declareRead, takeBackRead } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
  book = await aBook(house, scene.branchId, scene.groupId);
});
afterAll(() => house.close());

const chapter = (index: number) => ({ groupId: scene.groupId, chapterId: book.chapterIds[index] ?? "" });
const readOf = (actor: Actor) => listDeclaredReads(house.as(actor), scene);

test("a chapter said to be read is read for me alone, however often it is said, until I take it back", async () => {
  const mine = house.as(scene.member);
  for (const index of [1, 0, 1]) await declareRead(mine, chapter(index));
  expect(await readOf(scene.member)).toEqual(book.chapterIds);
  expect((await getChapter(mine, chapter(0))).read).toEqual(book.chapterIds);
  expect(await readOf(scene.host)).toEqual([]);
  expect((await getChapter(house.as(scene.host), chapter(0))).read).toEqual([]);
  for (const index of [0, 0]) await takeBackRead(mine, chapter(index));
  expect(await readOf(scene.member)).toEqual([book.chapterIds[1]]);
});

test("saying it leaves no event, no command and no time behind", async () => {
  const trace = async () => [await house.house.db.$count(events), await house.house.db.$count(commands), house.announced.length];
  const before = await trace();
  await declareRead(house.as(scene.host), chapter(0));
  expect(await trace()).toEqual(before);
  const [row] = await house.house.db.select().from(declaredReads).where(eq(declaredReads.personId, scene.host.personId));
  expect(row).toEqual({ ...chapter(0), personId: scene.host.personId });
  await takeBackRead(house.as(scene.host), chapter(0));
  expect(await trace()).toEqual(before);
  expect(await readOf(scene.host)).toEqual([]);
});

test("only a member says it, of a chapter that the group reads or has read", async () => {
  const other = await aBook(house, scene.branchId);
  const foreign = { groupId: scene.groupId, chapterId: other.chapterIds[0] ?? "" };
  await expect(declareRead(house.as(scene.member), foreign)).rejects.toMatchObject({ code: "not_found" });
  await expect(declareRead(house.as(scene.steward), chapter(0))).rejects.toMatchObject({ code: "forbidden" });
  await expect(takeBackRead(house.as(await aPerson(house)), chapter(0))).rejects.toMatchObject({ code: "not_found" });
});

test("my place is found from any device while the group reads the book, and is of that book", async () => {
  expect(await findPlace(house.as(scene.member), scene)).toBeNull();
  await keepPlace(house.as(scene.member), { ...chapter(0), number: 2 });
  expect(await findPlace(house.as(scene.member), scene)).toEqual({
    ...{ chapterId: chapter(0).chapterId, number: 2, title: "Chapter 1", position: 0 },
  });
  expect(await findPlace(house.as(scene.host), scene)).toBeNull();
  await house.house.db.update(groupBooks).set({ endedAt: new Date() }).where(eq(groupBooks.groupId, scene.groupId));
  expect(await findPlace(house.as(scene.member), scene)).toBeNull();
});
