// Anchors that go along with their words to another text, and those that stay behind because their words are gone.
import { describe, expect, test } from "vitest";
import type { Anchor } from "./anchor.ts";
import { joinBook, placeIn } from "./book-text.ts";
import { carryAnchors } from "./carry.ts";
import type { Carried, ChapterText } from "./carrying.ts";
import { passageId } from "./chapter.arbitrary.ts";
import { verify } from "./verify.ts";

const first = "The soft summer wind stirs the redwoods, and Wild-Water ripples sweet cadences over its mossy stones.";
const second =
  "There are butterflies in the sunshine, and from everywhere arises the drowsy hum of bees. It is so quiet and peaceful.";
const third = "All the world is quiet, but it is the quiet before the storm. I strain my ears for some betrayal of that storm.";
const fourth = "Small wonder that I am restless. I think, and think, and I cannot cease from thinking.";
const fifth = "He will be at his work now, and I see him in a strange town, writing letters by the light of a lamp.";

/** Chapters by the texts of their passages; the ids of passages are new ones. */
function book(from: number, ...chapters: string[][]): ChapterText[] {
  let number = from;
  return chapters.map((texts, c) => ({
    id: `chapter-${c}`,
    passages: texts.map((text) => ({ id: passageId(number++), text })),
  }));
}

/** The anchor on the first stretch of some words. */
function anchorOn(chapters: ChapterText[], words: string): { id: string; chapterId: string; anchor: Anchor } {
  const joined = joinBook(chapters);
  const at = joined.text.indexOf(words);
  const place = placeIn(joined, at, at + words.length, 1);
  if (at === -1 || place === undefined) throw new Error(`not there: ${words}`);
  return { id: words, chapterId: place.chapterId, anchor: place.anchor };
}

/** What becomes of an anchor on some words, and the quote and passage number of its place. */
function carry(
  before: ChapterText[],
  after: ChapterText[],
  words: string,
): Carried & { quote?: string | undefined; at?: string } {
  const carried = carryAnchors(before, after, [anchorOn(before, words)]).get(words);
  if (carried === undefined) throw new Error("nothing became of it");
  for (const { chapterId, anchor } of carried.places)
    expect(verify(anchor, after.find(({ id }) => id === chapterId)?.passages ?? [])).toEqual({ ok: true });
  const place = carried.places[0];
  const number = (id: string) => after.flatMap(({ passages }) => passages).findIndex((passage) => passage.id === id);
  return { ...carried, quote: place?.anchor.quote, at: place === undefined ? "" : `${number(place.anchor.passage)}` };
}

describe("an anchor goes along", () => {
  const before = book(0, [first, second, third], [fourth, fifth]);
  test.each<[string, string, string[][], string, string]>([
    [
      "where nothing changed",
      "drowsy hum",
      [
        [first, second, third],
        [fourth, fifth],
      ],
      "drowsy hum",
      "1",
    ],
    [
      "when a letter in it is mended",
      "drowsy hum of bees",
      [
        [first, second.replace("hum", "humm"), third],
        [fourth, fifth],
      ],
      "drowsy humm of bees",
      "1",
    ],
    [
      "when passages came before it",
      "drowsy hum",
      [
        ["New.", first, "Also new, and longer.", second, third],
        [fourth, fifth],
      ],
      "drowsy hum",
      "3",
    ],
    [
      "when its passage is cut in two",
      "drowsy hum of bees. It is so",
      [
        [first, ...second.split(/(?<=\.) /), third],
        [fourth, fifth],
      ],
      "drowsy hum of bees.\nIt is so",
      "1",
    ],
    [
      "when its passage is joined to the next",
      "It is so quiet",
      [
        [first, `${second} ${third}`],
        [fourth, fifth],
      ],
      "It is so quiet",
      "1",
    ],
    [
      "when its passage moves to another chapter",
      "the drowsy hum",
      [
        [first, third],
        [fourth, second, fifth],
      ],
      "the drowsy hum",
      "3",
    ],
    [
      "when the chapters change places",
      "drowsy hum",
      [
        [fourth, fifth],
        [first, second, third],
      ],
      "drowsy hum",
      "3",
    ],
    [
      "when its passage is copied elsewhere before",
      "drowsy hum",
      [
        [second, first, second, third],
        [fourth, fifth],
      ],
      "drowsy hum",
      "2",
    ],
    [
      "when its passage is copied elsewhere after",
      "drowsy hum",
      [
        [first, second, third],
        [fourth, second, fifth],
      ],
      "drowsy hum",
      "1",
    ],
    [
      "when a sentence comes into it",
      "of bees. It is so quiet",
      [
        [first, second.replace("bees. It", "bees. A dog barks. It"), third],
        [fourth, fifth],
      ],
      "of bees. A dog barks. It is so quiet",
      "1",
    ],
    [
      "when a sentence comes beside it",
      "It is so quiet and peaceful.",
      [
        [first, second.replace("bees. It", "bees. It is noon. It"), third],
        [fourth, fifth],
      ],
      "It is so quiet and peaceful.",
      "1",
    ],
    [
      "when one of its words is replaced",
      "the drowsy hum of bees",
      [
        [first, second.replace("drowsy", "sleepy"), third],
        [fourth, fifth],
      ],
      "the sleepy hum of bees",
      "1",
    ],
    [
      "when its first word is replaced",
      "drowsy hum of bees",
      [
        [first, second.replace("drowsy", "sleepy"), third],
        [fourth, fifth],
      ],
      "sleepy hum of bees",
      "1",
    ],
  ])("%s", (_, words, after, quote, at) => {
    const carried = carry(before, book(100, ...after), words);
    expect(carried).toMatchObject({ quote, at });
    expect(["certain", "check"]).toContain(carried.state);
  });
});

describe("an anchor stays behind", () => {
  const before = book(0, [first, second, third], [fourth, fifth]);
  test.each<[string, string, string[][]]>([
    [
      "when its sentence is cut",
      "It is so quiet",
      [
        [first, second.replace(" It is so quiet and peaceful.", ""), third],
        [fourth, fifth],
      ],
    ],
    [
      "when its passage is cut",
      "drowsy hum",
      [
        [first, third],
        [fourth, fifth],
      ],
    ],
    ["when its chapter is cut", "the quiet before", [[fourth, fifth]]],
    [
      "when its sentence is cut and another stands there",
      "It is so quiet",
      [
        [first, second.replace("It is so quiet and peaceful.", "Nobody is there to see them."), third],
        [fourth, fifth],
      ],
    ],
  ])("%s", (_, words, after) => {
    expect(carry(before, book(100, ...after), words).state).toBe("orphan");
  });
});
