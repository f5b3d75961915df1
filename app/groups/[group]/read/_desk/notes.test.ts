// Notes stand in the order of the text, what hosts pinned first on its passage, and are painted where they are about words.
import { describe, expect, it } from "vitest";
import { changesBetween, inTextOrder, marksOf, notesByPassage } from "#app/groups/[group]/read/_desk/notes.ts";
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
    expect([...notesByPassage(placed)].map(([number, here]) => [number, here.length])).toEqual([
      [1, 3],
      [2, 1],
      [undefined, 1],
    ]);
  });

  it("puts what a host pinned first on its passage, and no further", () => {
    const pinned = note("pinned", { anchor: anchor("p1", 8, 9), pinnedAt: "2026-01-04T00:00:00.000Z" });
    const placed = inTextOrder([note("second passage", { anchor: anchor("p2", 0, 1) }), note("first"), pinned], passages);
    expect(ids(placed.map((one) => one.note))).toEqual(["pinned", "first", "second passage"]);
  });

  it("is the same whatever it was before, and leaves what did not change as it was", () => {
    const [a, b, c] = [note("a", { anchor: anchor("p2", 0, 1) }), note("b"), note("c", { anchor: anchor("p1", 5, 6) })];
    const before = inTextOrder([a, b], passages);
    const now = inTextOrder([c, b, a], passages, before);
    expect(now).toEqual(inTextOrder([a, b, c], passages));
    expect([now[0], now[2]].every((one) => one && before.includes(one))).toBe(true);
    expect(inTextOrder([c], passages, now)).toEqual([{ note: c, number: 1 }]);
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
    const answered = note("b", { body: "b, answered" });
    expect(changesBetween(list(a, b, d), list(a, answered, c, d))).toEqual({ gone: [b], come: [answered, c] });
    expect(changesBetween(list(a, b, c, d), list(b, d))).toEqual({ gone: [a, c], come: [] });
    expect(changesBetween(list(a, b), list(a, b))).toEqual({ gone: [], come: [] });
  });
});
