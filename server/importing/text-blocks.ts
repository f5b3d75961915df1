// A plain text as blocks: lines that stand together, with the empty lines before them, and how wide its lines are set.

/** Lines without an empty one between them. */
export interface TextBlock {
  /** Without white space at their ends; indentation is kept. */
  lines: string[];
  /** Empty lines before the block. The beginning of a text counts as four: as much as any text leaves before a chapter. */
  gap: number;
}

/** How a text is set. */
export interface TextLayout {
  /** False for a text that has each paragraph on one line, however long. */
  wrapped: boolean;
  /** Columns that nearly all lines keep to; without meaning where lines are not wrapped. */
  width: number;
}

/** A line that begins a note: "[1] See above." Notes below each other are blocks of their own. */
export const NOTE_HEAD = /^\s*\[(\d{1,4}|\*{1,4}|[A-Z]|[†‡§¶]{1,3})\]:?\s+(?=\S)/u;

const BEGINNING = 4;
/** Lines longer than this are no wrapped lines. */
const WIDEST = 110;

/** The lines of a text, whatever ends them; a form feed ends a line and leaves an empty one. */
export function linesOf(text: string): string[] {
  return text
    .replace(/\f/g, "\n\n")
    .split(/\r\n|\n|\r|\u2028|\u2029/)
    .map((line) => (line.includes("\t") ? line.replaceAll("\t", "        ") : line).trimEnd());
}

export function blocksOf(lines: readonly string[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let gap = BEGINNING;
  let open: string[] | undefined;
  for (const line of lines) {
    if (line === "") {
      gap = open === undefined ? gap + 1 : 1;
      open = undefined;
    } else if (open === undefined || (NOTE_HEAD.test(line) && NOTE_HEAD.test(open[0] ?? ""))) {
      blocks.push({ lines: [line], gap: open === undefined ? gap : 0 });
      open = blocks.at(-1)?.lines;
    } else open.push(line);
  }
  return blocks;
}

/** Wrapped or not is judged by where most of the characters are: on long lines or on short ones. */
export function layoutOf(blocks: readonly TextBlock[]): TextLayout {
  const lengths = blocks.flatMap(({ lines }) => lines.map(({ length }) => length)).sort((a, b) => a - b);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const long = lengths.reduce((sum, length) => sum + (length > WIDEST ? length : 0), 0);
  return { wrapped: long * 4 < all, width: Math.max(60, Math.min(WIDEST, lengths[Math.floor(lengths.length * 0.98)] ?? 0)) };
}

/** How many columns a line is moved in. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The lines of a block as one line of text. */
export function blockLine(block: TextBlock): string {
  return block.lines.map((line) => line.trim()).join(" ");
}
