// The lines below a chapter's title that name its author, date and source, and lines that only look like them.
import { expect, test } from "vitest";
import { importHtml } from "./import-html.ts";

async function origins(...heads: string[][]) {
  const chapters = heads.map(
    (lines, i) => `<h2>Article ${i}</h2>${lines.map((line) => `<p>${line}</p>`).join("")}<p>${"word ".repeat(60)}</p>`,
  );
  const page = `<html><head><title>Papers</title><meta name="author" content="Ann Author"></head><body>${chapters.join("")}<h2>Last</h2><p>End</p></body></html>`;
  const book = await importHtml(new TextEncoder().encode(page));
  return book.chapters.slice(0, heads.length).map(({ author, date, source }) => ({ author, date, source }));
}

test("a byline, a date and where it appeared are kept with the chapter, in any order", async () => {
  expect(
    await origins(
      ["By Leon Sedov", "(1938)", "First published in <i>The New International</i>, 1938."],
      ["May 1936", "BY VICTOR SERGE"],
      ["by Rosa Luxemburg and Karl Liebknecht", "12 January 1919", "Source: Collected Works, vol. 4"],
      ["By Ann Author", "Originally published as a pamphlet"],
    ),
  ).toEqual([
    { author: "Leon Sedov", date: "1938", source: "First published in The New International, 1938" },
    { author: "VICTOR SERGE", date: "May 1936", source: undefined },
    { author: "Rosa Luxemburg and Karl Liebknecht", date: "12 January 1919", source: "Collected Works, vol. 4" },
    { author: undefined, date: undefined, source: "Originally published as a pamphlet" },
  ]);
});

test("what could be the text itself is not taken for them", async () => {
  const nothing = { author: undefined, date: undefined, source: undefined };
  expect(
    await origins(
      ["By the end of the day", "1938"],
      ["By Sunday they had gone.", "By Train"],
      ["In 1938"],
      ["A first line", "By Leon Sedov", "(1938)"],
      ["First published, then forgotten"],
      ["12345"],
    ),
  ).toEqual([nothing, nothing, nothing, nothing, nothing, nothing]);
});
