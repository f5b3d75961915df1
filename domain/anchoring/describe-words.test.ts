// Words quoted from a chapter find the place where a reader would have selected them, or none.
import { expect, test } from "vitest";
import { describeWords } from "./describe-words.ts";
import { verify } from "./verify.ts";

const passages = [
  { id: "0198a000-0000-7000-8000-000000000001", text: "A lamp, and a reader." },
  { id: "0198a000-0000-7000-8000-000000000002", text: "The reader turns the lamp, and a reader laughs." },
];

test("words are anchored where they stand first", () => {
  const anchor = describeWords(passages, "reader");
  expect(anchor).toMatchObject({ passage: passages[0]?.id, quote: "reader", before: "A lamp, and a ", after: "." });
  expect(anchor && verify(anchor, passages).ok).toBe(true);
  expect(describeWords(passages, "and a reader laughs")).toMatchObject({ passage: passages[1]?.id });
});

test("words that do not stand within one passage have no anchor", () => {
  expect(describeWords(passages, "reader. The reader")).toBeUndefined();
  expect(describeWords(passages, "Reader")).toBeUndefined();
});
