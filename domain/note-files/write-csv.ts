// Notes as a table (RFC 4180), a row for each note and each reply. What a spreadsheet would take for a formula is written as text.
import type { Annotation, Reply } from "../shapes/annotation.ts";
import { type CsvColumn, csvColumns, type ExportWords, type NoteWriter, numberOf, threadOf, writerOf } from "./note-writer.ts";

export function csvWriter(say: ExportWords): NoteWriter {
  return {
    // The mark at the beginning tells Excel that the file is UTF-8; other programs pass over it.
    head: () => `\ufeff${row(csvColumns.map((column) => say.columns[column]))}`,
    chapter: (chapter) =>
      chapter.notes
        .flatMap((note) => {
          const number = numberOf(note, chapter);
          const common = { chapter: chapter.title, ...(number !== undefined && { passage: String(number) }) };
          const replies = threadOf(note).map(({ reply }) => ({ ...common, ...cellsOfReply(reply, say) }));
          return [{ ...common, ...cellsOfNote(note, say) }, ...replies];
        })
        .map((cells) => row(csvColumns.map((column) => cells[column] ?? "")))
        .join(""),
    tail: () => "",
  };
}

type Cells = Partial<Record<CsvColumn, string>>;

function cellsOfNote(note: Annotation, say: ExportWords): Cells {
  return {
    kind: say.kind(note.kind),
    author: writerOf(note),
    written: note.createdAt,
    edited: note.editedAt ?? "",
    visibility: say.visibility(note.visibility),
    tags: note.tags.join(", "),
    state: note.question ? say.state(note.question.state) : "",
    quote: note.anchor.quote,
    words: note.body,
    link: note.to ? ("href" in note.to ? note.to.href : note.to.passageId) : "",
    id: note.id,
  };
}

function cellsOfReply(reply: Reply, say: ExportWords): Cells {
  return {
    kind: say.reply,
    author: writerOf(reply),
    written: reply.createdAt,
    edited: reply.editedAt ?? "",
    words: reply.body,
    id: reply.id,
    answers: reply.parentId ?? reply.annotationId,
  };
}

/**
 * A line of cells, each in quotes. A cell that begins as a formula does (OWASP, "CSV Injection"), also behind white space or in the full
 * width of East Asian scripts, gets an apostrophe before it, which spreadsheets take for "this is text".
 */
function row(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const text = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
    return `"${text.replaceAll('"', '""')}"`;
  });
  return `${quoted.join(",")}\r\n`;
}
