// Mentions are found as they are written.
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRich, mentionsIn as shownIn, writeMention } from "../text/rich.ts";
import { mentionPattern } from "./mentions.ts";

const [ada, sita] = ["0192f3a1-7c4e-7b1a-9d2e-0a1b2c3d4e5f", "0192f3a1-7c4e-7b1a-9d2e-0a1b2c3d4e60"];
const mentions = (body: string, memberId: string) => new RegExp(mentionPattern(memberId)).test(body);

test("whoever is shown as mentioned is found, whatever their name, and nobody else", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), (name) => {
      const body = `Ask ${writeMention({ id: ada, name })} about it.`;
      expect(mentions(body, ada)).toBe(true);
      expect(mentions(body, sita)).toBe(false);
      if (shownIn(parseRich(body)).length > 0) expect(shownIn(parseRich(body))).toEqual([ada]);
    }),
  );
});

test.each([
  ["an empty note", ""],
  ["a plain link", `[Ada](${ada})`],
  ["a name over two lines", `@[Ada\nMinta](${ada})`],
  ["a name that ends earlier", `@[Ada] Minta](${ada})`],
  ["the id alone", ada],
])("%s mentions nobody", (_, body) => {
  expect(mentions(body, ada)).toBe(false);
});

test("long texts that nearly mention somebody mention nobody", () => {
  expect(mentions("@[".repeat(50_000), ada)).toBe(false);
  expect(mentions(`@[${"\\".repeat(20_000)}`, ada)).toBe(false);
});
