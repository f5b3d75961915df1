// Canonical text by cases and by properties.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalText, shownIndex, visible, visibleLength, walk } from "./canonical.ts";
import type { Inline } from "./model.ts";
import { passageArbitrary } from "./passage.arbitrary.ts";

const textOf = (...content: Inline[]) => canonicalText({ content });

describe("canonical text", () => {
  test.each<[string, Inline[], string]>([
    ["note markers do not count", ["Reform", { t: "noteref", label: "1", to: "9.1" }, " or revolution"], "Reform or revolution"],
    [
      "a note marker between two spaces leaves one of them",
      ["Reform ", { t: "noteref", label: "1", to: "9.1" }, " or"],
      "Reform or",
    ],
    ["pictures and their descriptions do not count", ["a", { t: "img", name: "x.png", alt: "A barricade" }, "b"], "ab"],
    ["a line break is one line feed", ["one", { t: "br" }, "two"], "one\ntwo"],
    ["white space beside a line break goes", ["one ", { t: "br" }, " ", { t: "em", c: [" two"] }], "one\ntwo"],
    ["line breaks at both ends do not count", [" ", { t: "br" }, "one", { t: "br" }, { t: "br" }, " "], "one"],
    ["two line breaks inside count twice", ["one", { t: "br" }, { t: "br" }, "two"], "one\n\ntwo"],
    [
      "a formula counts as its plain reading",
      ["so ", { t: "math", mathml: "<math><mi>c</mi></math>", text: " c +  v " }, "."],
      "so c + v.",
    ],
    [
      "ruby readings do not count",
      [{ t: "ruby", c: ["資", { t: "rt", c: ["し"] }, "本", { t: "rt", c: ["ほん"] }] }, "論"],
      "資本論",
    ],
    ["invisible characters do not count", ["re\u00advo\u200blu\u2060tion\ufeff"], "revolution"],
    ["joiners count, because they change the letters", ["می\u200cخواهم 👩\u200d🏭"], "می\u200cخواهم 👩\u200d🏭"],
    ["white space folds across elements", ["a ", { t: "em", c: [" \n b "] }, "\tc"], "a b c"],
    ["an invisible character does not hold two spaces apart", ["a \u00ad b"], "a b"],
    ["a no-break space stays", ["\u00a0a\u00a0 b"], "\u00a0a\u00a0 b"],
    ["a passage of white space is empty", [" ", { t: "em", c: ["\n"] }], ""],
  ])("%s", (_, content, text) => {
    expect(textOf(...content)).toBe(text);
  });

  test("cells are separated by tabs and rows by line breaks, empty ones too", () => {
    const cell = (...content: Inline[]) => ({ content });
    const rows = [
      { header: true as const, cells: [cell(), cell(" Year ")] },
      { cells: [cell("1917", { t: "br" }), cell("yes")] },
      { cells: [] },
    ];
    expect(canonicalText({ content: [], rows })).toBe("\tYear\n1917\tyes\n");
    expect(canonicalText({ content: [], rows: [{ cells: [cell()] }, { cells: [cell("a")] }] })).toBe("\na");
  });

  test("the space stays with the words before the element it opens", () => {
    const shown = walk({ content: ["a ", { t: "em", c: ["b"] }, " c"] }).flatMap((step) =>
      step.is === "text" ? [step.shown] : [],
    );
    expect(shown).toEqual(["a ", "b", " c"]);
  });
});

describe("the walk", () => {
  test("every counted step stands where its words stand in the canonical text", () => {
    fc.assert(
      fc.property(passageArbitrary, (passage) => {
        const text = canonicalText(passage);
        let last = 0;
        for (const step of walk(passage)) {
          if (step.is === "text" && !step.out) expect(text.slice(step.start, step.end)).toBe(visible(step.shown));
          if (step.is === "leaf" && step.node.t === "br" && !step.out) expect(text.slice(step.start, step.end)).toBe("\n");
          if ("start" in step) {
            expect(step.start).toBeGreaterThanOrEqual(last);
            last = step.start;
          }
        }
      }),
    );
  });

  test("opened elements are closed in order, and hold what is inside them", () => {
    fc.assert(
      fc.property(passageArbitrary, (passage) => {
        const open: { start: number; end: number; node: unknown }[] = [];
        for (const step of walk(passage)) {
          if (step.is === "open") open.push(step);
          else if (step.is === "close") expect(open.pop()?.node).toBe(step.node);
          else if (step.is === "text" || step.is === "leaf") {
            for (const outer of open) expect(outer.start <= step.start && step.end <= outer.end).toBe(true);
          }
        }
        expect(open).toEqual([]);
      }),
    );
  });

  test("outside tables there is no white space at the ends, none doubled, and none beside a line break", () => {
    fc.assert(
      fc.property(passageArbitrary, (passage) => {
        fc.pre(passage.rows === undefined && !JSON.stringify(passage).includes('"math"'));
        expect(canonicalText(passage)).not.toMatch(/^[ \n]|[ \n]$| {2}| \n|\n |[\t\r\f]/);
      }),
    );
  });

  test("text that is folded once is not changed by folding again", () => {
    fc.assert(
      fc.property(passageArbitrary, (passage) => {
        fc.pre(passage.rows === undefined);
        const text = canonicalText(passage);
        const content = text.split("\n").flatMap((line, i): Inline[] => (i === 0 ? [line] : [{ t: "br" }, line]));
        expect(canonicalText({ content })).toBe(text);
      }),
    );
  });
});

test("a place among the counted characters is found in the shown text", () => {
  const shown = "\u00adre\u00advo\ufefflt";
  expect(visibleLength(shown)).toBe(6);
  expect([0, 1, 2, 5, 6, 9].map((offset) => shownIndex(shown, offset))).toEqual([1, 2, 4, 8, 9, 9]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "\u00ad", "é", "😀", "\u2060")), fc.nat(40), (parts, n) => {
      const text = parts.join("");
      const offset = Math.min(n, visibleLength(text));
      expect(visible(text.slice(0, shownIndex(text, offset)))).toBe(visible(text).slice(0, offset));
    }),
  );
});
