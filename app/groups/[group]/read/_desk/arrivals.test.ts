// Notes are counted when they come and wait, replies when they come to a note that is shown; my own are no news.
import { expect, it } from "vitest";
import { arrivedBetween } from "#app/groups/[group]/read/_desk/arrivals.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

const reply = (id: string, author: string) => ({
  id,
  annotationId: "a",
  author: { id: author, name: author },
  body: "b",
  createdAt: "",
});
const note = (id: string, replies: Annotation["replies"] = []): Annotation => ({
  ...{ id, chapterId: "c", kind: "remark", author: { id: "other", name: "Other" }, body: "b", createdAt: "", shownAt: "" },
  ...{ visibility: "group", tags: [], reactions: [], replies },
  anchor: { passage: "p", start: 0, endPassage: "p", end: 1, quote: "q", before: "", after: "" },
});
const margin = (fresh: number, ...notes: Annotation[]) => ({
  fresh: { notes: fresh, replies: new Map<string, number>() },
  placed: notes.map((one) => ({ note: one, number: 1 })),
});

it("counts the notes that wait more than before, and nothing when they are shown", () => {
  const b = note("b");
  expect(arrivedBetween(margin(1, b), margin(3, b), "me")).toEqual({ notes: 2, replies: 0 });
  expect(arrivedBetween(margin(2, b), margin(0, note("a", [reply("r", "other")]), b), "me")).toEqual({ notes: 0, replies: 0 });
});

it("counts replies of others to notes that are shown, each once", () => {
  const answered = note("a", [reply("r1", "other"), reply("r2", "me"), reply("r3", "other")]);
  expect(arrivedBetween(margin(0, note("a", [reply("r1", "other")])), margin(0, answered), "me")).toEqual({
    notes: 0,
    replies: 1,
  });
});

it("counts replies that wait when they come, and not again when they are shown", () => {
  const [a, answered] = [note("a"), note("a", [reply("r1", "other")])];
  const waiting = { ...margin(0, a), fresh: { notes: 0, replies: new Map([["a", 1]]) } };
  expect(arrivedBetween(margin(0, a), waiting, "me")).toEqual({ notes: 0, replies: 1 });
  expect(arrivedBetween(waiting, margin(0, answered), "me")).toEqual({ notes: 0, replies: 0 });
});
