// What stands on the pages of a PDF and not in the text: running heads and feet, page numbers. They come again at the same height.
import type { PdfLine } from "./pdf-lines.ts";

/** Lines at the head and at the foot of a page that are looked at. */
const LOOKED_AT = 2;
/** On so many pages the same words at the same height are no text. */
const LEAST_PAGES = 3;
const NUMBER = /^[\s\p{Pd}[(]*(?:page |seite |p\. ?)?(\d{1,4}|[ivxlcdm]{1,8})[\s\p{Pd}\])]*(?:(?:of|von|sur|\/) ?\d+)?$/iu;

export interface BarePages {
  pages: PdfLine[][];
  /** How many lines were taken out. */
  dropped: number;
  /** The number that is printed on a page, where one is. */
  printed: (string | undefined)[];
}

/** Takes running heads, feet and page numbers out of the pages. */
export function withoutRunningLines(pages: readonly PdfLine[][]): BarePages {
  const edges = pages.map(edgeLines);
  const counts = new Map<string, number>();
  for (const lines of edges) for (const key of new Set(lines.flatMap(keysOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const isRepeated = (line: PdfLine) => keysOf(line).some((key) => (counts.get(key) ?? 0) >= LEAST_PAGES);
  // A height at which most pages have a running line is a band: what else stands there is one too, however short its chapter.
  const bands = new Map<number, number>();
  for (const lines of edges)
    for (const y of new Set(lines.filter(isRepeated).map(({ y }) => Math.round(y)))) bands.set(y, (bands.get(y) ?? 0) + 1);
  const isBand = (y: number) =>
    [-1, 0, 1].reduce((sum, by) => sum + (bands.get(Math.round(y) + by) ?? 0), 0) * 2 > pages.length && pages.length >= 6;
  const printed: (string | undefined)[] = [];
  let dropped = 0;
  const bare = pages.map((lines, i) => {
    const running = new Set((edges[i] ?? []).filter((line) => isRepeated(line) || isBand(line.y)));
    // A short document repeats nothing; the page's own number at its foot is plain enough.
    const foot = edges[i]?.at(-1);
    if (foot !== undefined && lines.length > 1 && NUMBER.exec(foot.text)?.[1] === String(i + 1)) running.add(foot);
    printed.push([...running].map(printedNumber).find((number) => number !== undefined));
    dropped += running.size;
    return lines.filter((line) => !running.has(line));
  });
  return { pages: bare, dropped, printed };
}

/** The lines at the head and foot of a page that can be running lines: numbers alone, and what is set apart from the text by room or size. */
function edgeLines(lines: readonly PdfLine[]): PdfLine[] {
  const sorted = lines.toSorted((a, b) => a.y - b.y);
  const gaps = sorted.slice(1).map((line, i) => line.y - (sorted[i]?.y ?? 0));
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const size = sorted.map((line) => line.size).sort((a, b) => a - b)[Math.floor(sorted.length / 2)] ?? 0;
  const candidates = (from: readonly PdfLine[], gapAfter: (i: number) => number) => {
    const apart = from
      .slice(0, LOOKED_AT)
      .findLastIndex((line, i) => gapAfter(i) > usual * 1.25 || Math.abs(line.size - size) > size * 0.04);
    return from.slice(0, LOOKED_AT).filter((line, i) => i <= apart || NUMBER.test(line.text));
  };
  return [
    ...new Set([
      ...candidates(sorted, (i) => gaps[i] ?? Number.POSITIVE_INFINITY),
      ...candidates(sorted.toReversed(), (i) => gaps[gaps.length - 1 - i] ?? Number.POSITIVE_INFINITY).toReversed(),
    ]),
  ];
}

/** What a line shares with its like on other pages: its words without numbers, and its height, give or take a point. */
function keysOf(line: PdfLine): string[] {
  const bare = NUMBER.test(line.text);
  const words = bare
    ? "#"
    : line.text
        .toLowerCase()
        .replace(/\d+/g, "#")
        .replace(/^[ivxlcdm]{1,6} | [ivxlcdm]{1,6}$/g, "#");
  // Long lines are text even if they come again; a number alone counts only where numbers stand.
  if (words.length > 120) return [];
  const y = Math.round(line.y);
  return [y - 1, y, y + 1].map((at) => `${words} ${at}`);
}

function printedNumber(line: PdfLine): string | undefined {
  const alone = NUMBER.exec(line.text)?.[1];
  if (alone !== undefined) return alone;
  return /^(\d{1,4})\s|\s(\d{1,4})$/
    .exec(line.text)
    ?.slice(1)
    .find((number) => number !== undefined);
}
