// Words that were taken back are not in the log any more, for anybody who asks for what came before; and the log still leads to what is so.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { applyToChapter, applyToNarrow } from "#domain/live/apply.ts";
import type { ChapterEvent } from "#domain/live/events.ts";
import { chapterStream, hostsStream } from "#domain/live/streams.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { getMargin, listAnnotations } from "./annotations/queries.ts";
import { removeAnnotation, removeReply, reviseAnnotation, reviseReply } from "./annotations/service.ts";
import { hideNote, unhideNote } from "./margin/service.ts";
import { listSince } from "./streams/queries.ts";
import { id, openTestHouse, type TestHouse } from "./testing/house.ts";
import { aMargin, answerBy, type MarginScene, noteBy } from "./testing/notes.ts";

let house: TestHouse;
let scene: MarginScene;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  scene = await aMargin(house);
});
afterAll(() => house.close());

const stream = () => chapterStream(scene.groupId, scene.chapterId);
/** Everything the stream has told, as somebody hears it who asks from its beginning. */
async function replayed(of = stream(), by = scene.other) {
  const since = await listSince(house.as(by), { stream: of, after: 0 });
  if (since.tooFar) throw new Error("The log is whole");
  expect(since.events.map(({ seq }) => seq)).toEqual(since.events.map((_, index) => index + 1));
  return since.events.map(({ event }) => event);
}
const said = async () => JSON.stringify(await replayed());
/** A revised note with a revised reply; none of its words is like another. */
async function aThread(change: Parameters<typeof noteBy>[3] = {}) {
  const note = await noteBy(house, scene, scene.member, { body: "First wording", tags: ["tagged"], ...change });
  await reviseAnnotation(house.as(scene.member), {
    id: id(),
    ...note,
    kind: "remark",
    body: "Second wording",
    tags: ["labelled"],
  });
  const replyId = await answerBy(house, note, scene.host);
  await reviseReply(house.as(scene.host), { id: id(), groupId: note.groupId, replyId, body: "Therefore." });
  return { ...note, replyId };
}
const words = { note: ["First wording", "Second wording", "tagged", "labelled"], reply: ["Because.", "Therefore."] };
const left = (text: string) => [...words.note, ...words.reply].filter((word) => text.includes(word));

describe("taken out of the log", () => {
  test("are the words of a removed note, and no others", async () => {
    const { replyId: _, ...note } = await aThread();
    expect(left(await said())).toEqual([...words.note, ...words.reply]);
    await removeAnnotation(house.as(scene.member), { id: id(), ...note });
    expect(left(await said())).toEqual(words.reply);
  });

  test("are the words of a removed reply, and no others", async () => {
    const { replyId, groupId } = await aThread();
    await removeReply(house.as(scene.host), { id: id(), groupId, replyId });
    expect(left(await said())).toEqual(words.note);
  });

  test("is a hidden thread, until it is shown again", async () => {
    const { replyId: _, ...note } = await aThread();
    await hideNote(house.as(scene.host), { id: id(), ...note, reason: "Not here" });
    expect(left(await said())).toEqual([]);
    await unhideNote(house.as(scene.host), { id: id(), ...note });
    expect(left(await said())).toEqual(["Second wording", "labelled", "Therefore."]);
  });

  test("are the words of a removed note for hosts", async () => {
    const { replyId: _, ...note } = await aThread({ visibility: "hosts" });
    await removeAnnotation(house.as(scene.member), { id: id(), ...note });
    const events = await replayed(hostsStream(scene.groupId), scene.host);
    expect(left(JSON.stringify(events))).toEqual(words.reply);
    const narrow = applyToNarrow(scene.groupId, scene.chapterId);
    const { hosts } = await getMargin(house.as(scene.host), scene);
    expect(events.reduce<Annotation[]>((state, event) => narrow(event, state) ?? state, [])).toEqual(hosts?.state);
  });
});

test("who applies the log from its beginning comes to what is so", async () => {
  const [removed, hidden, answered] = [await aThread(), await aThread(), await aThread()];
  await aThread();
  const of = ({ groupId, annotationId }: typeof removed) => ({ id: id(), groupId, annotationId });
  await removeAnnotation(house.as(scene.member), of(removed));
  await hideNote(house.as(scene.host), { ...of(hidden), reason: "Not here" });
  await removeReply(house.as(scene.host), { id: id(), groupId: scene.groupId, replyId: answered.replyId });
  const events = (await replayed()) as ChapterEvent[];
  const { state } = await listAnnotations(house.as(scene.other), scene);
  expect(state).toHaveLength(3);
  expect(events.reduce<Annotation[]>((now, event) => applyToChapter(event, now) ?? now, [])).toEqual(state);
});
