// Cards never lie over each other, keep the order of the text, and the fixed one stands at its passage whatever is above it.
import fc from "fast-check";
import { expect, it } from "vitest";
import { layoutCards } from "#app/groups/[group]/read/_desk/card-layout.ts";

const gap = 8;
const cards = fc
  .array(fc.record({ wanted: fc.nat(2_000), height: fc.integer({ min: 20, max: 300 }) }), { minLength: 1, maxLength: 30 })
  .map((list) => list.toSorted((a, b) => a.wanted - b.wanted));

it("never lays one card over another, nor above the column", () => {
  fc.assert(
    fc.property(cards, fc.option(fc.nat(29), { nil: undefined }), (list, some) => {
      const tops = layoutCards(list, some === undefined ? undefined : some % list.length, gap);
      const shown = tops.flatMap((top, i) => (top === undefined ? [] : [{ top, bottom: top + (list[i]?.height ?? 0) }]));
      expect(shown[0]?.top).toBeGreaterThanOrEqual(0);
      for (let i = 1; i < shown.length; i++) expect(shown[i]?.top).toBeGreaterThanOrEqual((shown[i - 1]?.bottom ?? 0) + gap);
    }),
  );
});

it("keeps the fixed card at its passage, and folds only what has no room above it", () => {
  fc.assert(
    fc.property(cards, fc.nat(29), (list, some) => {
      const fixed = some % list.length;
      const tops = layoutCards(list, fixed, gap);
      expect(tops[fixed]).toBe(list[fixed]?.wanted);
      const folded = tops.lastIndexOf(undefined);
      expect(folded).toBeLessThan(fixed);
      if (folded === -1) return;
      // From the last folded card on, everything up to the fixed one would need more than there is.
      const needed = list.slice(folded, fixed).reduce((sum, card) => sum + card.height + gap, 0);
      expect(needed).toBeGreaterThan(list[fixed]?.wanted ?? 0);
    }),
  );
});

it("shows every card when none is fixed, and leaves those at their passages that are in nobody's way", () => {
  const far = [
    { wanted: 0, height: 100 },
    { wanted: 200, height: 100 },
    { wanted: 250, height: 40 },
  ];
  expect(layoutCards(far, undefined, gap)).toEqual([0, 200, 308]);
  expect(layoutCards(far, 2, gap)).toEqual([0, 142, 250]);
});
