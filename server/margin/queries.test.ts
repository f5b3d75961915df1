// Notes looked up through the book: whom they reach, the spoiler rule in every list and count, filters, pages, words, and what a meeting is offered.
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { annotations } from "#db/schema/annotations.ts";
import { searchForm, searchFormNow } from "#db/schema/books.ts";
import { groupBooks, groups, openedChapters } from "#db/schema/groups.ts";
import type { NewAnnotation, SpoilerRule } from "#domain/shapes/annotation.ts";
import { NOTES_A_PAGE, type NoteQuery } from "#domain/shapes/margin.ts";
import { addAnnotation, addReply, removeAnnotation } from "../annotations/service.ts";
import type { Actor } from "../context.ts";
import { scheduleMeeting } from "../meetings/service.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { listNotes, listProposals, listUnread, searchBook } from "./queries.ts";
import { askReply, hideNote, moveQuestion, pinNote, putOnAgenda, react } from "./service.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

/** A group that reads a book of three chapters by a spoiler rule, with its host, a member and another one, and verbs in short. */
async function aReading(spoilers: SpoilerRule = "off") {
  const scene: GroupScene = await aGroup(house);
  const { groupId, member } = scene;
  const other = await aPerson(house, "Another Member");
  const otherId = await joins(house, groupId, other);
  const texts = [
    ["To begin, one leaf.", "A second passage, one leaf too."],
    ["Another chapter, one leaf."],
    ["The end, one leaf."],
  ];
  const book: BookScene = await aBook(house, scene.branchId, groupId, texts);
  await house.house.db.update(groups).set({ spoilers }).where(eq(groups.id, groupId));
  const chapterOf = (chapter: number) => book.chapterIds[chapter] ?? "";
  return {
    ...{ ...scene, other, otherId, book, chapterOf },
    async note(change: Partial<NewAnnotation> & { chapter?: number; words?: string } = {}, by: Actor = member): Promise<string> {
      const { chapter = 0, words = "one leaf", ...given } = change;
      const anchor = await anchorOf(house, chapterOf(chapter), words);
      const annotationId = id();
      const place = { groupId, chapterId: chapterOf(chapter), anchor };
      await addAnnotation(house.as(by), { id: id(), annotationId, ...place, kind: "remark", body: "A note", ...given });
      return annotationId;
    },
    async answer(annotationId: string, by: Actor = other, body = "Because."): Promise<string> {
      const replyId = id();
      await addReply(house.as(by), { id: id(), replyId, groupId, annotationId, body });
      return replyId;
    },
    /** Opened, and everything up to then seen. */
    async opens(by: Actor, chapter: number, seenTo: Date | null = null) {
      const key = { groupId, personId: by.personId, chapterId: chapterOf(chapter) };
      await house.house.db
        .insert(openedChapters)
        .values({ ...key, seenTo })
        .onConflictDoUpdate({
          target: [openedChapters.groupId, openedChapters.personId, openedChapters.chapterId],
          set: { seenTo },
        });
    },
    page: (query: Omit<NoteQuery, "groupId"> = {}, by: Actor = other) => listNotes(house.as(by), { groupId, ...query }),
    async ids(query: Omit<NoteQuery, "groupId"> = {}, by: Actor = other): Promise<string[]> {
      return (await listNotes(house.as(by), { groupId, ...query })).notes.map((found) => found.annotation.id);
    },
    unread: async (by: Actor = other) =>
      (await listUnread(house.as(by), { groupId })).map((one) => [book.chapterIds.indexOf(one.chapterId), one.unread]),
    command: (annotationId: string) => ({ id: id(), groupId, annotationId }),
  };
}
type Reading = Awaited<ReturnType<typeof aReading>>;

describe("the list", () => {
  test("comes in the order of the book, whatever the order of writing, and says where each note stands", async () => {
    const r = await aReading();
    const third = await r.note({ chapter: 1 });
    const second = await r.note({ words: "second passage" });
    const lastInPassage = await r.note({ words: "leaf too" });
    const first = await r.note();
    expect(await r.ids()).toEqual([first, second, lastInPassage, third]);
    expect(
      (await r.page()).notes.map(({ chapter, number, unread }) => [chapter.title, chapter.position, number, unread]),
    ).toEqual([
      ["Chapter 1", 0, 1, true],
      ["Chapter 1", 0, 2, true],
      ["Chapter 1", 0, 2, true],
      ["Chapter 2", 1, 1, true],
    ]);
  });

  test("pages hold every note once, also when one is added before and one after the place meanwhile", async () => {
    const r = await aReading();
    const anchor = await anchorOf(house, r.chapterOf(1), "one leaf");
    const rows = Array.from({ length: NOTES_A_PAGE * 2 + 7 }, () => ({
      ...{
        groupId: r.groupId,
        id: id(),
        chapterId: r.chapterOf(1),
        memberId: r.memberId,
        kind: "remark" as const,
        anchor,
        body: "x",
      },
    }));
    await house.house.db.insert(annotations).values(rows);
    const first = await r.page();
    expect([first.notes.length, first.total]).toEqual([NOTES_A_PAGE, rows.length]);
    await r.note({ chapter: 0 });
    const late = await r.note({ chapter: 2 });
    const second = await r.page({ after: first.next ?? "" });
    const third = await r.page({ after: second.next ?? "" });
    expect(third.next).toBeUndefined();
    const read = [first, second, third].flatMap((page) => page.notes.map((found) => found.annotation.id));
    expect(read).toEqual([...rows.map((row) => row.id).sort(), late]);
    expect(third.total).toBe(rows.length + 2);
  });

  test("a place that the list does not have is refused", async () => {
    const r = await aReading();
    for (const after of ["nowhere", Buffer.from("[1,2,3]").toString("base64url")])
      await expect(r.page({ after })).rejects.toMatchObject({ reason: "cursor_unknown" });
  });

  test("is of the book that the group reads now", async () => {
    const r = await aReading();
    await r.note();
    await house.house.db.update(groupBooks).set({ endedAt: new Date() }).where(eq(groupBooks.groupId, r.groupId));
    expect(await r.page()).toEqual({ notes: [], total: 0, waiting: 0 });
  });

  test("a removed note is in it no more", async () => {
    const r = await aReading();
    const note = await r.note();
    await r.answer(note);
    await removeAnnotation(house.as(r.member), r.command(note));
    expect(await r.page()).toMatchObject({ notes: [], total: 0 });
  });

  test("what somebody may not read is neither listed, counted, found nor unread", async () => {
    const r = await aReading();
    const hidden = await r.note({ body: "secret" });
    await hideNote(house.as(r.host), { ...r.command(hidden), reason: "Not kind." });
    const forHosts = await r.note({ visibility: "hosts", body: "secret" });
    await r.note({ visibility: "me", body: "secret" });
    await r.note({ held: true, body: "secret" });
    expect(await r.page()).toMatchObject({ notes: [], total: 0, waiting: 0 });
    expect((await searchBook(house.as(r.other), { groupId: r.groupId, words: "secret" })).notes.total).toBe(0);
    expect(await r.unread()).toEqual([]);
    expect((await r.ids({}, r.host)).sort()).toEqual([hidden, forHosts].sort());
    expect(await r.unread(r.host)).toEqual([[0, 2]]);
    expect((await r.page({ words: "secret" }, r.member)).total).toBe(4);
  });
});

describe("filters", () => {
  test("each narrows, and together they narrow further", async () => {
    const r = await aReading();
    const question = await r.note({ kind: "question", tags: ["Peace", "bread"], chapter: 1 });
    const settled = await r.note({ kind: "question" }, r.other);
    await moveQuestion(house.as(r.host), { ...r.command(settled), state: "settled" });
    const objection = await r.note({ kind: "objection", tags: ["peace"] }, r.host);
    const pinned = await r.note({ body: `Ask @[Another \\] Member](${r.otherId}) about it.` });
    await pinNote(house.as(r.host), { ...r.command(pinned), pinned: true });
    const asked = await r.note({ chapter: 2 });
    await askReply(house.as(r.host), { ...r.command(asked), asked: true });
    await putOnAgenda(house.as(r.host), { ...r.command(asked), on: true });
    await r.answer(asked, r.host, `What does @[Another](${r.otherId}) think?`);
    const narrowed: [Omit<NoteQuery, "groupId">, string[]][] = [
      [{ kinds: ["question"] }, [settled, question]],
      [{ kinds: ["question", "objection"], tag: "peace" }, [objection, question]],
      [{ states: ["settled", "dropped"] }, [settled]],
      [{ states: ["open"] }, [question]],
      [{ authorId: r.hostId }, [objection]],
      [{ chapterIds: [r.chapterOf(1), r.chapterOf(2)] }, [question, asked]],
      [{ chapterIds: [] }, []],
      [{ only: "mine" }, [settled]],
      [{ only: "mine", kinds: ["question"], states: ["open"] }, []],
      [{ only: "mentions" }, [pinned, asked]],
      [{ only: "pinned" }, [pinned]],
      [{ only: "asked" }, [asked]],
      [{ only: "agenda", chapterIds: [r.chapterOf(0)] }, []],
      [{ only: "agenda" }, [asked]],
    ];
    for (const [query, wanted] of narrowed) {
      const { notes, total } = await r.page(query);
      expect(notes.map((found) => found.annotation.id).sort(), JSON.stringify(query)).toEqual(wanted.sort());
      expect(total).toBe(wanted.length);
    }
    expect(await r.ids({ only: "mentions" }, r.member)).toEqual([]);
  });

  test("words are found in what is said, in tags, in the words it hangs on and in answers, folded as in the text", async () => {
    const r = await aReading();
    const body = await r.note({ body: "Une Déclaration “franche” 100% sûre" });
    const tag = await r.note({ tags: ["Käse"] });
    const quote = await r.note({ words: "second passage" });
    const answered = await r.note();
    await r.answer(answered, r.host, "See the *appendix*.");
    expect(await r.ids({ words: "declaration franche" })).toEqual([body]);
    expect(await r.ids({ words: "100% sure" })).toEqual([body]);
    expect(await r.ids({ words: "1% sure" })).toEqual([]);
    expect(await r.ids({ words: "#kase" })).toEqual([tag]);
    expect(await r.ids({ words: "SECOND passage" })).toEqual([quote]);
    expect(await r.ids({ words: "appendix" })).toEqual([answered]);
    expect(await r.ids({ words: "sure kase" })).toEqual([]);
    expect(await r.ids({ words: "  " })).toHaveLength(4);
  });

  test("the form that is made while searching is the one that is stored", async () => {
    const texts = [
      "Straße – “Übung”",
      "l’été",
      "«Война»‚ мир",
      "İstanbul‐ad",
      "नमस्ते",
      "한국어",
      "e\u0301\u0327",
      "\"'‘’‚“”„«»-‑—",
      "مُحَمَّد",
    ];
    for (const text of texts) {
      const value = sql`${text}::text`;
      const { rows } = await house.house.db.execute(sql`select ${searchForm(value)} as stored, ${searchFormNow(value)} as now`);
      expect(rows[0]?.now, text).toBe(rows[0]?.stored);
    }
  });

  test("a search gives passages and notes, and of too few letters nothing", async () => {
    const r = await aReading();
    const note = await r.note({ body: "Another leaf of it", chapter: 2, words: "The end" });
    await r.note({ body: "Nothing", words: "second" });
    const { passages, notes } = await searchBook(house.as(r.member), { groupId: r.groupId, words: "another" });
    expect(passages).toMatchObject({ total: 1, chapters: [{ title: "Chapter 2" }] });
    expect(notes.notes.map((found) => found.annotation.id)).toEqual([note]);
    expect(await searchBook(house.as(r.member), { groupId: r.groupId, words: "a" })).toEqual({
      passages: { total: 0, chapters: [] },
      notes: { notes: [], total: 0, waiting: 0 },
    });
  });
});

describe("the spoiler rule", () => {
  async function aSpoiler(rule: SpoilerRule): Promise<Reading & { early: string; late: string; mine: string }> {
    const r = await aReading(rule);
    const [early, late] = [await r.note({ chapter: 0 }), await r.note({ chapter: 2, body: "The end is near" })];
    const mine = await r.note({ chapter: 2, body: "Mine" }, r.other);
    await r.opens(r.other, 0);
    return { ...r, early, late, mine };
  }
  const counts = async (r: Reading, query: Omit<NoteQuery, "groupId"> = {}) => {
    const { total, waiting } = await r.page(query);
    return [total, waiting];
  };

  test("strict: notes on chapters I have not opened are not there, not counted, and not to be asked for", async () => {
    const r = await aSpoiler("strict");
    expect(await r.ids()).toEqual([r.early, r.mine]);
    expect(await r.ids({ unopened: true })).toEqual([r.early, r.mine]);
    expect(await counts(r)).toEqual([2, 0]);
    expect(await counts(r, { words: "near", unopened: true })).toEqual([0, 0]);
    expect(await r.unread()).toEqual([[0, 1]]);
  });

  test("soft: the list says how many wait, and gives them when I ask", async () => {
    const r = await aSpoiler("soft");
    expect(await r.ids()).toEqual([r.early, r.mine]);
    expect(await counts(r)).toEqual([2, 1]);
    expect(await counts(r, { words: "near" })).toEqual([0, 1]);
    expect((await r.ids({ unopened: true })).sort()).toEqual([r.early, r.late, r.mine].sort());
    expect(await counts(r, { unopened: true })).toEqual([3, 0]);
    expect(await r.unread()).toEqual([[0, 1]]);
  });

  test("off: everything is there", async () => {
    const r = await aSpoiler("off");
    expect(await counts(r)).toEqual([3, 0]);
    expect(await r.unread()).toEqual([
      [0, 1],
      [2, 1],
    ]);
  });

  test("a chapter that I open later brings its notes", async () => {
    const r = await aSpoiler("strict");
    await r.opens(r.other, 2);
    expect(await counts(r)).toEqual([3, 0]);
    expect(await r.unread()).toEqual([
      [0, 1],
      [2, 1],
    ]);
  });

  test("an answer to a note of mine reaches me also where I have not opened the chapter", async () => {
    const r = await aSpoiler("strict");
    await r.answer(r.mine, r.host);
    expect(await r.unread()).toEqual([
      [0, 1],
      [2, 1],
    ]);
    expect(await r.ids({ only: "unread" })).toEqual([r.early, r.mine]);
  });

  test("a meeting is offered nothing that I have not opened", async () => {
    const r = await aSpoiler("soft");
    await react(house.as(r.host), { ...r.command(r.late), reaction: "to_meeting", given: true });
    const meetingId = await aMeeting(r, []);
    expect(await proposals(r, meetingId, r.other)).toEqual([]);
    await r.opens(r.other, 2);
    expect(await proposals(r, meetingId, r.other)).toEqual([r.late]);
  });
});

describe("unread", () => {
  test("is what others wrote or answered later than what I have seen of the chapter", async () => {
    const r = await aReading();
    const note = await r.note();
    const mine = await r.note({}, r.other);
    expect(await r.unread()).toEqual([[0, 1]]);
    const shown = async (noteId: string) => {
      const [row] = await house.house.db
        .select()
        .from(annotations)
        .where(and(eq(annotations.groupId, r.groupId), eq(annotations.id, noteId)));
      return row?.shownAt ?? null;
    };
    await r.opens(r.other, 0, await shown(mine));
    expect(await r.unread()).toEqual([]);
    await r.answer(note, r.host);
    await r.answer(mine, r.other);
    expect(await r.unread()).toEqual([[0, 1]]);
    expect(await r.ids({ only: "unread" })).toEqual([note]);
    const [found] = (await r.page({ only: "unread" })).notes;
    expect(found).toMatchObject({ unread: true });
    const later = await r.note();
    expect(await r.unread()).toEqual([[0, 2]]);
    await r.opens(r.other, 0, await shown(later));
    expect(await r.unread()).toEqual([]);
  });
});

const decided = { title: "A meeting", local: "2027-03-04T19:00", zone: "Europe/London", minutes: 90, place: "", link: "" };
async function aMeeting(r: Reading, chapterIds: string[]): Promise<string> {
  const meetingId = id();
  await scheduleMeeting(house.as(r.host), { id: id(), meetingId, groupId: r.groupId, ...decided, chapterIds });
  return meetingId;
}
const proposals = async (r: Reading, meetingId: string, by: Actor = r.member) =>
  (await listProposals(house.as(by), { groupId: r.groupId, meetingId })).map((proposal) => proposal.annotation.id);

describe("for a meeting", () => {
  test("the host's choice comes first, then what most asked for, then the order of the book, questions that wait among them", async () => {
    const r = await aReading();
    await r.note();
    const want = (note: string, ...by: Actor[]) =>
      Promise.all(by.map((one) => react(house.as(one), { ...r.command(note), reaction: "to_meeting", given: true })));
    const open = await r.note({ kind: "question" });
    const settled = await r.note({ kind: "question" });
    await moveQuestion(house.as(r.member), { ...r.command(settled), state: "settled" });
    const taken = await r.note({ kind: "question", words: "second" });
    await moveQuestion(house.as(r.member), { ...r.command(taken), state: "taken" });
    const wantedTwice = await r.note({ chapter: 2 });
    await want(wantedTwice, r.other, r.host);
    const wantedOnce = await r.note({ chapter: 1 });
    await want(wantedOnce, r.other);
    const chosen = await r.note({ chapter: 2 });
    await putOnAgenda(house.as(r.host), { ...r.command(chosen), on: true });
    const whole = await aMeeting(r, []);
    expect(await proposals(r, whole)).toEqual([chosen, wantedTwice, wantedOnce, open, taken]);
    const [first, second] = await listProposals(house.as(r.member), { groupId: r.groupId, meetingId: whole });
    expect([first?.onAgenda, first?.wanted, second?.onAgenda, second?.wanted]).toEqual([true, 0, false, 2]);
    expect(await proposals(r, await aMeeting(r, [r.chapterOf(0), r.chapterOf(1)]))).toEqual([wantedOnce, open, taken]);
  });

  test("a note that a host hid is proposed no more, not even to hosts", async () => {
    const r = await aReading();
    const note = await r.note({ kind: "question" });
    const meetingId = await aMeeting(r, []);
    expect(await proposals(r, meetingId, r.host)).toEqual([note]);
    await hideNote(house.as(r.host), { ...r.command(note), reason: "Not kind." });
    expect(await proposals(r, meetingId, r.host)).toEqual([]);
  });

  test("a question that is held is offered to its author alone", async () => {
    const r = await aReading();
    const note = await r.note({ kind: "question", held: true });
    const meetingId = await aMeeting(r, []);
    expect([await proposals(r, meetingId, r.member), await proposals(r, meetingId, r.host)]).toEqual([[note], []]);
  });

  test("the meeting of another group is not found", async () => {
    const [r, beside] = [await aReading(), await aReading()];
    const meetingId = await aMeeting(beside, []);
    await expect(proposals(r, meetingId)).rejects.toMatchObject({ code: "not_found" });
  });
});
