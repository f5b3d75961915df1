// How much a group stopped at each chapter: the heat on the spine.
import { afterAll, beforeAll, expect, test } from "vitest";
import { groupBooks } from "#db/schema/groups.ts";
import { getChapter } from "../books/queries.ts";
import { chooseBook } from "../books/service.ts";
import type { Actor } from "../context.ts";
import { declareRead, takeBackRead } from "../reading/service.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { listStops } from "./queries.ts";
import { addAnnotation, addReply, removeReply } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
  book = await aBook(house, scene.branchId, scene.groupId);
});
afterAll(() => house.close());

const stops = (of: GroupScene = scene) => listStops(house.as(of.member), of);
async function note({ groupId, member }: GroupScene, chapter: number, words: string) {
  const chapterId = book.chapterIds[chapter] ?? "";
  const anchor = await anchorOf(house, chapterId, words);
  const annotationId = id();
  await addAnnotation(house.as(member), { id: id(), annotationId, groupId, chapterId, kind: "question", anchor, body: "Why?" });
  return annotationId;
}
async function answer(annotationId: string, by: Actor = scene.host) {
  const replyId = id();
  await addReply(house.as(by), { id: id(), replyId, groupId: scene.groupId, annotationId, body: "Because" });
  return replyId;
}

const reads = (by: Actor, chapter: number) =>
  declareRead(house.as(by), { groupId: scene.groupId, chapterId: book.chapterIds[chapter] ?? "" });

test("notes and replies count where I say I have read and three members stopped, as long as they stand", async () => {
  const [first, second] = book.chapterIds;
  const third = await aPerson(house, "A Third");
  await joins(house, scene.groupId, third);
  const early = await note(scene, 0, "one leaf");
  const [reply] = [await answer(early), await answer(early)];
  await note(scene, 1, "Another");
  await reads(scene.member, 1);
  await reads(scene.member, 0);
  expect(await stops()).toEqual([]);
  await answer(early, third);
  expect(await stops()).toEqual([{ chapterId: first, notes: 4 }]);
  expect(await stops({ ...scene, member: scene.host })).toEqual([]);
  const later = await note(scene, 1, "Another");
  await answer(later);
  const last = await answer(later, third);
  expect(await stops()).toEqual([
    { chapterId: first, notes: 4 },
    { chapterId: second, notes: 4 },
  ]);
  await removeReply(house.as(scene.host), { id: id(), groupId: scene.groupId, replyId: reply });
  expect(await stops()).toMatchObject([{ notes: 3 }, { notes: 4 }]);
  await removeReply(house.as(scene.host), { id: id(), groupId: scene.groupId, replyId: last });
  expect(await stops()).toEqual([{ chapterId: first, notes: 3 }]);
  await takeBackRead(house.as(scene.member), { groupId: scene.groupId, chapterId: first ?? "" });
  expect(await stops()).toEqual([]);
});

test("the page of a chapter says the same as the page of the group", async () => {
  await reads(scene.member, 0);
  const asked = { groupId: scene.groupId, chapterId: book.chapterIds[0] ?? "" };
  expect((await stops()).length).toBe(1);
  expect((await getChapter(house.as(scene.member), asked)).stops).toEqual(await stops());
});

test("what another group of the same readers wrote is not counted here", async () => {
  const beside = await aGroup(house, scene);
  await house.house.db.insert(groupBooks).values({ groupId: beside.groupId, ...book });
  const before = await stops();
  await note(beside, 0, "one leaf");
  expect(await stops()).toEqual(before);
});

test("they are of the book the group reads now, and of none without a book", async () => {
  expect(await stops()).not.toEqual([]);
  const { bookId } = await aBook(house, scene.branchId);
  await chooseBook(house.as(scene.host), { id: id(), groupId: scene.groupId, bookId });
  expect(await stops()).toEqual([]);
  expect(await stops(await aGroup(house, scene))).toEqual([]);
});
