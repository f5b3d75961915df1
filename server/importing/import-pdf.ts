// A PDF with a text layer becomes a book: its lines become paragraphs again, its outline or its headings divide it.
import { basename } from "node:path";
import { foldLine } from "#domain/text/fold.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { assembleChapters } from "./assemble-chapters.ts";
import { type BlockScope, type Draft, DraftWriter } from "./draft-writer.ts";
import { languageDirection, languageTag } from "./epub-package.ts";
import { guessLanguage } from "./guess-language.ts";
import { type ImportOptions, settle } from "./import-options.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { ImportReport } from "./import-report.ts";
import { lineJoiner } from "./join-lines.ts";
import { blocksOfPages, type PdfBlock, settingOf } from "./pdf-blocks.ts";
import { countPictures, openPdf, type PdfDocument } from "./pdf-document.ts";
import { withoutDrawings } from "./pdf-drawings.ts";
import { type InlinePorts, pdfInlines } from "./pdf-inlines.ts";
import type { PdfLine } from "./pdf-lines.ts";
import { findPdfNotes, noteLines, type PdfNotes } from "./pdf-notes.ts";
import { type PdfOutline, placeFinder, readOutline } from "./pdf-outline.ts";
import { readPages } from "./pdf-pages.ts";
import { withoutRunningLines } from "./pdf-running.ts";
import { planPdfChapters } from "./plan-pdf-chapters.ts";
import type { Flow } from "./text-flow.ts";

const BOLD = /bold|black|heavy|semibold|demi|[-,]B$|CMBX/i;
const ITALIC = /ital|obli|slant|CMTI|CMSL/i;
/** Faces of TeX and others that set formulas. */
const FORMULA_FACE = /CM(?:MI|SY|EX)\d|MSAM|MSBM|Math|Symbol/i;

/**
 * Reads a PDF. What had to be guessed or was left out is told in the book's report; throws ImportRefusal for what is no PDF,
 * opens only with a password, consists of pictures of pages, or passes the limits.
 */
export async function importPdf(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  const { limits, progress } = settle(bytes, options);
  const report = new ImportReport();
  const pictures = countPictures(bytes);
  const document = await openPdf(bytes, limits, report);
  try {
    const total = document.numPages + 1;
    const read = await readPages(document, limits, report, (done) => progress({ done, total, what: "reading" }));
    refuseScans(read.pages, pictures);
    const about = await describe(document, options.fileName);
    const outline = await readOutline(document, limits.contents, (page) => read.heights[page] ?? 0);
    await tellWhatIsLeftOut(document, read.pages, pictures, report);

    const faces = { isBold: (font: string) => BOLD.test(font), isItalic: (font: string) => ITALIC.test(font) };
    const bare = withoutRunningLines(read.pages);
    if (bare.dropped > 0)
      report.repaired("Page numbers and the lines that come again at the head or foot of pages were taken out of the text.");
    const setting = settingOf(bare.pages, faces.isBold);
    const plain = bare.pages.map((lines) => withoutDrawings(lines, setting));
    const lettering = plain.reduce((sum, { dropped }) => sum + dropped, 0);
    if (lettering > 0) report.lost("Drawings made of lines are missing, and the letters that stood in them were left out.");
    const notes = findPdfNotes(
      plain.map(({ lines }) => lines),
      setting,
    );
    const blocks = blocksOfPages(notes.pages, setting);
    tellAboutFormulas(notes.pages, report);

    const lines = notes.pages.flat().map(({ text }) => text);
    const language = about.language === "und" ? guessLanguage(lines.slice(0, 4000).join(" ")) : about.language;
    const direction = languageDirection(language);
    const scope: BlockScope = { lang: language, dir: direction, quoted: 0, listed: 0 };
    const labels = about.labels ?? bare.printed.map((label, i) => label ?? String(i + 1));
    const marked = new Set<number>();
    const ports: InlinePorts = {
      ...faces,
      join: lineJoiner(lines, "drop"),
      pageLabel: (page) => {
        if (marked.has(page)) return undefined;
        marked.add(page);
        return foldLine(labels[page] ?? "") || String(page + 1);
      },
      noteOf: (run) => notes.references.get(run),
    };
    const spent = { words: 0 };
    const writer = new DraftWriter(limits, spent);
    writeBlocks(blocks, writer, scope, ports, outline);
    if (writer.drafts.every(({ words }) => words === 0)) throw new ImportRefusal("no-text", NO_TEXT);
    const trailing = writer.takeMarks();
    const flow: Flow = {
      drafts: writer.drafts,
      documents: [],
      typesAt: ({ fragment }) => outline.types.get(fragment) ?? new Set(),
    };
    const title = about.title ?? titleOf(writer.drafts, blocks) ?? (titleFromFile(options.fileName) || "Untitled");
    const chapters = assembleChapters(flow, planPdfChapters(flow, outline, title, report), trailing, {
      language,
      direction,
      cover: undefined,
      report,
      readNote: (address, label) =>
        readNote(address, label, notes, new DraftWriter(limits, spent), { ...scope, note: true }, ports),
      hadNotes: () => false,
    });
    progress({ done: total, total, what: "done" });
    return {
      format: "pdf",
      title,
      authors: about.authors,
      language,
      direction,
      chapters,
      images: new Map(),
      report: report.lines(),
    };
  } finally {
    await document.loadingTask.destroy();
  }
}

const NO_TEXT =
  "The PDF holds pictures of pages and no text. Please have a text recognition (OCR) put the text in, or import a version with text.";

/** Scanned pages have no text, or only a line that a program stamped on them. */
function refuseScans(pages: readonly PdfLine[][], pictures: number): void {
  const words = pages.flat().reduce((sum, { text }) => sum + text.split(" ").length, 0);
  if (words === 0 || (pictures >= pages.length && words < pages.length * 5)) throw new ImportRefusal("no-text", NO_TEXT);
}

function writeBlocks(
  blocks: readonly PdfBlock[],
  writer: DraftWriter,
  scope: BlockScope,
  ports: InlinePorts,
  outline: PdfOutline,
): void {
  const placesAt = placeFinder(outline);
  for (const block of blocks) {
    for (const line of block.lines) writer.addresses(placesAt(line));
    const inside: BlockScope = {
      ...scope,
      ...(block.kind === "quote" ? { quoted: 1 } : {}),
      ...(block.kind === "item" ? { listed: 1, lead: { marker: block.marker ?? "•" } } : {}),
      ...(block.align === undefined ? {} : { align: block.align }),
    };
    const lines = block.kind === "item" ? withoutBullet(block) : block.lines;
    const content = pdfInlines(lines, ports, block.kind === "verse" || block.kind === "heading");
    writer.write(block.kind, content, inside, [], block.rank === undefined ? {} : { level: Math.min(6, block.rank + 1) });
  }
}

function withoutBullet(block: PdfBlock): PdfLine[] {
  const [first, ...others] = block.lines;
  if (first === undefined) return [];
  const [bullet, ...rest] = first.runs;
  const runs = bullet === undefined ? [] : [{ ...bullet, text: bullet.text.trimStart().slice(1).trimStart() }, ...rest];
  return [{ ...first, runs: runs.filter(({ text }) => text !== ""), text: first.text.slice(1).trimStart() }, ...others];
}

function readNote(
  address: string,
  label: string,
  notes: PdfNotes,
  writer: DraftWriter,
  scope: BlockScope,
  ports: InlinePorts,
): Draft[] {
  const note = notes.notes.get(address);
  if (note === undefined) return [];
  writer.write("note", pdfInlines(noteLines(note), { ...ports, pageLabel: () => undefined }, false), scope, []);
  return writer.drafts.map((draft, i) => (i === 0 ? { ...draft, marker: label } : draft));
}

interface Description {
  title?: string;
  authors: string[];
  language: string;
  labels?: string[];
}

/** What the PDF says of itself, where it makes sense: many are called after the program or the file they were made from. */
async function describe(document: PdfDocument, fileName: string | undefined): Promise<Description> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const field = (name: string) => {
    const value: unknown = (info as Record<string, unknown>)[name];
    return typeof value === "string" ? foldLine(value).slice(0, 250) : "";
  };
  const title = field("Title")
    .replace(/^(?:the )?project gutenberg e-?(?:book|text)(?: #\d+)?(?: of|:)\s*/i, "")
    .replace(/(?<!\.)\.$/, "");
  const isNone =
    title.length < 2 ||
    /^(?:untitled|microsoft|slide|document\d*$)|\.(?:docx?|pdf|indd|qxd|rtf|odt|tex|dvi)$|^\d+$/i.test(title) ||
    `${title}.pdf` === fileName;
  const author = field("Author");
  const labels = await document.getPageLabels().catch(() => null);
  return {
    ...(isNone ? {} : { title }),
    authors: /^(?:unknown|user|admin|administrator|owner|author|anonymous|\W*)$/i.test(author)
      ? []
      : author.split(/\s*;\s*|\s+(?:and|&)\s+/).filter((name) => name !== ""),
    language: field("Language") === "" ? "und" : languageTag(field("Language")),
    ...(labels === null ? {} : { labels }),
  };
}

/** Without a title of its own a PDF is called by the heading it begins with. */
function titleOf(drafts: readonly Draft[], blocks: readonly PdfBlock[]): string | undefined {
  const at = drafts.slice(0, 3).findIndex(({ kind }) => kind === "heading");
  if (at < 0) return undefined;
  const heading = blocks.find(({ kind }) => kind === "heading");
  return foldLine(heading?.lines.map(({ text }) => text).join(" ") ?? "").slice(0, 250) || undefined;
}

function titleFromFile(fileName: string | undefined): string {
  return foldLine(
    basename(fileName ?? "")
      .replace(/\.pdf$/i, "")
      .replace(/[_-]+/g, " "),
  );
}

async function tellWhatIsLeftOut(
  document: PdfDocument,
  pages: readonly PdfLine[][],
  pictures: number,
  report: ImportReport,
): Promise<void> {
  if (pictures > 0) {
    report.lost(`Pictures of a PDF are not taken over: ${pictures === 1 ? "one is" : `${pictures} are`} missing here.`);
  }
  const empty = pages.filter((lines) => lines.length === 0).length;
  if (empty > 0 && pictures > 0)
    report.lost(
      `${empty === 1 ? "One page holds" : `${empty} pages hold`} no text: ${empty === 1 ? "it is" : "they are"} empty or a picture.`,
    );
  const scripts = await document.hasJSActions().catch(() => false);
  const opening = await document.getOpenAction().catch(() => null);
  if (scripts || (opening !== null && "action" in opening))
    report.lost("The PDF carries scripts or actions; they were left out and never run.");
  const attached: unknown = await document.getAttachments().catch(() => null);
  const files = attached instanceof Map ? attached.size : Object.keys((attached ?? {}) as object).length;
  if (files > 0)
    report.lost(`${files === 1 ? "One file" : `${files} files`} inside the PDF ${files === 1 ? "was" : "were"} left out.`);
}

/** Formulas are said to be poor rather than shown as if they were right. */
function tellAboutFormulas(pages: readonly PdfLine[][], report: ImportReport): void {
  const lines = pages.flat().filter((line) => {
    const inFormula = line.runs.some(({ font, text }) => FORMULA_FACE.test(font) && /[\p{L}\p{N}\p{Sm}]/u.test(text));
    return inFormula || /[=<>≤≥±×÷√∫∑∞].*[=<>≤≥±×÷√∫∑∞]/.test(line.text);
  }).length;
  if (lines > 5) {
    report.lost(
      `${lines} lines hold formulas. A PDF does not say how they are built: here they are plain signs one after the other, and fractions and roots may read wrongly. Please compare them with the printed page.`,
    );
  }
}
