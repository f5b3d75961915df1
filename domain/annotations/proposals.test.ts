// The order of what is proposed for a meeting.
import fc from "fast-check";
import { expect, test } from "vitest";
import { byProposal, type Ranked } from "./proposals.ts";

const small = fc.nat({ max: 3 });
const ranked: fc.Arbitrary<Ranked> = fc.record({
  ...{ onAgenda: fc.boolean(), wanted: small, position: small, number: fc.option(small, { nil: undefined }), start: small },
  id: fc.constantFrom("a", "b", "c", "d"),
});

test("is total: any shuffling of the same proposals is sorted to the same list", () => {
  const lists = fc
    .uniqueArray(ranked, { selector: (one) => one.id })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(lists, ([list, shuffled]) => {
      expect(shuffled.toSorted(byProposal)).toEqual(list.toSorted(byProposal));
    }),
  );
});

test("what a host put on the agenda is before all else, and what more asked for before what fewer did", () => {
  fc.assert(
    fc.property(fc.array(ranked), (list) => {
      for (const [a, b] of pairs(list.toSorted(byProposal))) {
        expect(Number(a.onAgenda)).toBeGreaterThanOrEqual(Number(b.onAgenda));
        if (a.onAgenda === b.onAgenda) expect(a.wanted).toBeGreaterThanOrEqual(b.wanted);
      }
    }),
  );
});

test("notes that are wanted alike come in the order of the book, those without a known passage at the end of their chapter", () => {
  const alike = { onAgenda: false, wanted: 1 };
  fc.assert(
    fc.property(fc.array(ranked), (list) => {
      for (const [a, b] of pairs(list.map((one) => ({ ...one, ...alike })).toSorted(byProposal))) {
        expect(a.position).toBeLessThanOrEqual(b.position);
        if (a.position === b.position && a.number === undefined) expect(b.number).toBeUndefined();
      }
    }),
  );
});

const pairs = (list: Ranked[]) => list.slice(1).map((b, index): [Ranked, Ranked] => [list[index] ?? b, b]);
