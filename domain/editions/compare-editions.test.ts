// A corrected edition beside the earlier one: what stays keeps its id, whatever came, went, moved or changed around it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PassageKind } from "../text/model.ts";
import { longestRising, type Pair } from "./align-passages.ts";
import { compareEditions, type EditionText } from "./compare-editions.ts";
import { MOST_CHANGES } from "./edition-changes.ts";

/** An edition from the texts of its chapters; ids say whose they are. */
function edition(name: string, chapters: Record<string, string[]>, kind: PassageKind = "paragraph"): EditionText {
  return {
    chapters: Object.entries(chapters).map(([title, texts], c) => ({
      id: `${name}${c}`,
      title,
      section: [],
      passages: texts.map((text, p) => ({ id: `${name}${c}.${p}`, kind, text })),
    })),
  };
}

const one = "The soft summer wind stirs the redwoods, and Wild-Water ripples sweet cadences.";
const two = "There are butterflies in the sunshine, and from everywhere arises the hum of bees.";
const three = "It is so quiet and peaceful, and I sit here, and ponder, and am restless.";
const four = "All the world is quiet, but it is the quiet before the storm that comes.";

describe("passages of one chapter", () => {
  const compare = (before: string[], after: string[]) => compareEditions(edition("b", { I: before }), edition("a", { I: after }));

  test("a mended word is a changed passage, and the rest keeps its id", () => {
    const mended = two.replace("butterflies", "butter-flies");
    const { kept, changed, changes } = compare([one, two, three], [one, mended, three]);
    expect([...kept]).toEqual([
      ["a0.0", "b0.0"],
      ["a0.2", "b0.2"],
    ]);
    expect([...changed]).toEqual([["a0.1", "b0.1"]]);
    expect(changes).toMatchObject({ same: 2, changed: 1, added: 0, removed: 0 });
    expect(changes.passages).toEqual([{ chapter: "I", number: 2, before: two, after: mended }]);
  });

  test("a new passage between two shifts the numbers and no ids", () => {
    const { kept, changes } = compare([one, two], [one, four, two]);
    expect([...kept.values()]).toEqual(["b0.0", "b0.1"]);
    expect(changes).toMatchObject({ same: 2, changed: 0, added: 1, removed: 0 });
    expect(changes.passages).toEqual([{ chapter: "I", number: 2, after: four }]);
  });

  test("a passage that is gone is told with its old number", () => {
    expect(compare([one, two, three], [one, three]).changes.passages).toEqual([{ chapter: "I", number: 2, before: two }]);
  });

  test("of passages that say the same each has its own partner, in their order", () => {
    const { kept, changes } = compare(["Yes.", one, "Yes.", two, "Yes."], ["Yes.", "Yes.", one, "Yes.", two, "Yes."]);
    expect(changes).toMatchObject({ same: 5, added: 1, removed: 0 });
    expect(new Set(kept.values()).size).toBe(5);
    expect(kept.get("a0.2")).toBe("b0.1");
    expect(kept.get("a0.3")).toBe("b0.2");
  });

  test("two passages in another order keep their ids", () => {
    const { kept, changes } = compare([one, two, three], [three, one, two]);
    expect(changes).toMatchObject({ same: 3, added: 0, removed: 0 });
    expect(kept.get("a0.0")).toBe("b0.2");
  });

  test("a passage that became a heading is another passage", () => {
    const before = edition("b", { I: [one, two] });
    const after = edition("a", { I: [one, two] });
    const heading = { id: "a0.1", kind: "heading" as const, text: two };
    const { kept, changed } = compareEditions(before, {
      chapters: after.chapters.map((c) => ({ ...c, passages: [c.passages[0] ?? heading, heading] })),
    });
    expect([...kept.keys()]).toEqual(["a0.0"]);
    expect(changed.size).toBe(0);
  });

  test("what has little in common is gone and new, not changed", () => {
    expect(compare([one, two], [one, "Nothing of it is left here."]).changes).toMatchObject({ changed: 0, added: 1, removed: 1 });
  });

  test("Japanese text, which has no spaces, is compared by its signs", () => {
    const before = "吾輩は猫である。名前はまだ無い。どこで生れたか頓と見当がつかぬ。";
    expect(compare([before], [before.replace("無い", "ない")]).changes).toMatchObject({ changed: 1, added: 0 });
  });
});

describe("chapters", () => {
  test("a chapter with a new title is found by its text, and told as renamed", () => {
    const { chapters, changes } = compareEditions(
      edition("b", { Opening: [one, two], Close: [three] }),
      edition("a", { "The opening": [one, two], Close: [three] }),
    );
    expect([...chapters]).toEqual([
      ["a0", "b0"],
      ["a1", "b1"],
    ]);
    expect(changes.chaptersRenamed).toEqual([{ before: "Opening", after: "The opening" }]);
  });

  test("a chapter written anew is found by its title", () => {
    const { chapters } = compareEditions(
      edition("b", { I: [one], II: [two] }),
      edition("a", { I: [one], II: ["Wholly other words."] }),
    );
    expect(chapters.get("a1")).toBe("b1");
  });

  test("a chapter corrected in every passage and renamed is found by its words", () => {
    const mend = (text: string) => text.replace("the", "thé");
    const { chapters, changes } = compareEditions(
      edition("b", { One: [one, two] }),
      edition("a", { First: [mend(one), mend(two)] }),
    );
    expect(chapters.get("a0")).toBe("b0");
    expect(changes).toMatchObject({ changed: 2, added: 0, removed: 0 });
  });

  test("new and dropped chapters are told by their titles", () => {
    const { changes } = compareEditions(edition("b", { I: [one], Errata: [two] }), edition("a", { Preface: [four], I: [one] }));
    expect(changes).toMatchObject({ chaptersAdded: ["Preface"], chaptersRemoved: ["Errata"], chaptersRenamed: [] });
  });

  test("when a chapter is divided, the passages in the second half keep their ids", () => {
    const { kept, changes } = compareEditions(
      edition("b", { I: [one, two, three] }),
      edition("a", { I: [one, two], II: [three] }),
    );
    expect(kept.get("a1.0")).toBe("b0.2");
    expect(changes).toMatchObject({ same: 3, added: 0, removed: 0, chaptersAdded: ["II"] });
  });

  test("what stands in every chapter pairs none of them", () => {
    const { chapters } = compareEditions(
      edition("b", { I: ["* * *", one], II: ["* * *", two], III: ["* * *", three] }),
      edition("a", { X: ["* * *", three], Y: ["* * *", one], Z: ["* * *", two] }),
    );
    expect([...chapters]).toEqual([
      ["a0", "b2"],
      ["a1", "b0"],
      ["a2", "b1"],
    ]);
  });
});

const text = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("* * *", "Yes.", "") },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom("wind", "sea", "bread", "book", "leaf", "hand", "work"), { minLength: 3, maxLength: 9 })
      .map((words) => words.join(" ")),
  },
);
const chapters = fc.array(fc.array(text, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });
const named = (name: string, texts: string[][]) =>
  edition(name, Object.fromEntries(texts.map((some, i) => [`Chapter ${i}`, some])));

test("an edition beside itself is the same, passage by passage", () => {
  fc.assert(
    fc.property(chapters, (texts) => {
      const { kept, changed, changes } = compareEditions(named("b", texts), named("a", texts));
      for (const [later, earlier] of kept) expect(later.slice(1)).toBe(earlier.slice(1));
      expect(changed.size).toBe(0);
      expect(changes).toMatchObject({ changed: 0, added: 0, removed: 0, chaptersAdded: [], chaptersRemoved: [] });
    }),
  );
});

test("whatever two editions say: nothing is paired twice, what is kept says the same, and the counts add up", () => {
  fc.assert(
    fc.property(chapters, chapters, (older, newer) => {
      const [before, after] = [named("b", older), named("a", newer)];
      const said = new Map(
        [before, after].flatMap((one) =>
          one.chapters.flatMap(({ passages }) => passages.map(({ id, text }) => [id, text] as const)),
        ),
      );
      const { kept, changed, changes } = compareEditions(before, after);
      for (const [later, earlier] of kept) expect(said.get(later)).toBe(said.get(earlier));
      for (const [later, earlier] of changed) expect(said.get(later)).not.toBe(said.get(earlier));
      const partners = [...kept.values(), ...changed.values()];
      expect(new Set(partners).size).toBe(partners.length);
      expect([...kept.keys()].filter((id) => changed.has(id))).toEqual([]);
      expect(changes.same + changes.changed + changes.added).toBe(newer.flat().length);
      expect(changes.same + changes.changed + changes.removed).toBe(older.flat().length);
      expect(changes.passages.length).toBe(Math.min(MOST_CHANGES, changes.changed + changes.added + changes.removed));
    }),
  );
});

test("with every text its own, any passages taken out and put in leave the others their ids", () => {
  const steps = fc.array(fc.constantFrom("keep", "drop", "insert"), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, (moves) => {
      const before: string[] = [];
      const after: string[] = [];
      for (const [i, move] of moves.entries()) {
        const words = `${i} ${"abcdefgh"
          .split("")
          .map((letter) => `${letter}${i}`)
          .join(" ")}`;
        if (move !== "insert") before.push(words);
        if (move !== "drop") after.push(words);
      }
      const { changes } = compareEditions(edition("b", { I: before }), edition("a", { I: after }));
      expect(changes).toMatchObject({
        same: moves.filter((move) => move === "keep").length,
        added: moves.filter((move) => move === "insert").length,
        removed: moves.filter((move) => move === "drop").length,
        changed: 0,
      });
    }),
  );
});

test("the longest rising run rises, and none is longer", () => {
  const positions = fc.uniqueArray(fc.nat(30), { maxLength: 9 });
  const longest = (rest: number[], last: number): number => {
    const [first, ...others] = rest;
    if (first === undefined) return 0;
    return Math.max(longest(others, last), first > last ? 1 + longest(others, first) : 0);
  };
  fc.assert(
    fc.property(positions, (earlier) => {
      const run = longestRising(earlier.map((position, i): Pair => [position, i]));
      expect(
        run.every(([position, i], at) => at === 0 || (position > (run[at - 1]?.[0] ?? 0) && i > (run[at - 1]?.[1] ?? 0))),
      ).toBe(true);
      expect(run.length).toBe(longest(earlier, -1));
    }),
  );
});
