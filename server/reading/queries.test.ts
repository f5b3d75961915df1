// Looking words up in the group's book, on a real database: what the database finds is what the page can mark.
import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { passages, searchForm } from "#db/schema/books.ts";
import { canonicalText } from "#domain/text/canonical.ts";
import { foldForSearch } from "#domain/text/find.ts";
import type { Passage } from "#domain/text/model.ts";
import { passageArbitrary } from "#domain/text/passage.arbitrary.ts";
import { getChapter } from "../books/queries.ts";
import { openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene } from "../testing/people.ts";
import { findPrintedPage, searchPassages } from "./queries.ts";

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
const texts = [
  [
    "The history of all hitherto existing society is the history of class struggles.",
    "‘It is not,’ she said — “don’t go”.",
    "100% of it_, a\\b",
  ],
  ["Café and CAFE\u0301, ÉTAT.", "A verse\nof two lines", "هٰذَا كِتَابٌ جَدِيدٌ", "資本主義"],
  Array.from({ length: 130 }, (_, index) => `Leaf number ${index + 1}`),
];
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
  book = await aBook(house, scene.branchId, scene.groupId, texts);
  // Another book has the same words; nobody asks it.
  await aBook(house, scene.branchId, undefined, texts);
});
afterAll(() => house.close());

const search = (words: string, actor = scene.member) => searchPassages(house.as(actor), { groupId: scene.groupId, words });
const marked = async (words: string) => {
  const { chapters } = await search(words);
  return chapters.flatMap(({ id, hits }) =>
    hits.flatMap(({ number, found }) => {
      const text = texts[book.chapterIds.indexOf(id)]?.[number - 1] ?? "";
      return found.map(({ start, end }) => text.slice(start, end));
    }),
  );
};

describe("searching the book", () => {
  test.each([
    ["existing society is the history of class struggles", ["existing society is the history of class struggles"]],
    ["HISTORY of", ["history of", "history of"]],
    ["don't  go", ["don’t go"]],
    ["she said – “don’t", ["she said — “don’t"]],
    ["cafe", ["Café", "CAFE\u0301"]],
    ["état", ["ÉTAT"]],
    ["verse of two", ["verse\nof two"]],
    ["كتاب جديد", ["كِتَابٌ جَدِيدٌ"]],
    ["資本", ["資本"]],
    ["100%", ["100%"]],
    ["of it_", ["of it_"]],
    ["a\\b", ["a\\b"]],
    ["0%_", []],
    ["nothing like it", []],
    ["a", []],
    ["", []],
    ["“”", []],
  ])("for %j finds %j", async (words, expected) => {
    expect(await marked(words)).toEqual(expected);
  });

  test("gives a hundred passages in the order of the book, and says how many there are", async () => {
    const { total, chapters } = await search("leaf number");
    expect([total, chapters.map(({ id, title, hits }) => [id, title, hits.length])]).toEqual([
      130,
      [[book.chapterIds[2], "Chapter 3", 100]],
    ]);
    expect(chapters[0]?.hits.map((hit) => hit.number)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  test("shows each hit with the words round it", async () => {
    const { chapters } = await search("hitherto");
    expect(chapters[0]?.hits[0]).toMatchObject({
      passageId: book.passageIds[0]?.[0],
      number: 1,
      kind: "paragraph",
      excerpt: {
        before: "The history of all ",
        words: "hitherto",
        after: " existing society is the history of class struggles.",
      },
    });
  });

  test("is for members of the group", async () => {
    await expect(search("history", await aPerson(house))).rejects.toMatchObject({ code: "not_found" });
    await expect(search("history", scene.steward)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("never finds what the page could not mark: texts alike to the database are alike to the page", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(passageArbitrary, { minLength: 20, maxLength: 20 }), async (made) => {
        const all = made.map((passage) => canonicalText(passage).replaceAll("\0", ""));
        const { rows } = await house.house.db.execute(
          sql`select ${searchForm(sql`t.text`)} as form, t.text from unnest(${sql.param(all)}::text[]) as t(text)`,
        );
        for (const { form, text } of rows as { form: string; text: string }[])
          expect(foldForSearch(form)).toBe(foldForSearch(text));
      }),
      { numRuns: 20 },
    );
  });
});

test("a note knows the passages of the book in which its markers stand, each once", async () => {
  const marker = { t: "noteref" as const, label: "1", to: "3.1" };
  const [one = "", , three = ""] = book.chapterIds;
  const write = (chapterId: string, number: number, body: Passage) =>
    house.house.db
      .update(passages)
      .set({ body })
      .where(and(eq(passages.chapterId, chapterId), eq(passages.number, number)));
  await write(one, 1, { key: "1.1", kind: "paragraph", content: ["a", marker, { t: "em", c: [marker] }] });
  await write(one, 3, { key: "1.3", kind: "paragraph", content: [marker, { t: "noteref", label: "2", to: "3.2" }] });
  await write(three, 1, { key: "3.1", kind: "note", content: ["The note."], marker: "1" });
  const { markers } = await getChapter(house.as(scene.member), { groupId: scene.groupId, chapterId: three });
  expect(markers).toEqual({
    "3.1": [
      { chapterId: one, number: 1 },
      { chapterId: one, number: 3 },
    ],
  });
});

test("a printed page is found by its label, as it is printed", async () => {
  const [, passageId = ""] = book.passageIds[1] ?? [];
  const label = 'x"ii';
  const body = { key: "2.2", kind: "paragraph" as const, content: ["A verse"], pages: [{ label, at: 3 }] };
  await house.house.db.update(passages).set({ body }).where(eq(passages.id, passageId));
  const find = (asked: string) => findPrintedPage(house.as(scene.member), { groupId: scene.groupId, label: asked });
  expect(await find(label)).toEqual({ chapterId: book.chapterIds[1], number: 2 });
  await expect(find("x")).rejects.toMatchObject({ code: "not_found" });
});
