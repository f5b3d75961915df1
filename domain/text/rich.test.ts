// Markdown as people write it, and as those write it who mean harm.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mentionsIn,
  parseRich,
  RICH_DEEPEST,
  RICH_MOST,
  type Rich,
  type RichInline,
  richToText,
  writeMention,
  writePassageLink,
} from "./rich.ts";

const p = (...c: RichInline[]): Rich => ({ t: "paragraph", c });
const link = (href: string, ...c: RichInline[]): RichInline => ({ t: "a", href, c: c.length > 0 ? c : [href] });

const ada = "0190a000-0000-7000-8000-00000000000a";
const mention = (name: string): RichInline => ({ t: "mention", memberId: ada, name });
const passage = (number: number, ...c: RichInline[]): RichInline => ({ t: "passage", chapterId: ada, number, c });

describe("what is read", () => {
  test.each<[string, string, Rich[]]>([
    [
      "emphasis",
      "a **b _c_** `d*`",
      [p("a ", { t: "strong", c: ["b ", { t: "em", c: ["c"] }] }, " ", { t: "code", text: "d*" })],
    ],
    ["line breaks as they were typed", "a\nb  \nc", [p("a", { t: "br" }, "b", { t: "br" }, "c")]],
    ["headings as strong paragraphs", "# Why *now*?", [p({ t: "strong", c: ["Why ", { t: "em", c: ["now"] }, "?"] })]],
    ["quotes and what answers them", "> a\n\nb", [{ t: "quote", c: [p("a")] }, p("b")]],
    ["lists within lists", "- a\n\n  3. b", [{ t: "list", items: [[p("a"), { t: "list", start: 3, items: [[p("b")]] }]] }]],
    ["code blocks", "```js\n<b>\n```", [{ t: "code", text: "<b>" }]],
    [
      "links to the web and to mail",
      "[a](https://b.example) <c@d.example>",
      [p(link("https://b.example", "a"), " ", link("mailto:c@d.example", "c@d.example"))],
    ],
    ["links by reference", "[a]\n\n> [a]: http://b.example", [p(link("http://b.example", "a"))]],
    [
      "bare addresses without the sentence around them",
      "(see https://a.example/b_(c), or http://d.example/e.)",
      [p("(see ", link("https://a.example/b_(c)"), ", or ", link("http://d.example/e"), ".)")],
    ],
    [
      "a bare address inside a link once",
      "[https://a.example](https://b.example)",
      [p(link("https://b.example", "https://a.example"))],
    ],
    ["people of the group", `Yes, @[Ada](${ada}).`, [p("Yes, ", mention("Ada"), ".")]],
    ["two people side by side", `@[Ada](${ada})@[Ben](${ada})`, [p(mention("Ada"), mention("Ben"))]],
    ["people named in what is emphasised", `**@[Ada](${ada})**`, [p({ t: "strong", c: [mention("Ada")] })]],
    ["a link to a person without the sign as its text", `[Ada](${ada})`, [p("Ada")]],
    ["a sign without a person", `@ [Ada](${ada}) a@b`, [p("@ Ada a@b")]],
    ["passages", `see [*there*](passage:${ada}#12)`, [p("see ", passage(12, { t: "em", c: ["there"] }))]],
    ["passages by reference", `[there]\n\n[there]: passage:${ada}#3`, [p(passage(3, "there"))]],
    ["what only looks like a passage as its text", `[a](passage:${ada}) [b](passage:x#1) [c](passage:${ada}#0)`, [p("a b c")]],
    ["other links as their text", "[a](javascript:alert(1)) [b](/c) <ftp://d>", [p("a b ftp://d")]],
    [
      "HTML as it was typed",
      "a <b onclick=x>b</b>\n\n<script>\nc\n</script>",
      [p("a <b onclick=x>b</b>"), p("<script>", { t: "br" }, "c", { t: "br" }, "</script>")],
    ],
    ["pictures as their description", "![A map](https://a.example/b.png)", [p("A map")]],
    ["what would come to nothing as it was typed", "[a]: b", [p("[a]: b")]],
    ["nothing", " \n ", []],
  ])("%s", (_, markdown, rich) => {
    expect(parseRich(markdown)).toEqual(rich);
  });
});

describe("what is written", () => {
  const names = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
    .filter((name) => /^\P{Cc}+$/u.test(name) && name === name.trim().replace(/\s+/g, " ") && name !== "");
  test.each(["Ada", "أمل حداد", "Ada [host] *x*", "a\\b_c`d", "Ben ✍🏽", "A & B <c>", "&amp;", "![x"])(
    "a mention of %s reads as this name",
    (name) => {
      expect(parseRich(`So, ${writeMention({ id: ada, name })}`)).toEqual([p("So, ", mention(name))]);
    },
  );

  test("a mention of anybody, and a link with any words, come back as they were", () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(mentionsIn(parseRich(`a ${writeMention({ id: ada, name })} b`))).toEqual([ada]);
        const [link] = parseRich(`a ${writePassageLink({ chapterId: ada, number: 7 }, name)} b`);
        expect(link).toMatchObject({ c: ["a ", { t: "passage", chapterId: ada, number: 7 }, " b"] });
        expect(richToText(link ? [link] : [])).toBe(`a ${name} b`);
      }),
    );
  });

  test("those who are named are found wherever they are, each once", () => {
    const named = writeMention({ id: ada, name: "Ada" });
    expect(mentionsIn(parseRich(`> - _${named}_\n\n${named}`))).toEqual([ada]);
    expect(mentionsIn(parseRich(`\`${named}\``))).toEqual([]);
  });
});

test("the words of a tree read well in a mail", () => {
  const text = "**Read** [this](https://a.example), https://b.example\n\n> one\n> two\n\n1. a\n2. b\n\n   - c\n";
  expect(richToText(parseRich(text))).toBe(
    "Read this (https://a.example), https://b.example\n\n> one\n> two\n\n1. a\n2. b\n   - c",
  );
});

/** Calls `see` for every node, with how many quotes and lists, and how much emphasis, it lies in. */
function each(rich: readonly Rich[], see: (node: Rich | RichInline, blocks: number, inlines: number) => void): void {
  const inline = (nodes: readonly RichInline[], blocks: number, depth: number): void => {
    for (const node of nodes) {
      see(node, blocks, depth);
      if (typeof node !== "string" && "c" in node) inline(node.c, blocks, depth + 1);
    }
  };
  const block = (nodes: readonly Rich[], depth: number): void => {
    for (const node of nodes) {
      see(node, depth, 0);
      if (node.t === "paragraph") inline(node.c, depth, 0);
      else if (node.t === "quote") block(node.c, depth + 1);
      else if (node.t === "list") for (const item of node.items) block(item, depth + 1);
    }
  };
  block(rich, 0);
}

describe("what means harm", () => {
  test.each([
    ["quotes", ">".repeat(50_000)],
    ["quotes with words", `${"> ".repeat(50_000)}a`],
    ["lists in quotes", "> - ".repeat(5_000)],
    ["numbered lists", "1. ".repeat(10_000)],
    ["lists by indentation", Array.from({ length: 190 }, (_, i) => `${" ".repeat(i * 2)}- a\n`).join("")],
    ["emphasis", `${"*_".repeat(450)}a${"_*".repeat(450)}`],
    ["too much emphasis", `${"*_".repeat(5_000)}a${"_*".repeat(5_000)}`],
    ["brackets", "[".repeat(20_000)],
    ["links in links", `${"[a".repeat(900)}${"](http://b.example)".repeat(100)}`],
  ])("thousands of %s lie no deeper than is shown", (_, markdown) => {
    each(parseRich(markdown), (_node, blocks, inlines) => {
      expect(blocks).toBeLessThanOrEqual(RICH_DEEPEST);
      expect(inlines).toBeLessThanOrEqual(RICH_DEEPEST + 1);
    });
  });

  test("nested deeper than is shown, words are shown all the same", () => {
    expect(richToText(parseRich(`${"> ".repeat(20)}deep`))).toBe(`${"> ".repeat(RICH_DEEPEST)}deep`);
    const indented = Array.from({ length: 12 }, (_, i) => `${"  ".repeat(i)}- item${i}`).join("\n");
    for (let i = 0; i < 12; i++) expect(richToText(parseRich(indented))).toContain(`item${i}`);
  });

  test("a text is read up to its limit, and never half a character", () => {
    expect(richToText(parseRich("a".repeat(RICH_MOST + 5)))).toHaveLength(RICH_MOST);
    expect(richToText(parseRich(`${"a".repeat(RICH_MOST - 1)}😀`)).isWellFormed()).toBe(true);
  });

  const piece = fc.constantFrom(
    "javascript:alert(1)",
    "JAVASCRIPT:x",
    "java\nscript:x",
    "data:text/html,x",
    "vbscript:x",
    "https://a.example",
    `@[a](${ada})`,
    `[a](passage:${ada}#1)`,
    `passage:${ada}#2`,
    ada,
    "mailto:a@b.example",
    "//c.example",
    "&#106;avascript:x",
    "&colon;",
    "java&Tab;script&colon;x",
    "[",
    "](",
    ")",
    "<",
    ">",
    "![",
    "]: ",
    "[a]",
    "*",
    "_",
    "`",
    "\\",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "    ",
    " ",
    "\t",
    "a",
    "é",
    "😀",
    "\0",
    "\r",
  );
  const markdown = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(piece, { maxLength: 30 }).map((parts) => parts.join("")),
  );

  test("whatever is typed is read into the closed tree, and links lead only to the web, to mail and to passages", () => {
    const inlines = ["strong", "em", "code", "a", "br", "passage", "mention"];
    const blocks = ["paragraph", "quote", "list", "code"];
    fc.assert(
      fc.property(markdown, (text) => {
        const rich = parseRich(text);
        expect(typeof richToText(rich)).toBe("string");
        each(rich, (node) => {
          if (typeof node === "string") expect(node).not.toMatch(/^$|\n/);
          else {
            expect([...inlines, ...blocks]).toContain(node.t);
            if (node.t === "a") expect(node.href).toMatch(/^(https?:\/\/|mailto:)\S+$/i);
            if (node.t === "passage") expect(`${node.chapterId} ${node.number}`).toMatch(/^[0-9a-f-]{36} [1-9]\d*$/);
            if (node.t === "mention") expect([node.memberId, node.name]).toEqual([ada, expect.stringMatching(/^[^\n]+$/)]);
          }
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test("words without signs come back as they were", () => {
    const words = fc
      .array(fc.constantFrom("bread", "پیشرفت", "資本", "😀", "e\u0301"), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(words, (text) => {
        expect(richToText(parseRich(text))).toBe(text);
      }),
    );
  });
});
