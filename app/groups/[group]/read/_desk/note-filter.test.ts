// A filter lets through what has everything that was chosen.
import { expect, it } from "vitest";
import { type Chosen, filterOf } from "#app/groups/[group]/read/_desk/note-filter.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

const note = (id: string, over: Partial<Annotation> = {}): Annotation => ({
  id,
  chapterId: "c",
  kind: "remark",
  anchor: { passage: "p", start: 0, endPassage: "p", end: 1, quote: "q", before: "", after: "" },
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
const notes = [
  note("old"),
  note("new", { shownAt: "2026-01-03T00:00:00.000Z", tags: ["Law"] }),
  note("mine", { author: { id: "me", name: "Me" }, tags: ["law"] }),
  note("open", { kind: "question", question: { state: "open" }, pinnedAt: "2026-01-02T00:00:00.000Z" }),
  note("settled", { kind: "question", question: { state: "settled" } }),
];
const reader = { me: "me", seenTo: "2026-01-02T00:00:00.000Z" };
const left = (chosen: Chosen) => notes.filter((one) => filterOf(chosen, reader)?.keeps(one)).map(({ id }) => id);

it("each choice narrows, and together they narrow more", () => {
  expect(left({ authorId: "me" })).toEqual(["mine"]);
  expect(left({ kind: "question" })).toEqual(["open", "settled"]);
  expect(left({ kind: "question", state: "settled" })).toEqual(["settled"]);
  expect(left({ tag: "law" })).toEqual(["new", "mine"]);
  expect(left({ tag: "law", only: "unread" })).toEqual(["new"]);
  expect(left({ only: "mine" })).toEqual(["mine"]);
  expect(left({ only: "pinned" })).toEqual(["open"]);
});

it("without a choice there is no filter", () => {
  expect(filterOf({ authorId: undefined }, reader)).toBeUndefined();
});
