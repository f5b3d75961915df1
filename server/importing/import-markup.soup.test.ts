// Any soup of tags or of Markdown's signs becomes a sound book or a refusal, and a text that stands in it is not lost without a word.
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBook } from "#domain/text/check.ts";
import { importBook } from "./import-book.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { soupArbitrary } from "./soup.arbitrary.ts";

const signs = fc.constantFrom(
  "# ",
  "## ",
  "\n",
  "\n\n",
  "\r\n",
  "> ",
  "- ",
  "1. ",
  "    ",
  "\t",
  "*",
  "**",
  "_",
  "~~",
  "`",
  "```\n",
  "---\n",
  "===\n",
  "| a | b |\n| - | - |\n",
  "[a](#b)",
  "![a](p.png)",
  "[^1]",
  "\n[^1]: a note\n",
  "\n[b]: https://example.org\n",
  "[x][b]",
  "<https://example.org>",
  "www.example.org",
  "&amp;",
  "\\",
  "word ",
  "漢字",
);
const markdownSoup = fc
  .array(fc.oneof({ weight: 4, arbitrary: signs }, soupArbitrary), { maxLength: 30 })
  .map((parts) => parts.join(""));

async function expectSound(text: string, fileName: string, kept: string): Promise<void> {
  try {
    const book = await importBook(new TextEncoder().encode(text), { fileName });
    expect(checkBook(book)).toEqual([]);
    // An article that holds most of a page stands for it, which the report says.
    const isPart = book.report.some(({ what }) => what.includes("other parts around the text"));
    if (!isPart) expect(JSON.stringify(book.chapters)).toContain(kept);
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
  }
}

test("any soup of tags in a page is a sound book or a refusal", async () => {
  await fc.assert(
    fc.asyncProperty(soupArbitrary, soupArbitrary, async (first, second) => {
      const page = `<!DOCTYPE html><html><body><p>Some text that stays.</p>${first}<h2>One</h2>${second}`;
      await expectSound(page, "soup.html", "Some text that stays.");
    }),
    { numRuns: 500 },
  );
});

test("any soup of signs in Markdown is a sound book or a refusal", async () => {
  await fc.assert(
    fc.asyncProperty(
      markdownSoup,
      async (soup) => await expectSound(`Some text that stays.\n\n${soup}`, "soup.md", "Some text that stays."),
    ),
    { numRuns: 500 },
  );
});
