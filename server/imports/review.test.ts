// The review before publishing: kept as it is edited, refused when it is wrong, carried out whole, and nothing left of what is thrown away.
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { books, chapters, editions, images, imports, passages } from "#db/schema/books.ts";
import { groupBooks, memberships } from "#db/schema/groups.ts";
import type { Review } from "#domain/shapes/book.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { changeChapter, mergeWithPrevious, splitAt } from "#domain/text/review.ts";
import { adoptEdition } from "../adoption/service.ts";
import { listBooks } from "../books/queries.ts";
import { chooseBook } from "../books/service.ts";
import type { Actor } from "../context.ts";
import { aDraft, aReadBook } from "../testing/drafts.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, type GroupScene } from "../testing/people.ts";
import { findChanges, getImport, getOutline, listImports, listReadPassages } from "./queries.ts";
import { cancelImport, forgetDrafts, publishImport, reviseImport } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
let look: { branchId: string; importId: string };
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  scene = await aGroup(house);
  look = await aDraft(house, scene.branchId, scene.host);
});
afterAll(() => house.close());

const db = () => house.house.db;
const asHost = () => house.as(scene.host);
const reviewOfIt = async (of = look): Promise<Review> => ({ ...(await getOutline(asHost(), of)).review, rights: "own_text" });
const publish = (review: Review, asked: { of?: typeof look; by?: Actor; id?: string; ofBookId?: string } = {}) =>
  publishImport(house.as(asked.by ?? scene.host), {
    ...{ id: asked.id ?? id(), ...(asked.of ?? look), review },
    ...(asked.ofBookId && { ofBookId: asked.ofBookId }),
  });
const stateOf = async (of = look) => (await getImport(asHost(), of)).state;
const shelf = () => listBooks(asHost(), scene);
const counts = () => Promise.all([books, editions, chapters, passages, images].map((table) => db().$count(table)));
async function textOf(editionId: string) {
  const rows = await db()
    .select({
      chapter: chapters.title,
      chapterId: chapters.id,
      id: passages.id,
      text: passages.text,
      followsId: passages.followsId,
    })
    .from(chapters)
    .innerJoin(passages, eq(passages.chapterId, chapters.id))
    .where(eq(chapters.editionId, editionId))
    .orderBy(asc(chapters.position), asc(passages.number));
  return rows;
}
const editionRow = async (editionId: string) => (await db().select().from(editions).where(eq(editions.id, editionId)))[0];

describe("what a reviewer looks at", () => {
  test("is the contents as they were read, and the books it may correct, the likely one first", async () => {
    const { bookId } = await aBook(house, scene.branchId);
    const other = await aBook(house, scene.branchId);
    await db().update(books).set({ title: "Quite another" }).where(eq(books.id, other.bookId));
    const outline = await getOutline(asHost(), look);
    expect(outline.import).toMatchObject({ id: look.importId, state: "review", format: "epub" });
    expect(outline.read).toEqual([
      { words: 8, passages: 2, notes: 0 },
      { words: 3, passages: 1, notes: 0 },
    ]);
    expect(outline.review).toMatchObject({ title: "A small book", rights: "unstated" });
    expect(outline.review.chapters.map(({ title }) => title)).toEqual(["Chapter 1", "Chapter 2"]);
    expect(outline.books.map((book) => [book.id, book.likely])).toEqual([
      [bookId, true],
      [other.bookId, false],
    ]);
  });

  test("is beside what the file says of its rights, which are filled in where it says plainly that it is free", async () => {
    const said = "Public domain in the USA.";
    const of = await aDraft(house, scene.branchId, scene.host, aReadBook([["One"]], { rights: said }));
    expect(await getOutline(asHost(), of)).toMatchObject({ said, review: { rights: "public_domain", ground: said } });
    expect((await getOutline(asHost(), look)).said).toBeUndefined();
  });

  test("are the first words of a chapter’s passages, a stretch at a time", async () => {
    const asked = { ...look, chapter: 0, from: 1, to: 9 };
    expect(await listReadPassages(asHost(), asked)).toEqual([{ at: 1, kind: "paragraph", begins: "A second passage follows." }]);
    expect(await listReadPassages(asHost(), { ...asked, chapter: 7 })).toEqual([]);
  });

  test("is found again among the imports that have not ended, and only by who began it", async () => {
    const second = await aDraft(house, scene.branchId, scene.host);
    await cancelImport(asHost(), second);
    expect((await listImports(asHost(), scene)).map((one) => one.id)).toEqual([look.importId]);
    expect(await listImports(house.as(scene.steward), scene)).toEqual([]);
    await expect(getOutline(house.as(scene.steward), look)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a review that is edited", () => {
  test("is kept, also without its rights, and is what the page finds when it is opened again", async () => {
    const { review } = await getOutline(asHost(), look);
    const edited = changeChapter(mergeWithPrevious(review, 1), 0, { title: "All of it", author: "R. Amsel" });
    const told = house.announced.length;
    await reviseImport(asHost(), { ...look, review: edited });
    expect((await getOutline(asHost(), look)).review).toEqual(edited);
    expect(house.announced.length).toBe(told);
  });

  test("names the book it corrects, which is told, and must stand on this branch’s shelf", async () => {
    const { bookId } = await aBook(house, scene.branchId);
    const elsewhere = await aBook(house, (await aGroup(house)).branchId);
    const review = await reviewOfIt();
    await reviseImport(asHost(), { ...look, review, ofBookId: bookId });
    expect(await getImport(asHost(), look)).toMatchObject({ ofBookId: bookId });
    expect(house.announced.at(-1)?.event).toEqual({ type: "import.changed", import: await getImport(asHost(), look) });
    const foreign = reviseImport(asHost(), { ...look, review, ofBookId: elsewhere.bookId });
    await expect(foreign).rejects.toMatchObject({ code: "conflict", reason: "book_not_on_shelf" });
    await reviseImport(asHost(), { ...look, review });
    expect((await getImport(asHost(), look)).ofBookId).toBeUndefined();
  });

  test("of another text is refused, and what was kept before stays", async () => {
    const { review } = await getOutline(asHost(), look);
    const wrong = { ...review, chapters: review.chapters.slice(1) };
    const refused = { code: "invalid", reason: "review_passages" };
    await expect(reviseImport(asHost(), { ...look, review: wrong })).rejects.toMatchObject(refused);
    expect((await getOutline(asHost(), look)).review).toEqual(review);
  });

  test("is not kept any more when the import has ended", async () => {
    const review = await reviewOfIt();
    await cancelImport(asHost(), look);
    const moved = { code: "conflict", reason: "import_not_in_review" };
    await expect(reviseImport(asHost(), { ...look, review })).rejects.toMatchObject(moved);
    await expect(publish(review)).rejects.toMatchObject(moved);
    await expect(getOutline(asHost(), look)).rejects.toMatchObject(moved);
  });
});

describe("publishing", () => {
  test("stores the book as the reviewer has it, with its rights and who brought it in", async () => {
    const before = await reviewOfIt();
    const split = splitAt(before, 0, { chapter: 0, passage: 1 }, "The second part");
    const left = changeChapter(changeChapter(split, 2, { out: true }), 0, { role: "front", author: "A. Haddad", date: "1921" });
    const review: Review = { ...left, title: "Renamed", rights: "copies", copies: 12, ground: "Bought for the branch" };
    const { bookId, editionId, number } = await publish(review);
    expect(number).toBe(1);
    expect(await getImport(asHost(), look)).toMatchObject({ state: "done", bookId });
    expect((await textOf(editionId)).map(({ chapter, text }) => [chapter, text])).toEqual([
      ["Chapter 1", "To begin, one leaf."],
      ["The second part", "A second passage follows."],
    ]);
    expect((await shelf()).find((book) => book.id === bookId)).toMatchObject({ title: "Renamed", chapters: 1, words: 4 });
    expect(await editionRow(editionId)).toMatchObject({
      ...{ rights: "copies", copies: 12, ground: "Bought for the branch", broughtBy: scene.host.personId },
      ...{ format: "epub", number: 1, followsId: null, changes: null },
    });
    const [first] = await db().select().from(chapters).where(eq(chapters.editionId, editionId)).orderBy(asc(chapters.position));
    expect(first).toMatchObject({ role: "front", author: "A. Haddad", date: "1921", words: 4 });
  });

  test.each<[string, (review: Review) => Review]>([
    ["review_rights", (review) => ({ ...review, rights: "unstated" })],
    ["review_ground", (review) => ({ ...review, rights: "licence", ground: "" })],
    ["review_copies", (review) => ({ ...review, rights: "copies" })],
    ["review_nothing", (review) => ({ ...review, chapters: review.chapters.map((chapter) => ({ ...chapter, out: true })) })],
    ["review_passages", (review) => ({ ...review, chapters: review.chapters.toReversed() })],
    ["review_language", (review) => ({ ...review, language: "no language" })],
  ])("is refused for %s, and the import waits on", async (reason, spoil) => {
    const before = await counts();
    await expect(publish(spoil(await reviewOfIt()))).rejects.toMatchObject({ code: "invalid", reason });
    expect(await counts()).toEqual(before);
    expect(await stateOf()).toBe("review");
  });

  test("twice with the same command, at once and later, is one book and one answer", async () => {
    const review = await reviewOfIt();
    const command = { id: id() };
    const before = (await shelf()).length;
    const answers = await Promise.all([publish(review, command), publish(review, command)]);
    answers.push(await publish(review, command));
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect((await shelf()).length).toBe(before + 1);
    await expect(publish(review)).rejects.toMatchObject({ code: "conflict", reason: "import_not_in_review" });
    expect(await stateOf()).toBe("done");
  });

  test("is not for a reviewer who is no host any more, though the review is still theirs to keep", async () => {
    const review = await reviewOfIt();
    await db().update(memberships).set({ role: "member" }).where(eq(memberships.id, scene.hostId));
    const before = await counts();
    await expect(publish(review)).rejects.toMatchObject({ code: "forbidden" });
    await reviseImport(asHost(), { ...look, review });
    expect(await counts()).toEqual(before);
    expect(await stateOf()).toBe("review");
    await expect(publish(review, { by: scene.steward })).rejects.toMatchObject({ code: "not_found" });
  });

  test("that breaks off leaves nothing in the books, and the review waits as it was", async () => {
    const review = await reviewOfIt();
    const before = await counts();
    const [{ draftHash } = { draftHash: "" }] = await db().select().from(imports).where(eq(imports.id, look.importId));
    const kept = await house.house.files.read(draftHash ?? "");
    kept?.stream.destroy();
    await house.house.files.remove(draftHash ?? "");
    await expect(publish(review)).rejects.toMatchObject({ code: "not_found" });
    expect(await counts()).toEqual(before);
    expect(await stateOf()).toBe("review");
  });
});

describe("a corrected text", () => {
  const corrected = () =>
    aReadBook([
      ["To begin, one leaf.", "A second passage follows here."],
      ["Another chapter entirely.", "And an afterword."],
    ]);

  test("is the next edition of its book: what is the same keeps its id, what changed follows it, and it says what changed", async () => {
    const { bookId, editionId: first } = await publish(await reviewOfIt());
    const before = await textOf(first);
    const next = await aDraft(house, scene.branchId, scene.host, corrected());
    const review = { ...(await reviewOfIt(next)), title: "A title the shelf does not take over" };
    await reviseImport(asHost(), { ...next, review, ofBookId: bookId });
    const shown = await findChanges(asHost(), next);
    expect(shown).toMatchObject({ number: 2, changes: { same: 2, changed: 1, added: 1, removed: 0 } });
    expect(shown?.changes.passages).toContainEqual({
      ...{ chapter: "Chapter 1", number: 2 },
      ...{ before: "A second passage follows.", after: "A second passage follows here." },
    });
    const stored = await publish(review, { of: next, ofBookId: bookId });
    expect(stored).toMatchObject({ bookId, number: 2 });
    const after = await textOf(stored.editionId);
    expect(after.map((row) => [row.text, row.id === before[0]?.id, row.followsId])).toEqual([
      ["To begin, one leaf.", true, null],
      ["A second passage follows here.", false, before[1]?.id],
      ["Another chapter entirely.", false, null],
      ["And an afterword.", false, null],
    ]);
    expect(after[2]?.id).toBe(before[2]?.id);
    expect(after.map(({ chapterId }) => chapterId)).not.toContain(before[0]?.chapterId);
    const follows = await db()
      .select()
      .from(chapters)
      .where(eq(chapters.editionId, stored.editionId))
      .orderBy(asc(chapters.position));
    expect(follows.map(({ followsId }) => followsId)).toEqual([before[0]?.chapterId, before[2]?.chapterId]);
    expect(await editionRow(stored.editionId)).toMatchObject({ number: 2, followsId: first, changes: shown?.changes });
    expect(await shelf()).toMatchObject([{ id: bookId, editionId: stored.editionId, title: "A small book" }]);
  });

  test("is read by a group when its host takes it, and not before", async () => {
    const { bookId, editionId: first } = await publish(await reviewOfIt());
    await chooseBook(asHost(), { id: id(), groupId: scene.groupId, bookId });
    const reading = async () => {
      const rows = await db().select().from(groupBooks).where(eq(groupBooks.groupId, scene.groupId));
      return rows.filter(({ endedAt }) => endedAt === null).map(({ editionId }) => editionId);
    };
    const next = await aDraft(house, scene.branchId, scene.host, corrected());
    const { editionId } = await publish(await reviewOfIt(next), { of: next, ofBookId: bookId });
    expect(await reading()).toEqual([first]);
    await adoptEdition(asHost(), { id: id(), groupId: scene.groupId, editionId });
    expect(await reading()).toEqual([editionId]);
  });

  test("and another one at the same moment are two editions, one after the other", async () => {
    const { bookId, editionId: first } = await publish(await reviewOfIt());
    const drafts = await Promise.all([
      aDraft(house, scene.branchId, scene.host, corrected()),
      aDraft(house, scene.branchId, scene.host, aReadBook([["To begin, one leaf, and more."]])),
    ]);
    const reviews = await Promise.all(drafts.map(reviewOfIt));
    const stored = await Promise.all(drafts.map((of, index) => publish(reviews[index] as Review, { of, ofBookId: bookId })));
    const [second, third] = stored.toSorted((one, other) => one.number - other.number);
    expect([second?.number, third?.number]).toEqual([2, 3]);
    expect((await editionRow(second?.editionId ?? ""))?.followsId).toBe(first);
    expect((await editionRow(third?.editionId ?? ""))?.followsId).toBe(second?.editionId);
  });

  test("of a book that was taken off the shelf meanwhile is refused, and its review waits on", async () => {
    const { bookId } = await publish(await reviewOfIt());
    const next = await aDraft(house, scene.branchId, scene.host, corrected());
    await db().update(books).set({ archivedAt: new Date() }).where(eq(books.id, bookId));
    const attempt = publish(await reviewOfIt(next), { of: next, ofBookId: bookId });
    await expect(attempt).rejects.toMatchObject({ code: "conflict", reason: "book_not_on_shelf" });
    expect(await stateOf(next)).toBe("review");
    expect(await db().$count(editions, eq(editions.bookId, bookId))).toBe(1);
  });
});

describe("what nobody needs any more", () => {
  const picture = (sign: string) => ({ type: "image/png", bytes: new Uint8Array(Buffer.from(sign + id())) });
  /** A draft of two chapters, each with a picture of its own. */
  async function illustrated(): Promise<{ book: ImportedBook; names: string[] }> {
    const book = aReadBook([["One"], ["Two"]]);
    const names: string[] = [];
    for (const chapter of book.chapters) {
      const { type, bytes } = picture(chapter.title);
      const name = await house.house.files.put(bytes, ".png");
      names.push(name);
      book.images.set(name, { type, bytes });
      chapter.passages[0]?.content.push({ t: "img", name, alt: "" });
    }
    return { book, names };
  }
  const isThere = async (name: string) => {
    const file = await house.house.files.read(name);
    file?.stream.destroy();
    return file !== undefined;
  };
  const draftOf = async ({ importId }: typeof look) =>
    (await db().select().from(imports).where(eq(imports.id, importId)))[0]?.draftHash ?? "";
  const anHourLater = () =>
    db()
      .update(imports)
      .set({ endedAt: new Date(Date.now() - 2 * 3600_000) })
      .where(eq(imports.state, "refused"));
  const publishedAnHourAgo = () =>
    db()
      .update(imports)
      .set({ endedAt: new Date(Date.now() - 2 * 3600_000) })
      .where(eq(imports.state, "done"));

  test("a draft that was thrown away goes after an hour with its pictures, unless another one that waits has them too", async () => {
    const { book, names } = await illustrated();
    const [one, two] = [
      await aDraft(house, scene.branchId, scene.host, book),
      await aDraft(house, scene.branchId, scene.host, book),
    ];
    const draft = await draftOf(one);
    await cancelImport(asHost(), one);
    await forgetDrafts(house.house);
    expect(await draftOf(one)).toBe(draft);
    await anHourLater();
    await forgetDrafts(house.house);
    expect(await draftOf(one)).toBe("");
    expect(await Promise.all([draft, ...names].map(isThere))).toEqual([true, true, true]);
    await cancelImport(asHost(), two);
    await anHourLater();
    await forgetDrafts(house.house);
    expect(await Promise.all([draft, ...names].map(isThere))).toEqual([false, false, false]);
  });

  test("of a published one goes the draft, and the pictures of what was left out", async () => {
    const { book, names } = await illustrated();
    const of = await aDraft(house, scene.branchId, scene.host, book);
    const draft = await draftOf(of);
    const { editionId } = await publish(changeChapter(await reviewOfIt(of), 1, { out: true }), { of });
    expect((await db().select().from(images).where(eq(images.editionId, editionId))).map(({ name }) => name)).toEqual([names[0]]);
    await publishedAnHourAgo();
    await forgetDrafts(house.house);
    expect(await Promise.all([draft, ...names].map(isThere))).toEqual([false, true, false]);
  });

  test("one that nobody published for thirty days is put away, which is told, and a younger one stays", async () => {
    const old = await aDraft(house, scene.branchId, scene.host);
    const long = new Date(Date.now() - 31 * 24 * 3600_000);
    await db().update(imports).set({ createdAt: long }).where(eq(imports.id, old.importId));
    await forgetDrafts(house.house);
    expect(await getImport(asHost(), old)).toMatchObject({
      state: "refused",
      refusal: "Nobody published this within 30 days, so it was put away. If it is still wanted, import the file again.",
    });
    const last = { type: "import.changed", import: await getImport(asHost(), old) };
    await vi.waitFor(() => expect(house.announced.at(-1)?.event).toEqual(last));
    expect(await stateOf()).toBe("review");
  });
});
