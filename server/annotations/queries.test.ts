// How much a group stopped at each chapter: what the spine is tinted by.
import { afterAll, beforeAll, expect, test } from "vitest";
import { groupBooks } from "#db/schema/groups.ts";
import { chooseBook } from "../books/service.ts";
import type { Actor } from "../context.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, type BookScene, type GroupScene } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { listStops } from "./queries.ts";
import { addAnnotation, addReply, removeAnnotation, removeReply } from "./service.ts";

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

test("notes and replies count, those of this group alone, as long as they stand; chapters come in reading order", async () => {
  const [first, second] = book.chapterIds;
  expect(await stops()).toEqual([]);
  const later = await note(scene, 1, "Another");
  const early = await note(scene, 0, "one leaf");
  const reply = await answer(early);
  const beside = await aGroup(house, scene);
  await house.house.db.insert(groupBooks).values({ groupId: beside.groupId, ...book });
  await note(beside, 0, "one leaf");
  expect(await stops()).toEqual([
    { chapterId: first, notes: 2 },
    { chapterId: second, notes: 1 },
  ]);
  expect(await stops(beside)).toEqual([{ chapterId: first, notes: 1 }]);
  await removeAnnotation(house.as(scene.member), { id: id(), groupId: scene.groupId, annotationId: early });
  await removeAnnotation(house.as(scene.member), { id: id(), groupId: scene.groupId, annotationId: later });
  expect(await stops()).toEqual([{ chapterId: first, notes: 1 }]);
  await removeReply(house.as(scene.host), { id: id(), groupId: scene.groupId, replyId: reply });
  expect(await stops()).toEqual([]);
});

test("they are of the book the group reads now, and of none without a book", async () => {
  await note(scene, 0, "one leaf");
  const { bookId } = await aBook(house, scene.branchId);
  await chooseBook(house.as(scene.host), { id: id(), groupId: scene.groupId, bookId });
  expect(await stops()).toEqual([]);
  expect(await stops(await aGroup(house, scene))).toEqual([]);
});
