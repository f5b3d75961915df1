// The review of an import: what its contents start from, the steps a reviewer takes, and what must be so before it is published.
// A review says where chapters begin and end in the text as it was read; the text itself is not in it. Each step gives a new review.
import type { Reason } from "../errors.ts";
import type { ReadStretch, Review, ReviewedChapter, RightsKind } from "../shapes/book.ts";
import { canonicalText } from "./canonical.ts";
import { foldLine } from "./fold.ts";
import type { Chapter, ImportedBook } from "./model.ts";

/** A book as it was read, with or without the bytes of its pictures. */
export type ReadBook = Omit<ImportedBook, "images"> & { images: ReadonlyMap<string, { type: string }> };

const TITLE_MOST = 300;
const AUTHOR_MOST = 200;
const GROUND_MOST = 500;
const SECTIONS_MOST = 6;
/** Longer first words are cut where they stand for a title. */
const BEGINNING_MOST = 80;

/** The review that changes nothing. Rights are filled in only where the file says plainly that the text is free; else the reviewer must say them. */
export function reviewOf(book: Omit<ReadBook, "images">): Review {
  const { title, subtitle, authors, language, rights: said = "", chapters } = book;
  const rights = guessRights(said);
  return {
    title: fit(title, TITLE_MOST) || "…",
    ...(subtitle && { subtitle: fit(subtitle, TITLE_MOST) }),
    authors: authors
      .map((author) => fit(author, AUTHOR_MOST))
      .filter((author) => author !== "")
      .slice(0, 50),
    language,
    rights,
    ground: rights === "unstated" ? "" : fit(said, GROUND_MOST),
    chapters: chapters.map(reviewedAs),
  };
}

function reviewedAs({ title, section, role, author, date, source, passages }: Chapter, chapter: number): ReviewedChapter {
  const first = passages.find((passage) => passage.kind !== "rule" && passage.kind !== "note");
  return {
    title: fit(title, TITLE_MOST) || beginningOf(first ? canonicalText(first) : "") || "…",
    section: section
      .map((name) => fit(name, TITLE_MOST))
      .filter((name) => name !== "")
      .slice(0, SECTIONS_MOST),
    role,
    ...(author && { author: fit(author, AUTHOR_MOST) }),
    ...(date && { date: fit(date, 60) }),
    ...(source && { source: fit(source, TITLE_MOST) }),
    parts: [{ chapter, from: 0, to: passages.length }],
  };
}

/** A line as the shape of a review takes it. */
function fit(text: string, most: number): string {
  const line = foldLine(text).normalize("NFC");
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`.toWellFormed();
}

/** The first words of a text, cut between words. */
export function beginningOf(text: string, most = BEGINNING_MOST): string {
  const line = foldLine(text);
  if (line.length <= most) return line;
  const space = line.lastIndexOf(" ", most - 1);
  return `${line.slice(0, space > most / 2 ? space : most - 1).trimEnd()}…`.toWellFormed();
}

/** By what right, if a file's own statement leaves no doubt. "Copyrighted" and "not in the public domain" leave some. */
export function guessRights(said: string): RightsKind {
  const free = /\bpublic[- ]domain\b|\bCC0\b|creativecommons\.org\/publicdomain\/|\bProject Gutenberg License\b/i;
  const doubt = /\bcopyrighted\b(?! in other countries)|\bnot (?:\w+ ){0,3}(?:in )?the public domain\b|\ball rights reserved\b/i;
  return free.test(said) && !doubt.test(said) ? "public_domain" : "unstated";
}

/** What is wrong with a review: a reason of the house, and the chapter (from 0) where it is about one. */
export interface ReviewFault {
  reason: Extract<Reason, `review_${string}`>;
  chapter?: number;
}

/**
 * Everything that keeps a review from being published; nothing when it may be. `shape` is the number of passages of each chapter as it was read.
 * The first reason of all, `review_passages`, also means that it is no review of this text, and cannot even be kept.
 */
export function checkReview(review: Review, shape: readonly number[]): ReviewFault[] {
  const faults: ReviewFault[] = [];
  if (!holdsAll(review.chapters, shape)) faults.push({ reason: "review_passages" });
  if (review.title.trim() === "") faults.push({ reason: "review_title" });
  for (const [chapter, { title }] of review.chapters.entries())
    if (title.trim() === "") faults.push({ reason: "review_title", chapter });
  if (review.chapters.every((chapter) => chapter.out)) faults.push({ reason: "review_nothing" });
  if (!isLanguage(review.language)) faults.push({ reason: "review_language" });
  if (review.rights === "unstated") faults.push({ reason: "review_rights" });
  if (review.rights === "licence" && review.ground.trim() === "") faults.push({ reason: "review_ground" });
  if ((review.rights === "copies") !== (review.copies !== undefined)) faults.push({ reason: "review_copies" });
  return faults;
}

/** Whether the stretches of the chapters are the whole text, each passage once, in the order of the text. */
function holdsAll(chapters: readonly ReviewedChapter[], shape: readonly number[]): boolean {
  let chapter = 0;
  let at = 0;
  for (const part of chapters.flatMap(({ parts }) => parts)) {
    const length = shape[chapter];
    if (length === undefined || part.chapter !== chapter || part.from !== at || part.to <= part.from || part.to > length)
      return false;
    if (part.to === length) [chapter, at] = [chapter + 1, 0];
    else at = part.to;
  }
  return chapter === shape.length && at === 0;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

/** What can be said of a chapter without moving its ends. `undefined` takes an author, a date, a source away. */
export type ChapterChange = Partial<Pick<ReviewedChapter, "title" | "section" | "role">> & {
  author?: string | undefined;
  date?: string | undefined;
  source?: string | undefined;
  out?: true | undefined;
};

/** Renames a chapter, leaves it out or takes it back, says its role, author, date, source or section. */
export function changeChapter(review: Review, at: number, change: ChapterChange): Review {
  return replace(review, at, 1, (chapter) => {
    const { author, date, source, out, ...rest } = { ...chapter, ...change };
    return [{ ...rest, ...(author && { author }), ...(date && { date }), ...(source && { source }), ...(out && { out }) }];
  });
}

/** Adds a chapter to the end of the one before it, whose lines stay. Its own title goes on as a heading, unless the two were one chapter in the file. */
export function mergeWithPrevious(review: Review, at: number): Review {
  if (at < 1) return review;
  return replace(review, at - 1, 2, (before, after) => {
    if (!after) return [before];
    const [last, [first, ...others]] = [before.parts.at(-1), after.parts];
    if (!first || !last) return [before];
    const isOne = last.chapter === first.chapter && last.to === first.from;
    const joined = isOne ? [{ ...last, to: first.to }] : [last, { ...first, heading: after.title }];
    return [{ ...before, parts: [...before.parts.slice(0, -1), ...joined, ...others] }];
  });
}

/** Where a chapter may be split: before a passage, by chapter and number as it was read. */
export interface SplitPlace {
  chapter: number;
  passage: number;
}

/** Divides a chapter before a passage. The new one has the title given, or the heading that stood there; section, role and being left out are as before. */
export function splitAt(review: Review, at: number, place: SplitPlace, title: string): Review {
  return replace(review, at, 1, (chapter) => {
    const index = chapter.parts.findIndex(
      (part) => part.chapter === place.chapter && part.from <= place.passage && place.passage < part.to,
    );
    const part = chapter.parts[index];
    if (!part || (index === 0 && part.from === place.passage)) return [chapter];
    const { heading, ...bare } = part;
    const isStart = part.from === place.passage;
    const before: ReadStretch[] = isStart ? [] : [{ ...part, to: place.passage }];
    const { section, role, out } = chapter;
    return [
      { ...chapter, parts: [...chapter.parts.slice(0, index), ...before] },
      {
        ...{ title: (isStart && heading) || title, section, role },
        ...(out && { out }),
        parts: [{ ...bare, from: place.passage }, ...chapter.parts.slice(index + 1)],
      },
    ];
  });
}

/** Puts other chapters in place of `count` of them; a place that is not there changes nothing. */
function replace(
  review: Review,
  at: number,
  count: number,
  by: (first: ReviewedChapter, second: ReviewedChapter | undefined) => ReviewedChapter[],
): Review {
  const first = review.chapters[at];
  if (!first) return review;
  return { ...review, chapters: review.chapters.toSpliced(at, count, ...by(first, review.chapters[at + 1])) };
}
