// Notes stand in the order of the text, what hosts pinned first on its passage, and are painted where they are about words.
import { describe, expect, it } from "vitest";
import { countByPassage, inTextOrder, marksByPassage } from "#app/groups/[group]/read/_desk/notes.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";

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
const ids = (notes: readonly Annotation[]) => notes.map((one) => one.id);

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
    expect([...countByPassage(placed)]).toEqual([
      [1, 3],
      [2, 1],
    ]);
  });

  it("puts what a host pinned first on its passage, and no further", () => {
    const pinned = note("pinned", { anchor: anchor("p1", 8, 9), pinnedAt: "2026-01-04T00:00:00.000Z" });
    const placed = inTextOrder([note("second passage", { anchor: anchor("p2", 0, 1) }), note("first"), pinned], passages);
    expect(ids(placed.map((one) => one.note))).toEqual(["pinned", "first", "second passage"]);
  });

  it("paints no note on a whole passage, but its highlight", () => {
    const whole = { anchor: anchor("p2", 0, 3) };
    expect(marksByPassage([note("remark", whole)], passages).size).toBe(0);
    expect(marksByPassage([note("highlight", { ...whole, kind: "highlight" })], passages).get("p2")).toHaveLength(1);
  });

  it("paints a note over two passages in both, and a removed one in none", () => {
    const over = note("over", { anchor: anchor("p1", 8, 2, "p2") });
    const marks = marksByPassage([over, note("removed", { removedAt: "2026-01-01T00:00:00.000Z" })], passages);
    expect(Object.fromEntries(marks)).toEqual({
      p1: [{ start: 8, end: 10, depth: 1, kind: "remark" }],
      p2: [{ start: 0, end: 2, depth: 1, kind: "remark" }],
    });
  });
});
