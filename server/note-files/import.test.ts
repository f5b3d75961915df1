// Bringing notes in: where they go, whose they are, who reads them; and files that are meant to hurt.
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { groupBooks } from "#db/schema/groups.ts";
import { applyToNarrow } from "#domain/live/apply.ts";
import { chapterStream, personStream } from "#domain/live/streams.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { getMargin } from "../annotations/queries.ts";
import { chooseBook } from "../books/service.ts";
import { readNoteFile } from "../exchange/read-file.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { broughtIn, takenOutText } from "../testing/note-files.ts";
import { aMargin, answerBy, type MarginScene, noteBefore, noteBy, notesBefore, settle } from "../testing/notes.ts";
import { aBook, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { previewNotes } from "./queries.ts";

let house: TestHouse;
let scene: MarginScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aMargin(house);
});
afterAll(() => house.close());

const readest = (...notes: [string, string?][]) => ({
  $format: "readest-annotations",
  annotations: notes.map(([text, note = ""], index) => ({
    id: `n${index}`,
    type: "annotation",
    text,
    note,
    createdAt: 1785665567362,
  })),
});
const bytes = (value: unknown) => strToU8(JSON.stringify(value));
const bodies = (notes: readonly Annotation[]) => notes.map((note) => note.body).sort();

test("notes of another program sit where their words are, are for their owner alone, and say where they come from", async () => {
  const { groupId, chapterId, member } = await aMargin(house);
  const report = await broughtIn(
    house,
    member,
    groupId,
    readest(["to begin, ONE leaf", "Why one?"], ["words of another book entirely"]),
  );
  expect(report).toMatchObject({
    placed: 1,
    here: 0,
    undecided: 0,
    missing: [{ number: 1, words: "words of another book entirely" }],
  });
  const { shared, own } = await getMargin(house.as(member), { groupId, chapterId });
  expect(shared.state).toEqual([]);
  expect(own.state).toMatchObject([
    {
      ...{ kind: "remark", body: "Why one?", visibility: "me", createdAt: "2026-08-02T10:12:47.362Z" },
      ...{ anchor: { quote: "To begin, one leaf" }, imported: { from: "Readest", writtenAt: "2026-08-02T10:12:47.362Z" } },
    },
  ]);
});

test("the same file twice, and the same command twice, are the notes once", async () => {
  const { groupId, member } = await aMargin(house);
  const command = id();
  const file = readest(["To begin, one leaf", "Once."]);
  const report = await broughtIn(house, member, groupId, file, { id: command });
  expect(await broughtIn(house, member, groupId, file, { id: command })).toEqual(report);
  expect(await broughtIn(house, member, groupId, file)).toMatchObject({ placed: 0, here: 1 });
  await expect(
    broughtIn(house, member, groupId, readest(["To begin, one leaf", "Other."]), { id: command }),
  ).rejects.toMatchObject({
    reason: "command_differs",
  });
});

test("words that stand twice are shown for a decision; what is not decided is left out, and what is goes there", async () => {
  const twice = await aMargin(house);
  const file = readest(["passage"], ["A passage there, one leaf"]);
  const book = await aBook(house, twice.branchId, undefined, [["A passage here.", "A passage there, one leaf."]]);
  await chooseBook(house.as(twice.host), { id: id(), groupId: twice.groupId, bookId: book.bookId });
  const seen = await previewNotes(house.as(twice.member), twice, bytes(file));
  expect(seen.notes.map(({ state, places }) => [state, places.map(({ number }) => number).sort()])).toEqual([
    ["check", [1, 2]],
    ["certain", [2]],
  ]);
  expect(await broughtIn(house, twice.member, twice.groupId, file)).toMatchObject({ placed: 1, undecided: 1 });
  const second = seen.notes[0]?.places.findIndex(({ number }) => number === 2) ?? 0;
  expect(await broughtIn(house, twice.member, twice.groupId, file, { places: { 0: second } })).toMatchObject({
    placed: 1,
    here: 1,
  });
  const chapterId = book.chapterIds[0] ?? "";
  const notes = await notesBefore(house, twice.member, { ...twice, chapterId });
  expect(notes.map(({ anchor }) => [anchor.quote, anchor.passage === book.passageIds[0]?.[1]]).sort()).toEqual([
    ["A passage there, one leaf", true],
    ["passage", true],
  ]);
});

describe("whose an Interleaf's notes are", () => {
  test("in the group they come from: their author's, if the author brings them in, or a host does", async () => {
    const { groupId, member, other, host, memberId, otherId } = scene;
    const file = (noteId: string) => ourNote(noteId, { memberId, name: "نور الهدى" });
    const [byAuthor, byHost, byOther] = [id(), id(), id()];
    await broughtIn(house, member, groupId, await file(byAuthor), { for: "group" });
    await broughtIn(house, host, groupId, await file(byHost), { for: "group" });
    await broughtIn(house, other, groupId, await file(byOther), { for: "group" });
    const authors = await Promise.all(
      [byAuthor, byHost, byOther].map(async (annotationId) => {
        const note = await noteBefore(house, member, scene, { annotationId });
        return [note?.author.id, note?.imported?.name, note?.createdAt];
      }),
    );
    const at = "2024-01-02T03:04:05.000Z";
    expect(authors).toEqual([
      [memberId, undefined, at],
      [memberId, undefined, at],
      [otherId, "نور الهدى", at],
    ]);
  });

  test("in another group: whoever brings them in, and they say who wrote them; their own stay their own", async () => {
    const note = await noteBy(house, scene, scene.member, { body: "From the first group." });
    await answerBy(house, note, scene.other);
    const out = await takenOutText(house, scene.member, { groupId: scene.groupId, format: "json-ld", scope: "mine" });
    const there = await aMargin(house, scene, scene.book);
    await house.house.db
      .insert(groupBooks)
      .values({ groupId: there.groupId, editionId: scene.book.editionId, bookId: scene.book.bookId });
    await broughtIn(house, there.other, there.groupId, out, { for: "group" });
    const read = await noteBefore(house, there.member, there, note);
    expect(read).toMatchObject({
      author: { id: there.otherId },
      imported: { from: "Interleaf", name: "نور الهدى", by: scene.memberId },
    });
    expect(read?.replies).toMatchObject([{ body: "Because.", imported: { name: "Another Member" } }]);
    // The one who wrote it is in that group too: it stands there already for them to read.
    const mine = await joins(house, there.groupId, scene.member);
    expect(await broughtIn(house, scene.member, there.groupId, out)).toMatchObject({ placed: 0 });
    // What nobody else may read keeps nobody from bringing in their own.
    const apart = await aMargin(house, scene, scene.book);
    await house.house.db
      .insert(groupBooks)
      .values({ groupId: apart.groupId, editionId: scene.book.editionId, bookId: scene.book.bookId });
    await broughtIn(house, apart.other, apart.groupId, out);
    const again = await joins(house, apart.groupId, scene.member);
    expect((await broughtIn(house, scene.member, apart.groupId, out)).placed).toBeGreaterThan(0);
    expect(mine).not.toBe(again);
    const own = await notesBefore(house, scene.member, apart);
    expect(own.find(({ body }) => body === "From the first group.")).toMatchObject({ author: { id: again }, visibility: "me" });
    expect(own[0]?.imported?.name).toBeUndefined();
  });

  /** A file that an Interleaf could have written, with a note of this member. */
  async function ourNote(noteId: string, { memberId, name }: { memberId: string; name: string }): Promise<object> {
    const anchor = await anchorOf(house, scene.chapterId, "one leaf");
    const { chapterId, book } = scene;
    const interleaf = {
      kind: "question",
      visibility: "group",
      anchor,
      chapterId,
      editionId: book.editionId,
      pinnedAt: "2024-01-02T03:04:05Z",
    };
    return {
      ...{
        "@context": "http://www.w3.org/ns/anno.jsonld",
        id: `urn:uuid:${noteId}`,
        type: "Annotation",
        motivation: "questioning",
      },
      ...{ creator: { id: `urn:uuid:${memberId}`, type: "Person", name }, created: "2024-01-02T03:04:05Z", interleaf },
      ...{ body: { type: "TextualBody", value: "Why?" }, target: { source: `urn:uuid:${chapterId}` } },
    };
  }

  test("what only hosts do is not brought in by others", async () => {
    const [byMember, byHost] = [id(), id()];
    const author = { memberId: scene.memberId, name: "x" };
    await broughtIn(house, scene.member, scene.groupId, await ourNote(byMember, author), { for: "kept" });
    await broughtIn(house, scene.host, scene.groupId, await ourNote(byHost, author), { for: "kept" });
    expect((await noteBefore(house, scene.member, scene, { annotationId: byMember }))?.pinnedAt).toBeUndefined();
    expect((await noteBefore(house, scene.member, scene, { annotationId: byHost }))?.pinnedAt).toBe("2024-01-02T03:04:05.000Z");
  });
});

test("where a group reads blind first, what is brought in for it is held like any other note", async () => {
  const blind = await aMargin(house);
  await settle(house, blind, { blindFirst: true });
  await broughtIn(house, blind.member, blind.groupId, readest(["To begin, one leaf", "Held."]), { for: "group" });
  expect(bodies(await notesBefore(house, blind.member, blind))).toEqual(["Held."]);
  expect(await notesBefore(house, blind.other, blind)).toEqual([]);
});

test("what is brought in is told to those who may read it, and to nobody else", async () => {
  const { groupId, chapterId, member } = await aMargin(house);
  const own = async () => (await getMargin(house.as(member), { groupId, chapterId })).own;
  const from = house.announced.length;
  await expectConverges(house, personStream(member.personId), own, applyToNarrow(groupId, chapterId), () =>
    broughtIn(house, member, groupId, readest(["To begin, one leaf", "Mine."], ["A second passage follows"])),
  );
  expect(house.announced.slice(from).some(({ stream }) => stream === chapterStream(groupId, chapterId))).toBe(false);
});

describe("files that are meant to hurt", () => {
  const zip = (name: string, content: Uint8Array) => zipSync({ [name]: content }, { level: 9 });

  test("a zip that would unpack to more than is read is refused before it is unpacked", () => {
    expect(() => readNoteFile(zip("annotations.json", new Uint8Array(60_000_000)))).toThrow(
      expect.objectContaining({ reason: "too_large" }),
    );
  });

  test("a zip that lies about what it unpacks to gives no more than it said", () => {
    const bomb = zip("annotations.json", new Uint8Array(50_000_000));
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    for (let at = 0; at < bomb.length - 4; at++) {
      const signature = view.getUint32(at, true);
      if (signature === 0x04034b50) view.setUint32(at + 22, 1_000, true);
      if (signature === 0x02014b50) view.setUint32(at + 24, 1_000, true);
    }
    expect(() => readNoteFile(bomb)).toThrow(expect.objectContaining({ reason: "note_file_damaged" }));
  });

  test.each([
    ["a zip without what it should hold", zip("../../etc/passwd", strToU8("x")), "note_file_unknown"],
    ["half a zip", zip("annotations.json", strToU8("{}")).slice(0, 40), "note_file_damaged"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), "note_file_unknown"],
    ["nothing", new Uint8Array(), "note_file_unknown"],
    ["a page that nests absurdly", strToU8(`<!doctype html>${"<div>".repeat(60_000)}`), "note_file_damaged"],
    ["JSON that nests absurdly", strToU8(`{"type":"Annotation","target":${"[".repeat(100_000)}`), "note_file_damaged"],
    [
      "more notes than are read",
      bytes(readest(...Array.from({ length: 2_001 }, (): [string] => ["one leaf"]))),
      "note_file_too_much",
    ],
  ])("%s is refused with a reason", (_, file, reason) => {
    expect(() => readNoteFile(file)).toThrow(expect.objectContaining({ reason }));
  });

  test("a note too long is cut, and half letters and control signs are taken out", async () => {
    const long = await aMargin(house);
    await broughtIn(house, long.member, long.groupId, readest(["To begin, one leaf", `\u0000\ud800${"a".repeat(30_000)}`]));
    const [note] = await notesBefore(house, long.member, long);
    expect(note?.body).toHaveLength(20_000);
    expect(note?.body.isWellFormed()).toBe(true);
  });

  test("KOReader's page is read by its looks", () => {
    const page = `<!DOCTYPE html><html><body><div style="width:90%; max-width:600px; font-size:12pt"><h2 style="font-size:18pt">A small book</h2>
      <div style="padding-top:0.5em"><div style="font-size:10pt"><span>01/02/24</span></div>
      <div style="font-size:12pt"><span>To begin,<br/>one leaf.</span></div>
      <div style="font-size:11pt; margin-top:0.2em"><span style="color:#888888">Why &amp; how?</span></div></div></div></body></html>`;
    expect(readNoteFile(strToU8(page))).toMatchObject({
      ...{ format: "koreader", notes: [{ book: "A small book", quote: { exact: "To begin,\none leaf." }, body: "Why & how?" }] },
    });
  });
});

test("of a file with the notes of many books, those of others are counted and not told", async () => {
  const { member, groupId } = await aMargin(house);
  const clippings = ["A small book (Imre Tanaka)", "Something Else (Somebody)"]
    .map(
      (book) =>
        `${book}\n- Your Highlight on Location 1-2 | Added on Monday, July 20, 2020 12:58:07 AM\n\n${book.startsWith("A") ? "To begin, one leaf" : "quite other words there"}\n==========\n`,
    )
    .join("");
  const seen = await previewNotes(house.as(member), { groupId }, strToU8(clippings));
  expect(seen).toMatchObject({ format: "Kindle", elsewhere: 1, notes: [{ state: "certain", words: "To begin, one leaf" }] });
});
