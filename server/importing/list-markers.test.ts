// The markers of lists.
import { expect, test } from "vitest";
import { listNumber } from "./list-markers.ts";

test("numbers are written as the list's type says", () => {
  expect([1, 26, 27, 52, 703].map((value) => listNumber(value, "a"))).toEqual(["a", "z", "aa", "az", "aaa"]);
  expect([1, 4, 9, 14, 40, 1999, 3999].map((value) => listNumber(value, "I"))).toEqual([
    "I",
    "IV",
    "IX",
    "XIV",
    "XL",
    "MCMXCIX",
    "MMMCMXCIX",
  ]);
  expect(listNumber(3, "A")).toBe("C");
  expect(listNumber(12, "1")).toBe("12");
});

test("numbers that a script cannot write are written as they are", () => {
  expect([0, -3].map((value) => listNumber(value, "a"))).toEqual(["0", "-3"]);
  expect([0, -3, 4000].map((value) => listNumber(value, "i"))).toEqual(["0", "-3", "4000"]);
});
