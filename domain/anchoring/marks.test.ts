// Segments: sorted, disjoint, covering exactly what the annotations cover; few, however many annotations there are.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chapterOf, passageId } from "./chapter.arbitrary.ts";
import { hit, indexSpans } from "./hit.ts";
import { DEPTH_MOST, mergeMarks, orderOf, type Span, spansOf } from "./marks.ts";

const kinds = ["question", "objection", "remark", "highlight", "definition", "link"];
const spansArbitrary: fc.Arbitrary<Span[]> = fc
  .array(
    fc.record({
      start: fc.integer({ min: -5, max: 60 }),
      long: fc.integer({ min: 0, max: 30 }),
      kind: fc.constantFrom(...kinds),
    }),
    { maxLength: 20 },
  )
  .map((spans) => spans.map(({ start, long, kind }, i) => ({ start, end: start + long, kind, id: `n${i}` })));

const span = (start: number, end: number, kind: string): Span => ({ start, end, kind, id: `${start}-${end}-${kind}` });

describe("merging", () => {
  test("overlaps become depths, and the most pressing kind leads", () => {
    expect(mergeMarks([span(0, 6, "highlight"), span(2, 4, "question"), span(3, 8, "remark")], 10)).toEqual([
      { start: 0, end: 2, depth: 1, kind: "highlight" },
      { start: 2, end: 3, depth: 2, kind: "question" },
      { start: 3, end: 4, depth: 3, kind: "question" },
      { start: 4, end: 6, depth: 2, kind: "remark" },
      { start: 6, end: 8, depth: 1, kind: "remark" },
    ]);
  });

  test("neighbours of the same depth and kind are one", () => {
    expect(mergeMarks([span(0, 3, "remark"), span(3, 5, "remark")], 10)).toEqual([
      { start: 0, end: 5, depth: 1, kind: "remark" },
    ]);
  });

  test("spans are kept within the passage", () => {
    expect(mergeMarks([span(-3, 2, "remark"), span(4, 99, "remark"), span(12, 14, "remark")], 5)).toEqual([
      { start: 0, end: 2, depth: 1, kind: "remark" },
      { start: 4, end: 5, depth: 1, kind: "remark" },
    ]);
  });

  test("at every character the segments say how many annotations lie there and which leads", () => {
    fc.assert(
      fc.property(spansArbitrary, fc.nat(70), (spans, length) => {
        const marks = mergeMarks(spans, length);
        for (let at = 0; at < 90; at++) {
          const over = at < length ? spans.filter((one) => one.start <= at && at < one.end) : [];
          const here = marks.filter((mark) => mark.start <= at && at < mark.end);
          expect(here).toHaveLength(over.length > 0 ? 1 : 0);
          if (here[0] === undefined) continue;
          expect(here[0].depth).toBe(Math.min(over.length, DEPTH_MOST));
          const lead = ["question", "objection", "definition", "remark", "link", "highlight"].find((kind) =>
            over.some((one) => one.kind === kind),
          );
          expect(here[0].kind).toBe(lead);
        }
      }),
    );
  });

  test("segments are sorted, disjoint, not empty, and differ from a neighbour they touch", () => {
    fc.assert(
      fc.property(spansArbitrary, fc.nat(70), (spans, length) => {
        const marks = mergeMarks(spans, length);
        for (const [i, mark] of marks.entries()) {
          expect(mark.start).toBeLessThan(mark.end);
          const last = marks[i - 1];
          if (last === undefined) continue;
          expect(last.end).toBeLessThanOrEqual(mark.start);
          if (last.end === mark.start) expect([last.depth, last.kind]).not.toEqual([mark.depth, mark.kind]);
        }
      }),
    );
  });

  test("ten thousand annotations on a chapter are a few hundred segments", () => {
    // A generator with a fixed seed (Lehmer, modulus 2^31 - 1), so that the number of segments is the same in every run.
    let seed = 20_261;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const length = 400;
    let segments = 0;
    for (let passage = 0; passage < 120; passage++) {
      const spans: Span[] = [];
      for (let i = 0; i < 10_000 / 120; i++) {
        const start = random(length - 5);
        const kind = ["highlight", "highlight", "highlight", "remark", "remark", "question"][random(6)] ?? "highlight";
        spans.push({ start, end: Math.min(length, start + 5 + random(150)), kind, id: `${passage}-${i}` });
      }
      segments += mergeMarks(spans, length).length;
    }
    expect(segments).toBeGreaterThan(120);
    expect(segments).toBeLessThan(1_200);
  });
});

describe("stretches", () => {
  const passages = orderOf(chapterOf("one two", "", "three", "four"));
  const ends = (first: number, start: number, last: number, end: number) => ({
    passage: passageId(first),
    start,
    endPassage: passageId(last),
    end,
  });

  test("an anchor within a passage has one", () => {
    expect(spansOf(ends(0, 4, 0, 7), passages)).toEqual([{ passage: passageId(0), start: 4, end: 7 }]);
  });

  test("an anchor over several passages has one in each with words", () => {
    expect(spansOf(ends(0, 4, 3, 2), passages)).toEqual([
      { passage: passageId(0), start: 4, end: 7 },
      { passage: passageId(2), start: 0, end: 5 },
      { passage: passageId(3), start: 0, end: 2 },
    ]);
  });

  test("an anchor of another chapter, or backwards, has none", () => {
    expect(spansOf(ends(9, 0, 9, 2), passages)).toEqual([]);
    expect(spansOf(ends(2, 0, 9, 2), passages)).toEqual([]);
    expect(spansOf(ends(2, 0, 0, 2), passages)).toEqual([]);
  });
});

test("the hit test finds the annotations over a character, and no others", () => {
  fc.assert(
    fc.property(spansArbitrary, (spans) => {
      const index = indexSpans(spans);
      for (let at = -6; at < 95; at++) {
        const over = spans.filter((one) => one.start <= at && at < one.end).map((one) => one.id);
        expect(hit(index, at).sort()).toEqual(over.sort());
      }
    }),
  );
  expect(hit(indexSpans([span(0, 9, "a"), span(3, 5, "b"), span(4, 6, "c")]), 4)).toEqual(["4-6-c", "3-5-b", "0-9-a"]);
});

test("of annotations that begin together the shortest is hit first, so that none hides another", () => {
  const together = [span(2, 9, "a"), span(2, 4, "b"), span(2, 6, "c")];
  expect(hit(indexSpans(together), 3)).toEqual(["2-4-b", "2-6-c", "2-9-a"]);
});
