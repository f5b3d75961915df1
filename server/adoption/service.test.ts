// A group takes a corrected text of its book: every note comes along or waits at the repair desk, none is lost and none is silently elsewhere.
import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { annotations, carryings } from "#db/schema/annotations.ts";
import { declaredReads, openedChapters, places } from "#db/schema/groups.ts";
import { meetings } from "#db/schema/meetings.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { describeSelection } from "#domain/anchoring/describe-selection.ts";
import { verify } from "#domain/anchoring/verify.ts";
import { applyToChapter, applyToGroup, applyToNarrow } from "#domain/live/apply.ts";
import { chapterStream, groupStream, personStream } from "#domain/live/streams.ts";
import type { NewAnnotation } from "#domain/shapes/annotation.ts";
import { getMargin, listAnnotations, listPassageTexts } from "../annotations/queries.ts";
import { addAnnotation, addReply, removeAnnotation } from "../annotations/service.ts";
import { findFollowing, getEditionNews } from "../carrying/queries.ts";
import type { Actor } from "../context.ts";
import { getGroup } from "../groups/queries.ts";
import { gatherNotes } from "../margin/service.ts";
import { scheduleMeeting } from "../meetings/service.ts";
import { expectConverges } from "../testing/convergence.ts";
import { aCorrection, type Correction } from "../testing/corrections.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, type BookScene, type GroupScene } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { adoptEdition } from "./service.ts";

const wind = "The soft summer wind stirs the redwoods, and Wild-Water ripples sweet cadences over its mossy stones.";
const bees = "There are butterflys in the sunshine, and from everywhere arises the drowsy hum of bees.";
const quiet = "It is so quiet and peaceful, and I sit here, and ponder, and am restless.";
const storm = "All the world is quiet, but it is the quiet before the storm that comes upon us all.";
const ears = "I strain my ears, and all my senses, for some betrayal of that impending tempest.";
const preface = "A few words before the text, which nobody had read in the edition that came first.";
const first = [
  [wind, bees, quiet],
  [storm, ears],
];
/** A chapter before it, one word mended, one passage cut. */
const second = [[preface], [wind, bees.replace("butterflys", "butterflies")], [storm, ears]];

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
let corrected: Correction;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  scene = await aGroup(house);
  book = await aBook(house, scene.branchId, scene.groupId, first);
  corrected = await aCorrection(house, scene.branchId, book.bookId, second);
});
afterAll(() => house.close());

const chapter = (index: number) => book.chapterIds[index] ?? "";
const later = (index: number) => corrected.chapterIds[index] ?? "";
const adopt = (editionId = corrected.editionId, by: Actor = scene.host) =>
  adoptEdition(house.as(by), { id: id(), groupId: scene.groupId, editionId });
async function write(words: string, chapterId: string, change: Partial<NewAnnotation> = {}, by = scene.member): Promise<string> {
  const annotationId = id();
  const anchor = await anchorOf(house, chapterId, words);
  const note = { groupId: scene.groupId, chapterId, kind: "remark", anchor, body: "Why?" } as const;
  await addAnnotation(house.as(by), { id: id(), annotationId, ...note, ...change });
  return annotationId;
}
async function stored(noteId: string) {
  const [row] = await house.house.db
    .select()
    .from(annotations)
    .where(and(eq(annotations.groupId, scene.groupId), eq(annotations.id, noteId)));
  if (!row) throw new Error("the note is gone");
  return row;
}
const ways = () => house.house.db.select().from(carryings).where(eq(carryings.groupId, scene.groupId));
/** Whether a note's words stand where it says. */
async function stands(noteId: string): Promise<boolean> {
  const { anchor, chapterId } = await stored(noteId);
  return verify(anchor, await listPassageTexts(house.house.db, chapterId)).ok;
}

describe("the notes", () => {
  test("stand at their words in the new text, mended ones too, and say that they came over", async () => {
    const [same, mended, elsewhere] = [
      await write("summer wind", chapter(0)),
      await write("butterflys in the sunshine", chapter(0)),
      await write("impending tempest", chapter(1)),
    ];
    expect(await adopt()).toEqual({ certain: 3, check: 0, orphan: 0 });
    for (const [noteId, chapterId, quote] of [
      [same, later(1), "summer wind"],
      [mended, later(1), "butterflies in the sunshine"],
      [elsewhere, later(2), "impending tempest"],
    ] as const) {
      expect(await stored(noteId)).toMatchObject({ chapterId, anchor: { quote }, carried: { state: "certain", edition: 1 } });
      expect(await stands(noteId)).toBe(true);
    }
  });

  test("whose words were cut stay with their text, and are not put anywhere else", async () => {
    const gone = await write("peaceful, and I sit here", chapter(0));
    expect(await adopt()).toEqual({ certain: 0, check: 0, orphan: 1 });
    expect(await stored(gone)).toMatchObject({
      chapterId: chapter(0),
      anchor: { quote: "peaceful, and I sit here" },
      carried: null,
    });
    expect(await getEditionNews(house.as(scene.member), scene)).toMatchObject({ number: 2, waiting: 1 });
  });

  test("come along whoever may read them; what a host may not read is not in the count", async () => {
    const [mine, held, hidden, answered] = [
      await write("summer wind", chapter(0), { visibility: "me" }),
      await write("redwoods", chapter(0), { held: true }),
      await write("mossy stones", chapter(0)),
      await write("sweet cadences", chapter(0)),
    ];
    await house.house.db.update(annotations).set({ hiddenAt: new Date(), hiddenReason: "x" }).where(eq(annotations.id, hidden));
    const answer = { id: id(), replyId: id(), groupId: scene.groupId, annotationId: answered, body: "Because." };
    await addReply(house.as(scene.host), answer);
    await removeAnnotation(house.as(scene.member), { id: id(), groupId: scene.groupId, annotationId: answered });
    expect(await adopt()).toEqual({ certain: 1, check: 0, orphan: 0 });
    for (const noteId of [mine, held, hidden, answered]) expect((await stored(noteId)).chapterId).toBe(later(1));
    const margin = await getMargin(house.as(scene.member), { groupId: scene.groupId, chapterId: later(1) });
    expect(margin.shared.state.find((note) => note.id === answered)?.replies).toHaveLength(1);
    expect(margin.own.state.map((note) => note.id).sort()).toEqual([mine, held, hidden].sort());
  });

  test("a link into the text leads to what became of its passage", async () => {
    const to = { chapterId: chapter(0), passageId: book.passageIds[0]?.[1] ?? "" };
    const link = await write("impending tempest", chapter(1), { kind: "link", body: "", to });
    await adopt();
    const [, mended] = await listPassageTexts(house.house.db, later(1));
    expect((await stored(link)).target).toEqual({ chapterId: later(1), passageId: mended?.id });
  });
});

describe("the streams", () => {
  const read = (chapterId: string) => () => listAnnotations(house.as(scene.member), { groupId: scene.groupId, chapterId });
  test("the group's brings the book and the meetings as they are read afresh", async () => {
    const meeting = { title: "One", local: "2027-03-04T19:00", zone: "Europe/London", minutes: 90, place: "", link: "" };
    const meetingId = id();
    const part = { id: id(), meetingId, groupId: scene.groupId, ...meeting, chapterIds: [chapter(1)] };
    await scheduleMeeting(house.as(scene.host), part);
    const home = () => getGroup(house.as(scene.member), scene);
    await expectConverges(house, groupStream(scene.groupId), home, applyToGroup, () => adopt());
    const [row] = await house.house.db.select().from(meetings).where(eq(meetings.id, meetingId));
    expect(row?.chapterIds).toEqual([later(2)]);
  });

  test("one event tells a chapter that its notes went, and one that they came, however many there are", async () => {
    for (const words of ["summer wind", "redwoods", "mossy stones"]) await write(words, chapter(0));
    const from = house.announced.length;
    await expectConverges(house, chapterStream(scene.groupId, chapter(0)), read(chapter(0)), applyToChapter, () => adopt());
    const told = house.announced.slice(from).filter(({ event }) => event.type === "margin.renewed");
    expect(told.map(({ stream }) => stream).sort()).toEqual(
      [chapterStream(scene.groupId, chapter(0)), chapterStream(scene.groupId, later(1))].sort(),
    );
  });

  test("a chapter that is read already hears of the notes that come back to it", async () => {
    await write("summer wind", chapter(0));
    await adopt();
    await expectConverges(house, chapterStream(scene.groupId, chapter(0)), read(chapter(0)), applyToChapter, () =>
      adopt(book.editionId),
    );
    expect((await read(chapter(0))()).state).toHaveLength(1);
  });

  test("of a note for its author alone only they hear", async () => {
    await write("summer wind", chapter(0), { visibility: "me" });
    const own = async () => (await getMargin(house.as(scene.member), { groupId: scene.groupId, chapterId: chapter(0) })).own;
    const apply = applyToNarrow(scene.groupId, chapter(0));
    const from = house.announced.length;
    await expectConverges(house, personStream(scene.member.personId), own, apply, () => adopt());
    const streams = new Set(house.announced.slice(from).map(({ stream }) => stream));
    expect([...streams].sort()).toEqual([groupStream(scene.groupId), personStream(scene.member.personId)].sort());
  });
});

describe("the choice", () => {
  test("taken twice is taken once, and the same command gets the same answer", async () => {
    await write("summer wind", chapter(0));
    const command = { id: id(), groupId: scene.groupId, editionId: corrected.editionId };
    const answer = await adoptEdition(house.as(scene.host), command);
    const from = house.announced.length;
    expect(await adoptEdition(house.as(scene.host), command)).toEqual(answer);
    expect(await adopt()).toEqual(answer);
    expect(house.announced.slice(from)).toEqual([]);
    expect(await ways()).toHaveLength(1);
  });

  test("of an edition of another book, or by a member, is refused", async () => {
    const other = await aBook(house, scene.branchId);
    await expect(adopt(other.editionId)).rejects.toMatchObject({ code: "not_found" });
    await expect(adopt(corrected.editionId, scene.member)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("may skip an edition, and going back brings every note to where it was written", async () => {
    const third = await aCorrection(house, scene.branchId, book.bookId, [[wind], [preface], [storm, bees, ears]]);
    const notes = [await write("redwoods", chapter(0)), await write("hum of bees", chapter(0)), await write("storm", chapter(1))];
    const before = await Promise.all(notes.map(stored));
    expect(await adopt(third.editionId)).toEqual({ certain: 3, check: 0, orphan: 0 });
    expect((await stored(notes[1] ?? "")).chapterId).toBe(third.chapterIds[2]);
    const there = await Promise.all(notes.map(stored));
    await adopt(book.editionId);
    expect(await Promise.all(notes.map(stored))).toEqual(before);
    await adopt(third.editionId);
    expect(await Promise.all(notes.map(stored))).toEqual(there);
  });

  test("brings a note that had lost its words home to them, when a later text has them again", async () => {
    const gone = await write("peaceful, and I sit here", chapter(0));
    await adopt();
    const third = await aCorrection(house, scene.branchId, book.bookId, [[preface], [wind, bees, quiet], [storm, ears]]);
    expect(await adopt(third.editionId)).toEqual({ certain: 1, check: 0, orphan: 0 });
    expect(await stored(gone)).toMatchObject({ chapterId: third.chapterIds[1], carried: { state: "certain", edition: 1 } });
  });

  test("leaves no link of before without a way on: a place of the old text is found in the new one", async () => {
    const follow = (number: number) =>
      findFollowing(house.as(scene.member), { groupId: scene.groupId, chapterId: chapter(0), number });
    expect(await follow(2)).toBeNull();
    await adopt();
    // The third passage was cut: the one before it is as near as it gets.
    expect([await follow(1), await follow(2), await follow(3)]).toEqual(
      [1, 2, 2].map((number) => ({ chapterId: later(1), number })),
    );
  });

  test("takes along where everybody is, what they have said they have read, and what they have opened", async () => {
    const { groupId } = scene;
    const { personId } = scene.member;
    const seenTo = new Date("2026-01-02T03:04:05Z");
    const own = { groupId, personId };
    await house.house.db.insert(places).values({ ...own, editionId: book.editionId, chapterId: chapter(0), number: 3 });
    await house.house.db.insert(declaredReads).values({ ...own, chapterId: chapter(0) });
    await house.house.db.insert(openedChapters).values({ ...own, chapterId: chapter(1), seenTo });
    await adopt();
    const place = await house.house.db.select().from(places).where(eq(places.editionId, corrected.editionId));
    // The third passage was cut: the one before it is where they are.
    expect(place).toEqual([{ ...own, editionId: corrected.editionId, chapterId: later(1), number: 2 }]);
    expect(
      await house.house.db
        .select()
        .from(declaredReads)
        .where(eq(declaredReads.chapterId, later(1))),
    ).toHaveLength(1);
    const opened = await house.house.db
      .select()
      .from(openedChapters)
      .where(eq(openedChapters.chapterId, later(2)));
    expect(opened).toEqual([{ ...own, chapterId: later(2), seenTo }]);
  });
});

describe("what is written meanwhile", () => {
  test("on a page of the old text follows the others on arrival, and its author is told where it is", async () => {
    const anchor = await anchorOf(house, chapter(0), "butterflys");
    await adopt();
    const note = {
      id: id(),
      annotationId: id(),
      groupId: scene.groupId,
      chapterId: chapter(0),
      kind: "remark",
      anchor,
      body: "!",
    } as const;
    const answer = await addAnnotation(house.as(scene.member), note);
    expect(answer).toMatchObject({
      chapterId: later(1),
      anchor: { quote: "butterflies" },
      carried: { state: "certain", edition: 1 },
    });
    expect(await addAnnotation(house.as(scene.member), note)).toEqual(answer);
    const { state } = await listAnnotations(house.as(scene.member), { groupId: scene.groupId, chapterId: later(1) });
    expect(state).toEqual([answer]);
  });

  test("and has no place in the new text is kept, and waits at the repair desk", async () => {
    const anchor = await anchorOf(house, chapter(0), "and am restless");
    await adopt();
    const note = {
      id: id(),
      annotationId: id(),
      groupId: scene.groupId,
      chapterId: chapter(0),
      kind: "remark",
      anchor,
      body: "!",
    } as const;
    expect((await addAnnotation(house.as(scene.member), note)).chapterId).toBe(chapter(0));
    expect(await getEditionNews(house.as(scene.member), scene)).toMatchObject({ waiting: 1 });
  });

  test("as a question gathered from notes on the old text follows as well", async () => {
    const [one, anchor] = [await write("redwoods", chapter(0)), await anchorOf(house, chapter(0), "redwoods")];
    await adopt();
    const question = {
      id: id(),
      annotationId: id(),
      groupId: scene.groupId,
      chapterId: chapter(0),
      anchor,
      body: "Why?",
      gathers: [one],
    };
    expect((await gatherNotes(house.as(scene.host), question)).chapterId).toBe(later(1));
  });

  test("at the very moment of the change is lost nowhere: all of it stands in the new text", async () => {
    const words = ["summer wind", "redwoods", "mossy stones", "sweet cadences", "hum of bees", "sunshine"];
    const writing = words.flatMap((some) => [write(some, chapter(0)), write(some, chapter(0), {}, scene.host)]);
    const [notes] = await Promise.all([Promise.all(writing), adopt()]);
    for (const noteId of notes) {
      expect((await stored(noteId)).chapterId).toBe(later(1));
      expect(await stands(noteId)).toBe(true);
    }
    expect(await ways()).toHaveLength(notes.length);
  });
});

test("whatever was edited, a note sits on its own words, is to be checked, or stays behind", async () => {
  const edit = fc.record({ at: fc.nat(), how: fc.constantFrom("cut", "mend", "move", "add", "halve") });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
      scene = await aGroup(house);
      // Every word occurs once in the book, so that it can be told which words a note is on.
      let next = 0;
      const sentence = () =>
        Array.from({ length: 9 }, () => `${((next++ * 2_654_435_761) % 4_294_967_296).toString(36)}q`).join(" ");
      const texts = [Array.from({ length: 8 }, sentence), Array.from({ length: 6 }, sentence)];
      book = await aBook(house, scene.branchId, scene.groupId, texts);
      const notes = new Map<string, string[]>();
      for (const [index, passages] of texts.entries()) {
        const stands = await listPassageTexts(house.house.db, chapter(index));
        const rows = stands.flatMap(({ id: passage, text }, at) => {
          const words = text.split(" ").slice(2, 7);
          const start = text.indexOf(words.join(" "));
          const [from, to] = [start, start + words.join(" ").length].map((offset) => ({ passage, offset }));
          const described = from && to && describeSelection(stands, { start: from, end: to });
          if (!described?.ok) throw new Error(`no anchor in ${passages[at]}`);
          const noteId = id();
          notes.set(noteId, words);
          const { groupId, memberId } = scene;
          return [
            {
              groupId,
              id: noteId,
              chapterId: chapter(index),
              memberId,
              kind: "highlight" as const,
              anchor: described.anchor,
              body: "",
            },
          ];
        });
        await house.house.db.insert(annotations).values(rows);
      }
      const after = texts.map((passages) => [...passages]);
      for (const { at, how } of edits) {
        const passages = after[at % 2] ?? [];
        const where = at % Math.max(1, passages.length);
        const text = passages[where] ?? sentence();
        if (how === "cut" && passages.length > 1) passages.splice(where, 1);
        else if (how === "mend") passages[where] = text.replace(/q\b/, "z");
        else if (how === "move") after[(at + 1) % 2]?.push(...passages.splice(where, passages.length > 1 ? 1 : 0));
        else if (how === "add") passages.splice(where, 0, sentence());
        else if (how === "halve") passages.splice(where, 1, text.slice(0, 40), text.slice(40));
      }
      corrected = await aCorrection(house, scene.branchId, book.bookId, after);
      await adopt();
      const whole = after.flat().join(" ");
      const rows = await house.house.db.select().from(annotations).where(eq(annotations.groupId, scene.groupId));
      const standing = new Map<string, PassageText[]>();
      for (const { id: noteId, anchor, carried, chapterId } of rows) {
        const words = notes.get(noteId) ?? [];
        const there = standing.get(chapterId) ?? (await listPassageTexts(house.house.db, chapterId));
        standing.set(chapterId, there);
        expect(verify(anchor, there).ok).toBe(true);
        if (!words.some((word) => whole.includes(word))) expect(carried?.state).not.toBe("certain");
        if (carried?.state === "certain") expect(words.some((word) => anchor.quote.includes(word))).toBe(true);
      }
    }),
    { numRuns: 8 },
  );
});
