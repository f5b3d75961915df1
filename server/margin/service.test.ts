// What a group does with its notes, through the real gate on a real database.
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reactions } from "#db/schema/annotations.ts";
import { applyToChapter, applyToGroup, applyToNarrow } from "#domain/live/apply.ts";
import { chapterStream, groupStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Annotation, NewAnnotation, ReactionKind } from "#domain/shapes/annotation.ts";
import { getMargin, listAnnotations } from "../annotations/queries.ts";
import { addAnnotation, addReply, removeAnnotation, removeReply } from "../annotations/service.ts";
import type { Actor } from "../context.ts";
import { getGroup } from "../groups/queries.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene, joins } from "../testing/people.ts";
import { anchorOf } from "../testing/words.ts";
import { listQuestionSteps } from "./queries.ts";
import { askReply, gatherNotes, hideNote, keepTags, moveQuestion, pinNote, putOnAgenda, react, unhideNote } from "./service.ts";

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
let other: Actor;
let groupId: string;
let chapterId: string;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
  groupId = scene.groupId;
  other = await aPerson(house, "Another Member");
  await joins(house, groupId, other);
  book = await aBook(house, scene.branchId, groupId);
  chapterId = book.chapterIds[0] ?? "";
});
afterAll(() => house.close());

/** A note by the member, unless by somebody else; gives what a command on it names. */
async function aNote(change: Partial<NewAnnotation> = {}, by: Actor = scene.member) {
  const anchor = await anchorOf(house, chapterId, "one leaf");
  const annotationId = id();
  const note = { id: id(), annotationId, groupId, chapterId, kind: "remark" as const, anchor, body: "Why one?", ...change };
  await addAnnotation(house.as(by), note);
  return { groupId, annotationId };
}
async function anAnswer(annotationId: string, by: Actor = other): Promise<string> {
  const replyId = id();
  await addReply(house.as(by), { id: id(), replyId, groupId, annotationId, body: "Because." });
  return replyId;
}
const shared = () => listAnnotations(house.as(scene.member), { groupId, chapterId });
const converges = (act: () => Promise<unknown>) =>
  expectConverges(house, chapterStream(groupId, chapterId), shared, applyToChapter, act);
const narrow = (by: Actor, which: "own" | "hosts") => async () =>
  (await getMargin(house.as(by), { groupId, chapterId }))[which] ?? { at: 0, state: [] as Annotation[] };
async function find(annotationId: string, by: Actor = scene.member): Promise<Annotation | undefined> {
  const { shared, own, hosts } = await getMargin(house.as(by), { groupId, chapterId });
  return [...shared.state, ...own.state, ...(hosts?.state ?? [])].find((note) => note.id === annotationId);
}
/** What is told while acting. */
async function told(act: () => Promise<unknown>): Promise<number> {
  const from = house.announced.length;
  await act();
  return house.announced.length - from;
}

describe("reactions", () => {
  const give = (note: { annotationId: string }, by: Actor, reaction: ReactionKind, given = true) =>
    react(house.as(by), { id: id(), groupId, annotationId: note.annotationId, reaction, given });

  test("given and taken back, they converge", async () => {
    const note = await aNote();
    await converges(() => give(note, other, "unclear"));
    await converges(() => give(note, scene.host, "me_too"));
    await converges(() => give(note, other, "to_meeting"));
    await converges(() => give(note, other, "unclear", false));
    expect((await find(note.annotationId))?.reactions.map((one) => one.reaction).sort()).toEqual(["me_too", "to_meeting"]);
  });

  test("the same one twice is one, and is told once", async () => {
    const note = await aNote();
    expect(await told(() => give(note, other, "disagree"))).toBe(1);
    expect(await told(() => give(note, other, "disagree"))).toBe(0);
    await give(note, other, "disagree", false);
    expect(await told(() => give(note, other, "disagree", false))).toBe(0);
    const kept = and(eq(reactions.groupId, groupId), eq(reactions.annotationId, note.annotationId));
    expect(await house.house.db.select().from(reactions).where(kept)).toEqual([]);
  });

  test("to a note of my own I can only add that it should be talked about", async () => {
    const note = await aNote();
    await converges(() => give(note, scene.member, "to_meeting"));
    for (const reaction of ["me_too", "unclear", "disagree"] as const)
      await expect(give(note, scene.member, reaction)).rejects.toMatchObject({ reason: "own_note" });
  });

  test("nobody reacts to a note that was removed, nor to one that is not for them", async () => {
    const note = await aNote();
    await anAnswer(note.annotationId);
    await removeAnnotation(house.as(scene.member), { id: id(), ...note });
    await expect(give(note, other, "me_too")).rejects.toMatchObject({ reason: "annotation_gone" });
    await expect(give(await aNote({ visibility: "me" }), scene.host, "me_too")).rejects.toMatchObject({ code: "not_found" });
    await expect(give(await aNote({ held: true }), other, "me_too")).rejects.toMatchObject({ code: "not_found" });
  });

  test("on a note for the hosts they converge on the streams that carry it", async () => {
    const note = await aNote({ visibility: "hosts" });
    const apply = applyToNarrow(groupId, chapterId);
    await expectConverges(house, hostsStream(groupId), narrow(scene.host, "hosts"), apply, () =>
      give(note, scene.host, "unclear"),
    );
    await expectConverges(house, personStream(scene.member.personId), narrow(scene.member, "own"), apply, () =>
      give(note, scene.member, "to_meeting"),
    );
  });
});

describe("questions", () => {
  const move = (by: Actor, on: { annotationId: string }, to: Partial<Parameters<typeof moveQuestion>[1]>) =>
    moveQuestion(house.as(by), { id: id(), groupId, annotationId: on.annotationId, state: "open", ...to });
  const steps = (on: { annotationId: string }, by: Actor = other) =>
    listQuestionSteps(house.as(by), { groupId, annotationId: on.annotationId });

  test("their author and the hosts say what becomes of them, and every step is kept", async () => {
    const question = await aNote({ kind: "question" });
    const replyId = await anAnswer(question.annotationId);
    await converges(() => move(scene.member, question, { state: "answered", replyId }));
    expect((await find(question.annotationId))?.question).toEqual({ state: "answered", replyId });
    await converges(() => move(scene.host, question, { state: "taken" }));
    await converges(() => move(scene.host, question, { state: "settled" }));
    expect((await find(question.annotationId))?.question).toEqual({ state: "settled" });
    expect(await steps(question)).toMatchObject([
      { number: 1, state: "answered", replyId, by: { id: scene.memberId } },
      { number: 2, state: "taken", by: { id: scene.hostId } },
      { number: 3, state: "settled" },
    ]);
  });

  test("the state it has already is no step and is not told", async () => {
    const question = await aNote({ kind: "question" });
    expect(await told(() => move(scene.member, question, { state: "open" }))).toBe(0);
    await move(scene.member, question, { state: "dropped" });
    expect(await told(() => move(scene.host, question, { state: "dropped" }))).toBe(0);
    expect(await steps(question)).toHaveLength(1);
  });

  test("another member may see what became of it and not change it", async () => {
    const question = await aNote({ kind: "question" });
    await expect(move(other, question, { state: "settled" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await steps(question)).toEqual([]);
  });

  test("an answer must be a reply that stands in its own thread", async () => {
    const question = await aNote({ kind: "question" });
    const beside = await anAnswer((await aNote()).annotationId);
    const removed = await anAnswer(question.annotationId);
    await removeReply(house.as(other), { id: id(), groupId, replyId: removed });
    for (const replyId of [beside, removed, id()])
      await expect(move(scene.member, question, { state: "answered", replyId })).rejects.toMatchObject({ reason: "answer_gone" });
    expect(await steps(question)).toEqual([]);
  });

  test("when the answer is removed, the question stays answered and names no reply any more", async () => {
    const question = await aNote({ kind: "question" });
    const replyId = await anAnswer(question.annotationId);
    await move(scene.member, question, { state: "answered", replyId });
    await converges(() => removeReply(house.as(other), { id: id(), groupId, replyId }));
    expect((await find(question.annotationId))?.question).toEqual({ state: "answered" });
    const [step] = await steps(question);
    expect(step).not.toHaveProperty("replyId");
  });

  test("only a question has something become of it", async () => {
    await expect(move(scene.member, await aNote(), { state: "settled" })).rejects.toMatchObject({ reason: "not_a_question" });
  });

  test("a host moves no question that is held, nor learns of its steps", async () => {
    const question = await aNote({ kind: "question", held: true });
    await expect(move(scene.host, question, { state: "settled" })).rejects.toMatchObject({ code: "not_found" });
    await expect(steps(question, scene.host)).rejects.toMatchObject({ code: "not_found" });
    await move(scene.member, question, { state: "dropped" });
    expect(await steps(question, scene.member)).toHaveLength(1);
  });

  test("of many moves at once each is a step with its own number", async () => {
    const question = await aNote({ kind: "question" });
    const states = ["taken", "settled", "dropped", "answered"] as const;
    await converges(() => Promise.all(states.map((state) => move(scene.host, question, { state }))));
    expect((await steps(question)).map((step) => step.number)).toEqual([1, 2, 3, 4]);
  });
});

describe("what hosts do", () => {
  const marks = [
    [
      "pin",
      "pinnedAt",
      (on: { annotationId: string }, to: boolean) => pinNote(house.as(scene.host), { ...command(on), pinned: to }),
    ],
    ["ask for a reply", "replyAskedAt", (on, to) => askReply(house.as(scene.host), { ...command(on), asked: to })],
    ["put on the agenda", "agendaAt", (on, to) => putOnAgenda(house.as(scene.host), { ...command(on), on: to })],
  ] as [string, "pinnedAt" | "replyAskedAt" | "agendaAt", (on: { annotationId: string }, to: boolean) => Promise<unknown>][];
  const command = (on: { annotationId: string }) => ({ id: id(), groupId, annotationId: on.annotationId });

  test.each(marks)("to %s converges, and so does taking it back; the same again is not told", async (_, field, set) => {
    const note = await aNote();
    await converges(() => set(note, true));
    expect(await find(note.annotationId)).toHaveProperty(field);
    expect(await told(() => set(note, true))).toBe(0);
    await converges(() => set(note, false));
    expect(await find(note.annotationId)).not.toHaveProperty(field);
    expect(await told(() => set(note, false))).toBe(0);
  });

  test("a hidden note goes from the members to its author and the hosts, who read the reason; shown again, it is new to the others", async () => {
    const note = await aNote();
    await anAnswer(note.annotationId);
    await react(house.as(other), { ...command(note), reaction: "me_too", given: true });
    const apply = applyToNarrow(groupId, chapterId);
    const hide = () => hideNote(house.as(scene.host), { ...command(note), reason: "It is about a member." });
    const unhide = () => unhideNote(house.as(scene.host), command(note));
    await converges(hide);
    expect(await find(note.annotationId, other)).toBeUndefined();
    for (const by of [scene.member, scene.host]) {
      const seen = await find(note.annotationId, by);
      expect(seen).toMatchObject({ hidden: { reason: "It is about a member." }, body: "Why one?" });
      expect([seen?.replies.length, seen?.reactions.length]).toEqual([1, 1]);
    }
    const before = (await find(note.annotationId))?.shownAt ?? "";
    await converges(unhide);
    expect((await find(note.annotationId, other))?.shownAt ?? "").not.toBe(before);
    await expectConverges(house, hostsStream(groupId), narrow(scene.host, "hosts"), apply, hide);
    await expectConverges(house, hostsStream(groupId), narrow(scene.host, "hosts"), apply, unhide);
    await expectConverges(house, personStream(scene.member.personId), narrow(scene.member, "own"), apply, hide);
    await expectConverges(house, personStream(scene.member.personId), narrow(scene.member, "own"), apply, unhide);
  });

  test("hiding again changes the reason and nothing else", async () => {
    const note = await aNote();
    const hide = (reason: string) => hideNote(house.as(scene.host), { ...command(note), reason });
    await hide("Not kind.");
    const first = await find(note.annotationId);
    expect(await told(() => hide("Not kind."))).toBe(0);
    await hide("Not kind to a member.");
    expect(await find(note.annotationId)).toEqual({ ...first, hidden: { ...first?.hidden, reason: "Not kind to a member." } });
  });

  test("a host neither hides nor pins what only its author may read", async () => {
    for (const note of [await aNote({ visibility: "me" }), await aNote({ held: true })]) {
      await expect(hideNote(house.as(scene.host), { ...command(note), reason: "No" })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(pinNote(house.as(scene.host), { ...command(note), pinned: true })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  test("the author of a note is no host of it", async () => {
    const note = await aNote();
    const asAuthor = house.as(scene.member);
    await expect(pinNote(asAuthor, { ...command(note), pinned: true })).rejects.toMatchObject({ code: "forbidden" });
    await hideNote(house.as(scene.host), { ...command(note), reason: "Not kind." });
    await expect(unhideNote(asAuthor, command(note))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("gathering", () => {
  async function gathering(gathers: string[], quote = "one leaf") {
    const anchor = { ...(await anchorOf(house, chapterId, "one leaf")), quote };
    return { id: id(), annotationId: id(), groupId, chapterId, anchor, body: "What is one leaf?", gathers };
  }

  test("makes a discussion question that names the notes, and leaves them as they are", async () => {
    const notes = [await aNote(), await aNote({ kind: "objection" }, other)];
    const before = await Promise.all(notes.map(({ annotationId }) => find(annotationId)));
    const ids = notes.map((note) => note.annotationId);
    const input = await gathering([...ids, ...ids]);
    await converges(() => gatherNotes(house.as(scene.host), input));
    expect(await find(input.annotationId, other)).toMatchObject({ kind: "question", question: { state: "open" }, gathers: ids });
    expect(await Promise.all(notes.map(({ annotationId }) => find(annotationId)))).toEqual(before);
  });

  test("takes only notes of this group that stand and that every member may read", async () => {
    const removed = await aNote();
    await removeAnnotation(house.as(scene.member), { id: id(), ...removed });
    const hidden = await aNote();
    await hideNote(house.as(scene.host), { id: id(), ...hidden, reason: "Not kind." });
    const narrower = [await aNote({ visibility: "hosts" }), await aNote({ visibility: "me" }), await aNote({ held: true })];
    const fine = await aNote();
    for (const { annotationId } of [removed, hidden, ...narrower, { annotationId: id() }]) {
      const input = await gathering([fine.annotationId, annotationId]);
      await expect(gatherNotes(house.as(scene.host), input)).rejects.toMatchObject({ reason: "not_to_gather" });
    }
  });

  test("hangs on words that stand in the text, or is refused", async () => {
    const input = await gathering([(await aNote()).annotationId], "two leaf");
    await expect(gatherNotes(house.as(scene.host), input)).rejects.toMatchObject({ reason: "anchor_moved" });
  });
});

test("the tags of the group are the list that was kept last, each once, and converge", async () => {
  const read = async () => {
    const { at, state } = await getGroup(house.as(scene.member), { groupId });
    return { at, state };
  };
  const keep = (tags: string[]) => keepTags(house.as(scene.host), { id: id(), groupId, tags });
  await expectConverges(house, groupStream(groupId), read, applyToGroup, () => keep(["peace", "land", "peace"]));
  expect((await read()).state.tags).toEqual(["peace", "land"]);
  await expectConverges(house, groupStream(groupId), read, applyToGroup, () => keep(["bread"]));
  expect((await read()).state.tags).toEqual(["bread"]);
});
