// After signing in nobody is led to another site.

import fc from "fast-check";
import { expect, it } from "vitest";
import { ownPath } from "#app/_forms/own-path.ts";

it("goes back to the page somebody came from", () => {
  expect(ownPath("/groups/1/people?x=1#y")).toBe("/groups/1/people?x=1#y");
});

it("goes to the desk when nothing was asked for", () => {
  expect(ownPath(undefined)).toBe("/");
  expect(ownPath("")).toBe("/");
});

it.each([
  "https://elsewhere.example/",
  "//elsewhere.example/",
  "/\\elsewhere.example/",
  "\\\\elsewhere.example",
  "/\t/elsewhere.example",
  "/.//elsewhere.example",
  "/x/..//elsewhere.example",
  "/%2e//elsewhere.example",
  "javascript:alert(1)",
  "groups/1",
])("does not follow %j", (asked) => {
  expect(ownPath(asked)).toBe("/");
});

it("stays on the site whatever is asked for", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "%2e",
    "%2f",
    "\t",
    "\n",
    "@",
    ":",
    "//",
    "x",
    "elsewhere.example",
    "?",
    "#",
    "http:",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const page = new URL("https://read.example.org/sign-in");
      expect(new URL(ownPath(pieces.join("")), page).origin).toBe(page.origin);
    }),
    { numRuns: 2000 },
  );
});
