// Whatever chapters there may be: written as one web page and imported again, they are the same.
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBook } from "#domain/text/check.ts";
import { chaptersArbitrary, writePassage } from "./chapters.arbitrary.ts";
import { importHtml } from "./import-html.ts";

test("chapters that are written as a web page and imported are the same chapters", async () => {
  await fc.assert(
    fc.asyncProperty(chaptersArbitrary, async (model) => {
      const body = model.map(
        (chapter) =>
          `<h1>${chapter.title}</h1>\n${chapter.passages.map((one) => writePassage(one, (key) => `#k${key}`)).join("\n")}`,
      );
      const page = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A book</title></head><body>${body.join("\n")}</body></html>`;
      const book = await importHtml(new TextEncoder().encode(page));
      expect(book.chapters).toEqual(model);
      expect(checkBook(book)).toEqual([]);
      expect(book.report).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
