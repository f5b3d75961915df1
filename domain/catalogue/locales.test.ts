// Which language a person gets.

import fc from "fast-check";
import { expect, it } from "vitest";
import { defaultLocale, isLocale, pickLocale, tagsOfHeader } from "#domain/catalogue/locales.ts";

it("serves a regional tag by its language", () => {
  expect(pickLocale(["en-AU"])).toBe("en");
  expect(pickLocale(["EN-gb-oxendict"])).toBe("en");
});

it("falls back to English for a language it does not speak, and for none", () => {
  expect(pickLocale(["tlh", "x-klingon"])).toBe("en");
  expect(pickLocale([])).toBe("en");
});

it("does not take a name every object has for a language", () => {
  expect(isLocale("constructor")).toBe(false);
  expect(pickLocale(["__proto__"])).toBe(defaultLocale);
});

it("reads a header in the order of its weights, keeping the order of equals", () => {
  expect(tagsOfHeader("de-CH;q=0.8, fr, en;q=0.9, it, *;q=0.1, es;q=0")).toEqual(["fr", "it", "en", "de-CH"]);
});

it("never fails on a header, whatever it holds", () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      expect(isLocale(pickLocale(tagsOfHeader(header)))).toBe(true);
    }),
  );
});
