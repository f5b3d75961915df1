// Numbers of headings: every way to write them gives the number, and what is no number gives none.
import fc from "fast-check";
import { expect, test } from "vitest";
import { headingNumber, romanNumber } from "./heading-numbers.ts";

/** Writes a number in roman numerals, the plain way. */
function roman(number: number): string {
  const signs = [
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ] as const;
  let left = number;
  return signs
    .map(([value, sign]) => {
      const times = Math.floor(left / value);
      left %= value;
      return sign.repeat(times);
    })
    .join("");
}

test("for any number its roman numeral is read as that number", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3999 }), (number) => {
      expect(romanNumber(roman(number))).toBe(number);
    }),
  );
});

test("what only has the letters of a numeral is none", () => {
  for (const text of ["", "IIII", "VX", "IC", "MIX UP", "i", "LIVID"]) expect(romanNumber(text)).toBeUndefined();
});

test.each([
  ["12", 12],
  ["iv", 4],
  ["XL", 40],
  ["One", 1],
  ["THIRTEEN", 13],
  ["twenty-one", 21],
  ["Forty", 40],
  ["Erster", 1],
  ["zwölfte", 12],
  ["Première", 1],
  ["septième", 7],
  ["Segunda", 2],
])("%j is a number", (word, number) => expect(headingNumber(word)).toBe(number));

test("other words are none", () => {
  for (const word of ["", "the", "house", "1234", "oner"]) expect(headingNumber(word)).toBeUndefined();
});
