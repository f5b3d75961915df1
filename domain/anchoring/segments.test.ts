// Words and sentences in several scripts.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextEdge, segmentAt, sentencesOf, snapped, wordsOf } from "./segments.ts";

const cut = (text: string, of: typeof wordsOf, language: string) =>
  of(text, language).map(({ start, end }) => text.slice(start, end));

describe("sentences", () => {
  test.each([
    ["en", "He stopped. She — “of pencils!” — went on? Yes.", ["He stopped.", "She — “of pencils!” — went on?", "Yes."]],
    ["en", "Mr. E. M. Forster wrote it. We read it.", ["Mr. E. M. Forster wrote it.", "We read it."]],
    ["ar", "يقرأ الناس الكتب. ماذا يكتبون؟ لا أحد يعرف.", ["يقرأ الناس الكتب.", "ماذا يكتبون؟", "لا أحد يعرف."]],
    ["ja", "集まって本を読む。余白に書く。", ["集まって本を読む。", "余白に書く。"]],
    ["en", "A 😀. And 👩🏽‍🚀 too!", ["A 😀.", "And 👩🏽‍🚀 too!"]],
    ["no such language", "One. Two.", ["One.", "Two."]],
    ["en", "verse\nwithout stops", ["verse", "without stops"]],
    ["en", " \n ", []],
  ])("%s: %s", (language, text, sentences) => {
    expect(cut(text, sentencesOf, language)).toEqual(sentences);
  });
});

describe("words", () => {
  test.each([
    ["en", "A reader’s page, twice-read.", ["A", "reader’s", "page", "twice", "read"]],
    ["ar", "هٰذَا كِتَابٌ، جَدِيدٌ", ["هٰذَا", "كِتَابٌ", "جَدِيدٌ"]],
    ["en", "e\u0301te\u0301 😀 12", ["e\u0301te\u0301", "12"]],
  ])("%s: %s", (language, text, words) => {
    expect(cut(text, wordsOf, language)).toEqual(words);
  });
  test("are found in scripts that put no space between them", () => {
    expect(cut("集まって本を読む。", wordsOf, "ja").join("")).toBe("集まって本を読む");
    expect(cut("集まって本を読む。", wordsOf, "ja").length).toBeGreaterThan(2);
  });
});

test("an end that would cut a word in two goes to its edge, and stays between words", () => {
  const words = wordsOf("one two, three", "en");
  expect(snapped(words, 5, "start")).toBe(4);
  expect(snapped(words, 5, "end")).toBe(7);
  expect(snapped(words, 8, "end")).toBe(8);
});

test("steps stop at the next edge, and nowhere past the last", () => {
  const words = wordsOf("one two, three", "en");
  expect(nextEdge(words, 3, 1, "end")).toBe(7);
  expect(nextEdge(words, 7, -1, "end")).toBe(3);
  expect(nextEdge(words, 14, 1, "end")).toBeUndefined();
  expect(nextEdge(words, 0, -1, "start")).toBeUndefined();
});

test("of any text, sentences and words are in order, apart, and not of white space; every offset has its sentence", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "B", ".", " ", "\n", "?", "é", "e\u0301", "😀", "ق", "本", "。", "“") });
  fc.assert(
    fc.property(text, fc.constantFrom("en", "ar", "ja", "und"), fc.nat(), (of, language, at) => {
      for (const segments of [sentencesOf(of, language), wordsOf(of, language)]) {
        for (const [i, { start, end }] of segments.entries()) {
          expect(of.slice(start, end).trim()).not.toBe("");
          expect(start).toBeGreaterThanOrEqual(segments[i - 1]?.end ?? 0);
        }
      }
      if (of.trim() !== "") expect(segmentAt(sentencesOf(of, language), at % of.length)).toBeDefined();
    }),
  );
});
