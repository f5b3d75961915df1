// Where each chapter lies on the spine, in percent of its length, and how deeply it is tinted. Pure.

export interface Stretch {
  /** Percent from the beginning of the book. */
  start: number;
  /** Percent of the book's length. */
  width: number;
}

/** What is drawn as one piece: the chapters from index `from` to index `to`, usually the same. */
export interface Segment extends Stretch {
  from: number;
  to: number;
}

export interface SpineBar {
  segments: Segment[];
  /** Where each single chapter lies, also inside a piece of several. */
  chapters: Stretch[];
}

/** So many pieces can be told apart on a small phone (320 px): above it chapters that are too thin are drawn together. */
const MOST_PIECES = 80;
/** What stays in sight there: two pixels. */
const LEAST_PERCENT = 0.7;

/**
 * Chapters in proportion to their words; the shortest keep `least` percent (or an equal share, where there are too many
 * for that), so that none vanishes. Widths sum to 100.
 */
export function spineLayout(words: readonly number[], least = LEAST_PERCENT): Stretch[] {
  if (words.length === 0) return [];
  const floor = Math.min(least, 100 / words.length);
  const total = words.reduce((sum, count) => sum + Math.max(0, count), 0);
  const free = 100 - floor * words.length;
  let start = 0;
  return words.map((count) => {
    const width = floor + (total > 0 ? (Math.max(0, count) / total) * free : free / words.length);
    const stretch = { start, width };
    start += width;
    return stretch;
  });
}

/** What the layout knows of a chapter. Chapters of one section are drawn together before those of two. */
interface Laid {
  words: number;
  role: string;
  section?: string | undefined;
}

/** The bar of a book: at most 80 pieces, each wide enough to be seen. Of a book with more chapters, thin ones are joined within their section, and where that is not enough, across. */
export function spineBar(chapters: readonly Laid[]): SpineBar {
  let runs = chapters.map((_, index) => ({ from: index, to: index }));
  for (const within of [sameSection, anywhere]) if (runs.length > MOST_PIECES) runs = join(runs, chapters, within);
  const wordsOf = ({ from, to }: { from: number; to: number }) => sum(chapters.slice(from, to + 1));
  const layout = spineLayout(runs.map(wordsOf));
  const segments = runs.map((run, index) => ({ ...run, ...(layout[index] ?? { start: 0, width: 0 }) }));
  return { segments, chapters: segments.flatMap((segment) => inside(segment, chapters.slice(segment.from, segment.to + 1))) };
}

const sum = (chapters: readonly Laid[]) => chapters.reduce((words, chapter) => words + Math.max(0, chapter.words), 0);
const sameSection = (a: Laid, b: Laid) => a.section === b.section && a.role === b.role;
const anywhere = () => true;

/** Joins neighbours until each piece has its share of the book, or there is nothing it may be joined with. */
function join(
  runs: readonly { from: number; to: number }[],
  chapters: readonly Laid[],
  within: (a: Laid, b: Laid) => boolean,
): { from: number; to: number }[] {
  const enough = sum(chapters) / MOST_PIECES;
  const isThin = (run: { from: number; to: number }) => sum(chapters.slice(run.from, run.to + 1)) < enough;
  const mayJoin = (a: number, b: number) => {
    const [one, other] = [chapters[a], chapters[b]];
    return one !== undefined && other !== undefined && within(one, other);
  };
  const joined: { from: number; to: number }[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const isEndOfStretch = !mayJoin(run.to, run.to + 1);
    if (last && mayJoin(last.to, run.from) && (isThin(last) || (isThin(run) && isEndOfStretch))) last.to = run.to;
    else joined.push({ ...run });
  }
  return joined;
}

/** Chapters inside one piece, in proportion. */
function inside({ start, width }: Stretch, chapters: readonly Laid[]): Stretch[] {
  return spineLayout(
    chapters.map((chapter) => chapter.words),
    0,
  ).map((stretch) => ({ start: start + (stretch.start / 100) * width, width: (stretch.width / 100) * width }));
}

/** Percent of a place given as chapter index and part of it (2.4 is 40 % into the third chapter); null outside the book. */
export function placeOn(layout: readonly Stretch[], place: number): number | null {
  const stretch = layout[Math.floor(place)];
  return stretch ? stretch.start + stretch.width * (place - Math.floor(place)) : null;
}

/** Stretches that touch, as one. */
export function joinStretches(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { start, width } of stretches) {
    const last = joined.at(-1);
    if (last && Math.abs(last.start + last.width - start) < 1e-6) last.width += width;
    else joined.push({ start, width });
  }
  return joined;
}

/** With fewer notes than this in the chapter that has most, nothing is tinted to the full: a first note is not yet a crowd. */
const A_FEW = 4;

/**
 * How deeply each chapter is tinted, in four steps from 0.25 to 1, and 0 for none. By the root, so that one chapter with hundreds of notes does
 * not leave the others pale.
 */
export function tintsOf(notes: readonly number[]): number[] {
  const most = Math.max(A_FEW, ...notes);
  return notes.map((count) => Math.ceil(4 * Math.sqrt(Math.max(0, count) / most)) / 4);
}
