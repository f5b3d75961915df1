// Random chapters for round trips, and how they are written as markup: text of several scripts, styles, links, notes, lists, verse and tables.
import fc from "fast-check";
import { canonicalText } from "#domain/text/canonical.ts";
import { foldInlines } from "#domain/text/fold.ts";
import type { Chapter, Inline, Passage } from "#domain/text/model.ts";
import { countWords } from "#domain/text/words.ts";

const word = fc.constantFrom(
  "alpha",
  "beta,",
  "gamma",
  "“delta”",
  "epsilon.",
  "Ζήτα",
  "naïve",
  "שלום",
  "a\u0301",
  "x\u2060y",
  "& < >",
  "漢字",
);
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
const styled = (inner: fc.Arbitrary<Inline>) =>
  fc.oneof(
    fc.record({ t: fc.constantFrom("em", "strong", "small", "sub", "sup", "code", "cite", "q", "u", "s"), c: fc.tuple(inner) }),
    fc.record({ t: fc.constant("em"), c: fc.tuple(inner), lang: fc.constantFrom("fr", "ru-Latn") }),
    fc.record({ t: fc.constant("span"), c: fc.tuple(inner), caps: fc.constant(true) }),
    fc.record({ t: fc.constant("span"), c: fc.tuple(inner), dir: fc.constantFrom("rtl", "auto") }),
    fc.tuple(text, text).map(([base, reading]) => ({ t: "ruby", c: [base, { t: "rt", c: [reading] }] })),
    fc.record({
      t: fc.constant("a"),
      c: fc.tuple(inner),
      href: fc.constantFrom("https://example.org/?a=1&b=%22", "mailto:a@example.org"),
    }),
    fc.record({ t: fc.constant("a"), c: fc.tuple(inner), to: fc.constant("?") }),
  ) as fc.Arbitrary<Inline>;
const inline = fc.oneof(
  { weight: 3, arbitrary: text as fc.Arbitrary<Inline> },
  styled(text),
  fc.constant<Inline>({ t: "noteref", label: "?", to: "?" }),
);
/** Content with text at both ends; line breaks only between texts. */
const content = fc
  .tuple(text, fc.array(fc.tuple(fc.boolean(), inline, text), { maxLength: 3 }))
  .map(([first, rest]) =>
    foldInlines([first, ...rest.flatMap(([breaks, node, after]): Inline[] => [breaks ? { t: "br" } : " ", node, " ", after])]),
  );

const passage: fc.Arbitrary<Omit<Passage, "key">> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("paragraph"), content }) },
  fc.record({ kind: fc.constant("paragraph"), content, align: fc.constantFrom("center", "end") }),
  fc.record({ kind: fc.constant("heading"), content, level: fc.constantFrom(2, 3) }),
  fc.record({ kind: fc.constant("quote"), content, depth: fc.constantFrom(0, 1, 2) }),
  fc.record({ kind: fc.constant("verse"), content }),
  fc.record({ kind: fc.constant("verse"), content, quoted: fc.constant(true) }),
  fc.record({ kind: fc.constant("item"), content, depth: fc.constantFrom(0, 1), marker: fc.constantFrom("•", "1.", "12.") }),
  fc.record({ kind: fc.constant("table"), content: fc.constant([]), rows: tableRows() }),
  fc.constant({ kind: "rule", content: [] }),
) as fc.Arbitrary<Omit<Passage, "key">>;

function tableRows() {
  const cell = fc.oneof(
    fc.record({ content }),
    fc.record({ content, colspan: fc.constant(2) }),
    fc.record({ content, rowspan: fc.constant(3) }),
  );
  const cells = fc.array(cell, { minLength: 2, maxLength: 3 });
  return fc.array(fc.oneof(fc.record({ cells }), fc.record({ header: fc.constant(true), cells })), {
    minLength: 1,
    maxLength: 3,
  });
}

/** Chapters of one kind: beside a long one, a few words before it are taken for a page around the book. */
export const chaptersArbitrary = fc
  .array(fc.array(passage, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .map(makeChapters)
  .filter((chapters) => chapters.every(({ words }) => words < 300));

/** Gives generated passages their keys, their notes and places for their links to lead to. */
export function makeChapters(raw: Omit<Passage, "key">[][]): Chapter[] {
  const bodies = raw.map((passages) => {
    const first = passages.findIndex(({ kind }) => kind !== "rule");
    const last = passages.findLastIndex(({ kind }) => kind !== "rule");
    const kept = first < 0 ? [{ kind: "paragraph" as const, content: ["alpha"] }] : passages.slice(first, last + 1);
    const least = Math.min(...kept.map(({ level }) => level ?? 9));
    return kept.map(
      (one): Omit<Passage, "key"> => (one.level === undefined ? one : { ...one, level: least === 3 ? 2 : one.level }),
    );
  });
  const keys = bodies.flatMap((body, c) => body.flatMap(({ kind }, p) => (kind === "rule" ? [] : [`${c + 1}.${p + 1}`])));
  let link = 0;
  return bodies.map((body, c) => {
    const notes: Passage[] = [];
    const fill = (nodes: Inline[]): Inline[] =>
      nodes.map((node) => {
        if (typeof node === "string") return node;
        if (node.t === "noteref") {
          const key = `${c + 1}.${body.length + notes.length + 1}`;
          notes.push({ key, kind: "note", content: [`Note ${notes.length + 1} of ${c + 1}`], marker: String(notes.length + 1) });
          return { t: "noteref", label: String(notes.length), to: key };
        }
        if (node.t === "a" && node.to !== undefined) return { ...node, c: fill(node.c), to: keys[link++ % keys.length] ?? "" };
        return "c" in node ? { ...node, c: fill(node.c) } : node;
      });
    const passages = body.map((one, p): Passage => {
      const rows = one.rows?.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, content: fill(cell.content) })),
      }));
      return { key: `${c + 1}.${p + 1}`, ...one, content: fill(one.content), ...(rows === undefined ? {} : { rows }) };
    });
    const words = passages.reduce((sum, one) => sum + countWords(canonicalText(one)), 0);
    return { title: `Titulus ${c + 1}`, section: [], role: "body", passages: [...passages, ...notes], words };
  });
}

/** Text as it stands between tags or in an attribute. */
const escaped = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
/** What a link to the passage with a key says. */
export type Address = (key: string) => string;

function writeInlines(nodes: Inline[], address: Address): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return escaped(node);
      if (node.t === "br") return "<br/>\n";
      if (node.t === "noteref") return `<a epub:type="noteref" href="${address(node.to)}">${node.label}</a>`;
      if (node.t === "a") return `<a href="${escaped(node.href ?? address(node.to ?? ""))}">${writeInlines(node.c, address)}</a>`;
      if (!("c" in node)) return "";
      const attributes = `${node.lang === undefined ? "" : ` lang="${node.lang}"`}${node.dir === undefined ? "" : ` dir="${node.dir}"`}`;
      return `<${node.t}${attributes}${node.t === "span" && node.caps ? ' class="smallcaps"' : ""}>${writeInlines(node.c, address)}</${node.t}>`;
    })
    .join("");
}

/** A passage as XHTML, which is HTML too. */
export function writePassage(one: Passage, address: Address): string {
  const id = `id="k${one.key}"`;
  const inside = writeInlines(one.content, address);
  const nested = (depth: number, open: string, close: string, inner: string) => open.repeat(depth) + inner + close.repeat(depth);
  if (one.kind === "heading") return `<h${one.level} ${id}>${inside}</h${one.level}>`;
  if (one.kind === "rule") return "<hr/>";
  if (one.kind === "quote") return nested((one.depth ?? 0) + 1, "<blockquote>\n", "</blockquote>", `<p ${id}>${inside}</p>`);
  if (one.kind === "verse")
    return nested(one.quoted ? 1 : 0, "<blockquote>", "</blockquote>", `<div class="poem"><p ${id}>${inside}</p></div>`);
  if (one.kind === "note") return `<aside epub:type="footnote" ${id}><p>${inside}</p></aside>`;
  if (one.kind === "item") {
    const list = one.marker === "•" ? ["<ul>", "</ul>"] : [`<ol start="${Number.parseInt(one.marker ?? "", 10)}">`, "</ol>"];
    return nested(one.depth ?? 0, "<ul><li>", "</li></ul>", `${list[0]}<li ${id}>${inside}</li>${list[1]}`);
  }
  if (one.rows === undefined)
    return `<p ${id}${one.align === undefined ? "" : ` class="${one.align === "end" ? "right" : "center"}"`}>\n  ${inside}\n</p>`;
  const cells = (row: NonNullable<Passage["rows"]>[number]) =>
    row.cells.map((cell) => {
      const name = row.header ? "th" : "td";
      return `<${name} colspan="${cell.colspan ?? 1}" rowspan="${cell.rowspan ?? 1}">${writeInlines(cell.content, address)}</${name}>`;
    });
  return `<table ${id}>${one.rows.map((row) => `<tr>${cells(row).join("\n")}</tr>`).join("")}</table>`;
}
