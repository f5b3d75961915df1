// Other words for notes and replies, and the earlier ones; through the real gate on a real database.
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { annotations, questionSteps, wordings } from "#db/schema/annotations.ts";
import { applyToChapter, applyToNarrow } from "#domain/live/apply.ts";
import { chapterStream, hostsStream, personStream } from "#domain/live/streams.ts";
import type { Annotation, AnnotationRevision } from "#domain/shapes/annotation.ts";
import type { Actor } from "../context.ts";
import { expectConverges } from "../testing/convergence.ts";
import { id, openTestHouse, type TestHouse } from "../testing/house.ts";
import { aMargin, answerBy, type MarginScene, noteBefore, noteBy } from "../testing/notes.ts";
import { aBook } from "../testing/people.ts";
import { getMargin, listAnnotations, listWordings } from "./queries.ts";
import { addReply, removeAnnotation, removeReply, reviseAnnotation, reviseReply, widenAnnotation } from "./service.ts";

let house: TestHouse;
let scene: MarginScene;
beforeAll(async () => {
  house = await openTestHouse();
  scene = await aMargin(house);
});
afterAll(() => house.close());

type Note = { groupId: string; annotationId: string };
const revise = (by: Actor, note: Note, change: Partial<AnnotationRevision> = {}) =>
  reviseAnnotation(house.as(by), { id: id(), ...note, kind: "remark", body: "Why one leaf?", tags: [], ...change });
const reviseAnswer = (by: Actor, { groupId }: Note, replyId: string, body: string) =>
  reviseReply(house.as(by), { id: id(), groupId, replyId, body });
const earlier = async (by: Actor, note: Note, ofId = note.annotationId) =>
  (await listWordings(house.as(by), { ...note, ofId })).map(({ body }) => body);
const read = () => listAnnotations(house.as(scene.member), scene);
const converges = (act: () => Promise<unknown>) =>
  expectConverges(house, chapterStream(scene.groupId, scene.chapterId), read, applyToChapter, act);

describe("revising a note", () => {
  test("changes words, kind and tags for everybody, shows when, and keeps each earlier wording", async () => {
    const note = await noteBy(house, scene, scene.member, { tags: ["leaf"] });
    await converges(() => revise(scene.member, note, { kind: "objection", body: "Not one.", tags: ["leaf", "paper", "leaf"] }));
    await converges(() => revise(scene.member, note, { body: "Two." }));
    expect(await noteBefore(house, scene.other, scene, note)).toMatchObject({
      ...{ kind: "remark", body: "Two.", tags: [], editedAt: expect.any(String) },
    });
    expect(await listWordings(house.as(scene.other), { ...note, ofId: note.annotationId })).toMatchObject([
      { number: 1, kind: "remark", body: "Why one?", tags: ["leaf"] },
      { number: 2, kind: "objection", body: "Not one.", tags: ["leaf", "paper"] },
    ]);
  });

  test("with the same words changes nothing and says nothing", async () => {
    const note = await noteBy(house, scene, scene.member);
    const before = house.announced.length;
    await revise(scene.member, note, { body: "Why one?" });
    expect(house.announced.length).toBe(before);
    expect(await noteBefore(house, scene.member, scene, note)).not.toHaveProperty("editedAt");
    expect(await earlier(scene.member, note)).toEqual([]);
  });

  test("twice by the same command is once", async () => {
    const note = await noteBy(house, scene, scene.member);
    const command = id();
    const [first, second] = await Promise.all([0, 1].map(() => revise(scene.member, note, { id: command })));
    expect(second).toEqual(first);
    expect(await earlier(scene.member, note)).toEqual(["Why one?"]);
  });

  test("by ten commands at the same moment keeps every wording once, and the last one stands", async () => {
    const note = await noteBy(house, scene, scene.member);
    const words = Array.from({ length: 10 }, (_, index) => `Wording ${index}`);
    await converges(() => Promise.all(words.map((body) => revise(scene.member, note, { body }))));
    const kept = await listWordings(house.as(scene.member), { ...note, ofId: note.annotationId });
    expect(kept.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const stands = (await noteBefore(house, scene.other, scene, note))?.body;
    expect([...kept.map(({ body }) => body), stands].sort()).toEqual(["Why one?", ...words].sort());
  });

  test.each(["own", "hosts"] as const)("that is narrower converges on the %s stream", async (which) => {
    const by = which === "own" ? scene.member : scene.host;
    const stream = which === "own" ? personStream(scene.member.personId) : hostsStream(scene.groupId);
    const margin = async () => (await getMargin(house.as(by), scene))[which] ?? { at: 0, state: [] as Annotation[] };
    const apply = applyToNarrow(scene.groupId, scene.chapterId);
    const note = await noteBy(house, scene, scene.member, { visibility: "hosts" });
    const replyId = await answerBy(house, note, scene.host);
    await expectConverges(house, stream, margin, apply, () => revise(scene.member, note));
    await expectConverges(house, stream, margin, apply, () => reviseAnswer(scene.host, note, replyId, "Therefore."));
  });

  test("of a removed one is refused", async () => {
    const note = await noteBy(house, scene, scene.member);
    await removeAnnotation(house.as(scene.member), { id: id(), ...note });
    await expect(revise(scene.member, note)).rejects.toMatchObject({ code: "conflict", reason: "annotation_gone" });
  });

  test("by a member who may not read it finds nothing, as if it were not there", async () => {
    for (const note of [await noteBy(house, scene, scene.member, { visibility: "me" }), { ...scene, annotationId: id() }]) {
      const { groupId, annotationId } = note;
      await expect(revise(scene.other, { groupId, annotationId })).rejects.toMatchObject({
        code: "not_found",
        reason: "not_found",
      });
    }
  });
});

describe("a question", () => {
  const question = { kind: "question", body: "Why one leaf?" } as const;
  const stateOf = async (note: Note) => (await noteBefore(house, scene.member, scene, note))?.question;
  const answered = (note: Note, replyId: string) =>
    house.house.db
      .update(annotations)
      .set({ questionState: "answered", answeredBy: replyId, gathers: [note.annotationId] })
      .where(eq(annotations.id, note.annotationId));

  test("keeps what became of it as long as it is one, loses it when it is none, and begins anew when it is one again", async () => {
    const note = await noteBy(house, scene, scene.member);
    await converges(() => revise(scene.member, note, question));
    expect(await stateOf(note)).toEqual({ state: "open" });
    const replyId = await answerBy(house, note, scene.host);
    await answered(note, replyId);
    const step = { ...note, number: 1, state: "answered", replyId, memberId: scene.memberId, at: new Date() } as const;
    await house.house.db.insert(questionSteps).values(step);
    await revise(scene.member, note, { ...question, body: "Why only one leaf?" });
    expect(await stateOf(note)).toEqual({ state: "answered", replyId });
    await converges(() => revise(scene.member, note));
    expect(await stateOf(note)).toBeUndefined();
    expect(await noteBefore(house, scene.member, scene, note)).not.toHaveProperty("gathers");
    const steps = house.house.db.$count(questionSteps, eq(questionSteps.annotationId, note.annotationId));
    expect(await steps).toBe(0);
    await revise(scene.member, note, question);
    expect(await stateOf(note)).toEqual({ state: "open" });
  });

  test("does not point to its answer any more when that is removed", async () => {
    const note = await noteBy(house, scene, scene.member, question);
    const replyId = await answerBy(house, note, scene.host);
    await answered(note, replyId);
    await converges(() => removeReply(house.as(scene.host), { id: id(), groupId: note.groupId, replyId }));
    expect(await stateOf(note)).toEqual({ state: "answered" });
  });
});

describe("links", () => {
  test("lead to a passage of a book the group reads, or to a page; anywhere else is refused without a word of what is there", async () => {
    const passage = (book: { chapterIds: string[]; passageIds: string[][] }) => ({
      chapterId: book.chapterIds[1] ?? "",
      passageId: book.passageIds[1]?.[0] ?? "",
    });
    const note = await noteBy(house, scene, scene.member, { kind: "link", body: "", to: passage(scene.book) });
    expect(await noteBefore(house, scene.other, scene, note)).toMatchObject({ to: passage(scene.book) });
    const foreign = passage(await aBook(house, scene.branchId));
    const missing = { ...passage(scene.book), passageId: id() };
    for (const to of [foreign, missing]) {
      const refused = { code: "invalid", reason: "link_leads_nowhere", values: {} };
      await expect(noteBy(house, scene, scene.member, { kind: "link", body: "", to })).rejects.toMatchObject(refused);
      await expect(revise(scene.member, note, { kind: "link", to })).rejects.toMatchObject(refused);
    }
    const to = { href: "https://example.org/leaf" };
    await converges(() => revise(scene.member, note, { kind: "link", to }));
    expect(await noteBefore(house, scene.other, scene, note)).toMatchObject({ to });
    await revise(scene.member, note);
    expect(await noteBefore(house, scene.other, scene, note)).not.toHaveProperty("to");
  });

  test("that are removed leave nothing of where they led", async () => {
    const to = { href: "https://example.org/leaf" };
    const note = await noteBy(house, scene, scene.member, { kind: "link", body: "", to });
    await answerBy(house, note, scene.other);
    await converges(() => removeAnnotation(house.as(scene.member), { id: id(), ...note }));
    expect(await noteBefore(house, scene.other, scene, note)).not.toHaveProperty("to");
  });
});

describe("replies", () => {
  test("are revised by who wrote them alone, with their earlier wordings", async () => {
    const note = await noteBy(house, scene, scene.member);
    const replyId = await answerBy(house, note, scene.other);
    await expect(reviseAnswer(scene.host, note, replyId, "Mine now")).rejects.toMatchObject({ code: "forbidden" });
    await converges(() => reviseAnswer(scene.other, note, replyId, "Therefore."));
    expect((await noteBefore(house, scene.member, scene, note))?.replies).toMatchObject([
      { body: "Therefore.", editedAt: expect.any(String) },
    ]);
    expect(await earlier(scene.member, note, replyId)).toEqual(["Because."]);
  });

  test("hang two levels deep: who answers an answer’s answer hangs on the same first answer", async () => {
    const note = await noteBy(house, scene, scene.member);
    const first = await answerBy(house, note, scene.other);
    const second = await answerBy(house, note, scene.host, first);
    await converges(() => answerBy(house, note, scene.other, second));
    const { replies = [] } = (await noteBefore(house, scene.member, scene, note)) ?? {};
    expect(replies.map(({ parentId }) => parentId)).toEqual([undefined, first, first]);
  });

  test("answer nothing that is of another thread or not there, nor what was removed meanwhile", async () => {
    const [note, elsewhere] = [await noteBy(house, scene, scene.member), await noteBy(house, scene, scene.member)];
    const foreign = await answerBy(house, elsewhere, scene.other);
    for (const parentId of [foreign, id()])
      await expect(answerBy(house, note, scene.other, parentId)).rejects.toMatchObject({ code: "not_found" });
    await removeReply(house.as(scene.other), { id: id(), groupId: note.groupId, replyId: foreign });
    await expect(answerBy(house, elsewhere, scene.host, foreign)).rejects.toMatchObject({ reason: "reply_gone" });
    await expect(reviseAnswer(scene.other, elsewhere, foreign, "Late")).rejects.toMatchObject({ reason: "reply_gone" });
  });

  test("and a removal at the same moment leave the thread whole, whoever is first", async () => {
    for (let round = 0; round < 5; round++) {
      const note = await noteBy(house, scene, scene.member);
      const first = await answerBy(house, note, scene.other);
      const answer = { id: id(), replyId: id(), ...note, parentId: first, body: "Indeed" };
      await converges(() =>
        Promise.allSettled([
          removeReply(house.as(scene.other), { id: id(), groupId: note.groupId, replyId: first }),
          addReply(house.as(scene.host), answer),
        ]),
      );
    }
  });
});

describe("earlier wordings", () => {
  test("are gone with the note or the reply they were of, and with no other", async () => {
    const note = await noteBy(house, scene, scene.member);
    const replyId = await answerBy(house, note, scene.other);
    await revise(scene.member, note);
    await reviseAnswer(scene.other, note, replyId, "Therefore.");
    await removeAnnotation(house.as(scene.member), { id: id(), ...note });
    expect([await earlier(scene.other, note), await earlier(scene.other, note, replyId)]).toEqual([[], ["Because."]]);
    await removeReply(house.as(scene.other), { id: id(), groupId: note.groupId, replyId });
    expect(await house.house.db.$count(wordings, eq(wordings.annotationId, note.annotationId))).toBe(0);
  });

  test("of what somebody may not read are not there for them", async () => {
    const note = await noteBy(house, scene, scene.member, { visibility: "hosts" });
    await revise(scene.member, note);
    expect(await earlier(scene.host, note)).toEqual(["Why one?"]);
    await expect(earlier(scene.other, note)).rejects.toMatchObject({ code: "not_found" });
    const mine = await noteBy(house, scene, scene.other);
    expect(await earlier(scene.other, mine, note.annotationId)).toEqual([]);
  });

  test("from before a note was widened stay with its author", async () => {
    const note = await noteBy(house, scene, scene.member, { visibility: "me", body: "A private word" });
    await revise(scene.member, note, { body: "A word for all" });
    await widenAnnotation(house.as(scene.member), { id: id(), ...note, visibility: "group" });
    await revise(scene.member, note, { body: "A better word for all" });
    expect(await earlier(scene.member, note)).toEqual(["A private word", "A word for all"]);
    expect(await earlier(scene.other, note)).toEqual(["A word for all"]);
  });
});
