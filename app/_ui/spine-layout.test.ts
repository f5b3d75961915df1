// The spine fills its length, keeps the order and the proportions, and loses no chapter.

import fc from "fast-check";
import { expect, it } from "vitest";
import { placeOn, spineLayout } from "#app/_ui/spine-layout.ts";

const someWords = fc.array(fc.nat(60_000), { minLength: 1, maxLength: 300 });

it("fills the whole length without gaps, whatever the chapters", () => {
  fc.assert(
    fc.property(someWords, (words) => {
      const layout = spineLayout(words);
      let end = 0;
      for (const { start, width } of layout) {
        expect(start).toBeCloseTo(end, 6);
        expect(width).toBeGreaterThan(0);
        end = start + width;
      }
      expect(end).toBeCloseTo(100, 6);
    }),
  );
});

it("never draws a longer chapter shorter", () => {
  fc.assert(
    fc.property(someWords, fc.nat(), fc.nat(), (words, a, b) => {
      const layout = spineLayout(words);
      const [i, j] = [a % words.length, b % words.length];
      if ((words[i] ?? 0) >= (words[j] ?? 0))
        expect((layout[i]?.width ?? 0) + 1e-9).toBeGreaterThanOrEqual(layout[j]?.width ?? 0);
    }),
  );
});

it("keeps a title page of nine words in sight beside long chapters", () => {
  expect(spineLayout([9, 12_000, 14_000])[0]?.width).toBeGreaterThanOrEqual(0.6);
});

it("finds a place inside a chapter, and none outside the book", () => {
  const layout = spineLayout([100, 100]);
  expect(placeOn(layout, 1.5)).toBeCloseTo(75, 6);
  expect(placeOn(layout, 0)).toBe(0);
  expect(placeOn(layout, 2)).toBeNull();
  expect(placeOn([], 0)).toBeNull();
});
