// Every marker is found again from its note.
import fc from "fast-check";
import { expect, it } from "vitest";
import { linksOf } from "#domain/text/links.ts";
import { markersOf } from "#domain/text/note-links.ts";
import { passageArbitrary } from "#domain/text/passage.arbitrary.ts";

const note = (to: string) => ({ t: "noteref" as const, label: "*", to });

it("gives the passages that refer to a note, each once, also from inside emphasis and tables", () => {
  const passages = [
    { number: 3, passage: { content: ["a", note("9.1"), { t: "em" as const, c: ["b", note("9.1"), note("9.2")] }] } },
    { number: 7, passage: { content: [], rows: [{ cells: [{ content: [note("9.1")] }] }] } },
    { number: 8, passage: { content: [{ t: "a" as const, c: ["no marker"], to: "9.1" }] } },
  ];
  expect([...markersOf(passages)]).toEqual([
    ["9.1", [3, 7]],
    ["9.2", [3]],
  ]);
});

it("names only notes that the passages lead to", () => {
  fc.assert(
    fc.property(fc.array(passageArbitrary), (made) => {
      const all = new Set(made.flatMap(linksOf));
      const markers = markersOf(made.map((passage, index) => ({ number: index + 1, passage })));
      for (const [key, numbers] of markers) {
        expect(all).toContain(key);
        for (const number of numbers) expect(linksOf(made[number - 1] ?? { content: [] })).toContain(key);
      }
    }),
  );
});
