// Joining lines: what the text itself tells about a hyphen decides; where it tells nothing, print and typing differ.
import { expect, test } from "vitest";
import { joinLines, lineJoiner } from "./join-lines.ts";

const join = (lines: string[], unsure: "keep" | "drop", others: string[] = []) =>
  joinLines(lines, lineJoiner([...lines, ...others], unsure));

test("lines are joined with a space, a soft hyphen and a dash hold them together", () => {
  expect(join(["one", "two"], "keep")).toBe("one two");
  expect(join(["estab\u00ad", "lished"], "keep")).toBe("estab\u00adlished");
  expect(join(["so--", "he said"], "keep")).toBe("so--he said");
  expect(join(["so —", "he said"], "keep")).toBe("so — he said");
});

test("a parted word is whole if it is whole elsewhere, and keeps its hyphen if it has one elsewhere", () => {
  for (const unsure of ["keep", "drop"] as const) {
    expect(join(["an estab-", "lishment"], unsure, ["The establishment"])).toBe("an establishment");
    expect(join(["a self-", "taught man"], unsure, ["Self-taught"])).toBe("a self-taught man");
  }
  expect(join(["a guild-", "master"], "keep")).toBe("a guild-master");
  expect(join(["a mathe-", "matician"], "drop")).toBe("a mathematician");
});

test("before a capital or a number a hyphen stays, before anything else it is a dash", () => {
  expect(join(["the Anglo-", "Saxon"], "drop")).toBe("the Anglo-Saxon");
  expect(join(["1914-", "1918"], "drop")).toBe("1914-1918");
  expect(join(["pre-", "(and post-)war"], "drop")).toBe("pre- (and post-)war");
});
