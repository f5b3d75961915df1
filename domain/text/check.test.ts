// The checker finds every kind of thing that is outside the model.
import { expect, test } from "vitest";
import { checkBook } from "./check.ts";
import type { ImportedBook } from "./model.ts";

const picture = `${"a".repeat(64)}.png`;
const sound = (): ImportedBook => ({
  format: "epub",
  title: "A book",
  authors: ["Ann Author"],
  language: "en",
  direction: "ltr",
  chapters: [
    {
      title: "One",
      section: ["Part"],
      role: "body",
      passages: [
        {
          key: "1.1",
          kind: "paragraph",
          content: [
            "Text ",
            { t: "em", c: ["here"], lang: "fr" },
            { t: "noteref", label: "1", to: "1.3" },
            { t: "a", c: ["x"], to: "1.1" },
          ],
        },
        { key: "1.2", kind: "table", content: [], rows: [{ cells: [{ content: ["a"] }, { content: ["b"], colspan: 2 }] }] },
        {
          key: "1.3",
          kind: "note",
          content: [{ t: "img", name: picture, alt: "" }, "Note"],
          marker: "1",
          pages: [{ label: "2", at: 4 }],
        },
      ],
      words: 4,
    },
  ],
  images: new Map([[picture, { type: "image/png", bytes: new Uint8Array([1]) }]]),
  report: [],
});

test("a sound book has no faults", () => {
  expect(checkBook(sound())).toEqual([]);
});

/** The book with one place in it changed. */
function broken(path: (string | number)[], value: unknown): ImportedBook {
  const book = sound();
  let place: unknown = book;
  for (const step of path.slice(0, -1)) place = (place as Record<string | number, unknown>)[step];
  (place as Record<string | number, unknown>)[path.at(-1) ?? ""] = value;
  return book;
}

const passage = (at: number) => ["chapters", 0, "passages", at];

test.each([
  ["a title of nothing", ["title"], ""],
  ["a language that is none", ["language"], "english!"],
  ["a cover that is not there", ["cover"], picture.replace("a", "b")],
  ["an unknown role", ["chapters", 0, "role"], "middle"],
  ["a wrong number of words", ["chapters", 0, "words"], 3],
  ["an unknown attribute", [...passage(0), "onclick"], "x"],
  ["an unknown kind", [...passage(0), "kind"], "aside"],
  ["a key that is taken", [...passage(1), "key"], "1.1"],
  ["a level without a heading", [...passage(0), "level"], 2],
  ["a heading without a level", [...passage(0), "kind"], "heading"],
  ["rows in no table", [...passage(0), "rows"], []],
  ["a script", [...passage(0), "content", 0], { t: "script", c: ["x"] }],
  ["an attribute on an element", [...passage(0), "content", 1, "style"], "x"],
  ["a link to a script", [...passage(0), "content", 3], { t: "a", c: ["x"], href: "javascript:x" }],
  ["a link to nowhere", [...passage(0), "content", 3, "to"], "9.9"],
  ["a link with two ends", [...passage(0), "content", 3, "href"], "https://example.org/"],
  ["a marker that leads nowhere", [...passage(0), "content", 2, "to"], "9.9"],
  ["a picture that is not kept", [...passage(2), "content", 0, "name"], "x.png"],
  ["a control character", [...passage(0), "content", 0], "a\u0000b"],
  ["white space that is not folded", [...passage(0), "content", 0], "a\n b"],
  ["a page beyond the text", [...passage(2), "pages", 0, "at"], 5],
  ["a cell over nothing", [...passage(1), "rows", 0, "cells", 1, "colspan"], 0],
  ["a formula that is markup", [...passage(0), "content", 0], { t: "math", mathml: "<script/>", text: "x" }],
])("%s is found", (_, path, value) => {
  expect(checkBook(broken(path, value)).length).toBeGreaterThan(0);
});
