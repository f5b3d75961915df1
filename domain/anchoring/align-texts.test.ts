// Two forms of a text side by side: what stands for what, and where gaps lie.
import fc from "fast-check";
import { expect, test } from "vitest";
import { alignTexts } from "./align-texts.ts";

/** The later text, with what stands for nothing of the earlier one in braces, and what is gone from it in brackets. */
function shown(before: string, after: string): string {
  const map = alignTexts(before, after);
  let text = "";
  let next = 0;
  const put = (to: number) => {
    if (to > next) text += `{${after.slice(next, to)}}`;
    next = to;
  };
  for (let at = 0; at < before.length; ) {
    const to = map[at] ?? -1;
    if (to >= 0) {
      put(to);
      text += after.charAt(next++);
      at++;
      continue;
    }
    let end = at;
    while (end < before.length && (map[end] ?? -1) < 0) end++;
    text += `[${before.slice(at, end)}]`;
    at = end;
  }
  put(after.length);
  return text;
}

test.each<[string, string, string, string]>([
  ["a sentence that was cut", "One is. Two is. Three is.", "One is. Three is.", "One is.[ Two is.] Three is."],
  ["a sentence that came in", "One is. Three is.", "One is. Two is. Three is.", "One is.{ Two is.} Three is."],
  ["a letter in the place of another", "The whole house.", "The whale house.", "The whale house."],
  ["a letter that was left out", "The whole house.", "The whole hose.", "The whole ho[u]se."],
  ["a break in the place of a space", "One is. Two is.", "One is.\nTwo is.", "One is.\nTwo is."],
  ["another word in its place", "The big house.", "The tiny house.", "The [big]{tiny} house."],
])("%s", (_, before, after, expected) => {
  expect(shown(before, after).replace("{tiny}[big]", "[big]{tiny}")).toBe(expected);
});

test("whatever the texts, places rise and lie in the later text, and equal texts are one", () => {
  const words = fc.array(fc.constantFrom("the", "a", "house", "is", "e\u0301", "😀", "\n", ".", "שלום", "  "), { maxLength: 40 });
  fc.assert(
    fc.property(words, words, fc.nat(200), (one, other, at) => {
      const [before, inserted] = [one.join(" "), other.join(" ")];
      const after = before.slice(0, at) + inserted + before.slice(at);
      let last = -1;
      for (const to of alignTexts(before, after)) {
        if (to < 0) continue;
        expect(to).toBeGreaterThan(last);
        expect(to).toBeLessThan(after.length);
        last = to;
      }
      expect([...alignTexts(before, before)]).toEqual([...Array(before.length).keys()]);
    }),
  );
});
