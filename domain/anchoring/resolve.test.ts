// Where anchors are found when the text is no longer quite the same, and when they had better not be.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Anchor } from "./anchor.ts";
import { chapterOf, passageId, selectionArbitrary } from "./chapter.arbitrary.ts";
import { describeSelection } from "./describe-selection.ts";
import { resolve } from "./resolve.ts";
import { verify } from "./verify.ts";
import { wordsBetween } from "./words.ts";

/** The anchor of the only stretch `words` in a chapter, which may run over several passages. */
function anchorOn(texts: string[], words: string): Anchor {
  const joined = texts.join("\n");
  const place = (at: number) => {
    const passage = joined.slice(0, at).split("\n").length - 1;
    return { passage: passageId(passage), offset: at - (joined.lastIndexOf("\n", at - 1) + 1) };
  };
  const at = joined.indexOf(words);
  const described = describeSelection(chapterOf(...texts), { start: place(at), end: place(at + words.length) });
  if (!described.ok) throw new Error(described.why);
  expect(described.anchor.quote).toBe(words);
  return described.anchor;
}

const texts = ["The workers have nothing to lose.", "They have a world to win.", "Workers of all countries, unite!"];

test.each<[string, string, string[], [number, number, number, number]]>([
  ["in its place", "a world", texts, [1, 10, 1, 17]],
  [
    "further on in its passage",
    "have a world",
    ["The workers have nothing to lose.", "They, too, have a world to win.", "x"],
    [1, 11, 1, 23],
  ],
  [
    "in another passage, when its words are there only",
    "Workers of all countries",
    ["New.", "Workers of all countries, unite!"],
    [1, 0, 1, 24],
  ],
  ["over several passages", "to lose.\nThey have", ["New first.", "Nothing to lose.", "They have a world."], [1, 8, 2, 9]],
  [
    "where the words beside it are the same, among equal words",
    "have a world",
    ["We have a world of pain.", "They have a world to win."],
    [1, 5, 1, 17],
  ],
  ["as a whole short passage", "unite!", ["Then,", "unite!"], [1, 0, 1, 6]],
])("an anchor is found %s", (_, words, now, [first, start, last, end]) => {
  const old = words === "unite!" ? ["unite!", "Then,"] : texts;
  const found = resolve(anchorOn(old, words), chapterOf(...now));
  expect(found).toEqual({ start: { passage: passageId(first), offset: start }, end: { passage: passageId(last), offset: end } });
});

test.each<[string, string, string[]]>([
  ["whose words are gone", "a world", ["The workers have nothing to lose.", "They have much to win."]],
  [
    "whose words stand twice with nothing to tell them apart",
    "have a world",
    ["New.", "x", "You have a world.", "We have a world."],
  ],
  ["of few words that stand elsewhere by chance", "They", ["New.", "Those, said They of us."]],
])("an anchor %s is not put anywhere", (_, words, now) => {
  expect(resolve(anchorOn(texts, words), chapterOf(...now))).toBeUndefined();
});

test("wherever an anchor is put after an edit, its words stand there", () => {
  let found = 0;
  fc.assert(
    fc.property(
      selectionArbitrary,
      fc.nat(5),
      fc.nat(40),
      fc.constantFrom("", "new ", "שלום", "word word"),
      fc.nat(6),
      ({ passages, selection }, which, at, added, cut) => {
        const described = describeSelection(passages, selection);
        if (!described.ok) return;
        const edited = passages.map(({ id, text }, i) => ({
          id,
          text: i === which % passages.length ? text.slice(0, at) + added + text.slice(at + cut) : text,
        }));
        const stretch = resolve(described.anchor, edited);
        if (stretch === undefined) return;
        found++;
        expect(wordsBetween(edited, stretch)).toBe(described.anchor.quote);
      },
    ),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(100);
});

test("words put before a passage move its anchors along", () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 60 }), fc.nat(), fc.nat(), fc.lorem({ maxCount: 3 }), (text, a, b, added) => {
      const [start, end] = [Math.min(a % text.length, b % text.length), Math.max(a % text.length, b % text.length) + 1];
      const described = describeSelection(chapterOf(text), {
        start: { passage: passageId(0), offset: start },
        end: { passage: passageId(0), offset: end },
      });
      fc.pre(described.ok);
      if (!described.ok) return;
      const edited = chapterOf(`${added} ${text}`);
      // New words may happen to be the old ones; then the anchor is as true as it was.
      fc.pre(!verify(described.anchor, edited).ok);
      const found = resolve(described.anchor, edited);
      // A few letters at the very start have nothing before them to know them by, and may be left out; they must not be put elsewhere.
      if (found !== undefined || described.anchor.before.length >= 16)
        expect(found?.start.offset).toBe(described.anchor.start + added.length + 1);
    }),
    { numRuns: 300 },
  );
});
