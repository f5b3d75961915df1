// Notes as a page to print: the text with its notes in the margin or at the end of each chapter, or the notes alone with the words they are on. It needs nothing from anywhere, and runs nothing.
import { type Mark, mergeMarks, orderOf, spansOf } from "../anchoring/marks.ts";
import type { Annotation } from "../shapes/annotation.ts";
import type { StoredPassage } from "../shapes/book.ts";
import { attribute, escapeText, renderPassage } from "../text/render.ts";
import { parseRich, type Rich, type RichInline } from "../text/rich.ts";
import {
  type ExportBook,
  type ExportChapter,
  type ExportWords,
  type NoteWriter,
  numberOf,
  threadOf,
  writerOf,
} from "./note-writer.ts";
import { PRINT_CSS } from "./print-css.ts";

export const htmlLayouts = ["margin", "end", "alone"] as const;
export type HtmlLayout = (typeof htmlLayouts)[number];

/** `policy` is the page's Content-Security-Policy, which stands in the file too, for when it lies on somebody's disk. */
export function htmlWriter(book: ExportBook, say: ExportWords, layout: HtmlLayout, policy: string): NoteWriter {
  let any = false;
  return {
    head() {
      const authors = book.authors.length > 0 ? `<p class="by">${escapeText(book.authors.join(", "))}</p>` : "";
      return `<!doctype html>
<html${attribute("lang", book.language)}${attribute("dir", book.dir)}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"${attribute("content", policy)}>
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeText(book.title)}</title><style>${PRINT_CSS}</style></head>
<body class="${layout}"><header><h1>${escapeText(book.title)}</h1>${authors}<p class="lead">${escapeText(say.lead)}</p></header><main>\n`;
    },
    chapter(chapter) {
      if (chapter.notes.length === 0) return "";
      any = true;
      const head = `<section${attribute("lang", chapter.lang)}${attribute("dir", chapter.dir)}><h2>${escapeText(chapter.title)}</h2>\n`;
      return `${head}${layout === "alone" ? alone(chapter, say) : withText(chapter, say, layout)}</section>\n`;
    },
    tail: () => `${any ? "" : `<p>${escapeText(say.none)}</p>`}</main></body></html>\n`,
  };
}

const alone = (chapter: ExportChapter, say: ExportWords) =>
  chapter.notes.map((note, index) => noteOf(note, chapter, say, index + 1, true)).join("");

/** Each note stands in the margin of the passage where it begins; at the end they stand under their numbers. */
function withText(chapter: ExportChapter, say: ExportWords, layout: "margin" | "end"): string {
  const numbered = chapter.notes.map((note, index) => ({ note, number: index + 1 }));
  const byPassage = Map.groupBy(numbered, ({ note }) => note.anchor.passage);
  const order = orderOf(chapter.passages);
  const spans = chapter.notes.flatMap(({ id, kind, anchor }) => spansOf(anchor, order).map((span) => ({ ...span, kind, id })));
  const spansIn = Map.groupBy(spans, ({ passage }) => passage);
  const rows = chapter.passages.map((stored) => {
    const here = byPassage.get(stored.id) ?? [];
    const numbers = here.map(({ number }) => `<sup>${number}</sup>`).join(" ");
    const notes = layout === "margin" ? here.map(({ note, number }) => noteOf(note, chapter, say, number, false)).join("") : "";
    return `<div class="row">${passageOf(stored, mergeMarks(spansIn.get(stored.id) ?? [], stored.text.length), numbers)}${notes && `<div class="notes">${notes}</div>`}</div>\n`;
  });
  if (layout === "margin") return rows.join("");
  const end = numbered.map(({ note, number }) => noteOf(note, chapter, say, number, true)).join("");
  return `${rows.join("")}<h3>${escapeText(say.notesOf(chapter.title))}</h3>${end}`;
}

/** Links of the text would lead nowhere on paper, and pictures are not in the file: their words stand for them. */
function passageOf(stored: StoredPassage, marks: readonly Mark[], numbers: string): string {
  const { passage, number } = stored;
  const html = renderPassage(passage, { imageBase: "", linkTo: () => undefined, marks }).replace(
    /<img[^>]*?alt="([^"]*)"[^>]*>/g,
    "$1",
  );
  const marker = passage.marker === undefined ? "" : `<span class="marker">${escapeText(passage.marker)}</span> `;
  return `<div class="passage ${passage.kind}"${attribute("lang", passage.lang)}${attribute("dir", passage.dir)}><span class="number">${number}</span>${marker}${html}${numbers && ` ${numbers}`}</div>`;
}

function noteOf(note: Annotation, chapter: ExportChapter, say: ExportWords, number: number, quoting: boolean): string {
  const passage = numberOf(note, chapter);
  const facts = [
    say.kind(note.kind),
    writerOf(note),
    say.date(note.createdAt),
    ...(quoting && passage !== undefined ? [say.passage(passage)] : []),
    ...(note.question ? [say.state(note.question.state)] : []),
    ...note.tags.map((tag) => `#${tag}`),
  ];
  const quote = quoting ? `<blockquote>${escapeText(note.anchor.quote)}</blockquote>` : "";
  const link =
    note.to && "href" in note.to ? `<p>${escapeText(say.linkTo)}: ${linkOf(note.to.href, escapeText(note.to.href))}</p>` : "";
  const body = note.removedAt === undefined ? richOf(note.body) : removed(say);
  const replies = threadOf(note).map(({ reply, depth }) => {
    const said = reply.removedAt === undefined ? richOf(reply.body) : removed(say);
    return `<div class="reply" data-depth="${Math.min(depth, 2)}"><p class="facts">${escapeText(`${writerOf(reply)} · ${say.date(reply.createdAt)}`)}</p>${said}</div>`;
  });
  return `<aside class="note ${note.kind}"><p class="facts"><b>${number}</b> ${escapeText(facts.join(" · "))}</p>${quote}${body}${link}${replies.join("")}</aside>\n`;
}

const removed = (say: ExportWords) => `<p><i>${escapeText(say.removed)}</i></p>`;

const linkOf = (href: string, words: string) => `<a${attribute("href", href)} rel="noreferrer">${words}</a>`;

const richOf = (markdown: string) => (markdown === "" ? "" : parseRich(markdown).map(blockOf).join(""));

function blockOf(block: Rich): string {
  if (block.t === "paragraph") return `<p dir="auto">${block.c.map(inlineOf).join("")}</p>`;
  if (block.t === "quote") return `<blockquote>${block.c.map(blockOf).join("")}</blockquote>`;
  if (block.t === "code") return `<pre>${escapeText(block.text)}</pre>`;
  const [name, start] = block.start === undefined ? ["ul", ""] : ["ol", attribute("start", block.start)];
  return `<${name}${start}>${block.items.map((item) => `<li>${item.map(blockOf).join("")}</li>`).join("")}</${name}>`;
}

function inlineOf(node: RichInline): string {
  if (typeof node === "string") return escapeText(node);
  if (node.t === "br") return "<br>";
  if (node.t === "code") return `<code>${escapeText(node.text)}</code>`;
  if (node.t === "mention") return `<span class="name">@${escapeText(node.name)}</span>`;
  const words = node.c.map(inlineOf).join("");
  // A link within the book leads nowhere from a file.
  if (node.t === "passage") return words;
  return node.t === "a" ? linkOf(node.href, words) : `<${node.t}>${words}</${node.t}>`;
}
