// What a list shows of a note.
import { expect, test } from "vitest";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { shownWords } from "./shown-words.ts";

const author = { id: "a", name: "Ada" };
const time = "2026-01-01T00:00:00.000Z";
function note(body: string, quote: string, answers: string[] = []): Annotation {
  const anchor = { passage: "p", start: 0, endPassage: "p", end: quote.length, quote, before: "", after: "" };
  return {
    ...{
      id: "n",
      chapterId: "c",
      kind: "remark",
      anchor,
      author,
      body,
      createdAt: time,
      shownAt: time,
      visibility: "group",
      tags: [],
    },
    reactions: [],
    replies: answers.map((answer, index) => ({
      ...{ id: `r${index}`, annotationId: "n", author: { id: "b", name: "Sita" }, body: answer, createdAt: time },
    })),
  };
}

test("without words it is the quotation and the note as it reads, not its Markdown", () => {
  expect(shownWords(note("Is it **so**?", "one leaf"))).toEqual({ quote: { whole: "one leaf" }, said: { whole: "Is it so?" } });
  expect(shownWords(note("", "one leaf"))).toEqual({ quote: { whole: "one leaf" } });
});

test("words are shown where they stand: in the note, in the quotation", () => {
  expect(shownWords(note("Is it *só* indeed?", "one leaf"), "so indeed").said).toEqual({
    before: "Is it ",
    words: "só indeed",
    after: "?",
  });
  expect(shownWords(note("Why?", "one leaf of it"), "LEAF")).toEqual({
    quote: { before: "one ", words: "leaf", after: " of it" },
    said: { whole: "Why?" },
  });
});

test("words that only an answer has are shown with who says them", () => {
  expect(shownWords(note("Why?", "one leaf", ["No.", "See the appendix."]), "appendix").said).toEqual({
    ...{ before: "See the ", words: "appendix", after: "." },
    by: "Sita",
  });
});

test("words that stand in a tag alone leave the note as it is", () => {
  expect(shownWords(note("Why?", "one leaf"), "peace")).toEqual({ quote: { whole: "one leaf" }, said: { whole: "Why?" } });
});
