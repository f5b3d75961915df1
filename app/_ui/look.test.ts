// The look survives its cookie and the attributes of <html>, and nonsense in the cookie gives a newcomer's page.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  barColours,
  type Look,
  lookAttributes,
  lookCookie,
  lookOfAttributes,
  looks,
  readLook,
  sizesInOrder,
  writeLook,
} from "#app/_ui/look.ts";

const anyLook: fc.Arbitrary<Look> = fc.record({
  theme: fc.constantFrom(...looks.theme),
  size: fc.constantFrom(...looks.size),
  measure: fc.constantFrom(...looks.measure),
  lineHeight: fc.constantFrom(...looks.lineHeight),
  face: fc.constantFrom(...looks.face),
  justify: fc.constantFrom(...looks.justify),
  spoken: fc.constantFrom(...looks.spoken),
});

it("reads from the cookie what it wrote, without characters a cookie must escape", () => {
  fc.assert(
    fc.property(anyLook, (look) => {
      const value = writeLook(look);
      expect(value).toMatch(/^[a-zA-Z=.]*$/);
      expect(readLook(value)).toEqual(look);
    }),
  );
});

it("reads back from <html> what it set there", () => {
  fc.assert(
    fc.property(anyLook, (look) => {
      const html = lookAttributes(look);
      expect(lookOfAttributes((name) => html[name] ?? null)).toEqual(look);
    }),
  );
});

it("gives a newcomer's look for whatever else the cookie holds", () => {
  const newcomer = readLook(undefined);
  expect(newcomer).toEqual({
    ...{
      theme: "auto",
      size: "normal",
      measure: "normal",
      lineHeight: "normal",
      face: "serif",
      justify: "start",
      spoken: "passage",
    },
  });
  for (const value of ["", "theme=pink", '{"theme":"night"}', "theme", "=night", "size=constructor.face=__proto__"]) {
    expect(readLook(value)).toEqual(newcomer);
  }
});

it("still reads what was chosen before there were more choices", () => {
  expect(readLook("theme=night.size=largest.lineHeight=loose.face=system")).toEqual({
    ...{
      theme: "night",
      size: "largest",
      measure: "normal",
      lineHeight: "loose",
      face: "system",
      justify: "start",
      spoken: "passage",
    },
  });
});

it("offers every size once, smallest first", () => {
  expect([...sizesInOrder].sort()).toEqual([...looks.size].sort());
  const css = readFileSync(join(process.cwd(), "app/globals.css"), "utf8");
  const scale = (size: string) =>
    Number(new RegExp(`\\[data-size="${size}"\\] \\{\\s*--reading-scale: ([\\d.]+);`).exec(css)?.[1] ?? 1);
  expect(sizesInOrder.map(scale)).toEqual(sizesInOrder.map(scale).toSorted((a, b) => a - b));
  expect(scale("quadruple")).toBe(4);
});

it("keeps the looks of two people on one device apart", () => {
  expect(new Set([lookCookie(), lookCookie("1a2b3c4d"), lookCookie("5e6f7a8b")]).size).toBe(3);
});

it("gives the browser's bar the colour of the page", () => {
  const css = readFileSync(join(process.cwd(), "app/globals.css"), "utf8");
  for (const [theme, colour] of Object.entries(barColours)) {
    expect(css).toMatch(new RegExp(`@utility theme-${theme} \\{[^}]*--page: ${colour};`));
  }
});

it("has a style for every choice that differs from a newcomer's", () => {
  const css = readFileSync(join(process.cwd(), "app/globals.css"), "utf8");
  for (const key of ["size", "measure", "lineHeight", "face", "justify"] as const) {
    for (const choice of looks[key].slice(1)) {
      const attribute = `data-${key.replace("H", "-h")}`;
      expect(css).toContain(`[${attribute}="${choice}"]`);
    }
  }
});
