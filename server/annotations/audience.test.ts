// Who reads which note: through the real gate, by every way in which notes reach people. What somebody may not read is not sent.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyToNarrow } from "#domain/live/apply.ts";
import { chapterStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Annotation, NewAnnotation } from "#domain/shapes/annotation.ts";
import type { Actor } from "../context.ts";
import { declareRead } from "../reading/service.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type GroupScene, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { getMargin, listStops } from "./queries.ts";
import { addAnnotation, addReply, removeAnnotation } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
let other: Actor;
let chapterId: string;

beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
  other = await aPerson(house, "Another Member");
  await joins(house, scene.groupId, other, "member");
  const book = await aBook(house, scene.branchId, scene.groupId);
  chapterId = book.chapterIds[0] ?? "";
});
afterAll(() => house.close());

const margin = (by: Actor) => getMargin(house.as(by), { groupId: scene.groupId, chapterId });
async function reads(by: Actor, noteId: string): Promise<boolean> {
  const { shared, own, hosts } = await margin(by);
  return [...shared.state, ...own.state, ...(hosts?.state ?? [])].some((note) => note.id === noteId);
}
async function aNote(change: Partial<NewAnnotation>): Promise<NewAnnotation> {
  const anchor = await anchorOf(house, chapterId, "one leaf");
  return { id: id(), annotationId: id(), groupId: scene.groupId, chapterId, kind: "remark", anchor, body: "Why one?", ...change };
}

describe.each([
  { change: { visibility: "me" }, member: false, host: false },
  { change: { visibility: "hosts" }, member: false, host: true },
  { change: { visibility: "group" }, member: true, host: true },
  { change: { visibility: "group", held: true }, member: false, host: false },
  { change: { visibility: "hosts", held: true }, member: false, host: false },
] as const)("a note for $change", ({ change, member, host }) => {
  test("is read by its author and by whom it is for, and answered by nobody else", async () => {
    const note = await aNote(change);
    await addAnnotation(house.as(scene.member), note);
    expect([await reads(scene.member, note.annotationId), await reads(other, note.annotationId)]).toEqual([true, member]);
    expect(await reads(scene.host, note.annotationId)).toBe(host);
    const answer = { id: id(), replyId: id(), groupId: scene.groupId, annotationId: note.annotationId, body: "Because." };
    if (member) await addReply(house.as(other), answer);
    else await expect(addReply(house.as(other), answer)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is told on the streams of whom it is for, and on no other", async () => {
    const from = house.announced.length;
    await addAnnotation(house.as(scene.member), await aNote(change));
    const streams = house.announced.slice(from).map((event) => event.stream);
    const expected = member
      ? [chapterStream(scene.groupId, chapterId)]
      : [personStream(scene.member.personId), ...(host ? [hostsStream(scene.groupId)] : [])];
    expect(streams.sort()).toEqual(expected.sort());
  });

  test("counts where the group stopped only if the whole group reads it", async () => {
    const count = async () => (await listStops(house.as(other), scene)).find((stop) => stop.chapterId === chapterId)?.notes ?? 0;
    await declareRead(house.as(other), { groupId: scene.groupId, chapterId });
    for (const by of [scene.member, scene.host, other]) await addAnnotation(house.as(by), await aNote({}));
    const before = await count();
    expect(before).toBeGreaterThanOrEqual(3);
    await addAnnotation(house.as(scene.member), await aNote(change));
    expect(await count()).toBe(before + (member ? 1 : 0));
  });
});

test.each(["own", "hosts"] as const)("what is narrower converges on the %s stream: added, answered, removed", async (which) => {
  const by = which === "own" ? scene.member : scene.host;
  const stream = which === "own" ? personStream(scene.member.personId) : hostsStream(scene.groupId);
  const read = async () => (await margin(by))[which] ?? { at: 0, state: [] as Annotation[] };
  const apply = applyToNarrow(scene.groupId, chapterId);
  const note = await aNote({ visibility: "hosts" });
  const { groupId, annotationId } = { ...scene, ...note };
  await expectConverges(house, stream, read, apply, () => addAnnotation(house.as(scene.member), note));
  const answer = { id: id(), replyId: id(), groupId, annotationId, body: "Because." };
  await expectConverges(house, stream, read, apply, () => addReply(house.as(scene.host), answer));
  await expectConverges(house, stream, read, apply, () =>
    removeAnnotation(house.as(scene.member), { id: id(), groupId, annotationId }),
  );
});
