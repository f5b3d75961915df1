// Chapters and passages are followed through one correction or several, and back again.
import { expect, test } from "vitest";
import { type LinkedChapter, lineageOf } from "./lineage.ts";

const chapter = (id: string, followsId: string | null, passages: [id: string, followsId?: string][]): LinkedChapter => ({
  ...{ id, followsId },
  passages: passages.map(([passage, follows], index) => ({ id: passage, followsId: follows ?? null, number: index + 1 })),
});

const first = [chapter("a1", null, [["p"], ["q"], ["gone"]]), chapter("b1", null, [["r"]])];
/** `q` was corrected, `gone` is gone, `r` moved into the first chapter, and the second chapter has no partner. */
const second = [chapter("a2", "a1", [["new"], ["p"], ["q2", "q"], ["r"]])];
const third = [chapter("z3", null, [["new"]]), chapter("a3", "a2", [["q3", "q2"], ["p"], ["r"]])];

test("over two corrections a chapter, a passage that stayed, one that changed twice and one that moved are found", () => {
  const { chapters, passages } = lineageOf([first, second, third], true);
  expect([...chapters]).toEqual([["a1", "a3"]]);
  expect(Object.fromEntries(passages)).toEqual({
    p: { chapterId: "a3", passageId: "p", number: 2 },
    q: { chapterId: "a3", passageId: "q3", number: 1 },
    r: { chapterId: "a3", passageId: "r", number: 3 },
  });
});

test("the way back leads to where each of them came from, and what is new leads nowhere", () => {
  const { chapters, passages } = lineageOf([third, second, first], false);
  expect([...chapters]).toEqual([["a3", "a1"]]);
  expect(Object.fromEntries(passages)).toEqual({
    q3: { chapterId: "a1", passageId: "q", number: 2 },
    p: { chapterId: "a1", passageId: "p", number: 1 },
    r: { chapterId: "b1", passageId: "r", number: 1 },
  });
});
