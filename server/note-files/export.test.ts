// Taking notes out: what each person gets in each scope, and what the files look like that people open.
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { annotations } from "#db/schema/annotations.ts";
import { openedChapters } from "#db/schema/groups.ts";
import { checkAnnotation, checkCollection } from "#domain/annotations/check-annotation.ts";
import type { NoteExport } from "#domain/shapes/note-file.ts";
import type { Actor } from "../context.ts";
import { callerFactory } from "../router.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { takenOut, takenOutText } from "../testing/note-files.ts";
import { aMargin, answerBy, type MarginScene, noteBy, settle } from "../testing/notes.ts";
import { anchorOf } from "../testing/words.ts";

let house: TestHouse;
let scene: MarginScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aMargin(house);
  await settle(house, scene, { spoilers: "off" });
});
afterAll(() => house.close());

const items = async (by: Actor, asked: Partial<NoteExport> = {}) => {
  const text = await takenOutText(house, by, { groupId: scene.groupId, format: "json-ld", ...asked });
  return JSON.parse(text).first.items as { id: string; motivation: string }[];
};
const has = async (by: Actor, noteId: string, asked: Partial<NoteExport> = {}) =>
  (await items(by, asked)).some((item) => item.id === `urn:uuid:${noteId}`);

describe("nobody takes out what they may not read", () => {
  test.each([
    { change: { visibility: "me" }, author: true, member: false, host: false },
    { change: { visibility: "hosts" }, author: true, member: false, host: true },
    { change: { visibility: "group" }, author: true, member: true, host: true },
    { change: { visibility: "group", held: true }, author: true, member: false, host: false },
  ] as const)("of a note for $change", async ({ change, author, member, host }) => {
    const { annotationId } = await noteBy(house, scene, scene.member, change);
    expect([
      await has(scene.member, annotationId),
      await has(scene.other, annotationId),
      await has(scene.host, annotationId),
    ]).toEqual([author, member, host]);
  });

  test("nor one that a host has hidden, unless it is their own or they are a host", async () => {
    const { annotationId } = await noteBy(house, scene, scene.member);
    await house.house.db.update(annotations).set({ hiddenAt: new Date(), hiddenReason: "No." });
    expect([
      await has(scene.member, annotationId),
      await has(scene.other, annotationId),
      await has(scene.host, annotationId),
    ]).toEqual([true, false, true]);
    await house.house.db.update(annotations).set({ hiddenAt: null });
  });

  test("nor, while the group spares its readers, what is on chapters they have not opened, unless they may ask and do", async () => {
    const mine = await noteBy(house, scene, scene.member);
    for (const [spoilers, plain, asked] of [
      ["strict", false, false],
      ["soft", false, true],
      ["off", true, true],
    ] as const) {
      await settle(house, scene, { spoilers });
      expect([await has(scene.other, mine.annotationId), await has(scene.other, mine.annotationId, { unopened: true })]).toEqual([
        plain,
        asked,
      ]);
      expect(await has(scene.member, mine.annotationId), "one’s own is never kept back").toBe(true);
    }
    await settle(house, scene, { spoilers: "strict" });
    await house.house.db
      .insert(openedChapters)
      .values({ groupId: scene.groupId, personId: scene.other.personId, chapterId: scene.chapterId });
    expect(await has(scene.other, mine.annotationId)).toBe(true);
    await settle(house, scene, { spoilers: "off" });
  });
});

test("a scope is my notes, a chapter, the chapters of a meeting, or the book", async () => {
  const other = await aMargin(house, scene, scene.book);
  const { groupId } = scene;
  const first = await noteBy(house, scene, scene.member);
  const later = id();
  const chapterId = scene.book.chapterIds[1] ?? "";
  await callerFactory(house.as(scene.other)).annotation.add({
    ...{ id: id(), annotationId: later, groupId, chapterId, kind: "remark", body: "Later" },
    anchor: await anchorOf(house, chapterId, "Another"),
  });
  const meetingId = id();
  await callerFactory(house.as(scene.host)).meeting.schedule({
    ...{
      id: id(),
      meetingId,
      groupId,
      title: "A meeting",
      local: "2027-03-04T19:00",
      zone: "Europe/London",
      minutes: 90,
      place: "",
      link: "",
    },
    chapterIds: [chapterId],
  });
  const both = async (asked: Partial<NoteExport>) => [
    await has(scene.member, first.annotationId, asked),
    await has(scene.member, later, asked),
  ];
  expect(await both({ scope: "mine" })).toEqual([true, false]);
  expect(await both({ scope: "chapter", chapterId })).toEqual([false, true]);
  expect(await both({ scope: "part", meetingId })).toEqual([false, true]);
  expect(await both({ scope: "book" })).toEqual([true, true]);
  await expect(items(scene.member, { scope: "part", meetingId: id() })).rejects.toMatchObject({ code: "not_found" });
  await expect(takenOut(house, other.member, { groupId, format: "csv" })).rejects.toMatchObject({ code: "forbidden" });
});

describe("the files", () => {
  let own: MarginScene;
  beforeAll(async () => {
    own = await aMargin(house);
    const note = await noteBy(house, own, own.member, {
      kind: "question",
      body: "**Why** one?\n<script>alert(1)</script>",
      tags: ["=form"],
    });
    await answerBy(house, note, own.member, await answerBy(house, note, own.member));
    await noteBy(house, own, own.member, { body: '=HYPERLINK("http://e.org","x"), "quoted"\nsecond line' });
  });
  const text = (format: NoteExport["format"], layout: NoteExport["layout"] = "margin") =>
    takenOutText(house, own.member, { groupId: own.groupId, scope: "mine", format, layout });

  test("Markdown reads as it was written, with its thread", async () => {
    const said = await text("markdown");
    expect(said).toContain("# A small book\n\n*Imre Tanaka*\n\n");
    expect(said).toContain("## Chapter 1\n\n> one leaf\n\n**Question** · نور الهدى · ");
    expect(said).toMatch(/passage 1 · open · #=form\n\n\*\*Why\*\* one\?/);
    expect(said).toMatch(/\n- نور الهدى, .*: Because\.\n {2}- نور الهدى, .*: Because\.\n/);
  });

  test("a table keeps its cells apart, and nothing in it is a formula", async () => {
    const table = await text("csv");
    expect(table.startsWith('"Chapter","Passage","Kind"')).toBe(true);
    expect(table.endsWith("\r\n")).toBe(true);
    expect(table).toContain(`"'=HYPERLINK(""http://e.org"",""x""), ""quoted""\nsecond line"`);
    expect(table).toContain(`"'=form"`);
    expect(table.match(/"Answer"/g)).toHaveLength(2);
  });

  test.each(["margin", "end", "alone"] as const)(
    "a page to print with notes %s runs nothing and fetches nothing",
    async (layout) => {
      const page = await text("html", layout);
      expect(page).not.toMatch(/<script|<img|<link|\son\w+=|javascript:/i);
      expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
      expect(page).toContain("<strong>Why</strong> one?");
      expect(page.includes("A second passage follows."), "the text around the notes is there").toBe(layout !== "alone");
      expect(page).toMatch(
        /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
      );
    },
  );

  test("JSON-LD has no fault by the model of the W3C", async () => {
    const collection = JSON.parse(await text("json-ld"));
    expect(checkCollection(collection)).toEqual([]);
    expect(collection).toMatchObject({ type: "AnnotationCollection", label: "A small book", total: 4 });
    for (const item of collection.first.items) expect(checkAnnotation(item, "item")).toEqual([]);
  });

  test("EPUB annotations are a zip of one set, by its profile", async () => {
    const zip = await takenOut(house, own.member, { groupId: own.groupId, format: "annotations" });
    const entries = unzipSync(zip);
    expect(Object.keys(entries)).toEqual(["annotations.json"]);
    const set = JSON.parse(strFromU8(entries["annotations.json"] ?? new Uint8Array()));
    expect(set).toMatchObject({ type: "AnnotationSet", about: { "dc:title": "A small book", "dc:creator": ["Imre Tanaka"] } });
    expect(set["@context"][0]).toBe("https://www.w3.org/ns/epub-anno.jsonld");
    expect(set.items).toHaveLength(2);
    expect(set.items[0]).toMatchObject({
      ...{ type: "Annotation", motivation: "commenting", creator: { type: "Person" } },
      body: { type: "TextualBody", format: "text/plain", tags: ["=form"] },
      target: {
        selector: [
          { type: "FragmentSelector", value: ":~:text=To%20begin%2C%20-,one%20leaf,-." },
          { type: "TextPositionSelector" },
        ],
      },
    });
  });

  test("a group without notes gives a file that says so", async () => {
    const empty = await aMargin(house);
    const out = await takenOutText(house, empty.member, { groupId: empty.groupId, format: "markdown" });
    expect(out).toContain("There are no notes here.");
  });
});
