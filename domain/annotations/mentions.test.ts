// Who is mentioned in the Markdown of a note.
import fc from "fast-check";
import { expect, test } from "vitest";
import { mentionsIn } from "./mentions.ts";

const [ada, sita] = ["0192f3a1-7c4e-7b1a-9d2e-0a1b2c3d4e5f", "0192f3a1-7c4e-7b1a-9d2e-0a1b2c3d4e60"];

test.each([
  ["nobody", "", []],
  ["somebody", `Ask @[Ada](${ada}).`, [ada]],
  ["each once, in the order of the text", `@[S](${sita}) and @[A](${ada}), @[S](${sita})`, [sita, ada]],
  ["whatever the case of the id", `@[Ada](${ada.toUpperCase()})`, [ada]],
  ["a name with a bracket", `@[Ada \\] Minta](${ada})`, [ada]],
  ["a name in another script", `@[نور الهدى](${ada})`, [ada]],
  ["no link", `[Ada](${ada})`, []],
  ["no name over two lines", `@[Ada\nMinta](${ada})`, []],
  ["nothing that is no id", "@[Ada](https://example.org)", []],
])("%s", (_, body, found) => {
  expect(mentionsIn(body)).toEqual(found);
});

test("a mention is found between any other words that hold none", () => {
  const words = fc.string().filter((text) => !/[@[\]()\\]/u.test(text));
  fc.assert(
    fc.property(words, fc.uuid(), words, (before, memberId, after) => {
      expect(mentionsIn(`${before}@[Name](${memberId})${after}`)).toEqual([memberId]);
    }),
  );
});

test("long texts that nearly mention somebody mention nobody", () => {
  expect(mentionsIn("@[".repeat(50_000))).toEqual([]);
  expect(mentionsIn(`@[${"\\".repeat(20_000)}`)).toEqual([]);
});
