// Whatever chapters there may be: written as an EPUB and imported again, they are the same.
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBook } from "#domain/text/check.ts";
import { chaptersArbitrary, writePassage } from "./chapters.arbitrary.ts";
import { importEpub } from "./import-epub.ts";
import { writeEpub } from "./zip-fixture.ts";

const address = (key: string) => `c${key.split(".")[0]}.xhtml#k${key}`;

test("chapters that are written as an EPUB and imported are the same chapters", async () => {
  await fc.assert(
    fc.asyncProperty(chaptersArbitrary, async (model) => {
      const texts = Object.fromEntries(
        model.map((chapter, c) => [
          `c${c + 1}.xhtml`,
          `<h1>${chapter.title}</h1>\n${chapter.passages.map((one) => writePassage(one, address)).join("\n")}`,
        ]),
      );
      const toc = `<ol>${model.map((chapter, c) => `<li><a href="c${c + 1}.xhtml">${chapter.title}</a></li>`).join("")}</ol>`;
      const book = await importEpub(writeEpub({ texts, toc }));
      expect(book.chapters).toEqual(model);
      expect(checkBook(book)).toEqual([]);
      expect(book.report).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
