// Any soup of tags becomes a sound book or a refusal: no stored tree ever holds a node or an attribute outside the model.
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBook } from "#domain/text/check.ts";
import { importEpub } from "./import-epub.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { soupArbitrary } from "./soup.arbitrary.ts";
import { writeEpub, writePng } from "./zip-fixture.ts";

test("any soup of tags is a sound book or a refusal", async () => {
  await fc.assert(
    fc.asyncProperty(soupArbitrary, soupArbitrary, soupArbitrary, async (first, second, toc) => {
      const bytes = writeEpub({
        texts: { "a.xhtml": `<p>Some text that stays.</p>${first}`, "b.xhtml": second },
        toc: `<ol><li><a href="a.xhtml">A</a></li><li><a href="b.xhtml#b">B</a></li></ol>${toc}`,
        entries: [{ name: "OPS/p.png", data: writePng(2, 2) }],
      });
      try {
        const book = await importEpub(bytes);
        expect(checkBook(book)).toEqual([]);
        expect(JSON.stringify(book.chapters)).toContain("Some text that stays.");
      } catch (error) {
        if (!(error instanceof ImportRefusal)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
