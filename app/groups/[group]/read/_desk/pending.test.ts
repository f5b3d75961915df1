// What a reader did is shown at once, and shown once: over the stream while it waits, and not any more when the stream has brought it.
import { describe, expect, it } from "vitest";
import type { OutboxItem, OutboxState } from "#app/_client/outbox.ts";
import { changeKey, lostWords, settled, withPending } from "#app/groups/[group]/read/_desk/pending.ts";
import type { Annotation, AnnotationKind } from "#domain/shapes/annotation.ts";

const me = { id: "me", name: "Me" };
const anchor = (passage: string, start: number, end: number, endPassage = passage) => ({
  passage,
  start,
  endPassage,
  end,
  quote: "q",
  before: "",
  after: "",
});
const note = (id: string, over: Partial<Annotation> = {}): Annotation => ({
  id,
  chapterId: "c",
  kind: "remark",
  anchor: anchor("p1", 0, 3),
  author: { id: "other", name: "Other" },
  body: id,
  createdAt: "2026-01-01T00:00:00.000Z",
  visibility: "group",
  shownAt: "2026-01-01T00:00:00.000Z",
  tags: [],
  reactions: [],
  replies: [],
  ...over,
});
const reply = (id: string, annotationId: string) => ({
  id,
  annotationId,
  author: me,
  body: id,
  createdAt: "2026-01-02T00:00:00.000Z",
});

const common = { personId: "me", lane: "chapter", madeAt: 0, heldUntil: 0 };
const adding = (annotationId: string, state: OutboxState = "waiting", kind: AnnotationKind = "remark"): OutboxItem => ({
  ...common,
  id: `do ${annotationId}`,
  verb: "annotation.add",
  state,
  input: { id: `do ${annotationId}`, annotationId, groupId: "g", chapterId: "c", kind, anchor: anchor("p1", 4, 9), body: "mine" },
});
const removing = (annotationId: string, state: OutboxState): OutboxItem => ({
  ...common,
  id: `undo ${annotationId}`,
  verb: "annotation.remove",
  state,
  input: { id: `undo ${annotationId}`, groupId: "g", annotationId },
});
const removingReply = (replyId: string, state: OutboxState): OutboxItem => ({
  ...common,
  id: `undo ${replyId}`,
  verb: "reply.remove",
  state,
  input: { id: `undo ${replyId}`, groupId: "g", replyId },
});
const replying = (replyId: string, annotationId: string): OutboxItem => ({
  ...common,
  id: `do ${replyId}`,
  verb: "reply.add",
  state: "sending",
  input: { id: `do ${replyId}`, replyId, groupId: "g", annotationId, body: "answer" },
});
const reacting = (given: boolean, state: OutboxState, madeAt = 0): OutboxItem => ({
  ...{ ...common, madeAt, id: `react ${given}`, verb: "annotation.react", state },
  input: { id: `react ${given}`, groupId: "g", annotationId: "a", reaction: "me_too", given },
});
const pinning = (pinned: boolean, state: OutboxState): OutboxItem => ({
  ...{ ...common, id: `pin ${pinned}`, verb: "annotation.pin", state },
  input: { id: `pin ${pinned}`, groupId: "g", annotationId: "a", pinned },
});
const moving = (state: OutboxState): OutboxItem => ({
  ...{ ...common, id: "move", verb: "question.move", state },
  input: { id: "move", groupId: "g", annotationId: "a", state: "answered", replyId: "r" },
});
const mine = [{ memberId: "me", reaction: "me_too" as const }];
const ids = (notes: readonly Annotation[]) => notes.map((one) => one.id);

describe("the reader's own changes", () => {
  it("stand among the notes while they wait, and only once when the stream brings them", () => {
    const waiting = withPending([note("a")], [adding("b")], me);
    expect(ids(waiting.notes).sort()).toEqual(["a", "b"]);
    expect(waiting.notes.find((one) => one.id === "b")).toMatchObject({ author: me, body: "mine" });
    expect(waiting.pending.get("b")?.state).toBe("waiting");
    const arrived = withPending([note("a"), note("b")], [adding("b", "sent")], me);
    expect(ids(arrived.notes)).toEqual(["a", "b"]);
    expect(arrived.pending.size).toBe(0);
    expect(settled([note("b")], [adding("b", "sent"), adding("c", "sent"), adding("b", "waiting")], me)).toEqual(["do b"]);
  });

  it("take a note away while its removal can still be undone, and give it back when the removal is refused", () => {
    expect(ids(withPending([note("a")], [removing("a", "held")], me).notes)).toEqual([]);
    const refused = withPending([note("a")], [removing("a", "refused")], me);
    expect(ids(refused.notes)).toEqual(["a"]);
    expect(refused.pending.get("a")?.state).toBe("refused");
  });

  it("stay away when a note is taken away before the stream has brought it", () => {
    const items = [adding("a", "sent"), removing("a", "held")];
    expect(ids(withPending([], items, me).notes)).toEqual([]);
    expect(settled([], items, me)).toEqual([]);
    expect(settled([], [adding("a", "sent"), removing("a", "sent")], me)).toEqual(["do a", "undo a"]);
    expect(settled([], [adding("a", "waiting"), removing("a", "sent")], me)).toEqual([]);
  });

  it("leave the place of a removed note while replies hang on it", () => {
    const [left] = withPending([note("a", { replies: [reply("r", "a")] })], [removing("a", "held")], me).notes;
    expect(left).toMatchObject({ id: "a", body: "", replies: [{ id: "r" }] });
    expect(left?.removedAt).toBeDefined();
  });

  it("show a reply to a note that itself still waits", () => {
    const { notes } = withPending([], [adding("a"), replying("r", "a")], me);
    expect(notes[0]?.replies).toMatchObject([{ id: "r", body: "answer", author: me }]);
  });

  it("give a note other words at once, and are settled when the stream has brought them", () => {
    const input = { id: "do", groupId: "g", annotationId: "a", kind: "question" as const, body: "new words", tags: ["bread"] };
    const revising: OutboxItem = { ...common, id: "do", verb: "annotation.revise", state: "sent", input };
    const [shown] = withPending([note("a", { replies: [reply("r", "a")] })], [revising], me).notes;
    expect(shown).toMatchObject({ kind: "question", body: "new words", tags: ["bread"], question: { state: "open" } });
    expect(shown?.replies).toHaveLength(1);
    expect(settled([note("a")], [revising], me)).toEqual([]);
    expect(settled([note("a", { kind: "question", body: "new words", tags: ["bread"] })], [revising], me)).toEqual(["do"]);
  });

  it("give a reply other words at once", () => {
    const input = { id: "do", groupId: "g", replyId: "r", body: "better" };
    const revising: OutboxItem = { ...common, id: "do", verb: "reply.revise", state: "waiting", input };
    const { notes, pending } = withPending([note("a", { replies: [reply("r", "a")] })], [revising], me);
    expect(notes[0]?.replies).toMatchObject([{ id: "r", body: "better" }]);
    expect(pending.get("r")?.state).toBe("waiting");
  });

  it("are lost only when they were refused and what they are about is gone", () => {
    const input = { id: "do", groupId: "g", annotationId: "a", kind: "remark" as const, body: "new words", tags: [] };
    const revising: OutboxItem = { ...common, id: "do", verb: "annotation.revise", state: "refused", input };
    const refusedReply: OutboxItem = { ...replying("r", "a"), state: "refused" };
    expect(lostWords([], [revising, refusedReply, adding("b", "refused")])).toEqual([revising, refusedReply]);
    expect(lostWords([note("a")], [revising, refusedReply])).toEqual([]);
    const place = note("a", { body: "", removedAt: "2026-01-03T00:00:00.000Z", replies: [reply("s", "a")] });
    expect(lostWords([place], [revising, refusedReply])).toEqual([revising]);
    expect(withPending([place], [{ ...revising, state: "waiting" }], me).notes[0]?.body).toBe("");
  });

  it("take a reply away at once", () => {
    const { notes } = withPending([note("a", { replies: [reply("r", "a")] })], [removingReply("r", "held")], me);
    expect(notes[0]?.replies).toEqual([]);
  });

  it("show a reaction, a pin and a step of a question while they wait, and what was before when they are refused", () => {
    const question = note("a", { kind: "question", question: { state: "open" }, replies: [reply("r", "a")] });
    const waiting = withPending([question], [reacting(true, "waiting"), pinning(true, "waiting"), moving("waiting")], me);
    expect(waiting.notes[0]).toMatchObject({ reactions: mine, question: { state: "answered", replyId: "r" } });
    expect(waiting.notes[0]?.pinnedAt).toBeDefined();
    expect(waiting.pending.get(changeKey("a"))).toBeDefined();
    const refused = withPending([question], [reacting(true, "refused"), pinning(true, "refused"), moving("refused")], me);
    expect(refused.notes).toEqual([question]);
    expect(refused.pending.get(changeKey("a"))?.state).toBe("refused");
  });

  it("of several changes of one thing show the last, and keep none when the stream is there", () => {
    const twice = [reacting(true, "sent"), reacting(false, "waiting", 1)];
    expect(withPending([note("a")], twice, me).notes[0]?.reactions).toEqual([]);
    expect(withPending([note("a", { reactions: mine })], twice, me).notes[0]?.reactions).toEqual([]);
    const both = [reacting(true, "sent"), reacting(false, "sent", 1)];
    expect(settled([note("a")], both, me)).toEqual(["react true", "react false"]);
    expect(settled([note("a", { reactions: mine })], both, me)).toEqual([]);
    expect(settled([note("a", { reactions: mine })], [reacting(true, "sent")], me)).toEqual(["react true"]);
    expect(settled([note("a", { pinnedAt: "2026-01-03T00:00:00.000Z" })], [pinning(true, "sent")], me)).toEqual(["pin true"]);
  });
});
