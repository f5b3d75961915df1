// A file of notes as it is sent: its name, its type, and its parts as they become ready.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { Zip, ZipDeflate } from "fflate";
import type { NoteWriter } from "#domain/note-files/note-writer.ts";
import { PRINT_CSS } from "#domain/note-files/print-css.ts";
import { csvWriter } from "#domain/note-files/write-csv.ts";
import { htmlWriter } from "#domain/note-files/write-html.ts";
import { collectionWriter, EPUB_ENTRY, epubSetWriter } from "#domain/note-files/write-json.ts";
import { markdownWriter } from "#domain/note-files/write-markdown.ts";
import type { ExportFormat, NoteExport } from "#domain/shapes/note-file.ts";
import type { HttpAnswer } from "../http.ts";
import type { NotesOut } from "./notes-out.ts";
import { ANNOTATION_TYPE } from "./protocol-answer.ts";

/** The page to print runs nothing and fetches nothing; its one style is known by its hash. The sandbox is for the tab it opens in. */
const STYLE = `'sha256-${createHash("sha256").update(PRINT_CSS).digest("base64")}'`;
const PAGE_POLICY = `default-src 'none'; style-src ${STYLE}; base-uri 'none'; form-action 'none'`;

const forms: Record<ExportFormat, { ending: string; type: string }> = {
  markdown: { ending: "md", type: "text/markdown; charset=utf-8" },
  html: { ending: "html", type: "text/html; charset=utf-8" },
  csv: { ending: "csv", type: "text/csv; charset=utf-8; header=present" },
  "json-ld": { ending: "jsonld", type: ANNOTATION_TYPE },
  annotations: { ending: "annotations", type: "application/zip" },
};

export function answerWith(out: NotesOut, { format, layout }: NoteExport): HttpAnswer {
  const { ending, type } = forms[format];
  const writer = writerFor(out, format, layout);
  const text = partsOf(writer, out);
  const name = `${out.book.title.replaceAll(/[\p{Cc}"*/:<>?\\|]+/gu, " ").trim()} – notes.${ending}`;
  const disposition = `${format === "html" ? "inline" : "attachment"}; filename="notes.${ending}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", "%27")}`;
  return {
    headers: {
      "Content-Type": type,
      "Content-Disposition": disposition,
      ...(format === "html" && { "Content-Security-Policy": `sandbox; ${PAGE_POLICY}; frame-ancestors 'none'` }),
    },
    body: Readable.from(format === "annotations" ? zipped(text) : text, { objectMode: false }),
  };
}

function writerFor({ book, words }: NotesOut, format: ExportFormat, layout: NoteExport["layout"]): NoteWriter {
  switch (format) {
    case "markdown":
      return markdownWriter(book, words);
    case "html":
      return htmlWriter(book, words, layout, PAGE_POLICY);
    case "csv":
      return csvWriter(words);
    case "json-ld":
      return collectionWriter(book);
    case "annotations":
      return epubSetWriter(book);
  }
}

async function* partsOf(writer: NoteWriter, out: NotesOut): AsyncGenerator<string> {
  yield writer.head();
  for await (const chapter of out.chapters) yield writer.chapter(chapter);
  yield writer.tail();
}

/** The set as the one entry of a zip (EPUB Annotations 1.0, detached annotations). */
async function* zipped(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((fault, chunk) => {
    if (fault) throw fault;
    ready.push(chunk);
  });
  const entry = new ZipDeflate(EPUB_ENTRY, { level: 6 });
  zip.add(entry);
  const encoder = new TextEncoder();
  for await (const part of parts) {
    entry.push(encoder.encode(part));
    yield* ready.splice(0);
  }
  entry.push(new Uint8Array(), true);
  zip.end();
  yield* ready.splice(0);
}
