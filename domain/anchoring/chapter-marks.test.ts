// What is kept up to date annotation by annotation is what thinking everything over again would give.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chapterOf, passageId } from "./chapter.arbitrary.ts";
import { ChapterMarks, type Marked } from "./chapter-marks.ts";
import { orderOf } from "./marks.ts";

const passages = chapterOf("0123456789".repeat(3), "", "abcdefghij".repeat(2), "a few words more");
const order = orderOf(passages);
const anchorArbitrary = fc.tuple(fc.nat(3), fc.nat(30), fc.nat(3), fc.nat(30)).map(([first, start, last, end]) => ({
  passage: passageId(Math.min(first, last)),
  start,
  endPassage: passageId(Math.max(first, last)),
  end: first === last ? Math.max(start + 1, end) : end,
}));
const markedArbitrary: fc.Arbitrary<Marked> = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  kind: fc.constantFrom("question", "remark", "highlight"),
  anchor: anchorArbitrary,
  painted: fc.boolean(),
});
const stepArbitrary = fc.oneof({ weight: 3, arbitrary: markedArbitrary }, fc.constantFrom("a", "b", "c", "d"));

describe("annotations by passage", () => {
  test("after any coming and going, marks and hits are those of the annotations that are there", () => {
    fc.assert(
      fc.property(fc.array(stepArbitrary, { maxLength: 30 }), (steps) => {
        const kept = new ChapterMarks(order);
        const there = new Map<string, Marked>();
        for (const step of steps) {
          // What is remembered between two steps must not outlive the next one.
          for (const { id } of passages) kept.at(id, kept.marks(id)[0]?.start ?? 0);
          if (typeof step === "string") {
            kept.remove(step);
            there.delete(step);
          } else {
            kept.put(step);
            there.set(step.id, step);
          }
        }
        const afresh = new ChapterMarks(order, there.values());
        expect(kept.passages().sort()).toEqual(afresh.passages().sort());
        for (const { id, text } of passages) {
          expect(kept.marks(id)).toEqual(afresh.marks(id));
          for (let at = 0; at < text.length; at++) expect(kept.at(id, at).sort()).toEqual(afresh.at(id, at).sort());
        }
      }),
    );
  });

  test("a passage that was not named as changed looks as before", () => {
    fc.assert(
      fc.property(fc.array(markedArbitrary, { maxLength: 12 }), markedArbitrary, (marked, one) => {
        const kept = new ChapterMarks(order, marked);
        const before = passages.map(({ id }) => kept.marks(id));
        const changed = kept.put(one);
        for (const [index, { id }] of passages.entries())
          if (!changed.includes(id)) expect(kept.marks(id)).toEqual(before[index]);
      }),
    );
  });

  test("words that nothing is painted on are not hit, and what is not painted lies beneath what is", () => {
    const over = (start: number, end: number) => ({ passage: passageId(0), start, endPassage: passageId(0), end });
    const kept = new ChapterMarks(order, [
      { id: "whole", kind: "remark", anchor: over(0, 30), painted: false },
      { id: "words", kind: "remark", anchor: over(4, 9), painted: true },
    ]);
    expect(kept.at(passageId(0), 2)).toEqual([]);
    expect(kept.at(passageId(0), 5)).toEqual(["words", "whole"]);
  });
});
