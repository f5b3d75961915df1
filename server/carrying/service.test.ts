// The repair desk through the real gate: what waits there for whom, what is settled, and how it is taken back.
import { and, eq, like, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { annotations, carryings } from "#db/schema/annotations.ts";
import { groups } from "#db/schema/groups.ts";
import { events } from "#db/schema/streams.ts";
import type { Anchor } from "#domain/anchoring/anchor.ts";
import type { CarryState } from "#domain/anchoring/carrying.ts";
import { applyToChapter } from "#domain/live/apply.ts";
import { chapterStream } from "#domain/live/streams.ts";
import type { CarryingSettlement, Repair } from "#domain/shapes/carrying.ts";
import { adoptEdition } from "../adoption/service.ts";
import { listAnnotations } from "../annotations/queries.ts";
import { addAnnotation, removeAnnotation } from "../annotations/service.ts";
import type { Actor } from "../context.ts";
import { expectConverges } from "../testing/convergence.ts";
import { aCorrection, type Correction } from "../testing/corrections.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { getEditionNews, listRepairs } from "./queries.ts";
import { settleCarrying, settleChapter, undoCarrying, undoChapter } from "./service.ts";

const lines = Array.from({ length: 6 }, (_, index) => `Line ${index} of the old text has words of its own number ${index}.`);
const kept = "This line stands in both of them, and nobody has touched it.";

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
let corrected: Correction;
let outsider: Actor;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  scene = await aGroup(house);
  outsider = await aPerson(house, "Another Member");
  await joins(house, scene.groupId, outsider);
  book = await aBook(house, scene.branchId, scene.groupId, [[kept, ...lines]]);
  corrected = await aCorrection(house, scene.branchId, book.bookId, [
    [kept, "Something else altogether was put here."],
    ["A chapter that is new, with a line of its own."],
  ]);
});
afterAll(() => house.close());

const old = () => book.chapterIds[0] ?? "";
const now = () => corrected.chapterIds[0] ?? "";

interface Way {
  state: CarryState;
  by?: Actor;
  score?: number;
}
/** Notes that came over to the corrected text so; what the server thought of each is what the test says. Gives their ids. */
async function carriedNotes(...all: Way[]): Promise<string[]> {
  const [from, to] = [await anchorOf(house, old(), "words of its own number 3"), await anchorOf(house, now(), "touched it")];
  const written = all.map((way) => ({ ...way, noteId: id() }));
  for (const { noteId, by = scene.member } of written) {
    const note = { groupId: scene.groupId, chapterId: old(), kind: "remark", anchor: from, body: "Why?" } as const;
    await addAnnotation(house.as(by), { id: id(), annotationId: noteId, ...note });
  }
  await adoptEdition(house.as(scene.host), { id: id(), groupId: scene.groupId, editionId: corrected.editionId });
  for (const { noteId, state, score = 0.7 } of written) {
    const places = [{ chapterId: now(), anchor: to, score }];
    const ofNote = and(eq(carryings.groupId, scene.groupId), eq(carryings.annotationId, noteId));
    await house.house.db.update(carryings).set({ state, score, places }).where(ofNote);
    if (state === "orphan") continue;
    await house.house.db
      .update(annotations)
      .set({ chapterId: now(), anchor: to, carried: { state, edition: 1 } })
      .where(and(eq(annotations.groupId, scene.groupId), eq(annotations.id, noteId)));
  }
  return written.map(({ noteId }) => noteId);
}
async function aCarriedNote(state: CarryState): Promise<string> {
  return (await carriedNotes({ state }))[0] ?? "";
}
async function stored(noteId: string) {
  const [row] = await house.house.db
    .select()
    .from(annotations)
    .where(and(eq(annotations.groupId, scene.groupId), eq(annotations.id, noteId)));
  return row;
}
type How = { how: "accepted" } | { how: "left" } | { how: "moved"; chapterId: string; anchor: Anchor };
const settle = (noteId: string, how: How, by = scene.member) =>
  settleCarrying(house.as(by), { id: id(), groupId: scene.groupId, annotationId: noteId, ...how } as CarryingSettlement);
const undo = (noteId: string, by = scene.member) =>
  undoCarrying(house.as(by), { id: id(), groupId: scene.groupId, annotationId: noteId });
const desk = (by: Actor) => listRepairs(house.as(by), scene);
const ids = (repairs: Repair[]) => repairs.map(({ annotation }) => annotation.id);

describe("what waits", () => {
  test("is there for its author and the hosts, with the words then and now; for nobody else", async () => {
    const noteId = await aCarriedNote("check");
    for (const by of [scene.member, scene.host]) {
      const { waiting, total, edition } = await desk(by);
      expect([ids(waiting), total, edition]).toEqual([[noteId], 1, { before: 1, now: 2 }]);
      expect(waiting[0]).toMatchObject({
        was: { chapter: { id: old() }, number: 5, quote: "words of its own number 3", before: "Line 3 of the old text has " },
        now: { chapter: { id: now() }, number: 1, quote: "touched it", after: "." },
        places: [{ quote: "touched it", score: expect.closeTo(0.7) }],
      });
    }
    expect(await desk(outsider)).toMatchObject({ waiting: [], total: 0 });
    expect(await getEditionNews(house.as(outsider), scene)).toMatchObject({ carried: { check: 1 }, waiting: 0 });
  });

  test("comes with the most doubtful first, and certain notes are not in it", async () => {
    const [, likely, doubtful] = await carriedNotes(
      { state: "certain", score: 1 },
      { state: "check", score: 0.8 },
      { state: "orphan", score: 0.1 },
    );
    expect(ids((await desk(scene.member)).waiting)).toEqual([doubtful, likely]);
  });

  test("of a note for its author alone is not even counted for a host", async () => {
    const noteId = await aCarriedNote("check");
    await house.house.db.update(annotations).set({ visibility: "me" }).where(eq(annotations.id, noteId));
    expect(await desk(scene.host)).toMatchObject({ waiting: [], total: 0 });
    const news = await getEditionNews(house.as(scene.host), scene);
    expect([news?.carried, news?.waiting]).toEqual([undefined, 0]);
    await expect(settle(noteId, { how: "accepted" }, scene.host)).rejects.toMatchObject({ code: "not_found" });
  });

  test("in a chapter that a host has not opened stays away from them while the rule is strict, and from its author never", async () => {
    const noteId = await aCarriedNote("check");
    await house.house.db.update(groups).set({ spoilers: "strict" }).where(eq(groups.id, scene.groupId));
    expect((await desk(scene.host)).total).toBe(0);
    expect(ids((await desk(scene.member)).waiting)).toEqual([noteId]);
  });
});

describe("a note", () => {
  const converges = (chapterId: string, act: () => Promise<unknown>) =>
    expectConverges(
      house,
      chapterStream(scene.groupId, chapterId),
      () => listAnnotations(house.as(scene.member), { groupId: scene.groupId, chapterId }),
      applyToChapter,
      act,
    );

  test("that is accepted is beyond doubt, and waits no longer", async () => {
    const noteId = await aCarriedNote("check");
    await converges(now(), () => settle(noteId, { how: "accepted" }));
    expect(await stored(noteId)).toMatchObject({ chapterId: now(), carried: { state: "certain", edition: 1 } });
    const { waiting, settled } = await desk(scene.member);
    expect([waiting, ids(settled), settled[0]?.settled]).toEqual([[], [noteId], "accepted"]);
  });

  test("that is moved stands where it was put, which every reader of the chapter hears", async () => {
    const noteId = await aCarriedNote("orphan");
    const anchor = await anchorOf(house, now(), "Something else");
    await converges(now(), () => settle(noteId, { how: "moved", chapterId: now(), anchor }));
    expect(await stored(noteId)).toMatchObject({ chapterId: now(), anchor, carried: { state: "certain", edition: 1 } });
    await converges(old(), () => undo(noteId));
  });

  test("is not moved to words that do not stand there, nor to another text", async () => {
    const noteId = await aCarriedNote("orphan");
    const anchor = await anchorOf(house, old(), "Line 1 of the old");
    for (const chapterId of [now(), old()])
      await expect(settle(noteId, { how: "moved", chapterId, anchor })).rejects.toMatchObject({ reason: "anchor_moved" });
    await expect(settle(noteId, { how: "accepted" })).rejects.toMatchObject({ reason: "carrying_no_place" });
    expect((await desk(scene.member)).total).toBe(1);
  });

  test("that is left goes back to the text it was written on, and stays there when the group goes on", async () => {
    const noteId = await aCarriedNote("check");
    const anchor = await anchorOf(house, old(), "words of its own number 3");
    await converges(old(), () => settle(noteId, { how: "left" }));
    expect(await stored(noteId)).toMatchObject({ chapterId: old(), anchor, carried: null });
    const third = await aCorrection(house, scene.branchId, book.bookId, [[kept, ...lines]]);
    await adoptEdition(house.as(scene.host), { id: id(), groupId: scene.groupId, editionId: third.editionId });
    expect(await stored(noteId)).toMatchObject({ chapterId: old() });
  });

  test.each([
    { state: "check", how: "accepted" },
    { state: "check", how: "left" },
    { state: "check", how: "moved" },
    { state: "orphan", how: "left" },
    { state: "orphan", how: "moved" },
  ] as const)(
    "($state) that was $how stands again as it did, and waits again, when that is taken back",
    async ({ state, how }) => {
      const noteId = await aCarriedNote(state);
      const before = await stored(noteId);
      const anchor = await anchorOf(house, now(), "Something else");
      await settle(noteId, how === "moved" ? { how, chapterId: now(), anchor } : { how });
      await undo(noteId, scene.host);
      await undo(noteId);
      expect(await stored(noteId)).toEqual(before);
      expect(ids((await desk(scene.member)).waiting)).toEqual([noteId]);
    },
  );

  test("that was put into one chapter after the other leaves its words in none of them when it is removed", async () => {
    const noteId = await aCarriedNote("orphan");
    const elsewhere = corrected.chapterIds[1] ?? "";
    const change = { id: id(), groupId: scene.groupId, annotationId: noteId };
    await settle(noteId, { how: "moved", chapterId: elsewhere, anchor: await anchorOf(house, elsewhere, "a line of its own") });
    await settle(noteId, { how: "moved", chapterId: now(), anchor: await anchorOf(house, now(), "Something else") });
    const told = () =>
      house.house.db
        .select()
        .from(events)
        .where(like(sql`${events.event}::text`, `%${noteId}%Why?%`));
    expect(await told()).not.toEqual([]);
    await removeAnnotation(house.as(scene.member), change);
    expect(await told()).toEqual([]);
  });

  test("is settled by its author and by hosts, and by nobody else", async () => {
    const noteId = await aCarriedNote("check");
    await expect(settle(noteId, { how: "left" }, outsider)).rejects.toMatchObject({ code: "forbidden" });
    await settle(noteId, { how: "accepted" }, scene.host);
    await settle(noteId, { how: "left" });
    expect((await stored(noteId))?.chapterId).toBe(old());
  });
});

describe("a whole chapter", () => {
  test("is accepted at once, and taken back at once; what was settled before stays settled", async () => {
    const [before = "", one = "", other = "", orphan = ""] = await carriedNotes(
      { state: "check" },
      { state: "check" },
      { state: "check", by: scene.host },
      { state: "orphan" },
    );
    await settle(before, { how: "accepted" }, scene.host);
    const command = { groupId: scene.groupId, chapterId: now() };
    const { settled, at } = await settleChapter(house.as(scene.host), { id: id(), ...command });
    expect(settled).toBe(2);
    expect(ids((await desk(scene.host)).waiting)).toEqual([orphan]);
    for (const noteId of [one, other]) expect((await stored(noteId))?.carried).toEqual({ state: "certain", edition: 1 });
    expect(await undoChapter(house.as(scene.host), { id: id(), ...command, at })).toEqual({ settled: 2 });
    expect((await desk(scene.host)).total).toBe(3);
    for (const noteId of [one, other]) expect((await stored(noteId))?.carried).toEqual({ state: "check", edition: 1 });
  });

  test("by a member is their own notes alone", async () => {
    const [, mine = ""] = await carriedNotes({ state: "check", by: scene.host }, { state: "check" });
    const command = { groupId: scene.groupId, chapterId: now() };
    expect((await settleChapter(house.as(scene.member), { id: id(), ...command })).settled).toBe(1);
    expect((await stored(mine))?.carried).toEqual({ state: "certain", edition: 1 });
    expect((await desk(scene.host)).total).toBe(1);
  });
});

test("a scribe clears a hundred doubtful notes one after the other, in the order of their doubt", async () => {
  const some = Array.from({ length: 100 }, (_, at) => ({
    state: at % 3 ? ("check" as const) : ("orphan" as const),
    score: ((at * 37) % 100) / 100,
  }));
  await carriedNotes(...some);
  const anchor = await anchorOf(house, now(), "Something else");
  const seen: number[] = [];
  for (let left = await desk(scene.host); left.total > 0; left = await desk(scene.host)) {
    expect(left.total).toBe(100 - seen.length);
    for (const { annotation, state, score } of left.waiting.slice(0, 10)) {
      seen.push(score);
      const how: How = state === "check" ? { how: "accepted" } : { how: "moved", chapterId: now(), anchor };
      await settle(annotation.id, how, scene.host);
    }
  }
  expect(seen).toHaveLength(100);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  const { state } = await listAnnotations(house.as(scene.member), { groupId: scene.groupId, chapterId: now() });
  expect(state.filter(({ carried }) => carried?.state === "certain")).toHaveLength(100);
});
