// What a block of plain text is: prose whose lines are joined, verse whose lines stay, a quotation set in, a list, a drawing made of signs.
import { joinLines, type LineJoiner } from "./join-lines.ts";
import { indentOf, type TextBlock, type TextLayout } from "./text-blocks.ts";

/** A passage to be: its text, with line feeds where lines stay. */
export interface TextPart {
  kind: "paragraph" | "quote" | "verse" | "item" | "code";
  text: string;
  align?: "center" | "end";
  /** For an item. */
  marker?: string;
}

const BULLET = /^([*•·▪‣–-])\s+(?=\S)/u;
const STARTS_HIGH = /^[\s"'“”‘’„«»‹›([{_—–-]*(?:\p{Lu}|\p{N})/u;

/** Divides a block into passages. */
export function partsOf(block: TextBlock, layout: TextLayout, join: LineJoiner): TextPart[] {
  const { lines } = block;
  const texts = lines.map((line) => line.trim());
  if (isDrawing(lines)) return [{ kind: "code", text: lines.map((line) => line.replaceAll(" ", "\u00a0")).join("\n") }];
  const items = itemsOf(lines, join);
  if (items !== undefined) return items;
  const quoted = texts.findIndex((line) => line.startsWith(">"));
  if (quoted >= 0 && texts.length > 1) return withMailQuote(block, quoted, layout, join);
  if (!layout.wrapped) {
    return isVerse(lines, 70) && texts.length > 1
      ? [{ kind: "verse", text: texts.join("\n") }]
      : texts.map((text) => ({ kind: "paragraph", text }));
  }
  const indent = Math.min(...lines.map(indentOf));
  if (indent >= 2 && lines.length === 1) return [singleLine(lines[0] ?? "", layout)];
  if (indent >= 2) {
    if (isVerse(lines, layout.width) || !isFull(lines)) return [{ kind: "verse", text: texts.join("\n") }];
    return [{ kind: "quote", text: joinLines(texts, join) }];
  }
  // Two lines that are not set in are verse only if they are plainly short: talk is often printed so.
  const isTalk = lines.length === 2 && (lines[0]?.length ?? 0) > layout.width * 0.7;
  if ((!isTalk && isVerse(lines, layout.width)) || isShort(lines, layout.width))
    return [{ kind: "verse", text: texts.join("\n") }];
  return paragraphs(lines).map((some) => ({ kind: "paragraph", text: joinLines(some, join) }));
}

/** What a mail quotes has a sign before each line; it may stand right below the words that announce it. */
function withMailQuote(block: TextBlock, from: number, layout: TextLayout, join: LineJoiner): TextPart[] {
  const { lines, gap } = block;
  const rest = lines.slice(from).findIndex((line) => !line.trim().startsWith(">"));
  const end = rest < 0 ? lines.length : from + rest;
  const around = (some: string[]) => (some.length === 0 ? [] : partsOf({ lines: some, gap }, layout, join));
  const quoted = lines.slice(from, end).map((line) => line.trim().replace(/^(?:>\s?)+/, ""));
  const quote: TextPart = isVerse(quoted, 60)
    ? { kind: "verse", text: quoted.join("\n") }
    : {
        kind: "quote",
        text: joinLines(
          quoted.filter((line) => line !== ""),
          join,
        ),
      };
  return [...around(lines.slice(0, from)), quote, ...around(lines.slice(end))];
}

/** A list: each item begins with a sign, what it goes on with is moved in. One line with a dash is talk, not a list. */
function itemsOf(lines: readonly string[], join: LineJoiner): TextPart[] | undefined {
  const first = BULLET.exec((lines[0] ?? "").trim())?.[1];
  const edge = indentOf(lines[0] ?? "");
  const starts = lines.filter((line) => BULLET.test(line.trim()) && indentOf(line) === edge).length;
  if (first === undefined || (starts < 2 && /[-–]/.test(first)) || !/\p{L}/u.test(lines[0] ?? "")) return undefined;
  const items: string[][] = [];
  for (const line of lines) {
    if (indentOf(line) === edge && BULLET.test(line.trim())) items.push([line.trim().replace(BULLET, "")]);
    else if (indentOf(line) > edge) items.at(-1)?.push(line.trim());
    else return undefined;
  }
  return items.map((item) => ({ kind: "item", text: joinLines(item, join), marker: first === "*" ? "•" : first }));
}

/** Lines that begin like verse lines and mostly end before they must. */
function isVerse(lines: readonly string[], width: number): boolean {
  if (lines.length < 2) return false;
  const high = lines.filter((line) => STARTS_HIGH.test(line)).length;
  return high >= lines.length * 0.85 && roomy(lines, width) >= 0.6;
}

/** Lines that all end before the middle: an address, a greeting, a list of names. */
function isShort(lines: readonly string[], width: number): boolean {
  const high = lines.filter((line) => STARTS_HIGH.test(line)).length;
  const isNarrow = lines.length > 1 && lines.every(({ length }) => length <= width * 0.5);
  return isNarrow && high >= lines.length * 0.6 && roomy(lines, width) === 1;
}

/** The share of lines, the last not counted, that had room for the first word of the next: prose never has, verse mostly. */
function roomy(lines: readonly string[], width: number): number {
  const open = lines.slice(0, -1).filter((line, i) => {
    const next = (lines[i + 1] ?? "").trim().split(" ", 1)[0] ?? "";
    return line.length + 1 + next.length <= width;
  });
  return open.length / Math.max(1, lines.length - 1);
}

/** True for lines set in that are wrapped at a right edge of their own. */
function isFull(lines: readonly string[]): boolean {
  const edge = Math.max(...lines.map(({ length }) => length));
  if (lines.length === 2) return !STARTS_HIGH.test(lines[1] ?? "");
  if (roomy(lines, edge) <= 0.3) return true;
  return lines.some((line) => !STARTS_HIGH.test(line)) && lines.slice(0, -1).every(({ length }) => length >= edge * 0.75);
}

/** Paragraphs that are told by an indented first line, not by an empty one. */
function paragraphs(lines: readonly string[]): string[][] {
  const indented = lines.filter((line) => indentOf(line) >= 2).length;
  const parted = indented > 0 && indented * 2 <= lines.length + 1;
  const out: string[][] = [];
  for (const line of lines) {
    if (out.length === 0 || (parted && indentOf(line) >= 2)) out.push([line.trim()]);
    else out.at(-1)?.push(line.trim());
  }
  return out;
}

/** A line by itself that is moved in: centred, at the right edge like a signature, or a short quotation. */
function singleLine(line: string, layout: TextLayout): TextPart {
  const left = indentOf(line);
  const right = layout.width - line.length;
  const text = line.trim();
  if (left >= 8 && Math.abs(left - right) <= 8) return { kind: "paragraph", text, align: "center" };
  if (left > layout.width / 3) return { kind: "paragraph", text, align: "end" };
  return { kind: left >= 8 ? "quote" : "paragraph", text };
}

/** Tables and drawings made of signs: only their columns make sense. */
function isDrawing(lines: readonly string[]): boolean {
  if (lines.length < 3) return false;
  const signs = lines.filter((line) => /^\s*[+|].*[+|]$|[-=_#*]{6,}|\S {4,}\S.* {4,}\S/.test(line)).length;
  const bare = lines.filter((line) => !/[\p{L}\p{N}]/u.test(line)).length;
  return signs * 2 > lines.length || bare * 3 > lines.length * 2;
}
