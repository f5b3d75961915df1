// What a group reads and where a reader is, through the real gate on a real database.
import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { books, editions } from "#db/schema/books.ts";
import { groupBooks, places } from "#db/schema/groups.ts";
import { commands, events } from "#db/schema/streams.ts";
import { applyToGroup } from "#domain/live/apply.ts";
import { groupStream } from "#domain/live/streams.ts";
import { listAnnotations } from "../annotations/queries.ts";
import { addAnnotation } from "../annotations/service.ts";
import type { Actor } from "../context.ts";
import { getGroup } from "../groups/queries.ts";
import { expectConverges } from "../testing/convergence.ts";
import { aCorrection } from "../testing/corrections.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aBranch, aGroup, aPerson, type BookScene, type GroupScene, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { getChapter, listBooks } from "./queries.ts";
import { chooseBook, keepPlace } from "./service.ts";

let house: TestHouse;
let branch: Awaited<ReturnType<typeof aBranch>>;
let scene: GroupScene;
let first: BookScene;
let second: BookScene;
beforeAll(async () => {
  house = await openTestHouse();
  branch = await aBranch(house);
});
beforeEach(async () => {
  scene = await aGroup(house, branch);
  first = await aBook(house, scene.branchId);
  second = await aBook(house, scene.branchId);
});
afterAll(() => house.close());

const choose = ({ bookId }: { bookId: string }, by: Actor = scene.host, { groupId } = scene) =>
  chooseBook(house.as(by), { id: id(), groupId, bookId });
const archive = ({ bookId }: { bookId: string }) =>
  house.house.db.update(books).set({ archivedAt: new Date() }).where(eq(books.id, bookId));
const home = () => getGroup(house.as(scene.member), scene);
const converges = (act: () => Promise<unknown>) => expectConverges(house, groupStream(scene.groupId), home, applyToGroup, act);
/** The choices that have not ended. */
const reading = ({ groupId } = scene) =>
  house.house.db
    .select({ bookId: groupBooks.bookId, archivedAt: books.archivedAt })
    .from(groupBooks)
    .innerJoin(books, eq(books.id, groupBooks.bookId))
    .where(and(eq(groupBooks.groupId, groupId), isNull(groupBooks.endedAt)));

describe("choosing", () => {
  test("the book is what every member finds, with its contents, and the announced event brings the same", async () => {
    expect((await home()).state.book).toBeUndefined();
    await converges(() => choose(first));
    expect((await home()).state.book).toMatchObject({
      ...{ id: first.bookId, editionId: first.editionId, title: "A small book", authors: ["Imre Tanaka"], chapters: 2 },
      contents: first.chapterIds.map((chapterId, position) => ({ id: chapterId, position, title: `Chapter ${position + 1}` })),
    });
  });

  test("another book ends the choice before it, and the first one can be taken up again", async () => {
    await choose(first);
    for (const next of [second, first, first]) {
      await converges(() => choose(next));
      expect(await reading()).toEqual([{ bookId: next.bookId, archivedAt: null }]);
      expect((await home()).state.book?.id).toBe(next.bookId);
    }
    const all = await house.house.db.select().from(groupBooks).where(eq(groupBooks.groupId, scene.groupId));
    expect(all.map((row) => [row.bookId, row.endedAt !== null]).sort()).toEqual(
      [
        [first.bookId, false],
        [second.bookId, true],
      ].sort(),
    );
  });

  test("of a book with several editions the newest is read, the one the shelf shows", async () => {
    const { editionId } = await aBook(house, scene.branchId, undefined, [["The corrected text."]]);
    const later = { bookId: first.bookId, number: 2, createdAt: sql`now() + interval '1 second'` };
    await house.house.db.update(editions).set(later).where(eq(editions.id, editionId));
    await choose(first);
    expect((await home()).state.book).toMatchObject({ id: first.bookId, editionId, chapters: 1 });
    const shelf = await listBooks(house.as(scene.host), scene);
    expect(shelf.find((book) => book.id === first.bookId)?.editionId).toBe(editionId);
  });

  test("a book that was read before is read on in the edition where its notes are", async () => {
    await choose(first);
    await aCorrection(house, scene.branchId, first.bookId, [["The corrected text."]]);
    await choose(second);
    await choose(first);
    expect((await home()).state.book?.editionId).toBe(first.editionId);
  });

  test("a book of another branch, an archived one, or none at all is not found, and nothing is said", async () => {
    await choose(first);
    const elsewhere = await aBranch(house);
    const foreign = await aBook(house, elsewhere.branchId);
    const gone = await aBook(house, scene.branchId);
    await archive(gone);
    const before = [await home(), house.announced.length];
    for (const book of [foreign, gone, { bookId: id() }]) await expect(choose(book)).rejects.toMatchObject({ code: "not_found" });
    expect([await home(), house.announced.length]).toEqual(before);
  });

  test("only a host chooses", async () => {
    for (const [person, code] of [
      [scene.member, "forbidden"],
      [scene.steward, "forbidden"],
      [await aPerson(house), "not_found"],
      [undefined, "unauthenticated"],
    ] as const) {
      const attempt = chooseBook(house.as(person), { id: id(), groupId: scene.groupId, bookId: first.bookId });
      await expect(attempt).rejects.toMatchObject({ code });
    }
    expect(await reading()).toEqual([]);
  });

  test("notes on the book before it stay readable, and so does its text", async () => {
    await choose(first);
    const [chapterId = ""] = first.chapterIds;
    const { groupId } = scene;
    const anchor = await anchorOf(house, chapterId, "one leaf");
    const note = { id: id(), annotationId: id(), groupId, chapterId, kind: "remark", anchor, body: "Why one?" } as const;
    const kept = await addAnnotation(house.as(scene.member), note);
    await choose(second);
    await archive(first);
    expect((await listAnnotations(house.as(scene.host), { groupId, chapterId })).state).toEqual([kept]);
    const page = await getChapter(house.as(scene.host), { groupId, chapterId });
    expect([page.book.id, page.passages.map(({ text }) => text)]).toEqual([
      first.bookId,
      ["To begin, one leaf.", "A second passage follows."],
    ]);
  });

  test("of two hosts who choose at the same moment the later one’s choice stands, and stands alone", async () => {
    const other = await aPerson(house, "Second Host");
    await joins(house, scene.groupId, other, "host");
    for (let round = 0; round < 12; round++) {
      await converges(() => Promise.all([choose(first), choose(second, other)]));
      const last = house.announced.filter(({ stream }) => stream === groupStream(scene.groupId)).at(-1);
      const book = last?.event.type === "book.chosen" ? last.event.book : undefined;
      expect(await reading()).toEqual([{ bookId: book?.id, archivedAt: null }]);
    }
  });
});

describe("my place", () => {
  const keep = (chapterId: string, number: number, by: Actor = scene.member) =>
    keepPlace(house.as(by), { groupId: scene.groupId, chapterId, number });
  const placeOf = async (by: Actor, chapterId: string) =>
    (await getChapter(house.as(by), { groupId: scene.groupId, chapterId })).place;
  const rows = () => house.house.db.select().from(places).where(eq(places.groupId, scene.groupId));

  test("is kept as the newest only, one for each book", async () => {
    await choose(first);
    const [one = "", two = ""] = first.chapterIds;
    expect(await placeOf(scene.member, one)).toBeUndefined();
    for (const number of [1, 2]) await keep(one, number);
    await keep(two, 1);
    expect(await placeOf(scene.member, one)).toEqual({ chapterId: two, number: 1 });
    expect(await rows()).toHaveLength(1);
    await choose(second);
    await keep(second.chapterIds[0] ?? "", 2);
    expect(await placeOf(scene.member, second.chapterIds[1] ?? "")).toEqual({ chapterId: second.chapterIds[0], number: 2 });
    expect(await placeOf(scene.member, one)).toEqual({ chapterId: two, number: 1 });
    expect(await rows()).toHaveLength(2);
  });

  test("is seen by nobody else, and leaves neither an event nor a command behind", async () => {
    await choose(first);
    const [chapterId = ""] = first.chapterIds;
    const trace = async () => [
      await house.house.db.$count(events),
      await house.house.db.$count(commands),
      house.announced.length,
      await home(),
    ];
    const before = await trace();
    await keep(chapterId, 2);
    expect(await trace()).toEqual(before);
    expect(await placeOf(scene.host, chapterId)).toBeUndefined();
    await keep(chapterId, 1, scene.host);
    expect(await placeOf(scene.member, chapterId)).toEqual({ chapterId, number: 2 });
  });

  test("is in a book the group reads or has read; in another there is none", async () => {
    await choose(first);
    await expect(keep(second.chapterIds[0] ?? "", 1)).rejects.toMatchObject({ code: "not_found" });
    const stranger = await aPerson(house);
    await expect(keep(first.chapterIds[0] ?? "", 1, stranger)).rejects.toMatchObject({ code: "not_found" });
    expect(await rows()).toEqual([]);
  });
});
