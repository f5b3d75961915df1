// Which notes go how far: the pure rules, over all combinations.
import { describe, expect, test } from "vitest";
import { audienceOf, isHeldAtFirst, isWider, mayRead } from "./audience.ts";
import { visibilities } from "./choices.ts";

const host = { memberId: "h", host: true };
const member = { memberId: "m", host: false };
const openness = visibilities.flatMap((visibility) =>
  [false, true].flatMap((held) => [false, true].map((hidden) => ({ visibility, held, hidden }))),
);

describe.each(openness)("a note for $visibility, held: $held, hidden: $hidden", (note) => {
  test("is always read by its author", () => {
    expect(mayRead({ ...note, memberId: "m" }, member)).toBe(true);
  });

  test("is read by a host wherever a member reads it", () => {
    const by = (reader: typeof host) => mayRead({ ...note, memberId: "author" }, reader);
    expect(by(host) || !by(member)).toBe(true);
  });

  test("is read by fewer or the same people when it is held or hidden", () => {
    const order = ["author", "hosts", "members"];
    const open = order.indexOf(audienceOf({ ...note, held: false, hidden: false }));
    expect(order.indexOf(audienceOf(note))).toBeLessThanOrEqual(open);
    if (note.held) expect(audienceOf(note)).toBe("author");
    if (note.hidden) expect(audienceOf(note)).not.toBe("members");
  });
});

test("each visibility is wider than those before it, and none is wider than itself", () => {
  const wider = visibilities.map((one) => visibilities.filter((other) => isWider(one, other)));
  expect(wider).toEqual(visibilities.map((_, index) => visibilities.slice(0, index)));
});

test.each([
  { visibility: "me", asked: true, blindFirst: true, held: false },
  { visibility: "hosts", asked: false, blindFirst: true, held: false },
  { visibility: "hosts", asked: true, blindFirst: false, held: true },
  { visibility: "group", asked: false, blindFirst: false, held: false },
  { visibility: "group", asked: false, blindFirst: true, held: true },
  { visibility: "organisation", asked: true, blindFirst: false, held: true },
] as const)("a new note for $visibility (asked: $asked, blind first: $blindFirst) is held: $held", ({ held, ...note }) => {
  expect(isHeldAtFirst(note.visibility, note.asked, note)).toBe(held);
});
