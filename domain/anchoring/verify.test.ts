// An anchor that does not say the truth is refused, with the reason.
import { expect, test } from "vitest";
import { Anchor } from "./anchor.ts";
import { chapterOf, passageId } from "./chapter.arbitrary.ts";
import { verify } from "./verify.ts";

const passages = chapterOf("one two three", "four");
const good: Anchor = {
  passage: passageId(0),
  start: 4,
  endPassage: passageId(0),
  end: 7,
  quote: "two",
  before: "one ",
  after: " three",
};
const across: Anchor = {
  passage: passageId(0),
  start: 8,
  endPassage: passageId(1),
  end: 4,
  quote: "three\nfour",
  before: "two ",
  after: "",
};

test.each([good, across])("an anchor that is true to the text is taken", (anchor) => {
  expect(verify(anchor, passages)).toEqual({ ok: true });
});

test.each<[string, Partial<Anchor>, string]>([
  ["in no passage of the chapter", { passage: passageId(9) }, "no_passage"],
  ["ending in no passage of the chapter", { endPassage: passageId(9) }, "no_passage"],
  ["past the end", { end: 99 }, "out_of_range"],
  ["before the start", { start: -1 }, "out_of_range"],
  ["backwards", { start: 7, end: 4 }, "out_of_range"],
  ["from a later passage to an earlier one", { passage: passageId(1), start: 0 }, "out_of_range"],
  ["with other words", { quote: "ten" }, "other_words"],
  ["with its words beside where it says", { start: 3, end: 6 }, "other_words"],
  ["with nothing", { end: 4, quote: "" }, "other_words"],
  ["with other words before", { before: "two " }, "other_context"],
  ["without the words before", { before: "" }, "other_context"],
  ["without the words after", { after: "" }, "other_context"],
  ["with other words after", { after: "three" }, "other_context"],
])("an anchor %s is refused", (_, change, why) => {
  expect(verify({ ...good, ...change }, passages)).toEqual({ ok: false, why });
});

test.each<[string, object]>([
  ["a passage that is no id", { passage: "1.2" }],
  ["half an offset", { start: 1.5 }],
  ["no words", { quote: "" }],
  ["half a character", { quote: "\ud83d" }],
  ["too many words", { quote: "a".repeat(2_001) }],
  ["too much context", { before: "a".repeat(33) }],
  ["an end at its start", { end: 4 }],
  ["more than an anchor has", { extra: 1 }],
])("the shape has no room for %s", (_, change) => {
  expect(Anchor.safeParse(good).success).toBe(true);
  expect(Anchor.safeParse({ ...good, ...change }).success).toBe(false);
});
