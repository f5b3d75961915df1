// Anchors made from selections: whole characters, no white space at the ends, and the server agrees with every one of them.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Anchor } from "./anchor.ts";
import { chapterOf, passageId, selectionArbitrary } from "./chapter.arbitrary.ts";
import { describeSelection } from "./describe-selection.ts";
import { CONTEXT_MOST, QUOTE_MOST } from "./limits.ts";
import { resolve } from "./resolve.ts";
import { stretchOf, verify } from "./verify.ts";

/** The anchor of a selection given by numbers of passages and offsets. */
function anchorOf(texts: string[], [first, start, last, end]: [number, number, number, number]): Anchor {
  const described = describeSelection(chapterOf(...texts), {
    start: { passage: passageId(first), offset: start },
    end: { passage: passageId(last), offset: end },
  });
  if (!described.ok) throw new Error(described.why);
  return described.anchor;
}

test.each<[string, string[], [number, number, number, number], string]>([
  ["the words between the ends", ["What is to be done?"], [0, 8, 0, 13], "to be"],
  ["a selection made backwards", ["What is to be done?"], [0, 13, 0, 8], "to be"],
  ["no white space at the ends", ["a \u00a0b c\nd"], [0, 1, 0, 7], "b c"],
  ["a letter with its combining marks", ["cafe\u0301s"], [0, 4, 0, 5], "e\u0301"],
  ["a family as one", ["x👩\u200d👩\u200d👧y"], [0, 4, 0, 5], "👩\u200d👩\u200d👧"],
  ["a flag as one", ["🇩🇪🇫🇷"], [0, 6, 0, 8], "🇫🇷"],
  ["a Hangul syllable as one", ["\u1112\u1161\u11ab국"], [0, 1, 0, 2], "\u1112\u1161\u11ab"],
  ["right-to-left words", ["שלום עולם"], [0, 5, 0, 9], "עולם"],
  ["several passages", ["one two", "", "three", "four five"], [0, 4, 3, 4], "two\n\nthree\nfour"],
  ["no edges of passages in which nothing is selected", ["one ", "two", "three"], [0, 3, 2, 0], "two"],
  ["ends outside a passage as its ends", ["one"], [0, -5, 0, 99], "one"],
])("a selection takes %s", (_, texts, ends, quote) => {
  expect(anchorOf(texts, ends).quote).toBe(quote);
});

test("the words beside a quote are kept within its passage, and cut between characters", () => {
  expect(anchorOf(["before", "one two three", "after"], [1, 4, 1, 7])).toMatchObject({ before: "one ", after: " three" });
  const family = "👩\u200d👩\u200d👧";
  const anchor = anchorOf([`${family}${"a".repeat(28)}X${"b".repeat(30)}${family}`], [0, 36, 0, 37]);
  expect(anchor).toMatchObject({ quote: "X", before: "a".repeat(28), after: "b".repeat(30) });
  expect(anchorOf([`${"a".repeat(50)}X${"b".repeat(50)}`], [0, 50, 0, 51])).toMatchObject({
    before: "a".repeat(32),
    after: "b".repeat(32),
  });
});

test.each<[string, string[], [number, number, number, number], string]>([
  ["nothing", ["one"], [0, 1, 0, 1], "empty"],
  ["nothing, inside a character", ["😀"], [0, 1, 0, 1], "empty"],
  ["white space", ["one \n two"], [0, 3, 0, 6], "empty"],
  ["the gap between two passages", ["one", "two"], [0, 3, 1, 0], "empty"],
  ["too much", ["a".repeat(QUOTE_MOST + 1)], [0, 0, 0, QUOTE_MOST + 1], "too_long"],
  ["an unknown passage", ["one"], [0, 0, 7, 1], "not_here"],
])("a selection of %s has no anchor", (_, texts, ends, why) => {
  expect(() => anchorOf(texts, ends)).toThrow(why);
});

test("every anchor is well formed, true to the text, and leads back to where it was made", () => {
  let made = 0;
  fc.assert(
    fc.property(selectionArbitrary, ({ passages, selection }) => {
      const described = describeSelection(passages, selection);
      if (!described.ok) return;
      made++;
      const { anchor } = described;
      expect(Anchor.parse(JSON.parse(JSON.stringify(anchor)))).toEqual(anchor);
      expect(verify(anchor, passages)).toEqual({ ok: true });
      expect(resolve(anchor, passages)).toEqual(stretchOf(anchor));
      expect(describeSelection(passages, stretchOf(anchor))).toEqual(described);
    }),
    { numRuns: 1_000 },
  );
  expect(made).toBeGreaterThan(500);
});

test("every anchor begins and ends between two characters, with words and not with white space", () => {
  const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
  fc.assert(
    fc.property(selectionArbitrary, ({ passages, selection }) => {
      const described = describeSelection(passages, selection);
      fc.pre(described.ok);
      if (!described.ok) return;
      const { passage, start, endPassage, end, quote, before, after } = described.anchor;
      const boundaries = (id: string) => {
        const text = passages.find((one) => one.id === id)?.text ?? "";
        return [...Array.from(graphemes.segment(text), (cluster) => cluster.index), text.length];
      };
      expect(boundaries(passage)).toContain(start);
      expect(boundaries(passage)).toContain(start - before.length);
      expect(boundaries(endPassage)).toContain(end);
      expect(boundaries(endPassage)).toContain(end + after.length);
      expect(before.length <= CONTEXT_MOST && after.length <= CONTEXT_MOST).toBe(true);
      const clusters = Array.from(graphemes.segment(quote), (cluster) => cluster.segment);
      expect(clusters.at(0)).toMatch(/\S/);
      expect(clusters.at(-1)).toMatch(/\S/);
    }),
  );
});
