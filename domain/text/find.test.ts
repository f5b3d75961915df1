// Words are found however they are typed, where they stand in the canonical text.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { excerptOf, FIND_LEAST, findInText, foldForSearch, foldQuery } from "#domain/text/find.ts";
import { passageArbitrary } from "#domain/text/passage.arbitrary.ts";

const wordsFound = (text: string, query: string) => findInText(text, query).map(({ start, end }) => text.slice(start, end));

describe("finding", () => {
  it.each([
    ["The history of all hitherto existing society", "EXISTING Society", ["existing society"]],
    ["a café, a cafe\u0301, a CAFÉ", "cafe", ["café", "cafe\u0301", "CAFÉ"]],
    ["‘It is not,’ she said — “don’t go.”", "don't go", ["don’t go"]],
    ["the rise—and fall—of", "rise-and", ["rise—and"]],
    ["one line\nof verse", "line of verse", ["line\nof verse"]],
    ["10\u00a0000 people", "10 000", ["10\u00a0000"]],
    ["هٰذَا كِتَابٌ جَدِيدٌ", "كتاب جديد", ["كِتَابٌ جَدِيدٌ"]],
    ["בְּרֵאשִׁית בָּרָא", "בראשית", ["בְּרֵאשִׁית"]],
    ["ΟΔΟΣ και οδός", "οδος", ["ΟΔΟΣ", "οδός"]],
    ["資本主義と資本", "資本", ["資本", "資本"]],
    ["aaaa", "aa", ["aa", "aa"]],
    ["100% of it_", "% of it_", ["% of it_"]],
  ])("in %j finds %j", (text, query, found) => {
    expect(wordsFound(text, query)).toEqual(found);
  });

  it("finds a sentence that has a note marker in its middle", () => {
    const text = canonicalText({
      content: [
        "The history of all hitherto existing society ",
        { t: "noteref", label: "2", to: "9.1" },
        " is the history of class struggles.",
      ],
    });
    expect(wordsFound(text, "existing society is the history of class struggles")).toEqual([
      "existing society is the history of class struggles",
    ]);
  });

  it("looks for nothing when there is too little to look for", () => {
    for (const query of ["", " ", "a", "“”", "’ "]) expect(findInText("a “” a a", query)).toEqual([]);
  });

  it("gives stretches that fold to the query, in order and apart", () => {
    fc.assert(
      fc.property(passageArbitrary, fc.nat(), fc.nat(12), (passage, from, length) => {
        const text = canonicalText(passage);
        const query = text.slice(from % (text.length + 1)).slice(0, length);
        let last = 0;
        for (const { start, end } of findInText(text, query)) {
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
          expect(foldForSearch(text.slice(start, end))).toContain(foldQuery(query));
        }
      }),
    );
  });

  it("finds again whole words that were taken out of a text", () => {
    fc.assert(
      fc.property(passageArbitrary, fc.nat(), fc.integer({ min: 1, max: 4 }), (passage, from, count) => {
        const text = canonicalText(passage);
        const words = [...text.matchAll(/\S+/gu)];
        const [first, last] = [words[from % Math.max(1, words.length)], words[(from % Math.max(1, words.length)) + count - 1]];
        if (!first || !last) return;
        const query = text.slice(first.index, last.index + last[0].length);
        if (foldQuery(query).length < FIND_LEAST || /\s{2}/u.test(foldForSearch(query))) return;
        expect(findInText(text, query).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("an excerpt", () => {
  it("is cut between words, and says where the text goes on", () => {
    const text = `${"before ".repeat(30)}the words${" after".repeat(30)}`;
    const [found = { start: 0, end: 0 }] = findInText(text, "the words");
    const { before, words, after } = excerptOf(text, found);
    expect(words).toBe("the words");
    expect(before).toMatch(/^… (before )+$/);
    expect(after).toMatch(/^( after)+ …$/);
  });

  it("of a short passage is the passage", () => {
    fc.assert(
      fc.property(passageArbitrary, (passage) => {
        const text = canonicalText(passage);
        if (text.length > 60) return;
        const middle = Math.floor(text.length / 2);
        const { before, words, after } = excerptOf(text, { start: middle, end: middle });
        expect(words).toBe("");
        expect((before + after).replace(/\s+/gu, " ")).toBe(text.replace(/\s+/gu, " "));
      }),
    );
  });
});
