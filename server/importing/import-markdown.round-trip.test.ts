// Whatever chapters Markdown can hold: written as Markdown and imported again, they are the same.
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBook } from "#domain/text/check.ts";
import { foldInlines } from "#domain/text/fold.ts";
import type { Chapter, Inline, Passage } from "#domain/text/model.ts";
import { makeChapters } from "./chapters.arbitrary.ts";
import { importMarkdown } from "./import-markdown.ts";

type Raw = Omit<Passage, "key">;

const plain = fc.constantFrom("alpha", "beta,", "“delta”", "epsilon.", "Ζήτα", "naïve", "שלום", "a\u0301", "x\u2060y", "漢字");
const word = fc.oneof({ weight: 9, arbitrary: plain }, fc.constantFrom("& < >", "2*3", "a_b", "[c]", "#d", "`e"));
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
const inline = fc.oneof(
  { weight: 3, arbitrary: text as fc.Arbitrary<Inline> },
  fc.record({ t: fc.constantFrom("em", "strong", "s"), c: fc.tuple(text) }) as fc.Arbitrary<Inline>,
  fc.record({ t: fc.constant("code"), c: fc.tuple(plain) }) as fc.Arbitrary<Inline>,
  fc.record({
    t: fc.constant("a"),
    c: fc.tuple(text),
    href: fc.constantFrom("https://example.org/?a=1&b=2", "mailto:a@example.org"),
  }) as fc.Arbitrary<Inline>,
  fc.constant<Inline>({ t: "noteref", label: "?", to: "?" }),
);
/** Content with plain words at both ends; `breaks` says whether lines may end in it. */
const content = (breaks: boolean) =>
  fc
    .tuple(plain, fc.array(fc.tuple(breaks ? fc.boolean() : fc.constant(false), inline, plain), { maxLength: 3 }))
    .map(([first, rest]) =>
      foldInlines([
        first,
        ...rest.flatMap(([isBroken, node, after]): Inline[] => [isBroken ? { t: "br" } : " ", node, " ", after]),
      ]),
    );
const row = fc.tuple(content(false), content(false)).map((cells) => ({ cells: cells.map((inside) => ({ content: inside })) }));
const passage = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("paragraph"), content: content(true) }) },
  fc.record({ kind: fc.constant("heading"), content: content(false), level: fc.constantFrom(2, 3) }),
  fc.record({ kind: fc.constant("quote"), content: content(true), depth: fc.constantFrom(0, 1) }),
  fc.record({
    kind: fc.constant("item"),
    content: content(true),
    depth: fc.constantFrom(0, 1),
    marker: fc.constantFrom("•", "1.", "12."),
  }),
  fc.tuple(row, fc.array(row, { maxLength: 2 })).map(([head, rows]) => ({
    kind: "table",
    content: [],
    rows: [{ header: true, ...head }, ...rows],
  })),
  fc.tuple(plain, plain).map(([first, second]) => ({ kind: "code", content: [first, { t: "br" }, second] })),
  fc.constant({ kind: "rule", content: [] }),
) as fc.Arbitrary<Raw>;
const chapters = fc
  .array(fc.array(passage, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .map((raw) => numberThrough(makeChapters(raw)));

/** Markdown numbers its notes through the whole text. */
function numberThrough(model: Chapter[]): Chapter[] {
  let before = 0;
  return model.map((chapter) => {
    const offset = before;
    before += chapter.passages.filter(({ kind }) => kind === "note").length;
    const renumber = (_: string, name: string, label: string) => `"${name}":"${Number(label) + offset}"`;
    const text = JSON.stringify(chapter).replace(/"(label)":"(\d+)"/g, renumber);
    const { passages, ...rest } = JSON.parse(text) as Chapter;
    return {
      ...rest,
      passages: passages.map((one) => (one.kind === "note" ? { ...one, marker: String(Number(one.marker) + offset) } : one)),
    };
  });
}

const escaped = (value: string) => value.replace(/[&<>*_[\]`#~\\|]/g, (sign) => `\\${sign}`);
const around: Record<string, string> = { em: "*", strong: "**", s: "~~", code: "`" };

function writeInlines(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return escaped(node);
      if (node.t === "br") return "\\\n";
      if (node.t === "noteref") return `[^${node.label}]`;
      if (node.t === "a") return `[${writeInlines(node.c)}](${node.href})`;
      const mark = around[node.t] ?? "";
      return "c" in node ? `${mark}${node.t === "code" ? node.c.join("") : writeInlines(node.c)}${mark}` : "";
    })
    .join("");
}

function writePassage({ kind, content, level = 0, depth = 0, marker, rows }: Passage): string {
  const inside = writeInlines(content);
  if (kind === "heading") return `${"#".repeat(level)} ${inside}`;
  if (kind === "rule") return "---";
  if (kind === "quote") return "> ".repeat(depth + 1) + inside;
  if (kind === "item") return `${"- ".repeat(depth)}${marker === "•" ? "-" : marker} ${inside}`;
  if (kind === "code") return `~~~\n${content.map((node) => (typeof node === "string" ? node : "\n")).join("")}\n~~~`;
  if (kind === "note") return `[^${marker}]: ${inside}`;
  const lines = rows?.map(({ cells }) => `| ${cells.map((cell) => writeInlines(cell.content)).join(" | ")} |`) ?? [];
  return rows === undefined ? inside : [lines[0], "| --- | --- |", ...lines.slice(1)].join("\n");
}

test("chapters that are written as Markdown and imported are the same chapters", async () => {
  await fc.assert(
    fc.asyncProperty(chapters, fc.constantFrom("\n", "\r\n"), async (model, end) => {
      const blocks = model.flatMap(({ title, passages }) => [`# ${title}`, ...passages.map(writePassage)]);
      // A comment keeps neighbouring lists and quotations apart.
      const page = `---\ntitle: "A book"\nauthor: [Ann Author, Bo Writer]\n---\n\n${blocks.join("\n\n<!-- -->\n\n")}\n`;
      const book = await importMarkdown(new TextEncoder().encode(page.replaceAll("\n", end)));
      expect(book.chapters).toEqual(model);
      expect([book.title, book.authors, book.report]).toEqual(["A book", ["Ann Author", "Bo Writer"], []]);
      expect(checkBook(book)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
