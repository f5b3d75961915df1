// How plain text is set becomes what it means: paragraphs, verse, quotations, headings, notes; nothing is made up where nothing is said.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalText } from "#domain/text/canonical.ts";
import { checkBook } from "#domain/text/check.ts";
import type { ImportedBook, Inline } from "#domain/text/model.ts";
import { defaultLimits } from "./import-limits.ts";
import { importText } from "./import-text.ts";
import { wrap } from "./pdf-fixture.ts";

async function read(text: string, fileName = "a-text.txt"): Promise<ImportedBook> {
  const book = await importText(Buffer.from(text), { fileName });
  expect(checkBook(book)).toEqual([]);
  return book;
}
const passagesOf = (book: ImportedBook) => book.chapters.flatMap(({ passages }) => passages);
const texts = (book: ImportedBook) => passagesOf(book).map(canonicalText);
const kinds = (book: ImportedBook) => passagesOf(book).map(({ kind }) => kind);
const nodes = (content: Inline[]): Exclude<Inline, string>[] =>
  content.flatMap((node) => (typeof node === "string" ? [] : "c" in node ? [node, ...nodes(node.c)] : [node]));

const sentence = (i: number) =>
  `sentence number ${i} of this little text says that those who read together read more slowly and remember more of it.`;
const prose = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `The ${sentence(from + i)} And the ${sentence(from + i + 1000)}`);
const wrapped = (paragraphs: readonly string[]) => paragraphs.map((paragraph) => wrap(paragraph, 72).join("\n")).join("\n\n");

const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzäéß"), minLength: 1, maxLength: 12 });
const paragraph = fc.array(word, { minLength: 3, maxLength: 80 }).map((words) => `The ${words.join(" ")}.`);

test.each([
  ["\n", 72],
  ["\r\n", 72],
  ["\r", 65],
] as const)("for any paragraphs, wrapping them with %j and importing gives the same paragraphs", async (end, columns) => {
  await fc.assert(
    fc.asyncProperty(fc.array(paragraph, { minLength: 1, maxLength: 12 }), async (paragraphs) => {
      const text = paragraphs.map((one) => wrap(one, columns).join(end)).join(end + end);
      const book = await importText(Buffer.from(text));
      expect(texts(book)).toEqual(paragraphs);
    }),
    { numRuns: 60 },
  );
});

test("for any paragraphs, each on a line of its own, importing gives the same paragraphs", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(paragraph, { minLength: 1, maxLength: 12 }), async (paragraphs) => {
      expect(texts(await importText(Buffer.from(paragraphs.join("\n\n"))))).toEqual(paragraphs);
    }),
    { numRuns: 60 },
  );
});

test("for any text at all, what comes out is a sound book or a refusal, and no letter is lost", async () => {
  const line = fc.oneof(
    { weight: 4, arbitrary: paragraph },
    fc.constantFrom(
      "",
      "",
      "CHAPTER I",
      "IV",
      "* * *",
      "CONTENTS",
      "[1] a note",
      "see [1]",
      "_a_ =b=",
      "    set in",
      "PART ONE",
      "Preface",
      "1. One",
      "-----",
    ),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  const letters = (text: string) => text.match(/[a-zäéß]/gi)?.length ?? 0;
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
      const text = lines.join("\n").toWellFormed();
      const book = await importText(Buffer.from(text)).catch((error) => {
        expect(error.name).toBe("ImportRefusal");
        return undefined;
      });
      if (book === undefined) return;
      expect(checkBook(book)).toEqual([]);
      const signs = (content: Inline[]) => nodes(content).map((node) => (node.t === "noteref" ? node.label : ""));
      const shown = [
        book.title,
        ...book.authors,
        ...book.chapters.flatMap(({ section, title, date, passages }) => [
          ...section,
          title,
          date ?? "",
          ...passages.flatMap((passage) => [canonicalText(passage), passage.marker ?? "", ...signs(passage.content)]),
        ]),
      ].join("");
      // A list of contents is left out, and says so; everything else is there.
      if (!book.report.some(({ what }) => what.includes("contents")))
        expect(letters(shown)).toBeGreaterThanOrEqual(letters(text));
    }),
    { numRuns: 100 },
  );
});

test("indented first lines part paragraphs too", async () => {
  const paragraphs = prose(0, 4);
  const text = paragraphs.map((one) => `   ${wrap(one, 68).join("\n")}`).join("\n");
  expect(texts(await read(text))).toEqual(paragraphs);
});

test("verse keeps its lines, a quotation set in is joined, a signature stands at the end", async () => {
  const text = [
    wrapped(prose(0, 2)),
    "  The cold storms of winter shall chill him no more,\n  His woes and his sorrows, his pains are all o'er;\n  The sod of the valley now covers his form.",
    wrapped(prose(3, 4)).replace(/^/gm, "     "),
    "                                             A. Reader",
    wrapped(prose(5, 6)),
  ].join("\n\n");
  const book = await read(text);
  expect(kinds(book)).toEqual(["paragraph", "paragraph", "verse", "quote", "paragraph", "paragraph"]);
  expect(texts(book)[2]?.split("\n")).toHaveLength(3);
  expect(texts(book)[3]).toBe(prose(3, 4)[0]);
  expect(passagesOf(book)[4]).toMatchObject({ align: "end" });
});

test("what a mail quotes is a quotation without its signs", async () => {
  const quoted = wrapped(prose(1, 2)).replace(/^/gm, "> ");
  const book = await read(`${wrapped(prose(0, 1))}\n\n${quoted}\n\n${wrapped(prose(3, 4))}`);
  expect(kinds(book)).toEqual(["paragraph", "quote", "paragraph"]);
  expect(texts(book)[1]).toBe(prose(1, 2)[0]);
});

test("a pasted mail keeps its greeting, its list, its quotation and its signature, and is called by its first words", async () => {
  const mail = `Hello everybody,\n\n${wrapped(prose(0, 1))}\n\n- read chapters 1 to 3\n- bring a question each, and\n  somebody who asks it\n\nAnn wrote:\n> I think that we should read\n> the whole of part one.\n\nSee you,\nBob`;
  const book = await importText(Buffer.from(mail));
  expect(checkBook(book)).toEqual([]);
  expect(book.title).toBe("The sentence number 0 of this little text…");
  expect(passagesOf(book).map((passage) => [passage.kind, canonicalText(passage)])).toEqual([
    ["paragraph", "Hello everybody,"],
    ["paragraph", prose(0, 1)[0]],
    ["item", "read chapters 1 to 3"],
    ["item", "bring a question each, and somebody who asks it"],
    ["paragraph", "Ann wrote:"],
    ["quote", "I think that we should read the whole of part one."],
    ["verse", "See you,\nBob"],
  ]);
});

test("stars and dashes are rules, underscores are emphasis and equals signs bold, when they come in pairs", async () => {
  const book = await read(
    `${wrapped(prose(0, 1))}\n\n* * *\n\nIt was _very_ good, _as they\nsaid_, and =bold= too, but snake_case_name and 2 = 3 = 4 stay, and so does _this.\n\n-------\n\n${wrapped(prose(2, 3))}`,
  );
  expect(kinds(book)).toEqual(["paragraph", "rule", "paragraph", "rule", "paragraph"]);
  const marked = nodes(passagesOf(book)[2]?.content ?? []);
  expect(marked).toEqual([
    { t: "em", c: ["very"] },
    { t: "em", c: ["as they said"] },
    { t: "strong", c: ["bold"] },
  ]);
  expect(texts(book)[2]).toContain("snake_case_name and 2 = 3 = 4 stay, and so does _this.");
});

describe("hyphens at line ends", () => {
  test("a word that stands whole elsewhere is made whole, all others keep their hyphen", async () => {
    const book = await read(
      "The establish-\nment was old, and an establishment it was, with a guild-\nmaster and a self-\ntaught man who was self-taught, and a dash--\nlike this one--too.",
    );
    expect(texts(book)).toEqual([
      "The establishment was old, and an establishment it was, with a guild-master and a self-taught man who was self-taught, and a dash--like this one--too.",
    ]);
  });
});

describe("notes", () => {
  test("a paragraph that begins with a sign in brackets is the note of the one marker before it", async () => {
    const book = await read(
      `The first [1] and the\nsecond[2] thing.\n\n[1] Said of the first,\nat some length.\n[2] Said of the second.\n\nAnd a star.[*]\n\n[Footnote *: This is longer.\n\nIt has two paragraphs.]\n\nThe end of it all.`,
    );
    expect(texts(book).slice(0, 3)).toEqual(["The first and the second thing.", "And a star.", "The end of it all."]);
    const notes = passagesOf(book).filter(({ kind }) => kind === "note");
    expect(notes.map((note) => [note.marker, canonicalText(note)])).toEqual([
      ["1", "Said of the first, at some length."],
      ["2", "Said of the second."],
      ["*", "This is longer. It has two paragraphs."],
    ]);
    expect(nodes(passagesOf(book)[0]?.content ?? []).map((node) => node.t === "noteref" && node.to)).toEqual([
      notes[0]?.key,
      notes[1]?.key,
    ]);
  });

  test("where the pairing is in doubt, everything stays as it stands", async () => {
    const text =
      "Once [1] and again [1] and more [1].\n\n[1] One note.\n\n[1] Another note.\n\nA lonely [7] sign.\n\n[9] A lonely note.";
    const book = await read(text);
    expect(kinds(book)).toEqual(["paragraph", "paragraph", "paragraph", "paragraph", "paragraph"]);
    expect(texts(book)[0]).toBe("Once [1] and again [1] and more [1].");
  });
});

describe("chapters", () => {
  const chapter = (i: number) => wrapped(prose(i * 10, i * 10 + 3));

  test.each([
    ["Chapter 1", "Chapter 2", "Chapter 3"],
    ["CHAPTER ONE", "CHAPTER TWO", "CHAPTER THREE"],
    ["I", "II", "III"],
    ["I.", "II.", "III."],
    ["I. The Beginning", "II. The Middle", "III. The End"],
    ["Kapitel 1", "Kapitel 2", "Kapitel 3"],
    ["Erstes Kapitel", "Zweites Kapitel", "Drittes Kapitel"],
    ["Chapitre premier", "Chapitre deuxième", "Chapitre troisième"],
  ])("“%s”, “%s”, “%s” head chapters", async (...titles) => {
    const book = await read(titles.map((title, i) => `${title}\n\n\n${chapter(i)}`).join("\n\n\n\n"));
    expect(book.chapters.map(({ title }) => title)).toEqual(titles);
    expect(book.chapters.every(({ passages }) => passages.length === 3)).toBe(true);
  });

  test("names of chapters may stand below their numbers, in the same block or the next", async () => {
    const same = await read(["One", "Two"].map((name, i) => `CHAPTER ${i + 1}\nThe ${name}\n\n${chapter(i)}`).join("\n\n\n\n"));
    expect(same.chapters.map(({ title }) => title)).toEqual(["CHAPTER 1: The One", "CHAPTER 2: The Two"]);
    const next = await read(
      ["ONE", "TWO"].map((name, i) => `CHAPTER ${i + 1}.\n\nTHE ${name}\n\n${chapter(i)}`).join("\n\n\n\n"),
    );
    expect(next.chapters.map(({ title }) => title)).toEqual(["CHAPTER 1: THE ONE", "CHAPTER 2: THE TWO"]);
    expect(texts(next)).toHaveLength(6);
  });

  test("parts are sections; a preface stands before them, an appendix after", async () => {
    const part = (name: string, from: number) =>
      `${name}\n\n\n\nCHAPTER I\n\n${chapter(from)}\n\n\nCHAPTER II\n\n${chapter(from + 1)}`;
    const book = await read(
      `Preface\n\n\n${chapter(9)}\n\n\n\n${part("PART ONE", 0)}\n\n\n\n${part("PART TWO", 2)}\n\n\n\nAppendix\n\n\n${chapter(5)}`,
    );
    expect(book.chapters.map(({ section, title, role }) => [...section, title, role].join("/"))).toEqual([
      "Preface/body",
      "PART ONE/CHAPTER I/body",
      "PART ONE/CHAPTER II/body",
      "PART TWO/CHAPTER I/body",
      "PART TWO/CHAPTER II/body",
      "Appendix/back",
    ]);
  });

  test("a list of contents, with page numbers or without, is left out and no chapter is found in it", async () => {
    const body = ["I", "II", "III"].map((number, i) => `CHAPTER ${number}\n\n${chapter(i)}`).join("\n\n\n\n");
    const lists = [
      "CHAPTER I ........ 1\nCHAPTER II ....... 9\nCHAPTER III ..... 21",
      "CHAPTER I\n\nCHAPTER II\n\nCHAPTER III",
      "  I. Of one thing\n  II. Of another\n  III. Of all",
    ];
    for (const list of lists) {
      const book = await read(`CONTENTS\n\n${list}\n\n\n\n${body}`);
      expect(book.chapters.map(({ title }) => title)).toEqual(["CHAPTER I", "CHAPTER II", "CHAPTER III"]);
      expect(book.report).toEqual([{ kind: "repaired", what: expect.stringContaining("contents") }]);
    }
  });

  test("a numeral, a short sentence or capitals inside prose make no chapter", async () => {
    const text = `${chapter(0)}\n\nHe came.\n\n${chapter(1)}\n\nIV.  It is high time that we should openly speak, in the\nface of the whole world.\n\n${chapter(2)}\n\nWHAT DO WE WANT?\n\n${chapter(3)}\n\nBread and peace\n\n${chapter(4)}`;
    const book = await read(text);
    expect(book.chapters).toHaveLength(1);
    expect(kinds(book).filter((kind) => kind === "heading")).toEqual([]);
  });

  test("a long text without headings is cut at ends of paragraphs, and the report says so", async () => {
    const paragraphs = prose(0, 500);
    const book = await read(wrapped(paragraphs));
    expect(texts(book)).toEqual(paragraphs);
    expect(book.chapters.length).toBeGreaterThan(2);
    const lengths = book.chapters.map(({ words }) => words);
    expect(Math.min(...lengths) * 2).toBeGreaterThan(Math.max(...lengths));
    expect(book.report).toEqual([
      { kind: "repaired", what: expect.stringMatching(/no headings that divide it\. It was cut into \d+ chapters/) },
    ]);
  });
});

describe("what a text says of itself", () => {
  test("its first line is its title, with an author and a date beside it", async () => {
    const book = await read(`On Reading\n\nby Ann Author\n\n3 May 2024\n\n${prose(0, 3).join("\n\n")}`);
    expect([book.title, book.authors, book.chapters[0]?.date]).toEqual(["On Reading", ["Ann Author"], "3 May 2024"]);
    expect(texts(book)).toEqual(prose(0, 3));
  });

  test("without one it is called by its file", async () => {
    const book = await read(wrapped(prose(0, 3)), "notes_on-reading.txt");
    expect(book.title).toBe("notes on reading");
    expect(book.chapters[0]?.title).toBe("notes on reading");
  });

  test.each([
    [
      "en",
      "It was the best of times, it was the worst of times, and the people of the town had not been there for a long time when he came to them with what they would have.",
    ],
    [
      "de",
      "Es war die beste und die schlimmste Zeit, und die Leute in der Stadt waren nicht mehr da, als er mit dem kam, was sie auch noch nicht für sich und die anderen hatten.",
    ],
    [
      "fr",
      "C'était le meilleur et le pire des temps, et les gens de la ville ne sont pas venus avec lui pour voir ce que nous avons dans une maison du village qui est au bord.",
    ],
    [
      "und",
      "lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna aliqua enim minim veniam quis nostrud exercitation ullamco laboris nisi",
    ],
  ])("the language “%s” is told by its commonest words, or not at all", async (language, text) => {
    expect((await read(`${text}\n\n${text}`)).language).toBe(language);
  });
});

describe("bytes", () => {
  test("every encoding gives the same text", async () => {
    const text = "Élan, naïveté and 29 £ are words of Überfluß, “quoted” – and that is all there is to say about them.";
    const western = Buffer.from(text.replace("“", "\u0093").replace("”", "\u0094").replace("–", "\u0096"), "latin1");
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, "utf16le"),
      Buffer.from(text.replace("É", "E"), "utf16le"),
      western,
    ]) {
      const book = await importText(bytes);
      expect(texts(book)[0]).toBe(bytes[0] === 69 ? text.replace("É", "E") : text);
    }
    expect((await importText(western)).report).toEqual([{ kind: "repaired", what: expect.stringContaining("Windows-1252") }]);
  });

  test("control characters are left out with a word, a file of them is refused", async () => {
    const book = await importText(Buffer.from(`A text with a bell \u0007 in it, ${sentence(1)} ${sentence(2)}`));
    expect(checkBook(book)).toEqual([]);
    expect(book.report).toEqual([{ kind: "lost", what: expect.stringContaining("One character") }]);
    await expect(importText(Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 7) % 32)))).rejects.toMatchObject({
      code: "damaged",
    });
  });

  test("an empty text and one without a word are refused", async () => {
    for (const text of ["", "   \n\n \t ", "* * *\n\n-----"])
      await expect(importText(Buffer.from(text))).rejects.toMatchObject({ code: "no-text" });
  });

  test("too many bytes or words are refused, one endless line is cut into passages", async () => {
    const limits = { ...defaultLimits, words: 100 };
    await expect(importText(Buffer.from(wrapped(prose(0, 20))), { limits })).rejects.toMatchObject({ code: "too-many-words" });
    await expect(importText(Buffer.alloc(30_000_000, 97))).rejects.toMatchObject({ code: "too-large" });
    const book = await importText(Buffer.from("word ".repeat(30_000)));
    expect(checkBook(book)).toEqual([]);
    expect(passagesOf(book).length).toBeGreaterThan(2);
    expect(Math.max(...texts(book).map(({ length }) => length))).toBeLessThanOrEqual(defaultLimits.passageLength);
  });

  test("thousands of headings and a line of brackets do not hold the import", async () => {
    const headings = await read(
      Array.from({ length: 5_000 }, (_, i) => `Chapter ${(i % 900) + 1}\n\nWord ${i} stands here.`).join("\n\n\n"),
    );
    expect(headings.chapters.length).toBeGreaterThan(1000);
    await read(`${"[".repeat(50_000)} ${"_a ".repeat(20_000)} ${"[1] ".repeat(20_000)}`);
  });
});
