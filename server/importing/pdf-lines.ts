// From the pieces of text that a page of a PDF sets, each at its place, to lines in reading order.

/** A piece of text as it is set. `y` is the base line, counted from the top of the page; all lengths are in points. */
export interface PdfRun {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  font: string;
  rtl?: true;
}

export interface PdfLine {
  runs: PdfRun[];
  x: number;
  right: number;
  y: number;
  /** The size and the font of most of its letters. */
  size: number;
  font: string;
  text: string;
  page: number;
  /** The column it stands in: its edges are what its indentation is measured by. */
  left: number;
  edge: number;
}

/** A gap inside a line that is wider than this, in ems, parts what stands beside each other. */
const COLUMN_GAP = 1.4;
/** A gap that is wider than this, in ems, is a space. */
const SPACE = 0.18;

/** The lines of one page. Two columns are read one after the other where they are unmistakable. */
export function linesOfPage(runs: readonly PdfRun[], page: number): PdfLine[] {
  const pieces = rowsOf(runs).flatMap(parted);
  const gutter = gutterOf(pieces);
  if (gutter === undefined) return withEdges(rowsOf(runs).map((row) => lineOf(row, page)));
  const rows = pieces.map((piece) => lineOf(piece, page));
  const isWide = (line: PdfLine) => line.x < gutter && line.right > gutter;
  const out: PdfLine[] = [];
  let band: PdfLine[] = [];
  const flush = () => {
    out.push(...withEdges(band.filter(({ right }) => right <= gutter)), ...withEdges(band.filter(({ x }) => x >= gutter)));
    band = [];
  };
  for (const line of rows) {
    if (!isWide(line)) band.push(line);
    else {
      flush();
      out.push(...withEdges([line]));
    }
  }
  flush();
  return out;
}

/** Runs that stand on one base line, from the top of the page down; what is raised or lowered belongs to the line it touches. */
function rowsOf(runs: readonly PdfRun[]): PdfRun[][] {
  const sizes = runs.map(({ size }) => size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const rows: { y: number; size: number; runs: PdfRun[] }[] = [];
  const large = runs.filter(({ size }) => size >= usual * 0.8).sort((a, b) => a.y - b.y || a.x - b.x);
  for (const run of large) {
    const row = rows.findLast((other) => Math.abs(other.y - run.y) <= 0.3 * Math.min(other.size, run.size));
    if (row === undefined) rows.push({ y: run.y, size: run.size, runs: [run] });
    else row.runs.push(run);
  }
  const small: typeof rows = [];
  for (const run of runs.filter(({ size }) => size < usual * 0.8).sort((a, b) => a.y - b.y || a.x - b.x)) {
    const host = rows.find(
      (row) =>
        Math.abs(row.y - run.y) <= 0.6 * row.size &&
        row.runs.some((other) => run.x - other.right < 0.5 * row.size && other.x - run.right < 0.5 * row.size),
    );
    const own = host ?? small.findLast((other) => Math.abs(other.y - run.y) <= 0.3 * Math.min(other.size, run.size));
    if (own === undefined) small.push({ y: run.y, size: run.size, runs: [run] });
    else own.runs.push(run);
  }
  return [...rows, ...small].sort((a, b) => a.y - b.y).map((row) => row.runs.sort((a, b) => a.x - b.x));
}

/** A row in the pieces that wide gaps part. */
function parted(row: readonly PdfRun[]): PdfRun[][] {
  const pieces: PdfRun[][] = [];
  for (const run of row) {
    const last = pieces.at(-1)?.at(-1);
    if (last !== undefined && run.x - last.right <= COLUMN_GAP * Math.max(run.size, last.size)) pieces.at(-1)?.push(run);
    else pieces.push([run]);
  }
  return pieces;
}

/** The middle of the gap between two columns: nearly all text stands on one side of it, and much beside each other. */
function gutterOf(pieces: readonly PdfRun[][]): number | undefined {
  const spans = pieces.map((piece) => ({
    x: Math.min(...piece.map(({ x }) => x)),
    right: Math.max(...piece.map(({ right }) => right)),
    y: piece[0]?.y ?? 0,
  }));
  if (spans.length < 16) return undefined;
  const left = Math.min(...spans.map(({ x }) => x));
  const right = Math.max(...spans.map((span) => span.right));
  const inMiddle = (at: number) => at > left + (right - left) * 0.35 && at < left + (right - left) * 0.65;
  const starts = new Map<number, number>();
  for (const { x } of spans) if (inMiddle(x)) starts.set(Math.round(x), (starts.get(Math.round(x)) ?? 0) + 1);
  const start = [...starts].sort((a, b) => b[1] - a[1])[0]?.[0];
  if (start === undefined) return undefined;
  const at = start - 3;
  const before = spans.filter((span) => span.right <= at);
  const after = spans.filter((span) => span.x >= at);
  const beside = before.filter(({ y }) => after.some((other) => Math.abs(other.y - y) < 8));
  const wide = (list: typeof spans) => list.reduce((sum, span) => sum + span.right - span.x, 0) / Math.max(1, list.length);
  const isSure =
    before.length >= 6 &&
    after.length >= 6 &&
    before.length + after.length >= spans.length * 0.85 &&
    beside.length >= before.length * 0.5 &&
    wide(before) > (right - left) * 0.2 &&
    wide(after) > (right - left) * 0.2;
  return isSure ? at : undefined;
}

function lineOf(row: readonly PdfRun[], page: number): PdfLine {
  const isRtl = row.filter(({ rtl }) => rtl).length * 2 > row.length;
  const runs = isRtl ? row.toReversed() : [...row];
  const weights = new Map<string, { letters: number; run: PdfRun }>();
  for (const run of runs) {
    const key = `${run.font} ${run.size.toFixed(1)}`;
    weights.set(key, { letters: (weights.get(key)?.letters ?? 0) + run.text.length, run });
  }
  const main = [...weights.values()].sort((a, b) => b.letters - a.letters)[0]?.run;
  const spaced = runs.map((run, i) => {
    const before = runs[i - 1];
    if (before === undefined || /\s$/.test(before.text) || /^\s/.test(run.text)) return run;
    const gap = isRtl ? before.x - run.right : run.x - before.right;
    return gap > SPACE * Math.min(run.size, before.size) ? { ...run, text: ` ${run.text}` } : run;
  });
  return {
    runs: spaced,
    x: Math.min(...row.map(({ x }) => x)),
    right: Math.max(...row.map(({ right }) => right)),
    y: main?.y ?? 0,
    size: main?.size ?? 0,
    font: main?.font ?? "",
    text: spaced
      .map(({ text }) => text)
      .join("")
      .replace(/\s+/g, " ")
      .trim(),
    page,
    left: 0,
    edge: 0,
  };
}

/** Gives the lines of a column its edges: where most of them begin, and where the long ones end. */
function withEdges(lines: readonly PdfLine[]): PdfLine[] {
  const starts = new Map<number, number>();
  for (const { x, text } of lines) starts.set(Math.round(x), (starts.get(Math.round(x)) ?? 0) + text.length);
  const left = [...starts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
  const rights = lines.map(({ right }) => right).sort((a, b) => a - b);
  const edge = rights[Math.floor(rights.length * 0.9)] ?? 0;
  return lines.map((line) => ({ ...line, left, edge }));
}
