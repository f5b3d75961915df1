// Files as other programs write them, and files that are meant to hurt.
import fc from "fast-check";
import { expect, test } from "vitest";
import { readClippingHead } from "./clipping-head.ts";
import { NoteFileFault } from "./foreign-note.ts";
import { readLua } from "./read-lua.ts";
import { readNoteText } from "./read-note-text.ts";

const read = (value: unknown) => readNoteText(typeof value === "string" ? value : JSON.stringify(value));
const brief = (text: unknown) =>
  read(text).notes.map(({ quote, body, writtenAt }) => [quote?.exact, body, writtenAt].filter((part) => part !== undefined));

const clippings = `\ufeffThe Leaf (Tanaka, Imre)\r
- Your Highlight on page 233 | Location 3332-3334 | Added on Sunday, December 18, 2022 3:19:56 PM\r
\r
To begin, one leaf.\r
==========\r
The Leaf (Tanaka, Imre)\r
- Your Note on page 233 | Location 3334 | Added on Sunday, December 18, 2022 3:20:01 PM\r
\r
Why one?\r
==========\r
The Leaf (Tanaka, Imre)\r
- Your Bookmark on page 240 | Location 3400 | Added on Sunday, December 18, 2022 3:21:00 PM\r
\r
\r
==========\r
`;

test("a Kindle's clippings are highlights, with the notes that were written in them", () => {
  const file = read(clippings);
  expect(file).toMatchObject({ format: "kindle", left: 1 });
  expect(file.notes).toMatchObject([
    {
      book: "The Leaf",
      kind: "remark",
      quote: { exact: "To begin, one leaf." },
      body: "Why one?",
      writtenAt: "2022-12-18T15:19:56.000Z",
    },
  ]);
});

test("of a highlight that was changed on the device, the last form counts", () => {
  const one = (words: string, to: number) =>
    `B (A)\n- Your Highlight on Location 10-${to} | Added on Monday, July 20, 2020 12:58:07 AM\n\n${words}\n==========\n`;
  expect(brief(one("To begin", 11) + one("To begin, one leaf.", 12))).toEqual([
    ["To begin, one leaf.", "", "2020-07-20T00:58:07.000Z"],
  ]);
});

test.each([
  [
    "- Ihre Markierung bei Position 234-236 | Hinzugefügt am Montag, 4. Januar 2021 09:15:00",
    "highlight",
    236,
    "2021-01-04T09:15:00.000Z",
  ],
  [
    "- Ihre Notiz auf Seite 10 | Position 161 | Hinzugefügt am Dienstag, 5. März 2024 21:00:00",
    "note",
    161,
    "2024-03-05T21:00:00.000Z",
  ],
  [
    "- La subrayado en la página 197 | posición 2031-2035 | Añadido el sábado, 12 de octubre de 2019 0:37:31",
    "highlight",
    2035,
    "2019-10-12T00:37:31.000Z",
  ],
  [
    "- Votre surlignement sur la page 200 | emplacement 3054-3056 | Ajouté le mercredi 16 août 2017 02:14:10",
    "highlight",
    3056,
    "2017-08-16T02:14:10.000Z",
  ],
  [
    "- Votre signet sur la page 200 | emplacement 3054 | Ajouté le mercredi 16 août 2017 02:14:10",
    "bookmark",
    3054,
    "2017-08-16T02:14:10.000Z",
  ],
  [
    "-  La tua evidenziazione alla posizione 453-54 | Aggiunto in data lunedì 8 marzo 2021 22:52:57",
    "highlight",
    454,
    "2021-03-08T22:52:57.000Z",
  ],
  [
    "- Seu destaque ou posição 2829-2829 | Adicionado: sexta-feira, 29 de novembro de 2019 18:00:13",
    "highlight",
    2829,
    "2019-11-29T18:00:13.000Z",
  ],
  [
    "- Je markering op pagina 6 | locatie 36-40 | Toegevoegd op maandag 30 september 2019 18:00:39",
    "highlight",
    40,
    "2019-09-30T18:00:39.000Z",
  ],
  ["- Ваша заметка в месте 12 | Добавлено: пятница, 1 марта 2024 г. в 10:30:45", "note", 12, "2024-03-01T10:30:45.000Z"],
  ["- 您在第 1 页（位置 #1-1）的标注 | 添加于 2017年11月13日星期一 下午9:00:00", "highlight", 1, "2017-11-13T21:00:00.000Z"],
  [
    "- Your Highlight on page ix | location 247-248 | Added on Sunday, 18 February 2018 22:30:47",
    "highlight",
    248,
    "2018-02-18T22:30:47.000Z",
  ],
] as const)("the line of a clipping is understood: %s", (line, kind, to, time) => {
  expect(readClippingHead(line)).toMatchObject({ kind, to, time });
});

test("Hypothesis's rows are notes with their threads; a note on a whole page is left", () => {
  const target = [
    {
      source: "https://e.org/",
      selector: [{ type: "RangeSelector" }, { type: "TextQuoteSelector", exact: "one leaf", prefix: "To begin, ", suffix: "." }],
    },
  ];
  const row = {
    id: "a",
    user: "acct:ada@hypothes.is",
    created: "2024-01-02T03:04:05.678+00:00",
    updated: "2024-01-02T03:04:05.678+00:00",
    text: "Why?",
    tags: ["form", "a,b"],
    target,
  };
  const reply = {
    ...row,
    id: "b",
    text: "Because.",
    references: ["a"],
    user_info: { display_name: "Bo" },
    target: [{ source: "https://e.org/" }],
  };
  const deeper = { ...reply, id: "c", text: "I see.", references: ["a", "b"] };
  const file = read({ total: 4, rows: [deeper, row, reply, { ...row, id: "d", target: [{ source: "https://e.org/" }] }] });
  expect(file).toMatchObject({ format: "hypothesis", left: 1 });
  expect(file.notes).toMatchObject([
    {
      ...{
        key: "a",
        kind: "remark",
        body: "Why?",
        tags: ["form", "a b"],
        author: { name: "ada" },
        writtenAt: "2024-01-02T03:04:05.678Z",
      },
      ...{ quote: { exact: "one leaf", prefix: "To begin, ", suffix: "." } },
      replies: [
        { key: "c", parentKey: "b", body: "I see.", author: { name: "Bo" } },
        { key: "b", body: "Because.", author: { name: "Bo" } },
      ],
    },
  ]);
});

test("Readest's JSON is notes without its bookmarks and without what was deleted", () => {
  const one = {
    id: "q1",
    type: "annotation",
    cfi: "epubcfi(/6/4)",
    text: "one leaf",
    note: "Why?",
    createdAt: 1785665567362,
    updatedAt: 0,
  };
  const file = {
    $format: "readest-annotations",
    version: 1,
    annotations: [one, { ...one, id: "q2", deletedAt: 5 }, { ...one, id: "q3", type: "bookmark" }],
  };
  expect(brief(file)).toEqual([["one leaf", "Why?", "2026-08-02T10:12:47.362Z"]]);
  expect(read(file).left).toBe(2);
});

test("Readest's Markdown is notes in its two forms", () => {
  const quoted =
    "# The Leaf\n**Author**: Imre\n\n---\n\n## Highlights & Annotations\n\n### One\n> To begin,\n> one leaf.\n\n**Note**: Why?\nAnd why not two?\n\n*Page: 3 · Time: 1/2/2024*\n\n> A second\n\n---\n";
  expect(brief(quoted)).toEqual([
    ["To begin,\none leaf.", "Why?\nAnd why not two?"],
    ["A second", ""],
  ]);
  const listed =
    "## The Leaf\n**Author**: Imre\n\n---\n\n#### One\n\n- 💡 To begin, one leaf.\n\n**Note:** Why?\n\n*Page: 3 · Time: 2024-01-02*\n\n---\n";
  expect(brief(listed)).toEqual([["To begin, one leaf.", "Why?"]]);
});

test("KOReader's metadata is notes, of today and of before", () => {
  const today = `-- /mnt/The Leaf.epub.sdr
return {
    ["annotations"] = {
        [1] = { ["chapter"] = "One", ["datetime"] = "2024-05-06 07:08:09", ["drawer"] = "lighten", ["note"] = "Why \\"one\\"?\\
Two?", ["pos0"] = "/body/p[1]", ["text"] = "To begin, one leaf." },
        [2] = { ["datetime"] = "2024-05-06 07:08:10", ["page"] = "/body/p[2]", ["text"] = "in One" },
    },
    ["doc_pages"] = 12, ["rotation"] = -1.5, ["list"] = { 1, 2, [[long
text]], true, nil },
}`;
  expect(brief(today)).toEqual([["To begin, one leaf.", 'Why "one"?\nTwo?', "2024-05-06T07:08:09.000Z"]]);
  const before = `return { ["bookmarks"] = {
    [1] = { ["datetime"] = "2020-01-02 03:04:05", ["notes"] = "one leaf", ["text"] = "Why?" },
    [2] = { ["datetime"] = "2020-01-02 03:04:06", ["notes"] = "A second", ["text"] = "Page 4 A second @ 2020-01-02 03:04:06" } },
  ["highlight"] = { [3] = { [1] = { ["datetime"] = "2020-01-02 03:04:05", ["text"] = "one leaf" } },
    [4] = { [1] = { ["datetime"] = "2020-01-02 03:04:06", ["text"] = "A second" } } } }`;
  expect(brief(before)).toEqual([
    ["one leaf", "Why?", "2020-01-02T03:04:05.000Z"],
    ["A second", "", "2020-01-02T03:04:06.000Z"],
  ]);
});

test("Lua's bytes are the letters they stand for", () => {
  expect(readLua("return { a = \"caf\\195\\169\", b = { c = 'd' } }").get("a")).toBe("café");
});

test("KOReader's JSON is notes, of one book or of several", () => {
  const entry = { chapter: "One", page: 3, sort: "highlight", time: 1398127554, text: "one leaf", note: "Why?" };
  const one = { title: "The Leaf", author: "Imre", entries: [entry], created_on: 1, version: "json/1.0.0" };
  expect(brief(one)).toEqual([["one leaf", "Why?", "2014-04-22T00:45:54.000Z"]]);
  expect(read({ created_on: 1, documents: [one, { ...one, title: "Other" }] }).notes.map((note) => note.book)).toEqual([
    "The Leaf",
    "Other",
  ]);
});

test("the set of an EPUB's annotations is notes, also where a text is told with its language and the words in a fragment", () => {
  const set = {
    ...{ "@context": "https://www.w3.org/ns/epub-anno.jsonld", id: "urn:uuid:1", type: "AnnotationSet", about: {} },
    items: [
      {
        ...{ id: "urn:uuid:2", type: "Annotation", created: "2023-10-14T15:13:28Z" },
        body: { type: "TextualBody", value: { language: "en", text: "Why?" }, tags: ["teacher"] },
        target: { source: "ch1.html", selector: [{ type: "FragmentSelector", value: ":~:text=To%20begin-,one%20leaf,-." }] },
      },
      {
        id: "urn:uuid:3",
        type: "Annotation",
        motivation: "bookmarking",
        created: "2023-10-14T15:13:28Z",
        target: { source: "ch1.html" },
      },
    ],
  };
  expect(read(set)).toMatchObject({
    ...{ format: "epub-annotations", left: 1 },
    notes: [{ kind: "remark", body: "Why?", tags: ["teacher"], quote: { exact: "one leaf", prefix: "To begin", suffix: "." } }],
  });
});

test("the keys of Object are keys like any other", () => {
  const text =
    '{"type":"Annotation","id":"urn:a:b","__proto__":{"target":1},"constructor":{"prototype":{"x":1}},"target":{"source":"urn:a:c","selector":{"type":"TextQuoteSelector","exact":"one leaf","__proto__":{"exact":"no"}}},"interleaf":{"__proto__":{"kind":"question"}}}';
  expect(brief(text)).toEqual([["one leaf", ""]]);
  expect(({} as { x?: number }).x).toBeUndefined();
});

const deep = (open: string, close: string) => open.repeat(200_000) + close.repeat(200_000);
test.each([
  ["JSON that nests without end", deep('{"a":[', "]}"), "too_deep"],
  ["JSON that breaks off", '{"type":"Annotation', "damaged"],
  ["JSON of something else", '{"hello":"world"}', "not_notes"],
  ["more rows than are read", JSON.stringify({ rows: Array.from({ length: 12_001 }, () => ({ target: [] })) }), "too_many"],
  ["Lua that nests without end", `return ${deep("{", "}")}`, "too_deep"],
  ["Lua that does something", 'return { a = os.execute("x") }', "damaged"],
  ["Lua that breaks off", 'return { a = "', "damaged"],
  ["prose", "Just some words.", "not_notes"],
  ["a page", "<html><body>- no</body></html>", "not_notes"],
] as const)("%s is refused for what it is", (_, text, fault) => {
  expect(() => readNoteText(text)).toThrow(new NoteFileFault(fault));
});

test("a thread that goes round in a ring belongs to nobody, and is left", () => {
  const one = (id: string, target: string) => ({ id, type: "Annotation", motivation: "replying", target, bodyValue: "a" });
  expect(read([one("urn:a:1", "urn:a:2"), one("urn:a:2", "urn:a:1")])).toMatchObject({ notes: [], left: 2 });
});

test("whatever a file holds, it is read, or refused with a reason", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 400 }),
    fc.json().map((json) => `{"type":"AnnotationPage","items":[${json}]}`),
    fc.anything().map((value) => `{"rows":[{"target":[${JSON.stringify(value) ?? "1"}]}]}`),
    fc.string({ maxLength: 200 }).map((words) => `return { ${words} }`),
    fc
      .string({ maxLength: 200 })
      .map((words) => `T (A)\n- Your Highlight on page 1 | Added on\n\n${words}\n==========\n${words}`),
  );
  fc.assert(
    fc.property(text, (given) => {
      try {
        for (const { body, quote } of readNoteText(given).notes)
          expect([body.isWellFormed(), quote?.exact.length]).not.toContain(0);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(NoteFileFault);
      }
    }),
    { numRuns: 400 },
  );
});
