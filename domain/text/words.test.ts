// What counts as a word.
import fc from "fast-check";
import { expect, test } from "vitest";
import { countWords } from "./words.ts";

test("words are what stands between white space, whatever kind it is", () => {
  expect(countWords("")).toBe(0);
  expect(countWords(" \n\t ")).toBe(0);
  expect(countWords("one two\u00a0three\u2003four\nfive")).toBe(5);
  expect(countWords("Europe\u2060—the specter")).toBe(2);
});

test("a text in a script without spaces is counted by its characters", () => {
  expect(countWords("これはテストです。")).toBe(4);
  expect(countWords("2. これはテストです。This test passes")).toBe(8);
  expect(countWords("ภาษาไทย")).toBeGreaterThan(2);
});

test("putting two texts together with a space adds their counts", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
      expect(countWords(`${a} ${b}`)).toBe(countWords(a) + countWords(b));
    }),
  );
});
