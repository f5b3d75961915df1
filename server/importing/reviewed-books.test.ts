// Books that are out in the world go through their review unharmed: untouched they are what was read, and after many steps still sound.
import { describe, expect, test } from "vitest";
import { Review } from "#domain/shapes/book.ts";
import { applyReview } from "#domain/text/apply-review.ts";
import { checkBook } from "#domain/text/check.ts";
import { changeChapter, checkReview, mergeWithPrevious, reviewOf, splitAt } from "#domain/text/review.ts";
import { importBook } from "./import-book.ts";
import { hasSamples, readSample } from "./sample-data.ts";

describe.skipIf(!hasSamples)("a review of", () => {
  test.each([
    ["books/carroll_alices-adventures-in-wonderland.epub", "public_domain"],
    ["books/kropotkin_the-conquest-of-bread.md", "unstated"],
    ["books/marx-engels_the-communist-manifesto.epub", "public_domain"],
    ["books/marx-engels_the-communist-manifesto.txt", "public_domain"],
    ["books/morris_news-from-nowhere.html", "unstated"],
    ["books/purvis_poetry.epub", "public_domain"],
    ["docx/format-corpus_fully-featured-layout.docx", "unstated"],
  ])("%s", async (path, rights) => {
    const book = await importBook(readSample(path), { fileName: path });
    const review = reviewOf(book);
    expect(Review.parse(review)).toEqual(review);
    expect(review.rights).toBe(rights);
    const missing = checkReview(
      review,
      book.chapters.map(({ passages }) => passages.length),
    );
    expect(missing).toEqual(rights === "unstated" ? [{ reason: "review_rights" }] : []);
    expect(applyReview(book, review)).toEqual(book);

    let edited = review;
    for (let at = 0; at < Math.min(30, edited.chapters.length); at += 2) {
      const part = edited.chapters[at]?.parts[0];
      if (part)
        edited = splitAt(edited, at, { chapter: part.chapter, passage: Math.floor((part.from + part.to) / 2) }, "Divided");
      edited = changeChapter(mergeWithPrevious(edited, at + 2), at, { out: at % 6 === 4 || undefined });
    }
    expect(checkBook(applyReview(book, edited))).toEqual([]);
  });
});
