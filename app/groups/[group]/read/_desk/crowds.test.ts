// A crowd shows its first cards and counts the others; a page has few cards however many notes its chapter has.
import fc from "fast-check";
import { expect, it } from "vitest";
import { drifting, foldCrowd, foldForPage, inColumn } from "#app/groups/[group]/read/_desk/crowds.ts";

const cards = (count: number, passages: number) => Array.from({ length: count }, (_, id) => ({ id, number: id % passages }));

it("shows few cards whole, of many the first, and always those that must be shown", () => {
  expect(foldCrowd([1, 2, 3, 4], inColumn)).toEqual({ shown: [1, 2, 3, 4], more: 0 });
  expect(foldCrowd([1, 2, 3, 4, 5], inColumn)).toEqual({ shown: [1, 2], more: 3 });
  expect(foldCrowd([1, 2, 3, 4, 5], inColumn, (card) => card === 5)).toEqual({ shown: [1, 2, 5], more: 2 });
  expect(foldCrowd([1, 2, 3, 4, 5, 6], inColumn, undefined, 4)).toEqual({ shown: [1, 2, 3, 4], more: 2 });
});

it("folds what would stand far below its passage to its count, and shows cards again where the margin has caught up", () => {
  const section = (wanted: number, must = false) => ({ wanted, height: 200, folded: 30, must });
  expect(drifting([0, 10, 20, 30, 40, 900].map((wanted) => section(wanted)))).toEqual([false, false, true, true, true, false]);
  expect(drifting([section(0), section(10), section(20, true), section(30)])).toEqual([false, false, false, true]);
});

it("writes a bounded number of cards into a page, and counts every note once", () => {
  fc.assert(
    fc.property(fc.nat(3_000), fc.integer({ min: 1, max: 200 }), (count, passages) => {
      const folded = foldForPage(cards(count, passages));
      const shown = folded.reduce((sum, one) => sum + one.shown.length, 0);
      expect(shown).toBeLessThanOrEqual(120);
      expect(folded.reduce((sum, one) => sum + one.shown.length + one.more, 0)).toBe(count);
    }),
  );
});
