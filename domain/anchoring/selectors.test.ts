// Selectors of the W3C model go out of anchors and lead back to them, alone and together.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChapterText } from "./carrying.ts";
import { chapterOf, passageId, selectionArbitrary } from "./chapter.arbitrary.ts";
import { describeSelection } from "./describe-selection.ts";
import { placeSelections, readSelectors, type Selection, selectorsOf } from "./selectors.ts";
import { stretchOf } from "./verify.ts";

const passages = chapterOf("One 😀 Two Three", "Two and four", "Five");

/** The words that some selectors find in a chapter, and how sure. */
function place(selectors: unknown, chapters: ChapterText[] = [{ id: "one", passages }], chapterId?: string) {
  const selection = readSelectors(selectors);
  if (selection === undefined) return undefined;
  const where = chapterId === undefined ? {} : { chapterId };
  const placed = placeSelections(chapters, [{ id: "it", selection, ...where }]).get("it");
  const anchor = placed?.places[0]?.anchor;
  return { state: placed?.state, quote: anchor?.quote, passage: anchor?.passage, chapter: placed?.places[0]?.chapterId };
}

function anchorOn(start: number, end: number) {
  const described = describeSelection(passages, {
    start: { passage: passageId(0), offset: start },
    end: { passage: passageId(0), offset: end },
  });
  if (!described.ok) throw new Error(described.why);
  return described.anchor;
}

test("an anchor goes out as quote, position in code points, and fragment of its passage", () => {
  const quote = { type: "TextQuoteSelector", exact: "Two", prefix: "One 😀 ", suffix: " Three" };
  expect(selectorsOf(anchorOn(7, 10), passages)).toEqual([
    quote,
    { type: "TextPositionSelector", start: 6, end: 9 },
    { type: "FragmentSelector", value: "p-1", conformsTo: "http://tools.ietf.org/rfc/rfc3236", refinedBy: quote },
  ]);
});

describe("a place is found", () => {
  test.each<[string, unknown, string, number, string]>([
    ["by its quote alone", { type: "TextQuoteSelector", exact: "Two and four" }, "Two and four", 1, "check"],
    [
      "by its quote and what is beside it",
      { type: "TextQuoteSelector", exact: "Two", prefix: "One 😀 ", suffix: " Three" },
      "Two",
      0,
      "certain",
    ],
    ["by its position alone", { type: "TextPositionSelector", start: 6, end: 9 }, "Two", 0, "check"],
    ["by its passage alone", { type: "FragmentSelector", value: "#p-3" }, "Five", 2, "check"],
    [
      "by quote and position together",
      [
        { type: "TextPositionSelector", start: 16, end: 19 },
        { type: "TextQuoteSelector", exact: "Two" },
      ],
      "Two",
      1,
      "certain",
    ],
    [
      "by a position in UTF-16 units, where the words say so",
      [
        { type: "TextPositionSelector", start: 7, end: 10 },
        { type: "TextQuoteSelector", exact: "Two" },
      ],
      "Two",
      0,
      "certain",
    ],
    [
      "by a passage that a quote refines",
      { type: "FragmentSelector", value: "p-2", refinedBy: { type: "TextQuoteSelector", exact: "Two" } },
      "Two",
      1,
      "check",
    ],
  ])("%s", (_, selectors, quote, passage, state) => {
    expect(place(selectors)).toMatchObject({ quote, passage: passageId(passage), state });
  });

  test("in the form Hypothesis keeps, whose ranges of elements are left out", () => {
    const page: ChapterText[] = [{ id: "page", passages: chapterOf("One Two Three") }];
    const selectors = [
      { type: "RangeSelector", startContainer: "/div[1]", endContainer: "/div[1]", startOffset: 4, endOffset: 7 },
      { type: "TextPositionSelector", start: 4, end: 7 },
      { type: "TextQuoteSelector", prefix: "One ", suffix: " Three\n", exact: "Two" },
    ];
    expect(place(selectors, page)).toMatchObject({ state: "certain", quote: "Two" });
  });

  test("in another chapter than it should be in, to be checked", () => {
    const chapters = [
      { id: "one", passages: chapterOf("Nothing of it is here.") },
      { id: "two", passages: chapterOf("It is a sentence that stands here.") },
    ];
    const selector = { type: "TextQuoteSelector", exact: "a sentence that stands here" };
    expect(place(selector, chapters)).toMatchObject({ state: "certain", chapter: "two" });
    expect(place(selector, chapters, "two")).toMatchObject({ state: "certain", chapter: "two" });
    expect(place(selector, chapters, "one")).toMatchObject({ state: "check", chapter: "two" });
  });
});

test.each<[string, unknown]>([
  ["a range of elements", { type: "RangeSelector", startSelector: {}, endSelector: {} }],
  ["an address", "http://example.org/selector1"],
  ["a fragment of something else", { type: "FragmentSelector", value: "t=30,60" }],
  ["a position backwards", { type: "TextPositionSelector", start: 9, end: 6 }],
  ["no words", { type: "TextQuoteSelector", exact: " " }],
  ["nothing", null],
])("%s says nothing about a place", (_, selector) => {
  expect(readSelectors(selector)).toBeUndefined();
});

test("every anchor that goes out comes back the same", () => {
  fc.assert(
    fc.property(selectionArbitrary, ({ passages: some, selection }) => {
      const described = describeSelection(some, selection);
      fc.pre(described.ok);
      if (!described.ok) return;
      const read = readSelectors(JSON.parse(JSON.stringify(selectorsOf(described.anchor, some))));
      const placed = placeSelections([{ id: "it", passages: some }], [{ id: "it", selection: read ?? ({} as Selection) }]).get(
        "it",
      );
      expect(placed?.state).toBe("certain");
      expect(placed?.places[0]?.anchor).toEqual(described.anchor);
      expect(stretchOf(described.anchor)).toEqual(placed?.places[0] && stretchOf(placed.places[0].anchor));
    }),
    { numRuns: 300 },
  );
});
