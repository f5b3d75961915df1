// What the head of a chapter leaves to its first lines.
import { expect, test } from "vitest";
import { unsaidOrigin } from "./byline.ts";
import type { PassageKind } from "./model.ts";

const line = (text: string, kind: PassageKind = "paragraph") => ({ text, passage: { kind, key: "", content: [text] } });
const origin = { author: "Rosa Luxemburg", date: "May 1918" };

test("what the first lines of a chapter say is not said again in its head", () => {
  expect(unsaidOrigin(origin, [line("By Rosa Luxemburg"), line("(May 1918)"), line("The text begins.")])).toEqual({});
  expect(unsaidOrigin(origin, [line("By Rosa Luxemburg"), line("The text begins.")])).toEqual({ date: "May 1918" });
});

test("a name in the text itself does not stand for a byline", () => {
  expect(unsaidOrigin(origin, [line(`Rosa Luxemburg wrote in May 1918. ${"And so on. ".repeat(20)}`)])).toEqual(origin);
  expect(unsaidOrigin(origin, [line("A heading", "heading"), line("By Rosa Luxemburg")])).toEqual(origin);
  expect(unsaidOrigin(origin, [..."1234"].map((n) => line(n)).concat(line("By Rosa Luxemburg")))).toEqual(origin);
});

test("a chapter without an author and a date has none to name", () => {
  expect(unsaidOrigin({}, [line("By Rosa Luxemburg")])).toEqual({});
});
