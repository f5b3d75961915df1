// Any file becomes a book: what it is decides who reads it.
import type { BookFormat, ImportedBook } from "#domain/text/model.ts";
import { detectFormat } from "./detect-format.ts";
import { importDocx } from "./import-docx.ts";
import { importEpub } from "./import-epub.ts";
import { importHtml } from "./import-html.ts";
import { importMarkdown } from "./import-markdown.ts";
import { type ImportOptions, settle } from "./import-options.ts";
import { importPdf } from "./import-pdf.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { importText } from "./import-text.ts";

const IMPORTERS: Record<BookFormat, (bytes: Uint8Array, options?: ImportOptions) => Promise<ImportedBook>> = {
  epub: importEpub,
  html: importHtml,
  markdown: importMarkdown,
  docx: importDocx,
  pdf: importPdf,
  text: importText,
};

/** Reads a file of any known format. Throws ImportRefusal, which says what to do, for any other and for what cannot be read. */
export async function importBook(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  settle(bytes, options);
  const read = IMPORTERS[detectFormat(bytes, options.fileName)];
  try {
    return await read(bytes, options);
  } catch (fault) {
    // What is nested deeper than any parser's stack.
    if (!(fault instanceof RangeError)) throw fault;
    throw new ImportRefusal(
      "too-complex",
      "The parts of the file are nested deeper than can be read. Please simplify it: quotes, lists or tables inside one another are often the reason.",
    );
  }
}
