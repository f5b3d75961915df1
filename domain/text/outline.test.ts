// Headings never skip a step, and what was equal side by side stays equal.
import fc from "fast-check";
import { expect, it } from "vitest";
import { headingLevels } from "#domain/text/outline.ts";

it.each([
  [
    [2, 3, 3, 2],
    [2, 3, 3, 2],
  ],
  [
    [4, 4, 6, 4],
    [2, 2, 3, 2],
  ],
  [
    [3, 2, 3],
    [2, 2, 3],
  ],
  [
    [2, 5, 4, 6],
    [2, 3, 3, 4],
  ],
  [
    [2, 3, 4, 5, 6, 7, 8],
    [2, 3, 4, 5, 6, 6, 6],
  ],
  [[], []],
])("shows %j as %j", (given, shown) => {
  expect(headingLevels(given)).toEqual(shown);
});

it("begins below the title, goes down one step at a time, and keeps the order of neighbours", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 })), (given) => {
      const shown = headingLevels(given);
      for (const [i, level] of shown.entries()) {
        expect(level).toBeGreaterThanOrEqual(2);
        expect(level - (shown[i - 1] ?? 1)).toBeLessThanOrEqual(1);
        if (i > 0 && given[i] === given[i - 1]) expect(level).toBe(shown[i - 1]);
      }
    }),
  );
});
