// Notes as Markdown that reads well as plain text: the words of the book quoted, who said what, and the thread below as a list.
import type { Annotation } from "../shapes/annotation.ts";
import {
  type ExportBook,
  type ExportChapter,
  type ExportWords,
  type NoteWriter,
  numberOf,
  threadOf,
  writerOf,
} from "./note-writer.ts";

export function markdownWriter(book: ExportBook, say: ExportWords): NoteWriter {
  let any = false;
  return {
    head() {
      const authors = book.authors.length > 0 ? `*${plain(book.authors.join(", "))}*\n\n` : "";
      return `# ${plain(book.title)}\n\n${authors}${plain(say.lead)}\n`;
    },
    chapter(chapter) {
      if (chapter.notes.length === 0) return "";
      any = true;
      return `\n## ${plain(chapter.title)}\n${chapter.notes.map((note) => noteOf(note, chapter, say)).join("")}`;
    },
    tail: () => (any ? "" : `\n${plain(say.none)}\n`),
  };
}

function noteOf(note: Annotation, chapter: ExportChapter, say: ExportWords): string {
  const number = numberOf(note, chapter);
  const facts = [
    `**${say.kind(note.kind)}**`,
    plain(writerOf(note)),
    say.date(note.createdAt),
    ...(number === undefined ? [] : [say.passage(number)]),
    ...(note.question ? [say.state(note.question.state)] : []),
    ...note.tags.map((tag) => `#${plain(tag)}`),
  ];
  const words = note.removedAt !== undefined ? `*${plain(say.removed)}*` : note.body;
  const link = note.to && ("href" in note.to ? `${plain(say.linkTo)}: <${note.to.href}>` : "");
  const replies = threadOf(note).map(({ reply, depth }) => {
    const said = reply.removedAt === undefined ? reply.body : `*${plain(say.removed)}*`;
    const indent = "  ".repeat(depth - 1);
    return `${indent}- ${plain(writerOf(reply))}, ${say.date(reply.createdAt)}: ${said.replaceAll("\n", `\n${indent}  `)}`;
  });
  const blocks = [quoted(note.anchor.quote), facts.join(" · "), ...(words ? [words] : []), ...(link ? [link] : [])];
  return `\n${[...blocks, ...(replies.length > 0 ? [replies.join("\n")] : [])].join("\n\n")}\n`;
}

const quoted = (words: string) => plain(words).replace(/^/gm, "> ");

/** Text that is not to be read as Markdown, on however many lines. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<]/g, "\\$&")
    .replace(/^(\s*)([#>+-]|\d+[.)])/gm, (_, space: string, sign: string) =>
      /^\d/.test(sign) ? `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}` : `${space}\\${sign}`,
    );
}
