// More readers than copies are too many; without copies there is no such number.
import fc from "fast-check";
import { expect, test } from "vitest";
import { rightsKinds } from "../shapes/book.ts";
import { RightsStatement } from "../shapes/shelf.ts";
import { isOverCopies } from "./rights.ts";

test("only copies can be fewer than readers", () => {
  fc.assert(
    fc.property(fc.constantFrom(...rightsKinds), fc.nat(50), fc.nat(50), (kind, copies, readers) => {
      expect(isOverCopies({ kind, copies }, readers)).toBe(kind === "copies" && readers > copies);
    }),
  );
});

test("copies are stated with their number, other rights without one, and that nothing is known is no statement", () => {
  const id = "01999999-9999-7999-8999-999999999999";
  const says = (change: object) =>
    RightsStatement.safeParse({ id, branchId: id, bookId: id, editionId: id, ground: "", ...change }).success;
  expect([says({ rights: "copies", copies: 3 }), says({ rights: "licence" })]).toEqual([true, true]);
  for (const wrong of [
    { rights: "copies" },
    { rights: "copies", copies: 0 },
    { rights: "licence", copies: 3 },
    { rights: "unstated" },
  ])
    expect(says(wrong)).toBe(false);
});
