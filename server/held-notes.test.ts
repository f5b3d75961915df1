// Notes that are held until the group meets, by the house's own clock, on a real database.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { meetings } from "#db/schema/meetings.ts";
import { applyToChapter, applyToNarrow } from "#domain/live/apply.ts";
import type { ChapterEvent, Numbered } from "#domain/live/events.ts";
import { chapterStream, personStream } from "#domain/live/streams.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { getMargin, listAnnotations } from "./annotations/queries.ts";
import { removeAnnotation, widenAnnotation } from "./annotations/service.ts";
import type { Actor } from "./context.ts";
import { releaseHeldNotes } from "./held-notes.ts";
import { id, openTestHouse, type TestHouse } from "./testing/house.ts";
import { aMargin, answerBy, type MarginScene, noteBefore, noteBy, settle } from "./testing/notes.ts";

const MINUTE = 60_000;

let house: TestHouse;
let scene: MarginScene;
/** When the first notes are written. The clock of the house stands still until it is moved. */
let start: number;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  start = Date.now();
  itIs(0);
  scene = await aMargin(house);
});
afterAll(() => house.close());

const itIs = (minutes: number) => {
  house.house.now = () => new Date(start + minutes * MINUTE);
};
/** A meeting that starts so many minutes after the first notes are written. */
async function aMeeting(minutes: number, change: Partial<typeof meetings.$inferInsert> = {}): Promise<string> {
  const meetingId = id();
  const startsAt = new Date(start + minutes * MINUTE);
  await house.house.db.insert(meetings).values({
    ...{ groupId: scene.groupId, id: meetingId, uid: meetingId, title: "A meeting", zone: "Europe/London", minutes: 90 },
    ...{ local: startsAt.toISOString().slice(0, 16), startsAt, place: "", link: "", chapterIds: [], revisedAt: new Date() },
    ...change,
  });
  return meetingId;
}
const isShown = async (note: { annotationId: string }, to: Actor = scene.other) =>
  (await noteBefore(house, to, scene, note)) !== undefined;
const release = () => releaseHeldNotes(house.house);

describe("a held note", () => {
  test("is shown when the next meeting starts, not before, and only once", async () => {
    const note = await noteBy(house, scene, scene.member, { held: true });
    await aMeeting(60);
    itIs(59);
    expect([await release(), await isShown(note)]).toEqual([0, false]);
    itIs(60);
    expect([await release(), await isShown(note)]).toEqual([1, true]);
    const shown = await noteBefore(house, scene.other, scene, note);
    expect(shown).toMatchObject({ shownAt: house.house.now().toISOString() });
    expect(shown).not.toHaveProperty("heldAt");
    const from = house.announced.length;
    expect(await release()).toBe(0);
    expect(house.announced.length).toBe(from);
  });

  test("waits for a meeting that starts after it was written, is not called off, and is its own group’s", async () => {
    await aMeeting(-30);
    await aMeeting(10, { calledOffAt: new Date() });
    const beside = await aMargin(house, scene);
    await aMeeting(10, { groupId: beside.groupId });
    const note = await noteBy(house, scene, scene.member, { held: true });
    itIs(20);
    expect([await release(), await isShown(note)]).toEqual([0, false]);
    const moved = await aMeeting(15);
    await house.house.db
      .update(meetings)
      .set({ startsAt: new Date(start + 40 * MINUTE) })
      .where(eq(meetings.id, moved));
    expect(await release()).toBe(0);
    itIs(40);
    expect([await release(), await isShown(note)]).toEqual([1, true]);
  });

  test("goes only as far as its author chose, and nowhere when it was removed meanwhile", async () => {
    const forHosts = await noteBy(house, scene, scene.member, { visibility: "hosts", held: true });
    const removed = await noteBy(house, scene, scene.member, { held: true });
    await removeAnnotation(house.as(scene.member), { id: id(), ...removed });
    await aMeeting(60);
    itIs(61);
    expect(await release()).toBe(1);
    expect([await isShown(forHosts, scene.host), await isShown(forHosts), await isShown(removed)]).toEqual([true, false, false]);
  });

  test("for its author alone is never held", async () => {
    const note = await noteBy(house, scene, scene.member, { visibility: "me", held: true });
    expect(await noteBefore(house, scene.member, scene, note)).not.toHaveProperty("heldAt");
  });

  test("is let go by its author, and not answered by others until then", async () => {
    const note = await noteBy(house, scene, scene.member, { held: true });
    await expect(answerBy(house, note, scene.host)).rejects.toMatchObject({ code: "not_found" });
    await answerBy(house, note, scene.member);
    await widenAnnotation(house.as(scene.member), { id: id(), ...note, visibility: "group" });
    expect((await noteBefore(house, scene.other, scene, note))?.replies).toHaveLength(1);
    await answerBy(house, note, scene.host);
  });

  test("that is let go is told as added to those it is for, withdrawn from its author’s own, and both converge", async () => {
    await noteBy(house, scene, scene.member, { held: true });
    await aMeeting(60);
    itIs(61);
    const shared = () => listAnnotations(house.as(scene.other), scene);
    const own = async () => (await getMargin(house.as(scene.member), scene)).own;
    const [sharedBefore, ownBefore, from] = [await shared(), await own(), house.announced.length];
    await release();
    const heard = house.announced.slice(from);
    const on = (stream: string) => heard.filter((event) => event.stream === stream);
    const chapter = on(chapterStream(scene.groupId, scene.chapterId)) as Numbered<ChapterEvent>[];
    expect(chapter.map(({ event }) => event.type)).toEqual(["annotation.added"]);
    type Notes = Annotation[] | undefined;
    expect(chapter.reduce<Notes>((state, { event }) => state && applyToChapter(event, state), sharedBefore.state)).toEqual(
      (await shared()).state,
    );
    const narrow = applyToNarrow(scene.groupId, scene.chapterId);
    const mine = on(personStream(scene.member.personId));
    expect(mine.reduce<Notes>((state, { event }) => state && narrow(event, state), ownBefore.state)).toEqual((await own()).state);
    expect(heard).toHaveLength(2);
  });

  test("is one of a hundred and twenty that two servers let go side by side, each once", async () => {
    const anchor = (await noteBefore(house, scene.member, scene, await noteBy(house, scene, scene.member)))?.anchor;
    if (!anchor) throw new Error("the first note is there");
    for (let index = 0; index < 120; index++) await noteBy(house, scene, scene.member, { anchor, held: true });
    await aMeeting(60);
    itIs(61);
    const from = house.announced.length;
    const [one, two] = await Promise.all([release(), release()]);
    expect(one + two).toBe(120);
    const added = house.announced
      .slice(from)
      .flatMap(({ event }) => (event.type === "annotation.added" ? [event.annotation.id] : []));
    expect(new Set(added).size).toBe(120);
    expect(added).toHaveLength(120);
  });

  test("that is widened while it is let go is shown once, as far as it was widened", async () => {
    await settle(house, scene, { widest: "branch" });
    for (let round = 0; round < 5; round++) {
      itIs(0);
      const note = await noteBy(house, scene, scene.member, { held: true });
      await aMeeting(60 + round);
      itIs(70);
      const widening = { id: id(), ...note, visibility: "branch" } as const;
      await Promise.all([release(), widenAnnotation(house.as(scene.member), widening)]);
      await release();
      expect(await noteBefore(house, scene.other, scene, note)).toMatchObject({ visibility: "branch" });
      const { state } = await listAnnotations(house.as(scene.other), scene);
      expect(state.filter((annotation) => annotation.id === note.annotationId)).toHaveLength(1);
    }
  });
});

describe("a group that reads blind first", () => {
  beforeEach(() => settle(house, scene, { blindFirst: true, widest: "branch" }));

  test("holds every note that is for more than hosts, whatever its author asked for, until it meets", async () => {
    const [mine, hosts, group, branch] = [
      await noteBy(house, scene, scene.host, { visibility: "me" }),
      await noteBy(house, scene, scene.member, { visibility: "hosts" }),
      await noteBy(house, scene, scene.host),
      await noteBy(house, scene, scene.member, { visibility: "branch", held: false }),
    ];
    const shown = async () => Promise.all([isShown(mine), isShown(hosts, scene.host), isShown(group), isShown(branch)]);
    expect(await shown()).toEqual([false, true, false, false]);
    await aMeeting(60);
    itIs(61);
    await release();
    expect(await shown()).toEqual([false, true, true, true]);
  });

  test("lets nobody go round it by widening", async () => {
    const held = await noteBy(house, scene, scene.member);
    const widen = (note: { groupId: string; annotationId: string }, visibility: "group" | "branch") =>
      widenAnnotation(house.as(scene.member), { id: id(), ...note, visibility });
    await expect(widen(held, "group")).rejects.toMatchObject({ code: "conflict", reason: "held_by_group" });
    const mine = await noteBy(house, scene, scene.member, { visibility: "me" });
    await widen(mine, "group");
    await widen(held, "branch");
    expect([await isShown(held), await isShown(mine)]).toEqual([false, false]);
    await aMeeting(60);
    itIs(61);
    await release();
    expect([await isShown(held), await isShown(mine)]).toEqual([true, true]);
  });

  test("goes on holding what it held when it stops, and holds nothing that is written after", async () => {
    const before = await noteBy(house, scene, scene.member);
    await settle(house, scene, { blindFirst: false });
    const after = await noteBy(house, scene, scene.member);
    expect([await isShown(before), await isShown(after)]).toEqual([false, true]);
    await aMeeting(60);
    itIs(61);
    await release();
    expect(await isShown(before)).toBe(true);
  });
});
