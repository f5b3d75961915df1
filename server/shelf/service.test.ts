// What keepers do with the books of a shelf, through the real gate on a real database with three levels of branches and one beside them.
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { annotations, questionSteps, reactions, replies } from "#db/schema/annotations.ts";
import { books, chapters, editions, images, imports } from "#db/schema/books.ts";
import { branches } from "#db/schema/branches.ts";
import { declaredReads, groupBooks, groups, memberships, openedChapters, places } from "#db/schema/groups.ts";
import { type Sharing, sharings } from "#domain/shapes/book.ts";
import { addAnnotation, addReply, removeAnnotation, removeReply, seeMargin } from "../annotations/service.ts";
import { getChapter, getImage, listBooks, listOffers } from "../books/queries.ts";
import { chooseBook, keepPlace } from "../books/service.ts";
import { getBranch } from "../branches/queries.ts";
import type { Actor } from "../context.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aBranch, aGroup, aPerson, type BookScene, type GroupScene, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { checkRemoval, getBook } from "./queries.ts";
import { archiveBook, forgetRemovedFiles, removeBook, restoreBook, shareBook, shareBookWidely, stateRights } from "./service.ts";

let house: TestHouse;
/** The organisation, a region of it, a town in the region, and another region: each with a reading group. */
let top: GroupScene;
let region: GroupScene;
let town: GroupScene;
let beside: GroupScene;
let book: BookScene;
const named = async (scene: GroupScene, branch: string, group: string) => {
  await house.house.db.update(branches).set({ name: branch }).where(eq(branches.id, scene.branchId));
  await house.house.db.update(groups).set({ name: group }).where(eq(groups.id, scene.groupId));
  return scene;
};
beforeAll(async () => {
  house = await openTestHouse();
  top = await named(await aGroup(house), "Union", "Union Circle");
  region = await named(await aGroup(house, await aBranch(house, top.branchId)), "North", "Thursday Circle");
  town = await named(await aGroup(house, await aBranch(house, region.branchId)), "Harbour Town", "Night Shift");
  beside = await named(await aGroup(house, await aBranch(house, top.branchId)), "South", "South Circle");
});
beforeEach(async () => {
  book = await aBook(house, region.branchId);
});
afterAll(() => house.close());

const of = (scene: GroupScene = region) => ({ id: id(), branchId: scene.branchId, bookId: book.bookId });
const share = (sharing: Sharing, by: Actor = top.steward) =>
  sharing === "organisation" ? shareBookWidely(house.as(by), of()) : shareBook(house.as(by), { ...of(), sharing });
const archive = (by: Actor = region.host) => archiveBook(house.as(by), of());
const remove = (by: Actor = region.steward) => removeBook(house.as(by), of());
const choose = (scene: GroupScene, { bookId }: BookScene = book) =>
  chooseBook(house.as(scene.host), { id: id(), groupId: scene.groupId, bookId });
const isListed = async (scene: GroupScene) =>
  (await listBooks(house.as(scene.member), scene)).some((one) => one.id === book.bookId);
const page = (scene: GroupScene, by: Actor = scene.member) => getBook(house.as(by), { ...of(scene) });
const shelfBook = async (scene: GroupScene = region) =>
  (await listBooks(house.as(scene.member), scene)).find((one) => one.id === book.bookId);
async function aNote(scene: GroupScene, by: Actor = scene.member): Promise<{ groupId: string; annotationId: string }> {
  const chapterId = book.chapterIds[0] ?? "";
  const anchor = await anchorOf(house, chapterId, "one leaf");
  const annotationId = id();
  const { groupId } = scene;
  await addAnnotation(house.as(by), { id: id(), annotationId, groupId, chapterId, kind: "remark", anchor, body: "Why one?" });
  return { groupId, annotationId };
}

describe("rights", () => {
  const state = (by: Actor, change: object = {}) =>
    stateRights(house.as(by), {
      ...of(),
      editionId: book.editionId,
      rights: "copies",
      ground: "Bought in May",
      copies: 2,
      ...change,
    });

  test("of a book from before are not stated, and what a keeper states later is what everybody finds", async () => {
    expect((await shelfBook())?.rights).toEqual({ kind: "unstated", ground: "" });
    await state(region.host);
    expect((await shelfBook())?.rights).toEqual({ kind: "copies", ground: "Bought in May", copies: 2 });
    await state(region.steward, { rights: "public_domain", ground: "Died in 1911", copies: undefined });
    expect((await page(region)).editions.map((edition) => edition.rights)).toEqual([
      { kind: "public_domain", ground: "Died in 1911" },
    ]);
  });

  test("are stated by the keepers of the branch whose book it is, for an edition of that book", async () => {
    await share("organisation");
    await expect(state(region.member)).rejects.toMatchObject({ code: "forbidden" });
    await expect(state(beside.steward)).rejects.toMatchObject({ code: "not_found" });
    await expect(state(beside.steward, of(beside))).rejects.toMatchObject({ code: "not_found" });
    const other = await aBook(house, region.branchId);
    await expect(state(region.host, { editionId: other.editionId })).rejects.toMatchObject({ code: "not_found" });
    expect((await shelfBook())?.rights.kind).toBe("unstated");
  });

  test("who brought an edition in and its file are told in its branch, and nowhere else", async () => {
    await house.house.db.update(editions).set({ broughtBy: region.host.personId }).where(eq(editions.id, book.editionId));
    await share("below");
    expect((await page(region)).editions[0]).toMatchObject({ broughtBy: region.host.name, fileName: "small.epub" });
    const seen = (await page(town)).editions[0];
    expect([seen?.broughtBy, seen?.fileName, seen?.number]).toEqual([undefined, undefined, 1]);
  });
});

describe("readers", () => {
  test("are counted once each, whoever is in two groups, and without those who left", async () => {
    const twice = await aPerson(house);
    const second = await aGroup(house, region);
    await joins(house, region.groupId, twice);
    await joins(house, second.groupId, twice);
    await joins(house, second.groupId, await aPerson(house), "member", new Date());
    expect((await shelfBook())?.readers).toBe(0);
    await choose(region);
    const first = await house.house.db.$count(memberships, sql`group_id = ${region.groupId} and removed_at is null`);
    expect((await shelfBook())?.readers).toBe(first);
    await choose(second);
    expect((await shelfBook())?.readers).toBe(first + 2);
    await share("below");
    await choose(town);
    expect((await page(region)).editions[0]?.readers).toBe(first + 4);
  });

  test("of a group that reads another book now still count: its members can open the text", async () => {
    await choose(region);
    const before = (await shelfBook())?.readers;
    await choose(region, await aBook(house, region.branchId));
    expect((await shelfBook())?.readers).toBe(before);
    const [chapterId = ""] = book.chapterIds;
    expect((await getChapter(house.as(region.member), { ...region, chapterId })).book.id).toBe(book.bookId);
  });

  test("a host is told how many there would be, before choosing", async () => {
    await share("below");
    await choose(region);
    const now = (await shelfBook())?.readers ?? 0;
    const offer = async () => (await listOffers(house.as(town.host), town)).find((one) => one.id === book.bookId);
    expect(await offer()).toMatchObject({ readers: now, readersThen: now + 2 });
    await choose(town);
    expect(await offer()).toMatchObject({ readers: now + 2, readersThen: now + 2 });
  });
});

describe("sharing", () => {
  const reaches: Record<Sharing, GroupScene["branchId"][]> = { branch: [], below: [], organisation: [] };
  beforeAll(() => {
    reaches.branch = [region.branchId];
    reaches.below = [region.branchId, town.branchId];
    reaches.organisation = [top.branchId, region.branchId, town.branchId, beside.branchId];
  });

  test("shelf, choice, page and pictures always agree on who finds a book, in whatever order it is shared and archived", async () => {
    const name = await house.house.files.put(new TextEncoder().encode("a picture"), ".png");
    const lone = await aBook(house, region.branchId);
    book = lone;
    await house.house.db.insert(images).values({ editionId: lone.editionId, name, type: "image/png" });
    const yes = async (attempt: Promise<unknown>) =>
      attempt.then(
        () => true,
        () => false,
      );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sharings), fc.boolean(), async (sharing, archived) => {
        await share(sharing);
        await (archived ? archiveBook : restoreBook)(house.as(region.host), of());
        for (const scene of [top, region, town, beside]) {
          const expected = !archived && reaches[sharing].includes(scene.branchId);
          expect(await isListed(scene)).toBe(expected);
          const offers = await listOffers(house.as(scene.host), scene);
          expect(offers.some((one) => one.id === book.bookId)).toBe(expected);
          const own = scene === region;
          expect(await yes(page(scene))).toBe(expected || own);
          expect(await yes(getImage(house.as(scene.member), { editionId: lone.editionId, name }))).toBe(expected || own);
        }
        const outside = await aPerson(house);
        expect(await yes(getImage(house.as(outside), { editionId: lone.editionId, name }))).toBe(false);
      }),
      { numRuns: 8 },
    );
  });

  test("what is shared stands after the branch’s own books and says where it comes from", async () => {
    await share("below");
    const own = await aBook(house, town.branchId);
    const shelf = await listBooks(house.as(town.member), town);
    expect(shelf[0]).toMatchObject({ id: own.bookId, owner: { name: "Harbour Town" } });
    expect(shelf.find((one) => one.id === book.bookId)).toMatchObject({ owner: { name: "North" }, sharing: "below" });
  });

  test("with the branches below is for a steward of the branch or above; with everybody for one of the top branch alone", async () => {
    await expect(share("below", region.host)).rejects.toMatchObject({ code: "forbidden" });
    await expect(share("below", town.steward)).rejects.toMatchObject({ code: "not_found" });
    await expect(share("organisation", region.steward)).rejects.toMatchObject({ code: "forbidden" });
    await share("below", region.steward);
    await share("organisation", top.steward);
    expect(await isListed(beside)).toBe(true);
    await share("branch", region.steward);
    expect(await isListed(beside)).toBe(false);
    expect((await page(region, region.steward)).may).toEqual({ keep: true, share: true, shareWidely: false });
    expect((await page(region, region.host)).may).toEqual({ keep: true, share: false, shareWidely: false });
    expect((await page(region, top.steward)).may).toEqual({ keep: true, share: true, shareWidely: true });
  });

  test("who may only use a shared book cannot change it", async () => {
    await share("organisation");
    const { may } = await page(beside, beside.steward);
    expect(may).toEqual({ keep: false, share: false, shareWidely: false });
    for (const change of [archiveBook, restoreBook, removeBook, shareBookWidely])
      await expect(change(house.as(beside.steward), of(beside))).rejects.toMatchObject({
        code: change === shareBookWidely ? "forbidden" : "not_found",
      });
  });

  test("withdrawn says who reads on; they do, with its pictures, and cannot choose it anew", async () => {
    const name = await house.house.files.put(new TextEncoder().encode("another picture"), ".png");
    await house.house.db.insert(images).values({ editionId: book.editionId, name, type: "image/png" });
    await share("organisation");
    for (const scene of [region, town, beside]) await choose(scene);
    const { readOn } = await share("branch", region.steward);
    expect(readOn).toEqual([
      { name: "Night Shift", branch: "Harbour Town", edition: 1, readsOn: true },
      { branch: "South", edition: 1, readsOn: true },
    ]);
    const [chapterId = ""] = book.chapterIds;
    expect((await getChapter(house.as(beside.member), { ...beside, chapterId })).passages).toHaveLength(2);
    expect((await getImage(house.as(beside.member), { editionId: book.editionId, name })).type).toBe("image/png");
    await expect(choose(beside)).rejects.toMatchObject({ code: "not_found" });
    const outsider = await aGroup(house, beside);
    await expect(getImage(house.as(outsider.member), { editionId: book.editionId, name })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("withdrawn at the moment somebody chooses: they read on or were too late, and all agree on it", async () => {
    for (let round = 0; round < 10; round++) {
      book = await aBook(house, region.branchId);
      await share("below");
      const [chosen, withdrawn] = await Promise.allSettled([choose(town), share("branch")]);
      expect(withdrawn.status).toBe("fulfilled");
      if (chosen.status === "rejected") expect(chosen.reason).toMatchObject({ code: "not_found" });
      const reading = (await page(region, region.steward)).groups.map((group) => [group.name, group.readsOn]);
      expect(reading).toEqual(chosen.status === "fulfilled" ? [["Night Shift", true]] : []);
    }
  });

  test("groups of branches that one does not belong to have no name", async () => {
    await share("organisation");
    for (const scene of [region, town, beside]) await choose(scene);
    const seenBy = async (scene: GroupScene, by: Actor) =>
      (await page(scene, by)).groups.map(({ name, branch }) => name ?? `one of ${branch}`);
    expect(await seenBy(region, region.member)).toEqual(["Thursday Circle", "one of Harbour Town", "one of South"]);
    expect(await seenBy(region, region.steward)).toEqual(["Night Shift", "Thursday Circle", "one of South"]);
    expect(await seenBy(beside, beside.member)).toEqual(["South Circle", "one of Harbour Town", "one of North"]);
    expect(await seenBy(top, top.steward)).toEqual(["Night Shift", "South Circle", "Thursday Circle"]);
  });
});

describe("the archive", () => {
  test("takes a book off the shelf and out of choice; who reads it goes on; and it comes back", async () => {
    await choose(region);
    const second = await aGroup(house, region);
    await archive();
    await archive();
    expect(await isListed(region)).toBe(false);
    await expect(choose(second)).rejects.toMatchObject({ code: "not_found" });
    const [chapterId = ""] = book.chapterIds;
    expect((await getChapter(house.as(region.member), { ...region, chapterId })).book.id).toBe(book.bookId);
    await restoreBook(house.as(region.host), of());
    expect(await isListed(region)).toBe(true);
  });

  test("is listed for those who keep the shelf alone", async () => {
    await archive();
    const listed = async (by: Actor) => (await getBranch(house.as(by), region)).archived.some((one) => one.id === book.bookId);
    expect([await listed(region.host), await listed(region.steward), await listed(region.member)]).toEqual([true, true, false]);
  });
});

describe("removal", () => {
  const answerOf = (asked: Promise<unknown>): Promise<string> =>
    asked.then(
      () => "removed",
      (fault: { reason: string; values: { uses?: string } }) => fault.values.uses ?? fault.reason,
    );
  /** What removing is answered with, and looking before it just the same. */
  async function refusal(): Promise<string> {
    const looked = await answerOf(checkRemoval(house.as(region.steward), { branchId: region.branchId, bookId: book.bookId }));
    expect(await answerOf(remove())).toBe(looked);
    return looked;
  }
  /** Every table that names a book, a text or a person's place in it, and how many rows each has. */
  async function rowCounts(): Promise<Record<string, number>> {
    const tables = [
      "books",
      "editions",
      "chapters",
      "passages",
      "images",
      "group_books",
      "annotations",
      "replies",
      "reactions",
      "wordings",
      "question_steps",
      "carryings",
      "places",
      "declared_reads",
      "opened_chapters",
    ];
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const { rows } = await house.house.db.execute<{ count: number }>(
        sql`select count(*)::int as count from ${sql.identifier(table)}`,
      );
      counts[table] = rows[0]?.count ?? -1;
    }
    return counts;
  }

  test("needs the archive first", async () => {
    expect(await refusal()).toBe("book_not_archived");
    await archive();
    expect(await refusal()).toBe("removed");
    expect(await refusal()).toBe("not_found");
  });

  test("is refused while anybody uses the book, and says who and how, by name only where the asker knows it", async () => {
    await share("organisation");
    await choose(region);
    await choose(town);
    await choose(beside);
    const note = await aNote(town);
    await addReply(house.as(town.host), { id: id(), replyId: id(), ...note, body: "Indeed" });
    await aNote(region);
    await aNote(beside);
    const other = await aBook(house, region.branchId);
    await share("organisation");
    await archive();
    expect(await refusal()).toBe(
      "Night Shift reads it and has 2 notes in it; Thursday Circle reads it and has 1 note in it; 1 reading group of another branch reads it",
    );
    await house.house.db.update(groupBooks).set({ endedAt: new Date() }).where(eq(groupBooks.bookId, book.bookId));
    expect(await refusal()).toBe(
      "Night Shift has 2 notes in it; Thursday Circle has 1 note in it; 1 reading group of another branch has notes in it",
    );
    expect((await house.house.db.select().from(books).where(eq(books.id, book.bookId))).length).toBe(1);
    expect(other.bookId).not.toBe(book.bookId);
  });

  test("is refused for the places of members, and not for those of people who left", async () => {
    await choose(region);
    const leaver = await aPerson(house);
    const membershipId = await joins(house, region.groupId, leaver);
    const [chapterId = ""] = book.chapterIds;
    await keepPlace(house.as(leaver), { groupId: region.groupId, chapterId, number: 2 });
    await house.house.db.insert(declaredReads).values({ groupId: region.groupId, personId: leaver.personId, chapterId });
    await choose(region, await aBook(house, region.branchId));
    await archive();
    expect(await refusal()).toBe("members of Thursday Circle keep their places in it");
    await house.house.db.update(memberships).set({ removedAt: new Date() }).where(eq(memberships.id, membershipId));
    expect(await refusal()).toBe("removed");
    for (const kept of [places, openedChapters])
      expect(await house.house.db.$count(kept, eq(kept.personId, leaver.personId))).toBe(0);
  });

  test("is refused while a corrected text of the book is being imported", async () => {
    await archive();
    await correct(book);
    const importId = id();
    await house.house.db.insert(imports).values({
      ...{ id: importId, branchId: region.branchId, personId: region.host.personId, fileName: "b.epub" },
      ...{ fileHash: "1".repeat(64), state: "review", ofBookId: book.bookId },
    });
    expect(await refusal()).toBe("a corrected text of it is being imported");
    await house.house.db.update(imports).set({ state: "refused" }).where(eq(imports.id, importId));
    expect(await refusal()).toBe("removed");
  });

  /** Gives a book a corrected edition, chapter for chapter. */
  async function correct(earlier: BookScene): Promise<void> {
    const { db } = house.house;
    const later = await aBook(house, region.branchId);
    const edition = { bookId: earlier.bookId, number: 2, followsId: earlier.editionId };
    await db.update(editions).set(edition).where(eq(editions.id, later.editionId));
    await db.delete(books).where(eq(books.id, later.bookId));
    for (const [at, chapterId] of later.chapterIds.entries())
      await db.update(chapters).set({ followsId: earlier.chapterIds[at] }).where(eq(chapters.id, chapterId));
  }

  test("leaves nothing behind: no row, no event of its margins, no file that only it needed", async () => {
    const put = (text: string) => house.house.files.put(new TextEncoder().encode(text), ".png");
    const before = await rowCounts();
    const kept = await aBook(house, region.branchId);
    book = await aBook(house, region.branchId);
    const [mine, shared, uploaded, waited] = [
      await put(`mine ${book.bookId}`),
      await put(`shared ${book.bookId}`),
      await put(`file ${book.bookId}`),
      await put(`waited for ${book.bookId}`),
    ];
    const { editionId } = book;
    await house.house.db.update(editions).set({ fileHash: uploaded, cover: mine }).where(eq(editions.id, editionId));
    await house.house.db.insert(images).values([
      { editionId, name: mine, type: "image/png" },
      { editionId, name: shared, type: "image/png" },
      { editionId: kept.editionId, name: shared, type: "image/png" },
    ]);
    const importId = id();
    await house.house.db.insert(imports).values({
      ...{ id: importId, branchId: region.branchId, personId: region.host.personId, fileName: "b.epub" },
      ...{ fileHash: uploaded, state: "done", bookId: book.bookId },
    });
    await choose(region);
    const { groupId, annotationId } = await aNote(region);
    const replyId = id();
    await addReply(house.as(region.host), { id: id(), groupId, annotationId, replyId, body: "Indeed" });
    const hanging = { groupId, annotationId, memberId: region.hostId };
    await house.house.db.insert(reactions).values({ ...hanging, reaction: "unclear" });
    await house.house.db.insert(questionSteps).values({ ...hanging, number: 1, state: "open", at: new Date() });
    const chapterId = book.chapterIds[0] ?? "";
    await seeMargin(house.as(region.host), { groupId, chapterId, to: new Date().toISOString() });
    await removeReply(house.as(region.host), { id: id(), groupId, replyId });
    await removeAnnotation(house.as(region.member), { id: id(), groupId, annotationId });
    await choose(region, kept);
    await archive();
    await remove();
    const after = await rowCounts();
    await house.house.db.delete(groupBooks).where(eq(groupBooks.bookId, kept.bookId));
    expect(after).toEqual({
      ...before,
      ...{ books: (before.books ?? 0) + 1, editions: (before.editions ?? 0) + 1, images: (before.images ?? 0) + 1 },
      ...{
        chapters: (before.chapters ?? 0) + 2,
        passages: (before.passages ?? 0) + 3,
        group_books: (before.group_books ?? 0) + 1,
      },
    });
    const { rows } = await house.house.db.execute(sql`select 1 from events where event::text like ${`%${annotationId}%`}`);
    expect(rows).toEqual([]);
    const [ended] = await house.house.db.select().from(imports).where(eq(imports.id, importId));
    expect(ended?.bookId).toBeNull();
    const isThere = async (name: string) => (await house.house.files.read(name)) !== undefined;
    expect([await isThere(mine), await isThere(uploaded), await isThere(shared), await isThere(waited)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test("keeps the file and the pictures that an import which waits for its review needs, until it is thrown away", async () => {
    const { files, db } = house.house;
    const put = (text: string) => files.put(new TextEncoder().encode(text), ".png");
    const [uploaded, picture] = [await put(`again ${book.bookId}`), await put(`drawn ${book.bookId}`)];
    await db.update(editions).set({ fileHash: uploaded }).where(eq(editions.id, book.editionId));
    await db.insert(images).values({ editionId: book.editionId, name: picture, type: "image/png" });
    const head = JSON.stringify({ pictures: [{ name: picture, type: "image/png" }] });
    const draftHash = await files.put(new TextEncoder().encode(`${head}\n`), ".jsonl");
    const importId = id();
    await db.insert(imports).values({
      ...{ id: importId, branchId: beside.branchId, personId: beside.host.personId, fileName: "b.epub" },
      ...{ fileHash: uploaded, draftHash, state: "review" },
    });
    await archive();
    await remove();
    const areThere = async () => [uploaded, picture].map(async (name) => (await files.read(name)) !== undefined);
    expect(await Promise.all(await areThere())).toEqual([true, true]);
    await db.update(imports).set({ state: "refused", draftHash: null }).where(eq(imports.id, importId));
    await forgetRemovedFiles(house.house);
    expect(await Promise.all(await areThere())).toEqual([false, false]);
  });

  test("sent twice is one removal and the same answer", async () => {
    await archive();
    const once = of();
    for (const _time of [1, 2]) expect(await removeBook(house.as(region.steward), once)).toEqual({});
  });

  test("when a book is chosen, archived and removed at the same moment, no group ever reads a book that is gone", async () => {
    for (let round = 0; round < 20; round++) {
      book = await aBook(house, region.branchId, undefined, [["One leaf."]]);
      const away = archive().then(() => remove());
      const both = round % 2 ? [choose(region), away] : [away, choose(region)];
      const settled = await Promise.allSettled(both);
      const [chosen, removed] = round % 2 ? settled : [settled[1], settled[0]];
      expect(["fulfilled rejected", "rejected fulfilled"]).toContain(`${chosen?.status} ${removed?.status}`);
      if (chosen?.status === "rejected") expect(chosen.reason).toMatchObject({ code: "not_found" });
      if (removed?.status === "rejected") expect(removed.reason).toMatchObject({ reason: "book_in_use" });
    }
  });

  test("when somebody writes at the same moment, there is the note with its book, or neither", async () => {
    for (let round = 0; round < 10; round++) {
      book = await aBook(house, region.branchId, undefined, [["To begin, one leaf."]]);
      await choose(region);
      await choose(region, await aBook(house, region.branchId));
      await archive();
      const [noted, removed] = await Promise.allSettled([aNote(region), remove()]);
      expect(["fulfilled rejected", "rejected fulfilled"]).toContain(`${noted.status} ${removed.status}`);
      const there = await house.house.db.$count(books, eq(books.id, book.bookId));
      const notes = await house.house.db.$count(annotations, sql`chapter_id = ${book.chapterIds[0]}`);
      expect([there, notes]).toEqual(noted.status === "fulfilled" ? [1, 1] : [0, 0]);
    }
    expect(await house.house.db.$count(replies, sql`annotation_id not in (select id from annotations)`)).toBe(0);
  });
});
