// Folding keeps what counts and leaves nothing that a reader would not see.
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalText } from "./canonical.ts";
import { cleanText, foldInlines, foldLine } from "./fold.ts";
import type { Inline } from "./model.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "é", " ", "\n", "\t", "\u00a0", "\u2060", "\u0007", "\u200d") });
const { inline } = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { depthSize: "small" },
    text,
    fc.constant<Inline>({ t: "br" }),
    fc.constant<Inline>({ t: "noteref", label: "1", to: "1.1" }),
    fc.constant<Inline>({ t: "img", name: "x.png", alt: "" }),
    fc.array(tie("inline"), { maxLength: 4 }).map((c): Inline => ({ t: "em", c })),
    fc.array(tie("inline"), { maxLength: 2 }).map((c): Inline => ({ t: "rt", c })),
  ),
}));
const content = fc.array(inline, { maxLength: 6 });

test("white space is folded across elements and dropped at the ends and beside line breaks", () => {
  expect(foldInlines(["  one ", { t: "em", c: [" two ", "\n three"] }, " ", { t: "br" }, " four\n"])).toEqual([
    "one ",
    { t: "em", c: ["two three"] },
    { t: "br" },
    "four",
  ]);
});

test("line breaks and empty elements at the ends go, a line break after a picture stays", () => {
  expect(foldInlines([{ t: "br" }, { t: "em", c: [] }, "x", { t: "br" }, " "])).toEqual(["x"]);
  const picture: Inline = { t: "img", name: "x.png", alt: "" };
  expect(foldInlines([picture, { t: "br" }, "caption"])).toEqual([picture, { t: "br" }, "caption"]);
});

test("folding does not change the canonical text, but for control characters", () => {
  fc.assert(
    fc.property(content, (nodes) => {
      const cleaned = JSON.parse(JSON.stringify(nodes).replaceAll("\\u0007", "")) as Inline[];
      expect(canonicalText({ content: foldInlines(nodes) })).toBe(canonicalText({ content: cleaned }));
    }),
  );
});

test("folding twice is folding once", () => {
  fc.assert(
    fc.property(content, (nodes) => {
      const once = foldInlines(nodes);
      expect(foldInlines(once)).toEqual(once);
    }),
  );
});

test("clean text has no control characters and no lone surrogates, and is the same when it was clean", () => {
  expect(cleanText("a\u0000b\u001fc\u009fd\ud800e\uffff")).toBe("abcd\ufffde");
  expect(cleanText("Zu\u0308rich \u200d\u2060 \u{1f600}")).toBe("Zu\u0308rich \u200d\u2060 \u{1f600}");
  expect(foldLine("  \t Dave \n   Cramer\u2028")).toBe("Dave Cramer");
});
