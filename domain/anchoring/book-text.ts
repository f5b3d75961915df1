// A whole book as one string, so that places can be counted, compared and mapped; and the way back to chapters, passages and anchors.
import type { PassageText } from "./anchor.ts";
import type { ChapterText, PlaceFound } from "./carrying.ts";
import { describeSelection } from "./describe-selection.ts";

/** The passages of all chapters in reading order, joined by line breaks. `starts` and `chapterOf` go by the number of the passage in the book. */
export interface BookText {
  text: string;
  chapters: readonly ChapterText[];
  passages: readonly PassageText[];
  starts: Int32Array;
  chapterOf: Int32Array;
  /** The number of each passage, by chapter id and passage id. */
  numbers: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export function joinBook(chapters: readonly ChapterText[]): BookText {
  const passages = chapters.flatMap((chapter) => chapter.passages);
  const starts = new Int32Array(passages.length);
  const chapterOf = new Int32Array(passages.length);
  const numbers = new Map<string, Map<string, number>>();
  let number = 0;
  let at = 0;
  for (const [c, chapter] of chapters.entries()) {
    const inChapter = new Map<string, number>();
    for (const { id, text } of chapter.passages) {
      starts[number] = at;
      chapterOf[number] = c;
      inChapter.set(id, number++);
      at += text.length + 1;
    }
    numbers.set(chapter.id, inChapter);
  }
  return { text: passages.map(({ text }) => text).join("\n"), chapters, passages, starts, chapterOf, numbers };
}

/** The number of the passage that the character at `at` stands in; the line break after a passage counts as its own. */
export function passageAt({ starts }: BookText, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a passage ends in the text of its book. */
export function endOfPassage({ starts, passages }: BookText, number: number): number {
  return (starts[number] ?? 0) + (passages[number]?.text.length ?? 0);
}

/**
 * The anchor on the characters from `from` up to `to` of a book. An anchor lies in one chapter: of a stretch over several, the part in the
 * chapter with most of it is taken, and `whole` is false. Nothing where there are no words.
 */
export function placeIn(book: BookText, from: number, to: number, score: number): (PlaceFound & { whole: boolean }) | undefined {
  if (to <= from || book.passages.length === 0) return undefined;
  let first = passageAt(book, from);
  let last = passageAt(book, to - 1);
  let [start, end] = [from, to];
  const whole = book.chapterOf[first] === book.chapterOf[last];
  if (!whole) {
    const weights = new Map<number, { weight: number; first: number; last: number }>();
    for (let number = first; number <= last; number++) {
      const chapter = book.chapterOf[number] ?? 0;
      const known = weights.get(chapter) ?? { weight: 0, first: number, last: number };
      known.weight += Math.min(end, endOfPassage(book, number)) - Math.max(start, book.starts[number] ?? 0);
      known.last = number;
      weights.set(chapter, known);
    }
    const most = [...weights.values()].reduce((best, one) => (one.weight > best.weight ? one : best));
    [first, last] = [most.first, most.last];
    start = Math.max(start, book.starts[first] ?? 0);
    end = Math.min(end, endOfPassage(book, last));
  }
  const chapter = book.chapters[book.chapterOf[first] ?? 0];
  const [head, tail] = [book.passages[first], book.passages[last]];
  if (chapter === undefined || head === undefined || tail === undefined) return undefined;
  const described = describeSelection(book.passages.slice(first, last + 1), {
    start: { passage: head.id, offset: start - (book.starts[first] ?? 0) },
    end: { passage: tail.id, offset: end - (book.starts[last] ?? 0) },
  });
  return described.ok ? { chapterId: chapter.id, anchor: described.anchor, score, whole } : undefined;
}
