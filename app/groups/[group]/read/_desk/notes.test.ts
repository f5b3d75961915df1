// What a reader did is shown at once, and shown once: over the stream while it waits, and not any more when the stream has brought it.
import { describe, expect, it } from "vitest";
import type { OutboxItem, OutboxState } from "#app/_client/outbox.ts";
import {
  changesBetween,
  inTextOrder,
  marksOf,
  notesByPassage,
  settled,
  withPending,
} from "#app/groups/[group]/read/_desk/notes.ts";
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
    expect(settled([note("b")], [adding("b", "sent"), adding("c", "sent"), adding("b", "waiting")])).toEqual(["do b"]);
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
    expect(settled([], items)).toEqual([]);
    expect(settled([], [adding("a", "sent"), removing("a", "sent")])).toEqual(["do a", "undo a"]);
    expect(settled([], [adding("a", "waiting"), removing("a", "sent")])).toEqual([]);
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

  it("take a reply away at once", () => {
    const { notes } = withPending([note("a", { replies: [reply("r", "a")] })], [removingReply("r", "held")], me);
    expect(notes[0]?.replies).toEqual([]);
  });
});

describe("the order of the margin", () => {
  const passages = [
    { id: "p1", number: 1, text: "0123456789" },
    { id: "p2", number: 2, text: "abc" },
  ];

  it("is the order of the text, then of time; what has no place comes last", () => {
    const later = { createdAt: "2026-01-03T00:00:00.000Z" };
    const notes = [
      note("lost", { anchor: anchor("gone", 0, 1) }),
      note("second passage", { anchor: anchor("p2", 0, 1) }),
      note("later", later),
      note("further on", { anchor: anchor("p1", 5, 6) }),
      note("first"),
    ];
    const placed = inTextOrder(notes, passages);
    expect(ids(placed.map((one) => one.note))).toEqual(["first", "later", "further on", "second passage", "lost"]);
    expect([...notesByPassage(placed)].map(([number, here]) => [number, here.length])).toEqual([
      [1, 3],
      [2, 1],
      [undefined, 1],
    ]);
  });

  it("paints no note on a whole passage, but its highlight", () => {
    const whole = { anchor: anchor("p2", 0, 3) };
    expect(marksOf([note("remark", whole)], passages).marks("p2")).toEqual([]);
    expect(marksOf([note("highlight", { ...whole, kind: "highlight" })], passages).marks("p2")).toHaveLength(1);
  });

  it("paints a note over two passages in both, and a removed one in none", () => {
    const over = note("over", { anchor: anchor("p1", 8, 2, "p2") });
    const marks = marksOf([over, note("removed", { removedAt: "2026-01-01T00:00:00.000Z" })], passages);
    expect(marks.marks("p1")).toEqual([{ start: 8, end: 10, depth: 1, kind: "remark" }]);
    expect(marks.marks("p2")).toEqual([{ start: 0, end: 2, depth: 1, kind: "remark" }]);
  });

  it("knows what came and went between two looks at it", () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => note(id));
    const list = (...notes: (Annotation | undefined)[]) => notes.flatMap((one) => (one ? [{ note: one, number: 1 }] : []));
    const answered = note("b", { replies: [reply("r", "b")] });
    expect(changesBetween(list(a, b, d), list(a, answered, c, d))).toEqual({ gone: [b], come: [answered, c] });
    expect(changesBetween(list(a, b, c, d), list(b, d))).toEqual({ gone: [a, c], come: [] });
    expect(changesBetween(list(a, b), list(a, b))).toEqual({ gone: [], come: [] });
  });
});
