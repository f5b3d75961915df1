// A place is kept by who reads, not by who looks something up.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { follow, isFurther, type Trail } from "#domain/reading/place.ts";

const walk = (tops: number[], kept?: number) =>
  tops.reduce<Trail | undefined>((trail, top) => follow(trail, top, kept), undefined);

describe("a place", () => {
  it("is not kept by opening a chapter, nor by a little scrolling in it", () => {
    expect(walk([1])?.reading).toBe(false);
    expect(walk([1, 2, 3, 2, 1])?.reading).toBe(false);
  });

  it("is kept after moving on through several passages, and then follows both ways", () => {
    expect(walk([1, 2, 4])).toMatchObject({ reading: true, at: 4 });
    expect(walk([1, 2, 4, 3, 2])).toMatchObject({ reading: true, at: 2 });
  });

  it("is not kept by a jump: to the end, to a note and back, to a hit of a search", () => {
    expect(walk([1, 90])?.reading).toBe(false);
    expect(walk([10, 12, 14, 200])?.reading).toBe(false);
    expect(walk([10, 12, 14, 200, 15])?.reading).toBe(false);
    expect(walk([10, 12, 14, 200, 15, 17, 19])).toMatchObject({ reading: true, at: 19 });
  });

  it("goes on at once where the reader left off", () => {
    expect(walk([40], 41)?.reading).toBe(true);
    expect(walk([1, 41], 41)?.reading).toBe(true);
    expect(walk([1, 41], 60)?.reading).toBe(false);
  });

  it("is never kept by jumps alone, whatever they lead to", () => {
    const far = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }).map((steps) => steps.map((step) => step * 100));
    fc.assert(
      fc.property(far, (tops) => {
        const jumps = tops.filter((top, i) => top !== tops[i - 1]);
        expect(walk(jumps)?.reading).toBe(false);
      }),
    );
  });
});

describe("further in the book", () => {
  const place = fc.record({ position: fc.nat(3), number: fc.integer({ min: 1, max: 5 }) });

  it("is a later chapter, or a later passage of the same one", () => {
    expect(isFurther({ position: 2, number: 1 }, { position: 1, number: 9 })).toBe(true);
    expect(isFurther({ position: 2, number: 3 }, { position: 2, number: 2 })).toBe(true);
    expect(isFurther({ position: 2, number: 3 }, { position: 2, number: 3 })).toBe(false);
    expect(isFurther({ position: 0, number: 1 }, undefined)).toBe(true);
  });

  it("is one of two places, or neither when they are the same", () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const same = a.position === b.position && a.number === b.number;
        expect(Number(isFurther(a, b)) + Number(isFurther(b, a))).toBe(same ? 0 : 1);
      }),
    );
  });
});
