// Cards never lie over each other, keep the order of the text, and the open one stands at its passage when there is room for what is above it.
import fc from "fast-check";
import { expect, it } from "vitest";
import { layoutCards } from "#app/groups/[group]/read/_desk/card-layout.ts";

const gap = 8;
const cards = fc
  .array(fc.record({ wanted: fc.nat(2_000), height: fc.integer({ min: 20, max: 300 }) }), { minLength: 1, maxLength: 30 })
  .map((list) => list.toSorted((a, b) => a.wanted - b.wanted));

it("never lays one card over another, nor above the column", () => {
  fc.assert(
    fc.property(cards, fc.option(fc.nat(29), { nil: undefined }), (list, open) => {
      const tops = layoutCards(list, open === undefined ? undefined : open % list.length, gap);
      expect(tops[0]).toBeGreaterThanOrEqual(0);
      for (let i = 1; i < list.length; i++) {
        expect(tops[i]).toBeGreaterThanOrEqual((tops[i - 1] ?? 0) + (list[i - 1]?.height ?? 0) + gap);
      }
    }),
  );
});

it("leaves the open card at its passage when those above it fit", () => {
  fc.assert(
    fc.property(cards, fc.nat(29), (list, some) => {
      const open = some % list.length;
      const above = list.slice(0, open).reduce((sum, card) => sum + card.height + gap, 0);
      const wanted = list[open]?.wanted ?? 0;
      fc.pre(above <= wanted);
      expect(layoutCards(list, open, gap)[open]).toBe(wanted);
    }),
  );
});

it("leaves every card at its passage when none is in the way of another", () => {
  const far = [
    { wanted: 0, height: 100 },
    { wanted: 200, height: 100 },
    { wanted: 500, height: 40 },
  ];
  expect(layoutCards(far, undefined, gap)).toEqual([0, 200, 500]);
  expect(layoutCards(far, 1, gap)).toEqual([0, 200, 500]);
});
