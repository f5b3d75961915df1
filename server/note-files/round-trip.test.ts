// What goes out and comes into an empty group goes out of it again the same, as JSON-LD and as an EPUB's annotations.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { annotations, reactions, replies } from "#db/schema/annotations.ts";
import { groupBooks } from "#db/schema/groups.ts";
import { noteArbitrary } from "#domain/annotations/note.arbitrary.ts";
import { canonicalNotes } from "#domain/note-files/write-json.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { listPassageTexts } from "../annotations/queries.ts";
import { openTestHouse, type TestHouse } from "../testing/house.ts";
import { broughtIn, takenOut, takenOutText } from "../testing/note-files.ts";
import { settle } from "../testing/notes.ts";
import { aBook, aGroup, type BookScene, type GroupScene } from "../testing/people.ts";

const texts = [
  ["To begin, one leaf. One leaf, again: e\u0301 🍃.", "ورقة واحدة فقط.", "A third passage, to have enough to choose from."],
  ["Another chapter entirely."],
];

let house: TestHouse;
let first: GroupScene;
let book: BookScene;
beforeAll(async () => {
  house = await openTestHouse();
  first = await aGroup(house);
  book = await aBook(house, first.branchId, undefined, texts);
});
afterAll(() => house.close());

/** Another group that reads the same book, and lets its notes go as far as can be. */
async function aReader(): Promise<GroupScene> {
  const scene = await aGroup(house, first);
  await house.house.db.insert(groupBooks).values({ groupId: scene.groupId, editionId: book.editionId, bookId: book.bookId });
  await settle(house, scene, { spoilers: "off", widest: "organisation" });
  return scene;
}

/** Writes generated notes as they are, by the members of a group. */
async function fill(scene: GroupScene, notes: readonly Annotation[]): Promise<void> {
  const who = [scene.hostId, scene.memberId];
  const { groupId } = scene;
  const date = (moment: string | undefined) => (moment === undefined ? null : new Date(moment));
  for (const [index, note] of notes.entries()) {
    const { id, chapterId, kind, anchor, body, visibility, tags, to, hidden } = note;
    const answers = note.replies.map((reply, at) => ({ ...reply, memberId: who[(index + at) % 2] ?? "" }));
    await house.house.db.insert(annotations).values({
      ...{ groupId, id, chapterId, memberId: who[index % 2] ?? "", kind, anchor, body, visibility, tags },
      ...{ createdAt: new Date(note.createdAt), editedAt: date(note.editedAt), heldAt: date(note.heldAt), target: to ?? null },
      ...{ questionState: note.question?.state ?? null, answeredBy: (note.question && answers[0]?.id) ?? null },
      ...{ pinnedAt: date(note.pinnedAt), replyAskedAt: date(note.replyAskedAt), agendaAt: date(note.agendaAt) },
      ...{ hiddenAt: date(hidden?.at), hiddenReason: hidden?.reason ?? null, hiddenBy: hidden ? scene.hostId : null },
      gathers: index > 0 ? [notes[0]?.id ?? ""] : null,
    });
    const parents = new Map(answers.map((reply) => [reply.id, reply.parentId]));
    for (const { id: replyId, memberId, body: said, parentId, createdAt, editedAt } of answers)
      await house.house.db.insert(replies).values({
        ...{
          groupId,
          id: replyId,
          annotationId: id,
          memberId,
          body: said,
          parentId: parentId && parents.get(parentId) === undefined ? parentId : null,
        },
        ...{ createdAt: new Date(createdAt), editedAt: date(editedAt) },
      });
    for (const [at, { reaction }] of note.reactions.entries())
      await house.house.db
        .insert(reactions)
        .values({ groupId, annotationId: id, memberId: who[at % 2] ?? "", reaction })
        .onConflictDoNothing();
  }
}

test("out of one group, into an empty one and out again is the same, and the same file twice is the notes once", async () => {
  const chapters = await Promise.all(book.chapterIds.map((chapterId) => listPassageTexts(house.house.db, chapterId)));
  const notes = fc.oneof(...book.chapterIds.map((chapterId, index) => noteArbitrary(chapterId, chapters[index] ?? [])));
  let through = 0;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(notes, { minLength: 1, maxLength: 12, selector: ({ id }) => id }), async (some) => {
      const [here, there] = [await aReader(), await aReader()];
      await fill(here, some);
      const out = await takenOutText(house, here.host, { groupId: here.groupId, format: "json-ld" });
      const count = JSON.parse(out).first.items.filter(
        ({ motivation }: { motivation: string }) => motivation !== "replying",
      ).length;
      expect(await broughtIn(house, there.host, there.groupId, out, { for: "kept" })).toMatchObject({
        placed: count,
        here: 0,
        missing: [],
      });
      const again = await takenOutText(house, there.host, { groupId: there.groupId, format: "json-ld" });
      expect(canonicalNotes(JSON.parse(again))).toBe(canonicalNotes(JSON.parse(out)));
      expect(await broughtIn(house, there.host, there.groupId, out, { for: "kept" })).toMatchObject({ placed: 0, here: count });
      through += count;
    }),
    { numRuns: 8 },
  );
  expect(through).toBeGreaterThan(8);
});

test("so it is by way of an EPUB's annotations, which know neither Markdown nor threads", async () => {
  const passages = await listPassageTexts(house.house.db, book.chapterIds[0] ?? "");
  const some = fc.sample(noteArbitrary(book.chapterIds[0] ?? "", passages), { numRuns: 15, seed: 7 });
  const [here, there] = [await aReader(), await aReader()];
  await fill(here, some);
  const zip = await takenOut(house, here.host, { groupId: here.groupId, format: "annotations" });
  const report = await broughtIn(house, there.host, there.groupId, zip, { for: "kept" });
  expect(report.placed).toBeGreaterThan(5);
  const [out, again] = await Promise.all(
    [here, there].map((scene) => takenOutText(house, scene.host, { groupId: scene.groupId, format: "json-ld" })),
  );
  expect(canonicalNotes(JSON.parse(again ?? ""))).toBe(canonicalNotes(JSON.parse(out ?? "")));
});
