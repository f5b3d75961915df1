// Every marker is found, wherever in a passage it stands, and nothing else is taken for one.
import fc from "fast-check";
import { expect, it } from "vitest";
import { linksOf } from "#domain/text/links.ts";
import { notesOf } from "#domain/text/note-links.ts";
import { passageArbitrary } from "#domain/text/passage.arbitrary.ts";

const marker = (to: string) => ({ t: "noteref" as const, label: "*", to });

it("gives the notes of markers in text, in emphasis and in tables, and not those of plain links", () => {
  const content = [marker("9.1"), { t: "em" as const, c: ["b", marker("9.2")] }, { t: "a" as const, c: ["no"], to: "9.3" }];
  expect(notesOf({ content })).toEqual(["9.1", "9.2"]);
  expect(notesOf({ content: [], rows: [{ cells: [{ content: [] }, { content }] }] })).toEqual(["9.1", "9.2"]);
});

it("gives some of the links of a passage", () => {
  fc.assert(
    fc.property(passageArbitrary, (passage) => {
      expect(linksOf(passage)).toEqual(expect.arrayContaining(notesOf(passage)));
    }),
  );
});
