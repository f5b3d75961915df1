// A quotation carries its source, whatever the book is called and whoever wrote the chapter.
import fc from "fast-check";
import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { citationOf, inQuotes, type Quotation } from "#domain/text/citation.ts";

const quotation: Quotation = {
  words: "Two people are enough",
  language: "en-GB",
  book: { title: "Running a group", authors: ["Imre Tanaka"] },
  chapter: { title: "Finding people" },
  passage: "passage 12",
  link: "https://read.example/groups/1/read/2#p-12",
};

it("names author, chapter, book, passage and address", () => {
  expect(citationOf(quotation).text).toBe(
    "“Two people are enough”\nImre Tanaka, Finding people, Running a group, passage 12\nhttps://read.example/groups/1/read/2#p-12",
  );
});

it("names the edition, and in a collection the chapter’s own author and date before the book’s", () => {
  const { text } = citationOf({
    ...quotation,
    edition: "edition 2",
    chapter: { title: "A letter", author: "Rosa Lind", date: "1916" },
  });
  expect(text.split("\n")[1]).toBe("Rosa Lind, A letter, 1916, Imre Tanaka: Running a group, edition 2, passage 12");
});

it("does not say a name twice when the chapter is the book, nor a name that is not known", () => {
  const { text } = citationOf({ ...quotation, book: { title: "Finding people", authors: [] } });
  expect(text.split("\n")[1]).toBe("Finding people, passage 12");
});

it.each([
  ["de-AT", "„so“"],
  ["fr", "«\u00a0so\u00a0»"],
  ["und", "“so”"],
  ["", "“so”"],
])("puts words in %s into its quotation marks", (language, quoted) => {
  expect(inQuotes(" so\n", language)).toBe(quoted);
});

it("is HTML that says the same as the text, with no element from the book in it", () => {
  const nasty = fc.constantFrom("<script>1</script>", "&amp;", '"', "<b>", "A & B", "word");
  fc.assert(
    fc.property(nasty, nasty, nasty, nasty, (words, title, author, chapter) => {
      const { text, html } = citationOf({
        ...quotation,
        words,
        book: { title, authors: [author] },
        chapter: { title: chapter },
      });
      const { body } = new JSDOM(html).window.document;
      expect([...body.querySelectorAll("*")].map((element) => element.localName)).toEqual(["blockquote", "p", "p", "cite", "a"]);
      const [quoted, source, link] = text.split("\n");
      expect(body.textContent).toBe(`${quoted}${source}. ${link}`);
    }),
  );
});
