// Nothing moves under a reader: what others do waits, but for what is taken away and for threads the reader is in; and what was seen is known exactly.
import { expect, it } from "vitest";
import { holdBack, isUnread, seenUpTo, takesPart } from "#app/groups/[group]/read/_desk/held-back.ts";
import type { Annotation, Reply } from "#domain/shapes/annotation.ts";

const on = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
const note = (id: string, over: Partial<Annotation> = {}): Annotation => ({
  id,
  chapterId: "c",
  kind: "remark",
  anchor: { passage: "p", start: 0, endPassage: "p", end: 1, quote: "q", before: "", after: "" },
  author: { id: "other", name: "Other" },
  body: id,
  createdAt: on(1),
  visibility: "group",
  shownAt: on(1),
  tags: [],
  reactions: [],
  replies: [],
  ...over,
});
const reply = (id: string, over: Partial<Reply> = {}): Reply => ({
  ...{ id, annotationId: "a", author: { id: "other", name: "Other" }, body: id, createdAt: on(2) },
  ...over,
});
const known = (...notes: Annotation[]) => new Map(notes.map((one) => [one.id, one]));
const isMine = (one: Annotation) => takesPart(one, "me");

it("what others write, answer and change waits, each behind its count", () => {
  const [a, b] = [note("a", { replies: [reply("r")] }), note("b")];
  const answered = { ...a, replies: [reply("r"), reply("s")] };
  const changed = { ...b, body: "other words", editedAt: on(3) };
  const { shown, fresh } = holdBack([answered, changed, note("c")], known(a, b), isMine);
  expect(shown).toEqual([a, b]);
  expect(fresh).toEqual({ notes: 1, replies: new Map([["a", 1]]), changes: 1, total: 3 });
});

it("the very same notes are given back when nothing came, so that nothing is drawn anew", () => {
  const a = note("a");
  expect(holdBack([a], known(a), isMine).shown[0]).toBe(a);
});

it("what is taken away goes at once: a note, its words, a reply, its words", () => {
  const a = note("a", { replies: [reply("r"), reply("s")] });
  expect(holdBack([], known(a), isMine).shown).toEqual([]);
  const emptied = { ...a, body: "", removedAt: on(3) };
  expect(holdBack([emptied], known(a), isMine).shown).toEqual([emptied]);
  const gone = reply("r", { body: "", removedAt: on(3) });
  const { shown } = holdBack([{ ...a, replies: [gone] }], known(a), isMine);
  expect(shown[0]?.replies).toEqual([gone]);
});

it("a thread the reader is in is shown as it comes", () => {
  const a = note("a", { replies: [reply("r", { author: { id: "me", name: "Me" } })] });
  const answered = { ...a, replies: [...a.replies, reply("s")] };
  const { shown, fresh } = holdBack([answered], known(a), isMine);
  expect(shown).toEqual([answered]);
  expect(fresh.total).toBe(0);
});

it("a note is unread when it or a reply was shown by another later than the reader was there", () => {
  const reader = { me: "me", seenTo: on(2) };
  expect(isUnread(note("a", { shownAt: on(2) }), reader)).toBe(false);
  expect(isUnread(note("a", { shownAt: on(3) }), reader)).toBe(true);
  expect(isUnread(note("a", { shownAt: on(3), author: { id: "me", name: "Me" } }), reader)).toBe(false);
  expect(isUnread(note("a", { replies: [reply("r", { createdAt: on(3) })] }), reader)).toBe(true);
  expect(isUnread(note("a", { replies: [reply("r", { createdAt: on(3), removedAt: on(4) })] }), reader)).toBe(false);
  expect(isUnread(note("a"), { me: "me", seenTo: undefined })).toBe(true);
});

it("seen is what was shown, and never past what still waits", () => {
  const a = note("a", { shownAt: on(1), replies: [reply("r", { createdAt: on(4) })] });
  const waits = note("b", { shownAt: on(3) });
  expect(seenUpTo([a], [a], "me")).toBe(on(4));
  expect(seenUpTo([a], [a, waits], "me")).toBe(on(1));
  expect(seenUpTo([], [], "me")).toBe(undefined);
  expect(seenUpTo([note("mine", { author: { id: "me", name: "Me" } })], [], "me")).toBe(undefined);
});
