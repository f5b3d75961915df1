// Random passages for property tests: letters of several scripts, combining marks, emoji, markup, notes, ruby, formulas and tables.
import fc from "fast-check";
import type { Inline, Passage } from "./model.ts";

const piece = fc.constantFrom(
  "word",
  "a",
  " ",
  "  ",
  "\n",
  "e\u0301",
  "a\u0308\u0323",
  "\u0301",
  "😀",
  "👩\u200d👩\u200d👧",
  "🇩🇪",
  "שלום",
  "مرحبا",
  "\u200f",
  "می\u200cخواهم",
  "資本",
  "한",
  "\u1112\u1161\u11ab",
  "\u00ad",
  "\u2060",
  "\ufeff",
  "\u200b",
  "\u00a0",
  ".",
  "<b>&amp;\"'",
);

/** Text as it may stand in a passage. */
const textArbitrary = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(""));

const wrappers = ["em", "strong", "small", "sub", "sup", "code", "cite", "q", "u", "s"] as const;

const { inline } = fc.letrec<{ inline: Inline; content: Inline[] }>((tie) => ({
  content: fc.array(tie("inline"), { maxLength: 5 }),
  inline: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 6, arbitrary: textArbitrary },
    fc.constant<Inline>({ t: "br" }),
    fc.record({ t: fc.constant("noteref" as const), label: fc.constantFrom("1", "*", "<i>"), to: fc.constantFrom("9.1", "9.2") }),
    fc.record({ t: fc.constant("img" as const), name: fc.constant("ab12.png"), alt: textArbitrary }),
    fc.record({
      t: fc.constant("math" as const),
      mathml: fc.constantFrom("<math><mi>x</mi><mo>&lt;</mo><mn>2</mn></math>", "<math><script>1</script></math>"),
      text: fc.constantFrom("x < 2", "", " a  b "),
    }),
    fc.record({ t: fc.constantFrom(...wrappers), c: tie("content") }),
    fc.record({ t: fc.constant("span" as const), c: tie("content"), dir: fc.constant("rtl" as const) }),
    fc.record({ t: fc.constant("a" as const), c: tie("content"), href: fc.constant("https://example.org/?a=1&b=2") }),
    fc.record({ t: fc.constant("a" as const), c: tie("content"), to: fc.constant("1.2") }),
    fc
      .tuple(textArbitrary, textArbitrary, tie("content"))
      .map(([base, reading, rest]): Inline => ({ t: "ruby", c: [base, { t: "rt", c: [reading] }, ...rest] })),
  ),
}));

const content = fc.array(inline, { maxLength: 8 });

const rows = fc.array(
  fc.record({ cells: fc.array(fc.record({ content: fc.array(inline, { maxLength: 3 }) }), { maxLength: 3 }) }),
  { minLength: 1, maxLength: 3 },
);

/** A passage, sometimes a table. */
export const passageArbitrary: fc.Arbitrary<Passage> = fc.oneof(
  { weight: 5, arbitrary: content.map((inside): Passage => ({ key: "1.1", kind: "paragraph", content: inside })) },
  { weight: 1, arbitrary: rows.map((cells): Passage => ({ key: "1.1", kind: "table", content: [], rows: cells })) },
);
