// What becomes of a book as it was read when a review is carried out: its chapters as the reviewer wants them, and nothing that leads nowhere.
import type { Review, ReviewedChapter } from "../shapes/book.ts";
import { canonicalText } from "./canonical.ts";
import { linksOf } from "./links.ts";
import type { Chapter, Inline, Passage } from "./model.ts";
import type { ReadBook } from "./review.ts";
import { countWords } from "./words.ts";

/**
 * The book as the review has it. `review` must be sound for it (checkReview). Passages keep their keys; a note goes to the chapter
 * of its marker; a link to what is left out becomes plain text, and the marker of a note that is left out goes. Pictures that
 * nothing shows any more are not in it. A review that changes nothing gives the same chapters.
 */
export function applyReview<B extends ReadBook>(book: B, review: Review): B {
  const { subtitle: _none, ...rest } = book as ReadBook;
  const homes = noteHomes(book.chapters, review.chapters);
  const made = review.chapters.flatMap((reviewed, at) => (reviewed.out ? [] : [makeChapter(book, reviewed, at, homes)]));
  const renamed = new Map(made.flatMap(({ absorbed }) => (absorbed ? [absorbed] : [])));
  const kept = new Set(made.flatMap(({ chapter }) => chapter.passages.map(({ key }) => key)));
  const chapters = made.map(({ chapter, isWhole }) => {
    const passages = chapter.passages.map((passage) => relink(passage, kept, renamed));
    const isSame = isWhole && passages.every((passage, index) => passage === chapter.passages[index]);
    return isSame ? chapter : { ...chapter, passages, words: wordsOf(passages) };
  });
  const shown = new Set(chapters.flatMap(({ passages }) => passages.flatMap(picturesOf)));
  if (book.cover) shown.add(book.cover);
  return {
    ...rest,
    title: review.title,
    ...(review.subtitle && { subtitle: review.subtitle }),
    authors: review.authors,
    language: review.language,
    chapters,
    images: new Map([...book.images].filter(([name]) => shown.has(name))),
  } as ReadBook as B;
}

interface Made {
  chapter: Chapter;
  /** Exactly one chapter of the text as it was read. */
  isWhole: boolean;
  /** The key of a heading that became the title, and of the passage that links to it lead to now. */
  absorbed?: [string, string];
}

function makeChapter(book: ReadBook, reviewed: ReviewedChapter, at: number, homes: NoteHomes): Made {
  const { title, section, role, author, date, source, parts } = reviewed;
  const first = book.chapters[parts[0]?.chapter ?? 0];
  const { lang, dir } = first ?? {};
  const lines = { title, section, role, ...(author && { author }), ...(date && { date }), ...(source && { source }) };
  const tongue = { ...(lang && { lang }), ...(dir && { dir }) };
  const isWhole = parts.length === 1 && parts[0]?.from === 0 && parts[0].to === first?.passages.length;
  if (isWhole && first) {
    return { chapter: { ...lines, ...tongue, passages: first.passages, words: first.words }, isWhole };
  }
  const text: Passage[] = [];
  const notes: Passage[] = [];
  for (const { chapter: number, from, to, heading } of parts) {
    const read = book.chapters[number];
    if (!read) continue;
    if (heading) text.push({ key: headingKey(book, number), kind: "heading", level: 2, content: [heading] });
    const stretch = read.passages.slice(from, to).filter(({ key }) => (homes.get(key) ?? at) === at);
    const end = stretch.findLastIndex(({ kind }) => kind !== "note") + 1;
    const own = (passage: Passage) => withTongue(passage, read, first, book);
    text.push(...stretch.slice(0, end).map(own));
    notes.push(...stretch.slice(end).map(own));
  }
  const here = new Set(notes.map(({ key }) => key));
  const brought = homes.broughtTo(at).filter(({ key }) => !here.has(key) && !text.some((passage) => passage.key === key));
  const [opening, next] = [text[0], text[1] ?? notes[0] ?? brought[0]];
  // A chapter that was split off at a heading has it for its title, and not once more below.
  const isSplit = (parts[0]?.from ?? 0) > 0;
  const isTitle = isSplit && opening?.kind === "heading" && next !== undefined && canonicalText(opening) === title;
  const passages = [...(isTitle ? text.slice(1) : text), ...notes, ...brought];
  return {
    chapter: { ...lines, ...tongue, passages, words: wordsOf(passages) },
    isWhole,
    ...(isTitle && { absorbed: [opening.key, next.key] }),
  };
}

/** A passage that comes into a chapter of another language or direction keeps its own. */
function withTongue(passage: Passage, read: Chapter, into: Chapter | undefined, book: ReadBook): Passage {
  const lang = read.lang ?? book.language;
  const dir = read.dir ?? book.direction;
  return {
    ...passage,
    ...(!passage.lang && lang !== (into?.lang ?? book.language) && { lang }),
    ...(!passage.dir && dir !== (into?.dir ?? book.direction) && { dir }),
  };
}

/** A key for the heading over a stretch, which no passage of the book has. */
function headingKey(book: ReadBook, chapter: number): string {
  let key = `title.${chapter}`;
  while (book.chapters.some(({ passages }) => passages.some((passage) => passage.key === key))) key = `${key}-`;
  return key;
}

type NoteHomes = { get: (key: string) => number | undefined; broughtTo: (at: number) => Passage[] };

/** For each note whose marker stands in the same chapter as it was read: the reviewed chapter of its first marker, if that is another than its own. */
function noteHomes(read: readonly Chapter[], reviewed: readonly ReviewedChapter[]): NoteHomes {
  const homes = new Map<string, number>();
  const brought = new Map<number, Passage[]>();
  const divided = new Map<number, { from: number; to: number; at: number }[]>();
  for (const [at, { parts }] of reviewed.entries()) {
    for (const { chapter, from, to } of parts) divided.set(chapter, [...(divided.get(chapter) ?? []), { from, to, at }]);
  }
  for (const [number, stretches] of divided) {
    const passages = read[number]?.passages ?? [];
    if (stretches.length < 2) continue;
    const placeOf = (index: number) => stretches.find(({ from, to }) => from <= index && index < to)?.at;
    const markers = new Map<string, number>();
    for (const [index, passage] of passages.entries())
      if (passage.kind !== "note") for (const key of linksOf(passage)) if (!markers.has(key)) markers.set(key, index);
    for (const { from, to, at } of stretches) {
      // What would be left of a stretch of notes alone is no chapter: they stay.
      if (passages.slice(from, to).every(({ kind }) => kind === "note")) continue;
      for (const passage of passages.slice(from, to)) {
        const marker = passage.kind === "note" ? markers.get(passage.key) : undefined;
        const home = marker === undefined ? undefined : placeOf(marker);
        if (home === undefined || home === at) continue;
        homes.set(passage.key, home);
        brought.set(home, [...(brought.get(home) ?? []), passage]);
      }
    }
  }
  return { get: (key) => homes.get(key), broughtTo: (at) => brought.get(at) ?? [] };
}

/** The passage with links that lead somewhere; the very same one when nothing had to change. */
function relink(passage: Passage, kept: ReadonlySet<string>, renamed: ReadonlyMap<string, string>): Passage {
  if (linksOf(passage).every((to) => kept.has(to))) return passage;
  const mend = (content: Inline[]) => mendLinks(content, kept, renamed);
  if (passage.rows) {
    const rows = passage.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, content: mend(cell.content) })),
    }));
    return { ...passage, rows };
  }
  const content = mend(passage.content);
  // A marker that is all a passage holds stays as plain text: the passage itself must stay.
  return { ...passage, content: content.length > 0 ? content : [{ t: "sup", c: [markerIn(passage.content)] }] };
}

function mendLinks(content: Inline[], kept: ReadonlySet<string>, renamed: ReadonlyMap<string, string>): Inline[] {
  const out: Inline[] = [];
  const add = (node: Inline) => {
    const last = out.at(-1);
    if (typeof node === "string" && typeof last === "string") out[out.length - 1] = last + node;
    else out.push(node);
  };
  for (const node of content) {
    if (typeof node === "string") add(node);
    else if (node.t === "noteref") {
      if (kept.has(node.to)) add(node);
    } else if (!("c" in node)) add(node);
    else {
      const c = mendLinks(node.c, kept, renamed);
      if (c.length === 0 && node.c.length > 0) continue;
      const to = node.t === "a" && node.to !== undefined ? (renamed.get(node.to) ?? node.to) : undefined;
      if (to === undefined) add({ ...node, c });
      else if (kept.has(to)) add({ ...node, c, to } as Inline);
      else for (const inner of c) add(inner);
    }
  }
  return out;
}

function markerIn(content: Inline[]): string {
  for (const node of content) {
    if (typeof node === "string") continue;
    if (node.t === "noteref") return node.label;
    const inner = "c" in node ? markerIn(node.c) : "";
    if (inner) return inner;
  }
  return "";
}

/** Names of the pictures a passage shows. */
function picturesOf(passage: Passage): string[] {
  const within = (content: Inline[]): string[] =>
    content.flatMap((node) => {
      if (typeof node === "string") return [];
      if (node.t === "img") return [node.name];
      return "c" in node ? within(node.c) : [];
    });
  return [passage.content, ...(passage.rows ?? []).flatMap(({ cells }) => cells.map((cell) => cell.content))].flatMap(within);
}

function wordsOf(passages: readonly Passage[]): number {
  return passages.reduce((sum, passage) => sum + (passage.kind === "note" ? 0 : countWords(canonicalText(passage))), 0);
}
