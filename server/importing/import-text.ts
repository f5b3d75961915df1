// A plain text becomes a book: lines are joined to paragraphs again, headings are told from their look, what is not the book is set aside.
import { basename } from "node:path";
import { foldLine } from "#domain/text/fold.ts";
import type { ImportedBook } from "#domain/text/model.ts";
import { assembleChapters } from "./assemble-chapters.ts";
import { decodeText } from "./decode-text.ts";
import { type BlockScope, type Draft, DraftWriter } from "./draft-writer.ts";
import { languageDirection } from "./epub-package.ts";
import { guessLanguage } from "./guess-language.ts";
import { readGutenberg } from "./gutenberg-text.ts";
import { defaultLimits, type ImportLimits } from "./import-limits.ts";
import type { ImportOptions } from "./import-options.ts";
import { ImportRefusal } from "./import-refusal.ts";
import { ImportReport } from "./import-report.ts";
import { joinLines, type LineJoiner, lineJoiner } from "./join-lines.ts";
import { plainInlines } from "./plain-inlines.ts";
import { planTextChapters } from "./plan-text-chapters.ts";
import { blockLine, blocksOf, layoutOf, linesOf, type TextBlock, type TextLayout } from "./text-blocks.ts";
import type { Flow } from "./text-flow.ts";
import { type TextHead, textHead } from "./text-head.ts";
import { findTextNotes, type TextNote, type TextNotes } from "./text-notes.ts";
import { type Outline, outlineOf } from "./text-outline.ts";
import { partsOf } from "./text-parts.ts";

/**
 * Reads a plain text, from a file or pasted. What had to be guessed or was left out is told in the book's report;
 * throws ImportRefusal for what is no text, holds none, or passes the limits.
 */
export async function importText(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedBook> {
  const limits = options.limits ?? defaultLimits;
  const progress = options.progress ?? (() => {});
  const report = new ImportReport();
  progress({ done: 0, total: 3, what: "reading" });
  const lines = linesOf(readCharacters(bytes, limits, options.fileName, report));
  const gutenberg = readGutenberg(lines);
  const body = blocksOf(gutenberg?.body ?? lines);
  if (body.length === 0) throw new ImportRefusal("no-text", "The file holds no text.");
  const layout = layoutOf(body);
  const head: TextHead = gutenberg === undefined ? textHead(body, layout) : { blocks: 0 };
  const title = gutenberg?.title ?? head.title ?? (titleFromFile(options.fileName) || firstWords(body));
  const language =
    gutenberg?.language ??
    guessLanguage(
      body
        .slice(0, 3000)
        .map((block) => block.lines.join(" "))
        .join(" "),
    );
  progress({ done: 1, total: 3, what: "reading" });

  const outline = outlineOf(body.slice(head.blocks), layout);
  const notes = findTextNotes(body.slice(head.blocks));
  const direction = languageDirection(language);
  const scope: BlockScope = { lang: language, dir: direction, quoted: 0, listed: 0 };
  const spent = { words: 0 };
  const writer = new DraftWriter(limits, spent);
  const join = lineJoiner(lines, "keep");
  const around = (aside: readonly string[]) => {
    const blocks = blocksOf(aside);
    writeBlocks(blocks, writer, {
      layout: layoutOf(blocks),
      scope: { ...scope, lang: gutenberg === undefined ? language : "en", dir: "ltr" },
      join,
    });
    return writer.drafts.length;
  };
  const headerEnd = around(gutenberg?.header ?? []);
  const starts = writeBlocks(body.slice(head.blocks), writer, { layout, scope, join, outline, notes });
  const bodyEnd = writer.drafts.length;
  if (writer.drafts.slice(headerEnd).every(({ words }) => words === 0))
    throw new ImportRefusal("no-text", "The file holds no text that can be read.");
  around(gutenberg?.licence ?? []);
  if (outline.contents !== undefined) {
    report.repaired(
      `A list of contents with ${outline.contents.listed} lines was left out of the text; the chapters themselves say where they begin.`,
    );
  }
  progress({ done: 2, total: 3, what: "reading" });

  const flow: Flow = { drafts: writer.drafts, documents: [], typesAt: () => new Set() };
  const plan = planTextChapters({ drafts: writer.drafts, title, headerEnd, bodyEnd, outline, starts }, report);
  const byAddress = new Map([...notes.notes.values()].map((note) => [note.address, note]));
  const noteStarts = [...notes.notes.keys()].map((at) => starts.get(at) ?? 0);
  const chapters = assembleChapters(flow, plan, [], {
    language,
    direction,
    cover: undefined,
    report,
    readNote: (address, label) => {
      const note = byAddress.get(address);
      return note === undefined ? [] : readNote(note, label, new DraftWriter(limits, spent), { ...scope, note: true }, join);
    },
    hadNotes: ({ start, end }) => noteStarts.some((at) => at >= start && at <= end),
  });
  const first = chapters.find(({ role }) => role === "body");
  if (head.date !== undefined && first !== undefined) first.date = head.date;
  progress({ done: 3, total: 3, what: "done" });
  return {
    format: "text",
    title,
    authors: gutenberg?.authors ?? (head.author === undefined ? [] : [head.author]),
    ...(gutenberg?.rights === undefined ? {} : { rights: gutenberg.rights }),
    language,
    direction,
    chapters,
    images: new Map(),
    report: report.lines(),
  };
}

/** Bytes to characters; nothing is lost without a word. */
function readCharacters(bytes: Uint8Array, limits: ImportLimits, fileName: string | undefined, report: ImportReport): string {
  const most = Math.min(limits.fileBytes, limits.textBytes);
  if (bytes.length > most)
    throw new ImportRefusal(
      "too-large",
      `The text is larger than ${Math.round(most / 1e6)} MB. Please divide it into several files.`,
    );
  const text = report.decoded(decodeText(bytes, basename(fileName ?? "") || "The text"));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted here
  const controls = text.match(/[\u0000-\u0008\u000b\u000e-\u001b\u007f-\u0084\u0086-\u009f]/g)?.length ?? 0;
  if (controls * 50 > text.length)
    throw new ImportRefusal("damaged", "The file is no plain text. Please import it as what it is, or save it as text first.");
  if (controls > 0)
    report.lost(
      `${controls === 1 ? "One character that is" : `${controls} characters that are`} no text (control characters) ${controls === 1 ? "was" : "were"} left out.`,
    );
  return text;
}

interface Writing {
  layout: TextLayout;
  scope: BlockScope;
  join: LineJoiner;
  outline?: Outline;
  notes?: TextNotes;
}

/** Writes blocks as drafts. Gives for each block the number of its first draft. */
function writeBlocks(
  blocks: readonly TextBlock[],
  writer: DraftWriter,
  { layout, scope, join, outline, notes }: Writing,
): Map<number, number> {
  const starts = new Map<number, number>();
  const headings = new Map<number, number>();
  for (const entry of outline?.entries ?? [])
    for (let i = 0; i < entry.blocks; i++) headings.set(entry.at + i, entry.level === "inner" ? 3 : 2);
  let skip = 0;
  for (const [at, block] of blocks.entries()) {
    starts.set(at, writer.drafts.length);
    const note = notes?.notes.get(at);
    if (note !== undefined) skip = note.end;
    if (at < skip || (outline?.contents !== undefined && at >= outline.contents.start && at < outline.contents.end)) continue;
    let nth = 0;
    const nextNote = () => notes?.references.get(at)?.get(nth++);
    const level = headings.get(at);
    if (level !== undefined) {
      writer.write("heading", plainInlines(block.lines.map((line) => line.trim()).join("\n"), nextNote), scope, [], { level });
      continue;
    }
    for (const part of partsOf(block, layout, join)) {
      const inside: BlockScope = {
        ...scope,
        ...(part.kind === "quote" ? { quoted: 1 } : {}),
        ...(part.kind === "item" ? { listed: 1, lead: { marker: part.marker ?? "•" } } : {}),
        ...(part.align === undefined ? {} : { align: part.align }),
      };
      writer.write(part.kind, plainInlines(part.text, nextNote), inside, []);
    }
  }
  starts.set(blocks.length, writer.drafts.length);
  return starts;
}

function readNote(note: TextNote, label: string, writer: DraftWriter, scope: BlockScope, join: LineJoiner): Draft[] {
  const text = joinLines(
    note.lines.map((line) => line.trim()).filter((line) => line !== ""),
    join,
  );
  writer.write(
    "note",
    plainInlines(text, () => undefined),
    scope,
    [],
  );
  return writer.drafts.map((draft, i) => (i === 0 ? { ...draft, marker: label } : draft));
}

/** What a pasted text is called that has no title: the first words of its first longer paragraph, which stays in the text. */
function firstWords(body: readonly TextBlock[]): string {
  const words = body.map((block) => foldLine(blockLine(block)).split(" ")).find(({ length }) => length > 8);
  return words === undefined ? "Untitled" : `${words.slice(0, 8).join(" ").slice(0, 100).trim()}…`;
}

function titleFromFile(fileName: string | undefined): string {
  return foldLine(
    basename(fileName ?? "")
      .replace(/(?:\.latin1|\.utf-?8)?\.(?:txt|text|asc|log)$/i, "")
      .replace(/[_-]+/g, " "),
  );
}
