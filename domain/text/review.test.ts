// The steps of a review: whatever is done in whatever order, the whole text stands in it once, and what comes of it is a sound book.
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Review, Review as ReviewShape } from "../shapes/book.ts";
import { applyReview } from "./apply-review.ts";
import { bookArbitrary } from "./book.arbitrary.ts";
import { canonicalText } from "./canonical.ts";
import { checkBook } from "./check.ts";
import type { ImportedBook, Passage } from "./model.ts";
import { beginningOf, changeChapter, checkReview, guessRights, mergeWithPrevious, reviewOf, splitAt } from "./review.ts";

type Step = (review: Review) => Review;

const within = (length: number, at: number) => at % Math.max(length, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.nat().map(
    (at): Step =>
      (review) =>
        mergeWithPrevious(review, within(review.chapters.length, at)),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([at, where]): Step =>
      (review) => {
        const index = within(review.chapters.length, at);
        const places = review.chapters[index]?.parts.flatMap(({ chapter, from, to }) =>
          Array.from({ length: to - from }, (_, offset) => ({ chapter, passage: from + offset })),
        );
        const place = places?.[within(places.length, where)];
        return place ? splitAt(review, index, place, "Split here") : review;
      },
  ),
  fc.tuple(fc.nat(), fc.boolean()).map(
    ([at, out]): Step =>
      (review) => {
        return changeChapter(review, within(review.chapters.length, at), { out: out || undefined });
      },
  ),
  fc.tuple(fc.nat(), fc.constantFrom("Renamed", "One leaf.")).map(
    ([at, title]): Step =>
      (review) => {
        return changeChapter(review, within(review.chapters.length, at), {
          title,
          role: "front",
          author: "A. B.",
          date: undefined,
        });
      },
  ),
);
const edited = fc.tuple(bookArbitrary, fc.array(step, { maxLength: 12 })).map(([book, steps]) => ({
  book,
  review: steps.reduce((review, change) => change(review), reviewOf(book)),
}));
const shapeOf = (book: ImportedBook) => book.chapters.map(({ passages }) => passages.length);
const reasons = (review: Review, book: ImportedBook) => checkReview(review, shapeOf(book)).map(({ reason }) => reason);
const keysOf = (book: ImportedBook) => book.chapters.flatMap(({ passages }) => passages.map(({ key }) => key));

describe("whatever book there is", () => {
  it("comes out of a review that changes nothing as it went in", () => {
    fc.assert(
      fc.property(bookArbitrary, (book) => {
        expect(applyReview(book, reviewOf(book))).toEqual(book);
      }),
    );
  });

  it("has a review of the shape that is kept and sent", () => {
    fc.assert(
      fc.property(edited, ({ review }) => {
        expect(ReviewShape.parse(review)).toEqual(review);
      }),
    );
  });

  it("stands in its review whole, once and in order after any steps", () => {
    fc.assert(
      fc.property(edited, ({ book, review }) => {
        expect(reasons(review, book)).not.toContain("review_passages");
      }),
    );
  });

  it("is a sound book after any steps, with nothing of what was left out, and each of the rest once", () => {
    fc.assert(
      fc.property(edited, ({ book, review }) => {
        fc.pre(review.chapters.some(({ out }) => !out));
        const made = applyReview(book, review);
        expect(checkBook(made)).toEqual([]);
        const keys = keysOf(made);
        expect(new Set(keys).size).toBe(keys.length);
        const out = new Set(review.chapters.flatMap((chapter) => (chapter.out ? chapter.parts : [])));
        for (const { chapter, from, to } of out)
          for (const { key, kind } of book.chapters[chapter]?.passages.slice(from, to) ?? [])
            if (kind !== "note") expect(keys).not.toContain(key);
      }),
    );
  });

  it("is divided and put together again to what it was", () => {
    fc.assert(
      fc.property(edited, fc.nat(), fc.nat(), ({ book, review }, at, where) => {
        const index = within(review.chapters.length, at);
        const part = review.chapters[index]?.parts[0];
        if (!part || part.to - part.from < 2) return;
        const place = { chapter: part.chapter, passage: part.from + 1 + within(part.to - part.from - 1, where) };
        const split = splitAt(review, index, place, "Split here");
        expect(split.chapters).toHaveLength(review.chapters.length + 1);
        expect(mergeWithPrevious(split, index + 1)).toEqual(review);
        expect(reasons(split, book)).not.toContain("review_passages");
      }),
    );
  });

  it("is put together and divided again to the same chapters and titles", () => {
    fc.assert(
      fc.property(bookArbitrary, (book) => {
        const review = reviewOf(book);
        fc.pre(review.chapters.length > 1);
        const back = splitAt(mergeWithPrevious(review, 1), 0, { chapter: 1, passage: 0 }, "not this");
        const lines = ({ chapters }: Review) => chapters.map(({ title, parts }) => ({ title, parts }));
        expect(lines(back)).toEqual(lines(review));
      }),
    );
  });
});

const paragraph = (key: string, ...content: Passage["content"]): Passage => ({ key, kind: "paragraph", content });
const note = (key: string): Passage => ({ key, kind: "note", marker: "1", content: [`The note ${key}`] });
const marker = (to: string) => ({ t: "noteref" as const, label: "1", to });
function aBook(...chapters: Passage[][]): ImportedBook {
  return {
    ...{ format: "epub", title: "A book", authors: [], language: "en", direction: "ltr", images: new Map(), report: [] },
    chapters: chapters.map((passages, at) => ({
      ...{ title: `Chapter ${at + 1}`, section: [], role: "body", passages },
      words: passages.reduce((sum, { kind, content }) => sum + (kind === "note" ? 0 : content.join(" ").split(" ").length), 0),
    })),
  };
}

describe("carrying a review out", () => {
  test("a note goes with its marker when its chapter is divided", () => {
    const book = aBook([paragraph("a", "One", marker("n1")), paragraph("b", "Two", marker("n2")), note("n1"), note("n2")]);
    const made = applyReview(book, splitAt(reviewOf(book), 0, { chapter: 0, passage: 1 }, "Second"));
    expect(made.chapters.map(({ title, passages }) => [title, passages.map(({ key }) => key)])).toEqual([
      ["Chapter 1", ["a", "n1"]],
      ["Second", ["b", "n2"]],
    ]);
    expect(made.chapters.map(({ words }) => words)).toEqual([1, 1]);
  });

  test("chapters that are merged have their notes at the end, and the second one’s title as a heading", () => {
    const book = aBook([paragraph("a", "One", marker("n1")), note("n1")], [paragraph("b", "Two")]);
    const [chapter] = applyReview(book, mergeWithPrevious(reviewOf(book), 1)).chapters;
    expect(chapter?.passages.map((passage) => [passage.kind, canonicalText(passage)])).toEqual([
      ["paragraph", "One"],
      ["heading", "Chapter 2"],
      ["paragraph", "Two"],
      ["note", "The note n1"],
    ]);
    expect(chapter?.words).toBe(4);
  });

  test("a heading at which a chapter is divided becomes its title, and links to it lead to what follows", () => {
    const heading: Passage = { key: "h", kind: "heading", level: 2, content: ["Of wages"] };
    const book = aBook([paragraph("a", { t: "a", c: ["below"], to: "h" }), heading, paragraph("b", "Two")]);
    const [first, second] = applyReview(book, splitAt(reviewOf(book), 0, { chapter: 0, passage: 1 }, "Of wages")).chapters;
    expect(second).toMatchObject({ title: "Of wages", passages: [{ key: "b" }], words: 1 });
    expect(first?.passages[0]?.content).toEqual([{ t: "a", c: ["below"], to: "b" }]);
  });

  test("links into what is left out become plain text, and markers of its notes go", () => {
    const book = aBook(
      [paragraph("a", "See ", { t: "a", c: ["there"], to: "b" }, " or", marker("n"), ".")],
      [paragraph("b", "Two"), note("n")],
    );
    const made = applyReview(book, changeChapter(reviewOf(book), 1, { out: true }));
    expect(made.chapters.map(({ passages }) => passages)).toEqual([[paragraph("a", "See there or.")]]);
  });

  test("a passage of another language keeps it when it comes into a chapter", () => {
    const book = aBook([paragraph("a", "One")], [paragraph("b", "Deux")]);
    const [, second] = book.chapters;
    if (second) second.lang = "fr";
    const [chapter] = applyReview(book, mergeWithPrevious(reviewOf(book), 1)).chapters;
    expect(chapter?.passages.map(({ lang }) => lang)).toEqual([undefined, undefined, "fr"]);
  });

  test("pictures that nothing shows any more are left behind", () => {
    const picture = { type: "image/png", bytes: new Uint8Array([1]) };
    const names = ["a", "b", "c"].map((sign) => `${sign.repeat(64)}.png`);
    const img = (at: number) => ({ t: "img" as const, name: names[at] ?? "", alt: "" });
    const book = { ...aBook([paragraph("a", "One", img(0))], [paragraph("b", "Two", img(1))]), cover: names[2] ?? "" };
    book.images = new Map(names.map((name) => [name, picture]));
    const made = applyReview(book, changeChapter(reviewOf(book), 1, { out: true }));
    expect([...made.images.keys()]).toEqual([names[0], names[2]]);
  });
});

describe("what keeps a review from being published", () => {
  const book = aBook([paragraph("a", "One"), paragraph("b", "Two")], [paragraph("c", "Three")]);
  const sound: Review = { ...reviewOf(book), rights: "own_text" };
  const chapterOf = (parts: Review["chapters"][number]["parts"]) => ({ title: "T", section: [], role: "body" as const, parts });

  test("nothing, when rights are said", () => {
    expect(reasons(sound, book)).toEqual([]);
    expect(reasons(reviewOf(book), book)).toEqual(["review_rights"]);
  });

  test.each<[string, Partial<Review>]>([
    ["review_title", { title: " " }],
    ["review_nothing", { chapters: sound.chapters.map((chapter) => ({ ...chapter, out: true })) }],
    ["review_language", { language: "english!" }],
    ["review_ground", { rights: "licence", ground: " " }],
    ["review_copies", { rights: "copies" }],
    ["review_copies", { copies: 3 }],
    ["review_passages", { chapters: sound.chapters.slice(1) }],
    ["review_passages", { chapters: sound.chapters.toReversed() }],
    ["review_passages", { chapters: [...sound.chapters, ...sound.chapters] }],
    ["review_passages", { chapters: [chapterOf([{ chapter: 0, from: 0, to: 3 }]), chapterOf([{ chapter: 1, from: 0, to: 1 }])] }],
    ["review_passages", { chapters: [chapterOf([{ chapter: 0, from: 1, to: 2 }]), chapterOf([{ chapter: 1, from: 0, to: 1 }])] }],
  ])("%s", (reason, change) => {
    expect(reasons({ ...sound, ...change }, book)).toContain(reason);
  });
});

describe("rights are guessed", () => {
  test.each([
    "Public domain in the USA.",
    "CC0 1.0 Universal",
    "https://creativecommons.org/publicdomain/zero/1.0/",
    "They are believed to be in the United States public domain. They may still be copyrighted in other countries.",
  ])("as free: %s", (said) => expect(guessRights(said)).toBe("public_domain"));
  test.each(["", "© 1998 by the author", "This text is not in the public domain.", "Copyrighted; parts are public domain."])(
    "as nothing: %s",
    (said) => expect(guessRights(said)).toBe("unstated"),
  );
});

test("first words end between words, and short ones stay", () => {
  expect(beginningOf("To begin,\n one leaf.")).toBe("To begin, one leaf.");
  expect(beginningOf("word ".repeat(40), 20)).toBe("word word word word…");
});
