// The spine fills its length, keeps the order and the proportions, loses no chapter, and draws nothing too thin to be seen.

import fc from "fast-check";
import { expect, it } from "vitest";
import { joinStretches, placeOn, spineBar, spineLayout, tintsOf } from "#app/_ui/spine-layout.ts";

const someWords = fc.array(fc.nat(60_000), { minLength: 1, maxLength: 300 });
const someChapters = fc.array(
  fc.record({
    words: fc.oneof(fc.nat(200), fc.nat(60_000)),
    role: fc.constantFrom("body", "body", "body", "front"),
    section: fc.option(fc.constantFrom("I", "II", "III"), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 400 },
);

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

it("draws pieces that can be seen on a phone of 320 px, in order, every chapter in exactly one", () => {
  fc.assert(
    fc.property(someChapters, (chapters) => {
      const bar = spineBar(chapters);
      expect(bar.segments.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))).toEqual(
        chapters.map((_, index) => index),
      );
      expect(bar.chapters).toHaveLength(chapters.length);
      for (const { width } of bar.segments) expect(width).toBeGreaterThanOrEqual(0.7 - 1e-9);
      for (const { from, to, start, width } of bar.segments) {
        expect(bar.chapters[from]?.start).toBeCloseTo(start, 6);
        const last = bar.chapters[to] ?? { start: 0, width: 0 };
        expect(last.start + last.width).toBeCloseTo(start + width, 6);
      }
    }),
  );
});

it("gives each chapter a piece of its own while they are few, and joins those of three hundred within their sections", () => {
  const chapters = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ words: 900, role: "body", section: `Book ${Math.floor(index / 50)}` }));
  expect(spineBar(chapters(80)).segments).toHaveLength(80);
  const { segments } = spineBar(chapters(300));
  expect(segments.length).toBeLessThanOrEqual(80);
  for (const { from, to } of segments) expect(Math.floor(from / 50)).toBe(Math.floor(to / 50));
});

it("joins across sections where there are more sections than pieces", () => {
  const chapters = Array.from({ length: 300 }, (_, index) => ({ words: 900, role: "body", section: `${index}` }));
  expect(spineBar(chapters).segments.length).toBeLessThanOrEqual(80);
});

it("finds a place inside a chapter, and none outside the book", () => {
  const layout = spineLayout([100, 100]);
  expect(placeOn(layout, 1.5)).toBeCloseTo(75, 6);
  expect(placeOn(layout, 0)).toBe(0);
  expect(placeOn(layout, 2)).toBeNull();
  expect(placeOn([], 0)).toBeNull();
});

it("draws one line under chapters that follow each other", () => {
  const at = (start: number, width: number) => ({ start, width });
  expect(joinStretches([at(0, 10), at(10, 5), at(40, 10)])).toEqual([at(0, 15), at(40, 10)]);
});

it("tints in four steps, more for more notes, and not at all without", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(900), { minLength: 1, maxLength: 60 }), (notes) => {
      const tints = tintsOf(notes);
      for (const [index, tint] of tints.entries()) {
        expect([0, 0.25, 0.5, 0.75, 1]).toContain(tint);
        expect(tint === 0).toBe(notes[index] === 0);
        for (const [other, count] of notes.entries())
          if (count > (notes[index] ?? 0)) expect(tints[other]).toBeGreaterThanOrEqual(tint);
      }
    }),
  );
  expect(tintsOf([1, 0])).toEqual([0.5, 0]);
  expect(tintsOf([400, 100, 20, 1])).toEqual([1, 0.5, 0.25, 0.25]);
});
