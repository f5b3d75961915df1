// Showing a note to more people: within its group, and to readers of the same edition beyond it; through the real gate on a real database.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { annotations } from "#db/schema/annotations.ts";
import { stewardships } from "#db/schema/branches.ts";
import { groupBooks } from "#db/schema/groups.ts";
import { applyToChapter, applyToNarrow } from "#domain/live/apply.ts";
import { chapterStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Annotation, Visibility } from "#domain/shapes/annotation.ts";
import type { Actor } from "../context.ts";
import { removeMember } from "../groups/service.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aMargin, answerBy, type MarginScene, noteBefore, noteBy, settle } from "../testing/notes.ts";
import { aBranch, aPerson, joins } from "../testing/people.ts";
import { getMargin, listAnnotations, listWiderNotes } from "./queries.ts";
import { removeAnnotation, removeReply, seeMargin, widenAnnotation } from "./service.ts";

let house: TestHouse;
let scene: MarginScene;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  scene = await aMargin(house);
});
afterAll(() => house.close());

type Note = { groupId: string; annotationId: string };
const widen = (by: Actor, note: Note, visibility: Visibility) => widenAnnotation(house.as(by), { id: id(), ...note, visibility });
const readers = async (note: Note) => {
  const found = await Promise.all([scene.other, scene.host].map((by) => noteBefore(house, by, scene, note)));
  return { member: found[0] !== undefined, host: found[1] !== undefined };
};
const told = (personId: string, from: number) =>
  house.announced
    .slice(from)
    .filter(({ stream, event }) => stream === personStream(personId) && event.type === "note.widened")
    .map(({ event }) => event);

describe("widening", () => {
  test("brings a note, by the same id and with its answers, to more people step by step, and never back", async () => {
    await settle(house, scene, { widest: "organisation" });
    const note = await noteBy(house, scene, scene.member, { visibility: "me" });
    await answerBy(house, note, scene.member);
    expect(await readers(note)).toEqual({ member: false, host: false });
    await widen(scene.member, note, "hosts");
    expect(await readers(note)).toEqual({ member: false, host: true });
    await widen(scene.member, note, "group");
    expect((await noteBefore(house, scene.other, scene, note))?.replies).toHaveLength(1);
    for (const further of ["branch", "organisation"] as const) await widen(scene.member, note, further);
    for (const narrower of ["me", "hosts", "group", "branch"] as const)
      await expect(widen(scene.member, note, narrower)).rejects.toMatchObject({ code: "invalid", reason: "not_wider" });
    expect(await noteBefore(house, scene.other, scene, note)).toMatchObject({ visibility: "organisation" });
  });

  test.each([
    { from: "me", to: "hosts" },
    { from: "me", to: "group" },
    { from: "hosts", to: "group" },
    { from: "group", to: "branch" },
  ] as const)(
    "from $from to $to converges on every stream it concerns, and comes anew before its readers",
    async ({ from, to }) => {
      await settle(house, scene, { widest: "branch" });
      const note = await noteBy(house, scene, scene.member, { visibility: from });
      const shownBefore = (await noteBefore(house, scene.member, scene, note))?.shownAt ?? "";
      const states = {
        shared: (by: Actor) => listAnnotations(house.as(by), scene),
        own: async (by: Actor) => (await getMargin(house.as(by), scene)).own,
        hosts: async (by: Actor) => (await getMargin(house.as(by), scene)).hosts ?? { at: 0, state: [] as Annotation[] },
      };
      const before = {
        shared: await states.shared(scene.host),
        own: await states.own(scene.member),
        hosts: await states.hosts(scene.host),
      };
      const heardFrom = house.announced.length;
      await widen(scene.member, note, to);
      const heard = house.announced.slice(heardFrom);
      const narrow = applyToNarrow(scene.groupId, scene.chapterId);
      const after = (stream: string, state: Annotation[], isChapter: boolean) =>
        heard
          .filter((event) => event.stream === stream)
          .reduce<Annotation[] | undefined>(
            (now, { event }) =>
              now && (isChapter ? applyToChapter(event as Parameters<typeof applyToChapter>[0], now) : narrow(event, now)),
            state,
          );
      expect(after(chapterStream(scene.groupId, scene.chapterId), before.shared.state, true)).toEqual(
        (await states.shared(scene.host)).state,
      );
      expect(after(personStream(scene.member.personId), before.own.state, false)).toEqual((await states.own(scene.member)).state);
      expect(after(hostsStream(scene.groupId), before.hosts.state, false)).toEqual((await states.hosts(scene.host)).state);
      expect((await noteBefore(house, scene.member, scene, note))?.shownAt.localeCompare(shownBefore)).toBe(1);
    },
  );

  test("beyond what the group allows is refused, when a note is made and later", async () => {
    const refused = { code: "invalid", reason: "wider_than_allowed", values: { widest: "group" } };
    for (const visibility of ["branch", "organisation"] as const) {
      await expect(noteBy(house, scene, scene.member, { visibility })).rejects.toMatchObject(refused);
      const note = await noteBy(house, scene, scene.member);
      await expect(widen(scene.member, note, visibility)).rejects.toMatchObject(refused);
    }
    await settle(house, scene, { widest: "branch" });
    await noteBy(house, scene, scene.member, { visibility: "branch" });
    await expect(noteBy(house, scene, scene.member, { visibility: "organisation" })).rejects.toMatchObject({
      values: { widest: "branch" },
    });
  });

  test("tells those who answered and still read it, nobody else, and nothing when nothing is widened", async () => {
    await settle(house, scene, { widest: "branch" });
    const note = await noteBy(house, scene, scene.member);
    await answerBy(house, note, scene.member);
    await answerBy(house, note, scene.host);
    const taken = await answerBy(house, note, scene.other);
    await removeReply(house.as(scene.other), { id: id(), groupId: note.groupId, replyId: taken });
    const from = house.announced.length;
    await widen(scene.member, note, "group");
    expect(house.announced.length).toBe(from);
    await widen(scene.member, note, "branch");
    const { groupId, chapterId } = scene;
    const event = { type: "note.widened", groupId, chapterId, annotationId: note.annotationId, visibility: "branch" };
    const heard = [scene.host, scene.other, scene.member].map(({ personId }) => told(personId, from));
    expect(heard).toEqual([[event], [], []]);
  });

  test("by two commands at the same moment ends with the wider one", async () => {
    await settle(house, scene, { widest: "organisation" });
    for (let round = 0; round < 5; round++) {
      const note = await noteBy(house, scene, scene.member, { visibility: "me" });
      await Promise.allSettled([widen(scene.member, note, "organisation"), widen(scene.member, note, "hosts")]);
      expect(await noteBefore(house, scene.other, scene, note)).toMatchObject({ visibility: "organisation" });
    }
  });

  test("of a removed note is refused, and who left the group hears nothing of their notes any more", async () => {
    const note = await noteBy(house, scene, scene.member);
    await removeAnnotation(house.as(scene.member), { id: id(), ...note });
    await expect(widen(scene.member, note, "group")).rejects.toMatchObject({ reason: "annotation_gone" });
    const left = await noteBy(house, scene, scene.member, { visibility: "hosts" });
    await removeMember(house.as(scene.host), { id: id(), groupId: scene.groupId, memberId: scene.memberId });
    const from = house.announced.length;
    await answerBy(house, left, scene.host);
    expect(house.announced.slice(from).map(({ stream }) => stream)).toEqual([hostsStream(scene.groupId)]);
  });

  test("leaves what was seen behind the note, so that it is unread anew", async () => {
    await settle(house, scene, { widest: "branch" });
    const note = await noteBy(house, scene, scene.member);
    await seeMargin(house.as(scene.other), { groupId: scene.groupId, chapterId: scene.chapterId, to: new Date().toISOString() });
    await widen(scene.member, note, "branch");
    const { seenTo = "", shared } = await getMargin(house.as(scene.other), scene);
    expect(shared.state.find(({ id }) => id === note.annotationId)?.shownAt.localeCompare(seenTo)).toBe(1);
  });
});

describe("notes of other groups", () => {
  /** A group beside the first that reads the same edition. */
  const neighbours = async (branch?: { branchId: string; steward: Actor }): Promise<MarginScene> => {
    const beside = await aMargin(house, branch ?? scene, scene.book);
    await house.house.db.insert(groupBooks).values({ groupId: beside.groupId, ...scene.book });
    return beside;
  };
  const seenBy = async (by: Actor, at: MarginScene) =>
    (await listWiderNotes(house.as(by), at)).map(({ annotation }) => annotation.id);

  test("reach the branch, or everybody who reads the edition, as their authors chose, with the group’s name and without its talk", async () => {
    await settle(house, scene, { widest: "organisation" });
    const elsewhere = await neighbours(await aBranch(house));
    const beside = await neighbours();
    const forBranch = await noteBy(house, scene, scene.member, { visibility: "branch" });
    const forAll = await noteBy(house, scene, scene.member, { visibility: "organisation", tags: ["leaf"] });
    await noteBy(house, scene, scene.member);
    await answerBy(house, forAll, scene.host);
    await house.house.db
      .update(annotations)
      .set({ pinnedAt: new Date(), agendaAt: new Date(), gathers: [forBranch.annotationId] })
      .where(eq(annotations.id, forAll.annotationId));
    expect(await seenBy(beside.member, beside)).toEqual([forBranch.annotationId, forAll.annotationId]);
    const seen = await listWiderNotes(house.as(elsewhere.member), elsewhere);
    expect(seen).toMatchObject([{ groupName: "Thursday Circle", annotation: { id: forAll.annotationId, tags: ["leaf"] } }]);
    for (const inside of ["replies", "reactions", "pinnedAt", "agendaAt", "gathers"])
      expect(seen[0]?.annotation).not.toHaveProperty(inside);
    expect(await seenBy(scene.host, scene)).toEqual([]);
  });

  test("for the branch reach those who run it or a branch above it, not those below", async () => {
    const lower = await aBranch(house, scene.branchId);
    const below = await neighbours(lower);
    await settle(house, below, { widest: "branch" });
    await settle(house, scene, { widest: "branch" });
    const deep = await noteBy(house, below, below.member, { visibility: "branch" });
    const high = await noteBy(house, scene, scene.member, { visibility: "branch" });
    expect(await seenBy(scene.member, scene)).toEqual([]);
    expect(await seenBy(below.member, below)).toEqual([]);
    await joins(house, below.groupId, scene.steward);
    await joins(house, scene.groupId, lower.steward);
    expect(await seenBy(lower.steward, scene)).toEqual([deep.annotationId]);
    expect(await seenBy(scene.steward, below)).toEqual([high.annotationId]);
    const overseer = await aPerson(house, "Overseer");
    await house.house.db.insert(stewardships).values({ branchId: scene.branchId, personId: overseer.personId });
    await joins(house, scene.groupId, overseer);
    expect(await seenBy(overseer, scene)).toEqual([deep.annotationId]);
  });

  test("are not shown while they are held, nor when they are hidden or removed, nor when their group has narrowed its margin", async () => {
    await settle(house, scene, { widest: "organisation" });
    const beside = await neighbours();
    const note = await noteBy(house, scene, scene.member, { visibility: "organisation" });
    await noteBy(house, scene, scene.member, { visibility: "organisation", held: true });
    const seen = () => seenBy(beside.member, beside);
    expect(await seen()).toEqual([note.annotationId]);
    for (const widest of ["group", "branch"] as const) {
      await settle(house, scene, { widest });
      expect(await seen()).toEqual([]);
    }
    await settle(house, scene, { widest: "organisation" });
    const change = (set: Partial<typeof annotations.$inferInsert>) =>
      house.house.db.update(annotations).set(set).where(eq(annotations.id, note.annotationId));
    await change({ hiddenAt: new Date() });
    expect(await seen()).toEqual([]);
    await change({ hiddenAt: null });
    expect(await seen()).toEqual([note.annotationId]);
    await removeAnnotation(house.as(scene.member), { id: id(), ...note });
    expect(await seen()).toEqual([]);
  });

  test("are for those who read the edition in a group, and answered, revised or looked into by nobody beyond theirs", async () => {
    await settle(house, scene, { widest: "organisation" });
    const beside = await neighbours();
    const note = await noteBy(house, scene, scene.member, { visibility: "organisation" });
    const { groupId } = await aMargin(house, scene);
    const notReading = { groupId, chapterId: scene.chapterId };
    await expect(listWiderNotes(house.as(scene.member), notReading)).rejects.toMatchObject({ code: "not_found" });
    await expect(answerBy(house, note, beside.member)).rejects.toMatchObject({ code: "forbidden" });
    await expect(widen(beside.member, note, "organisation")).rejects.toMatchObject({ code: "not_found" });
    const crossed = { groupId: beside.groupId, annotationId: note.annotationId };
    await expect(answerBy(house, crossed, beside.member)).rejects.toMatchObject({ code: "not_found" });
  });
});
