// The outline of a plain text: which of the blocks that look like headings begin parts and chapters, which are headings inside, which only list.

import { blockLine, type TextBlock, type TextLayout } from "./text-blocks.ts";
import { type HeadingLook, isCapitals, isContentsHeading, type LooksLikeHeading, looksLikeHeading } from "./text-headings.ts";

export interface OutlineEntry {
  /** The number of its first block, and how many blocks it takes: a number, and a name in a block of its own. */
  at: number;
  blocks: number;
  level: "part" | "chapter" | "inner";
  title: string;
  /** True for a preface, an appendix and their like. */
  named: boolean;
}

export interface Outline {
  entries: OutlineEntry[];
  /** The blocks of a list of contents, which is no text: from the first to the one before `end`. */
  contents?: { start: number; end: number; listed: number };
}

/** Looks that can head chapters, the plainest first. */
const CHAPTER_LOOKS: HeadingLook[] = ["chapter", "roman", "arabic", "capitals", "bare"];
/** Words that unmarked headings must have between them on average to divide a text into chapters; below that they are headings inside one. */
const CHAPTER_WORDS = 1500;

/** Finds the outline of the blocks of a book. */
export function outlineOf(blocks: readonly TextBlock[], layout: TextLayout): Outline {
  const contents = findContents(blocks, layout);
  const isListed = (at: number) => contents !== undefined && at >= contents.start && at < contents.end;
  const looks = blocks.flatMap((block, at) => {
    if (isListed(at)) return [];
    return looksLikeHeading(block, at, blocks[at + 1], blocks[at - 1], layout) ?? [];
  });
  const kept = withoutRepeated(blocks, looks);
  const parts = inSequence(kept.filter(({ look }) => look === "part"));
  const chapterLook = chooseLook(blocks, kept, parts);
  const chapters = chapterLook === undefined ? [] : chaptersOf(kept, chapterLook, parts);
  const isPlain = parts.length + chapters.length > 0;
  const named = kept.filter(({ look }) => look === "named");
  const heads = new Map<number, OutlineEntry["level"]>();
  for (const { at } of parts) heads.set(at, chapters.length > 0 ? "part" : "chapter");
  for (const { at } of [...chapters, ...(isPlain || named.length > 1 ? named : [])]) heads.set(at, "chapter");
  const subtitles = subtitled(blocks, kept, heads);
  const entries: OutlineEntry[] = [];
  for (const found of kept) {
    const last = entries.at(-1);
    if (last !== undefined && found.at < last.at + last.blocks) continue;
    const level = heads.get(found.at) ?? (isInner(found) ? "inner" : undefined);
    if (level === undefined) continue;
    const name = level === "inner" ? undefined : subtitles.get(found.at);
    entries.push({
      at: found.at,
      blocks: name === undefined ? 1 : 2,
      level,
      title: cutTitle(name === undefined ? found.title : `${found.title.replace(/[.:]$/, "")}: ${name}`),
      named: found.look === "named",
    });
  }
  return { entries: withPreamble(blocks, entries), ...(contents === undefined ? {} : { contents }) };
}

/** Headings that do not head chapters are headings inside one, if they say it plainly enough. */
function isInner({ look, nameless }: LooksLikeHeading): boolean {
  return ["capitals", "letter", "bare", "named"].includes(look) || ((look === "arabic" || look === "roman") && !nameless);
}

/** The list of contents: from its heading to where the headings it names begin again, or to the last heading before prose. */
function findContents(blocks: readonly TextBlock[], layout: TextLayout): Outline["contents"] {
  const early = Math.max(60, blocks.length / 4);
  const start = blocks.findIndex((block, at) => at < early && block.lines.length <= 2 && isContentsHeading(blockLine(block)));
  const own =
    start >= 0
      ? start
      : blocks.findIndex((block, at) => at < early && block.lines.length > 3 && isContentsHeading(block.lines[0]?.trim() ?? ""));
  if (own < 0) return undefined;
  const seen = new Set<string>();
  let end = own + 1;
  for (; end < blocks.length; end++) {
    const block = blocks[end];
    if (block === undefined || isParagraph(block, layout)) break;
    const key = headingKey(blockLine(block));
    if (block.lines.length === 1 && seen.has(key)) break;
    for (const line of block.lines) seen.add(headingKey(line));
  }
  // Before prose stand the headings of the first chapter: they are no list.
  const stop = end;
  if (blocks[end] !== undefined && isParagraph(blocks[end] as TextBlock, layout)) {
    while (
      end - 1 > own &&
      stop - end < 3 &&
      (blocks[end - 1]?.lines.length ?? 9) <= 2 &&
      (end === stop || (blocks[end]?.gap ?? 0) < 3)
    )
      end--;
    if (end === own + 1 && stop > end) end = Math.max(end, stop - 1);
  }
  const listed =
    blocks.slice(own + 1, end).reduce((sum, { lines }) => sum + lines.length, 0) +
    (start >= 0 ? 0 : (blocks[own]?.lines.length ?? 1) - 1);
  return listed < 2 || end >= blocks.length ? undefined : { start: own, end, listed };
}

/** What two spellings of one heading share: its first words and numbers, without page numbers and signs. */
function headingKey(line: string): string {
  return (
    line
      .toLowerCase()
      .replace(/[\s.·…_-]*\d+\s*$/u, (page) => (/[.·…_]|\s{2}/.test(page) ? "" : page))
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 2)
      .join(" ") ?? ""
  );
}

/** Prose of some length: not a line of a list. */
function isParagraph(block: TextBlock, layout: TextLayout): boolean {
  const line = blockLine(block);
  if (!layout.wrapped) return line.length > 150;
  if (block.lines.length < 3 || /^\s/.test(block.lines[0] ?? "")) return false;
  const full = block.lines.slice(0, -1).filter((text) => text.length > layout.width * 0.7).length;
  return full * 3 >= (block.lines.length - 1) * 2 && /[.?!:]/.test(line);
}

/** Headings that come again, and had nothing below them the first time, were a list. */
function withoutRepeated(blocks: readonly TextBlock[], looks: readonly LooksLikeHeading[]): LooksLikeHeading[] {
  const last = new Map(looks.map((found) => [`${found.look} ${found.title.toLowerCase()}`, found.at]));
  return looks.filter((found, i) => {
    const next = looks[i + 1];
    const isEmpty = next !== undefined && next.at === found.at + 1;
    return (
      !isEmpty ||
      found.look === "part" ||
      last.get(`${found.look} ${found.title.toLowerCase()}`) === found.at ||
      blocks.length === 0
    );
  });
}

/** Of numbered headings those that count up; counting may begin anew. One that is out of order is text. */
function inSequence(found: readonly LooksLikeHeading[]): LooksLikeHeading[] {
  let last = 0;
  return found.filter(({ number }) => {
    if (number === undefined) return true;
    const follows = number === 1 || (number > last && number <= last + 3);
    if (follows) last = number;
    return follows;
  });
}

function chaptersOf(
  kept: readonly LooksLikeHeading[],
  look: HeadingLook,
  parts: readonly LooksLikeHeading[],
): LooksLikeHeading[] {
  const own = kept.filter((found) => found.look === look && !parts.includes(found));
  return inSequence(own);
}

/** The look that heads the chapters: the plainest that occurs often enough and in order. */
function chooseLook(
  blocks: readonly TextBlock[],
  kept: readonly LooksLikeHeading[],
  parts: readonly LooksLikeHeading[],
): HeadingLook | undefined {
  const words = blocks.reduce((sum, block) => sum + blockLine(block).split(" ").length, 0);
  return CHAPTER_LOOKS.find((look) => {
    const own = chaptersOf(kept, look, parts);
    if (own.length < (look === "chapter" ? 1 : 2)) return false;
    if (look === "chapter" || look === "roman") return true;
    // What is inside parts is a chapter only if it says so.
    if (parts.length > 1 && look !== "arabic") return false;
    return words >= CHAPTER_WORDS * own.length;
  });
}

/** Names of chapters that stand in a block of their own below the number. */
function subtitled(
  blocks: readonly TextBlock[],
  kept: readonly LooksLikeHeading[],
  heads: ReadonlyMap<number, OutlineEntry["level"]>,
): Map<number, string> {
  const nameless = kept.filter(({ at, nameless }) => nameless && heads.has(at));
  const names = new Map<number, string>();
  let sure = 0;
  for (const { at } of nameless) {
    const block = blocks[at + 1];
    const next = blocks[at + 2];
    if (block === undefined || next === undefined || heads.has(at + 1) || block.lines.length > 4 || block.gap > 3) continue;
    const line = blockLine(block).replace(/\s+/g, " ");
    const isApart = next.gap >= 2 && next.gap >= block.gap;
    if (line.length > 250 || !(isCapitals(line) || isApart)) continue;
    names.set(at, line);
    if (isCapitals(line) || !/[.!?]["'”’]?$/.test(line)) sure++;
  }
  // A first paragraph that happens to be short is no name: most chapters have one, or none has.
  return sure * 2 > nameless.length ? names : new Map();
}

/** A heading in capitals before the first chapter, with text below it, heads a chapter of its own. */
function withPreamble(blocks: readonly TextBlock[], entries: OutlineEntry[]): OutlineEntry[] {
  const first = entries.findIndex(({ level }) => level !== "inner");
  if (first < 1) return entries;
  const end = entries[first]?.at ?? 0;
  return entries.map((entry, i) => {
    if (i >= first) return entry;
    const below = blocks.slice(entry.at + 1, entries.slice(0, first).find(({ at }) => at > entry.at)?.at ?? end);
    const words = below.reduce((sum, block) => sum + blockLine(block).split(" ").length, 0);
    return words >= 50 ? { ...entry, level: "chapter" } : entry;
  });
}

function cutTitle(title: string): string {
  if (title.length <= 250) return title;
  return `${title.slice(0, title.lastIndexOf(" ", 250))}…`;
}
