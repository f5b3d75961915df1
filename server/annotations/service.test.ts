// The margin's verbs, through the real gate on a real database.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyToChapter } from "#domain/live/apply.ts";
import { chapterStream } from "#domain/live/streams.ts";
import type { NewAnnotation } from "#domain/shapes/annotation.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { listAnnotations } from "./queries.ts";
import { addAnnotation, addReply, removeAnnotation, removeReply, reviseAnnotation, widenAnnotation } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
let chapterId: string;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
  book = await aBook(house, scene.branchId, scene.groupId);
  chapterId = book.chapterIds[0] ?? "";
});
afterAll(() => house.close());

async function aNote(change: Partial<NewAnnotation> = {}): Promise<NewAnnotation> {
  const anchor = await anchorOf(house, chapterId, "one leaf");
  return { id: id(), annotationId: id(), groupId: scene.groupId, chapterId, kind: "remark", anchor, body: "Why one?", ...change };
}
const read = () => listAnnotations(house.as(scene.member), { groupId: scene.groupId, chapterId });
const converges = (act: () => Promise<unknown>) =>
  expectConverges(house, chapterStream(scene.groupId, chapterId), read, applyToChapter, act);

describe("adding", () => {
  test("a member's annotation is there for every member, and the announced event brings the same", async () => {
    const note = await aNote();
    await converges(() => addAnnotation(house.as(scene.member), note));
    const { state } = await listAnnotations(house.as(scene.host), { groupId: scene.groupId, chapterId });
    expect(state.find((annotation) => annotation.id === note.annotationId)).toMatchObject({
      body: "Why one?",
      author: { id: scene.memberId },
    });
  });

  test("the same command twice is one annotation and the same answer, announced once", async () => {
    const note = await aNote();
    const before = house.announced.length;
    const [first, second] = await Promise.all([
      addAnnotation(house.as(scene.member), note),
      addAnnotation(house.as(scene.member), note),
    ]);
    expect(second).toEqual(first);
    expect(house.announced.length).toBe(before + 1);
    expect((await read()).state.filter((annotation) => annotation.id === note.annotationId)).toHaveLength(1);
  });

  test("the same command with other words is refused", async () => {
    const note = await aNote();
    await addAnnotation(house.as(scene.member), note);
    await expect(addAnnotation(house.as(scene.member), { ...note, body: "Other" })).rejects.toMatchObject({
      reason: "command_differs",
    });
  });

  test("words that do not stand in the stored text are refused, and nothing is kept", async () => {
    const note = await aNote();
    const wrong = { ...note, anchor: { ...note.anchor, quote: "two leaf" } };
    const before = await read();
    await expect(addAnnotation(house.as(scene.member), wrong)).rejects.toMatchObject({ code: "invalid", reason: "anchor_moved" });
    expect(await read()).toEqual(before);
    await addAnnotation(house.as(scene.member), note);
  });

  test("a reader of another group cannot add an annotation, nor learn that the chapter is read here", async () => {
    const other = await aGroup(house);
    await expect(addAnnotation(house.as(other.host), await aNote())).rejects.toMatchObject({ code: "not_found" });
  });

  test("a chapter of a book that the group does not read is not found", async () => {
    const unread = await aBook(house, scene.branchId);
    const note = await aNote({ chapterId: unread.chapterIds[0] ?? "" });
    await expect(addAnnotation(house.as(scene.member), note)).rejects.toMatchObject({ code: "not_found" });
  });

  test("many at once get numbers without holes", async () => {
    const notes = await Promise.all(Array.from({ length: 20 }, () => aNote()));
    await converges(() =>
      Promise.all(notes.map((note, index) => addAnnotation(house.as(index % 2 ? scene.host : scene.member), note))),
    );
  });
});

describe("answering and removing", () => {
  test("a reply converges, its removal too", async () => {
    const note = await aNote();
    await addAnnotation(house.as(scene.member), note);
    const replyId = id();
    await converges(() =>
      addReply(house.as(scene.host), {
        id: id(),
        replyId,
        groupId: scene.groupId,
        annotationId: note.annotationId,
        body: "Because.",
      }),
    );
    await converges(() => removeReply(house.as(scene.host), { id: id(), groupId: scene.groupId, replyId }));
  });

  test("an annotation without replies goes; one with replies leaves its place and no words", async () => {
    const lone = await aNote();
    const answered = await aNote();
    await addAnnotation(house.as(scene.member), lone);
    await addAnnotation(house.as(scene.member), answered);
    await addReply(house.as(scene.host), {
      id: id(),
      replyId: id(),
      groupId: scene.groupId,
      annotationId: answered.annotationId,
      body: "Indeed",
    });
    await converges(() =>
      removeAnnotation(house.as(scene.member), { id: id(), groupId: scene.groupId, annotationId: lone.annotationId }),
    );
    await converges(() =>
      removeAnnotation(house.as(scene.member), { id: id(), groupId: scene.groupId, annotationId: answered.annotationId }),
    );
    const { state } = await read();
    expect(state.some((annotation) => annotation.id === lone.annotationId)).toBe(false);
    expect(state.find((annotation) => annotation.id === answered.annotationId)).toMatchObject({
      body: "",
      removedAt: expect.any(String),
    });
  });

  test("nobody replies to a note that was removed", async () => {
    const note = await aNote();
    await addAnnotation(house.as(scene.member), note);
    await removeAnnotation(house.as(scene.member), { id: id(), groupId: scene.groupId, annotationId: note.annotationId });
    const reply = { id: id(), replyId: id(), groupId: scene.groupId, annotationId: note.annotationId, body: "Late" };
    await expect(addReply(house.as(scene.host), reply)).rejects.toMatchObject({ reason: "annotation_gone" });
  });

  test.each(["host", "member"] as const)("a %s cannot remove or revise what another wrote", async (role) => {
    const note = await aNote();
    const [author, other] = role === "host" ? [scene.member, scene.host] : [scene.host, scene.member];
    await addAnnotation(house.as(author), note);
    const of = { groupId: scene.groupId, annotationId: note.annotationId };
    await expect(removeAnnotation(house.as(other), { id: id(), ...of })).rejects.toMatchObject({ code: "forbidden" });
    const revision = { id: id(), ...of, kind: "remark" as const, body: "Put into a mouth", tags: [] };
    await expect(reviseAnnotation(house.as(other), revision)).rejects.toMatchObject({ code: "forbidden" });
    const widening = { id: id(), ...of, visibility: "branch" } as const;
    await expect(widenAnnotation(house.as(other), widening)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a steward of the branch who is no member sees no annotation", async () => {
    await expect(listAnnotations(house.as(scene.steward), { groupId: scene.groupId, chapterId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(listAnnotations(house.as(await aPerson(house)), { groupId: scene.groupId, chapterId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(listAnnotations(house.as(undefined), { groupId: scene.groupId, chapterId })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });
});
