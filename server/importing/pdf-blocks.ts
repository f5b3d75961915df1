// From the lines of a PDF to its blocks: paragraphs, told by indentation, by room and by short last lines; headings, told by their look.
import type { PdfLine } from "./pdf-lines.ts";

export interface PdfBlock {
  kind: "paragraph" | "heading" | "item" | "quote" | "verse";
  lines: PdfLine[];
  /** For a heading: how large it is set, larger first; 1 is the largest. */
  rank?: number;
  /** For an item. */
  marker?: string;
  align?: "center";
}

/** How the body of a PDF is set. */
export interface PdfSetting {
  size: number;
  font: string;
  /** From one base line to the next. */
  leading: number;
  /** True if paragraphs begin with an indented line. */
  indents: boolean;
  isBold(font: string): boolean;
}

const BULLET = /^([•‣▪●○◦■□–*·])\s*(?=\S)/u;
const ENDED = /[.!?:;…]["'”’»)\]]*$/u;
const STARTS_HIGH = /^[\s"'“”‘’„«»([—–-]*(?:\p{Lu}|\p{N})/u;

/** Finds out how the body is set: what most of its letters have. */
export function settingOf(pages: readonly PdfLine[][], isBold: (font: string) => boolean): PdfSetting {
  const faces = new Map<string, number>();
  const leadings = new Map<number, number>();
  for (const lines of pages) {
    for (const line of lines)
      faces.set(
        `${(Math.round(line.size * 4) / 4).toFixed(2)} ${line.font}`,
        (faces.get(`${(Math.round(line.size * 4) / 4).toFixed(2)} ${line.font}`) ?? 0) + line.text.length,
      );
  }
  const [size = "10", font = ""] = (mostOf(faces) ?? "").split(" ");
  let flush = 0;
  let indented = 0;
  for (const lines of pages) {
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1];
      if (before === undefined || Math.abs(line.size - Number(size)) > 0.6) continue;
      const gap = Math.round((line.y - before.y) * 2) / 2;
      if (gap > 0 && gap < line.size * 3) leadings.set(gap, (leadings.get(gap) ?? 0) + 1);
      if (line.x - line.left < line.size * 0.3) flush++;
      else if (line.x - line.left < line.size * 4 && before.x - before.left < line.size * 0.3) indented++;
    }
  }
  return {
    size: Number(size) || 10,
    font,
    leading: mostOf(leadings) ?? Number(size) * 1.2,
    indents: indented * 40 > flush,
    isBold,
  };
}

function mostOf<T>(counts: ReadonlyMap<T, number>): T | undefined {
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Divides the pages into blocks. A paragraph goes on over the end of a page. */
export function blocksOfPages(pages: readonly PdfLine[][], setting: PdfSetting): PdfBlock[] {
  const blocks: PdfBlock[] = [];
  let last: PdfLine | undefined;
  for (const lines of pages) {
    for (const [i, line] of lines.entries()) {
      const open = blocks.at(-1);
      const isHeading = looksLikeHeading(line, lines[i - 1], lines[i + 1], setting);
      const goesOn = open !== undefined && last !== undefined && continues(open, last, line, isHeading, setting);
      if (goesOn) open.lines.push(line);
      else blocks.push(begin(line, isHeading, setting));
      last = line;
    }
  }
  return ranked(blocks.map((block) => settle(block)));
}

function begin(line: PdfLine, isHeading: boolean, setting: PdfSetting): PdfBlock {
  if (isHeading) return { kind: "heading", lines: [line] };
  const bullet = BULLET.exec(line.text);
  if (bullet !== null)
    return { kind: "item", lines: [line], marker: bullet[1] === "*" || bullet[1] === "●" ? "•" : (bullet[1] ?? "•") };
  return { kind: "paragraph", lines: [line], ...(isCentred(line, setting) ? { align: "center" as const } : {}) };
}

function continues(block: PdfBlock, last: PdfLine, line: PdfLine, isHeading: boolean, setting: PdfSetting): boolean {
  if ((block.kind === "heading") !== isHeading || BULLET.test(line.text)) return false;
  if (Math.abs(line.size - last.size) > setting.size * 0.08 && !isFragment(line) && !isFragment(last)) return false;
  const em = line.size;
  const isNext = line.page === last.page && line.y > last.y;
  if (block.kind === "heading")
    return (
      isNext &&
      line.y - last.y < Math.max(last.size, line.size) * 1.7 &&
      last.font === line.font &&
      !/^(?:chapter|kapitel|chapitre|part|teil)?\s*[IVXLC\d]+\.?$/i.test(last.text)
    );
  if (block.align !== undefined || (block.kind !== "item" && !isUnder(line, last) && isCentred(line, setting))) return false;
  const isShort = last.right < last.edge - (last.edge - last.left) * 0.2;
  if (isNext) {
    if (line.y - last.y > setting.leading * 1.3 + 0.5 && line.y - last.y > em * 1.25) return false;
  } else {
    // A new page or column: what was ended there does not go on here.
    if (ENDED.test(last.text) && (isShort || !setting.indents)) return false;
    if (block.kind === "item" && ENDED.test(last.text)) return false;
  }
  if (block.kind === "item") return line.x > (block.lines[0]?.x ?? 0) + em * 0.3 || !isNext;
  const indent = line.x - line.left;
  const before = last.x - last.left;
  if (indent > em * 0.6 && before < em * 0.3) return false;
  if (isNext && block.lines.length > 1 && before > em * 0.6 && indent < before - em * 0.4) return false;
  return !(isShort && ENDED.test(last.text));
}

/** True for a line that begins where the line before it begins. */
function isUnder(line: PdfLine, last: PdfLine): boolean {
  return line.page === last.page && Math.abs(line.x - last.x) < line.size * 0.2;
}

/** A piece of a formula: too short for its size to say anything. */
function isFragment(line: PdfLine): boolean {
  return line.text.length < 4;
}

/** Set larger than the body, or bold and alone, or in capitals in the middle, with room before it. */
function looksLikeHeading(line: PdfLine, before: PdfLine | undefined, after: PdfLine | undefined, setting: PdfSetting): boolean {
  const text = line.text;
  if (text.length > 160 || (text.match(/\p{L}/gu)?.length ?? 0) < 3) return false;
  if (line.size >= setting.size * 1.12) return true;
  if (line.size < setting.size * 0.9 || /[.,;]$/.test(text)) return false;
  const room = before === undefined ? Number.POSITIVE_INFINITY : line.y - before.y;
  const below = after === undefined ? Number.POSITIVE_INFINITY : after.y - line.y;
  const hasRoom = (room < 0 || room > setting.leading * 1.2) && below > 0 && text.length <= 120;
  const isBold =
    setting.isBold(line.font) &&
    !setting.isBold(setting.font) &&
    line.runs.every((run) => run.text.trim() === "" || setting.isBold(run.font));
  if (isBold) return hasRoom || line.right < line.edge - (line.edge - line.left) * 0.3;
  const letters = text.match(/\p{L}/gu) ?? [];
  return hasRoom && letters.length > 5 && !/\p{Ll}/u.test(text) && !/[=<>+]/.test(text) && isCentred(line, setting);
}

function isCentred(line: PdfLine, setting: PdfSetting): boolean {
  const left = line.x - line.left;
  const right = line.edge - line.right;
  const isWide = line.right - line.x > (line.edge - line.left) * 0.9;
  const isColumn = line.edge - line.left < setting.size * 18;
  return (
    !isWide && !isColumn && left > setting.size * 1.5 && right > setting.size * 1.5 && Math.abs(left - right) < setting.size * 2.5
  );
}

/** Tells verse and quotations from the paragraphs they were taken for. */
function settle(block: PdfBlock): PdfBlock {
  if (block.kind !== "paragraph" || block.lines.length < 2 || block.align !== undefined) return block;
  // A list of names or titles: its lines end where they end, or with the number of a page.
  const open = block.lines.slice(0, -1).filter((line) => line.right < line.edge - (line.edge - line.left) * 0.15).length;
  const numbered = block.lines.filter(({ text }) => /\s\d+$/.test(text)).length;
  if (block.lines.length >= 3 && (open >= block.lines.length * 0.7 || numbered >= block.lines.length * 0.6))
    return { ...block, kind: "verse" };
  const isIn = block.lines.every((line) => line.x - line.left > line.size * 0.9);
  if (!isIn) return block;
  const short = block.lines.filter((line) => line.right < line.edge - (line.edge - line.left) * 0.12).length;
  const high = block.lines.filter((line) => STARTS_HIGH.test(line.text)).length;
  if (block.lines.length >= 3 && short >= block.lines.length - 1 && high >= block.lines.length * 0.85)
    return { ...block, kind: "verse" };
  return { ...block, kind: "quote" };
}

/** Ranks headings by their size, bold before plain of the same size. */
function ranked(blocks: readonly PdfBlock[]): PdfBlock[] {
  const sizeOf = (block: PdfBlock) => Math.round((block.lines[0]?.size ?? 0) * 2) / 2;
  const sizes = [...new Set(blocks.filter(({ kind }) => kind === "heading").map(sizeOf))].sort((a, b) => b - a);
  return blocks.map((block) => (block.kind === "heading" ? { ...block, rank: sizes.indexOf(sizeOf(block)) + 1 } : block));
}
