// Edits of a book with known truth: what a new edition, a scan or a mistake does to a text, and for every character of the old text where it went. Seeded, for tests and benches.
import { type BookText, joinBook } from "./book-text.ts";
import type { ChapterText } from "./carrying.ts";
import { type Draft, fresh, misread, pick, typo } from "./mistakes.arbitrary.ts";
import { isWhite } from "./word-runs.ts";

/** Kinds of edit. "mixed" does several of all the others. */
export const editKinds = [
  "typos",
  "light OCR noise",
  "heavy OCR noise",
  "words replaced",
  "sentences added",
  "sentences cut",
  "passages split",
  "passages merged",
  "passages moved",
  "passages duplicated",
  "chapters reordered",
  "mixed",
] as const;
export type EditKind = (typeof editKinds)[number];
type PassageEdit = Exclude<EditKind, "mixed" | "chapters reordered">;

/** An edited book. For every UTF-16 unit of the old text: */
export interface Edited {
  before: BookText;
  chapters: ChapterText[];
  after: BookText;
  /** its place in the new text; for the first and the last letter of a word that was replaced, those of the new word; -1 for what is gone. */
  places: Int32Array;
  /** where what stands for it ends; -1 for what is gone. */
  ends: Int32Array;
  /** The other way: for every UTF-16 unit of the new text the one of the old that it stands for, or -1. */
  origins: Int32Array;
  /** 1 where it is still there (as itself or as a wrong letter in its place), 0 where it was cut or replaced. */
  kept: Uint8Array;
  /** 1 where it was cut, with nothing in its place. */
  cut: Uint8Array;
}

/** Numbers from 0 up to, not including, 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface DraftChapter {
  id: string;
  passages: Draft[];
}

interface Desk {
  random: () => number;
  chapters: DraftChapter[];
  /** Sentences that can be put in. */
  foreign: readonly string[];
  /** Words that can stand for others. */
  words: readonly string[];
  /** 1 for the characters of the old text in whose place another word was put. */
  replaced: Uint8Array;
}

/**
 * Edits a share (0 to 1) of the passages of a book, or of its chapters where these are what is edited. Passages of the new text have new ids;
 * `foreign` are sentences of other books.
 */
export function editBook(
  chapters: readonly ChapterText[],
  { kind, share, seed, foreign }: { kind: EditKind; share: number; seed: number; foreign: readonly string[] },
): Edited {
  const before = joinBook(chapters);
  const random = seeded(seed);
  let number = 0;
  const desk: Desk = {
    random,
    foreign,
    replaced: new Uint8Array(before.text.length),
    words: foreign
      .join(" ")
      .split(/\s+/u)
      .filter((word) => /^\p{L}{2,}$/u.test(word)),
    chapters: chapters.map(({ id, passages }) => ({
      id,
      passages: passages.map(({ text }) => {
        const from = before.starts[number++] ?? 0;
        return Array.from({ length: text.length }, (_, i) => ({ code: text.charAt(i), from: from + i, kept: true }));
      }),
    })),
  };
  if (kind === "chapters reordered") reorder(desk, share);
  else {
    const touched = desk.chapters.flatMap(({ passages }) => passages).filter((draft) => draft.length > 0 && random() < share);
    for (const draft of touched) {
      if (kind !== "mixed") edit(desk, kind, draft);
      else for (let times = 1 + Math.floor(random() * 2); times > 0; times--) edit(desk, pick(random, inPassages), draft);
    }
    if (kind === "mixed") reorder(desk, share / 4);
  }
  return finish(desk, before);
}

function edit(desk: Desk, kind: PassageEdit, draft: Draft): void {
  const home = desk.chapters.find(({ passages }) => passages.includes(draft));
  // An earlier edit may have cut it or merged it into another.
  if (home !== undefined) edits[kind](desk, draft, home);
}

/** Spoils letters with a mistake each, at a rate per letter, at least one. Pairs of surrogates and marks stay as they are. */
function spoil(
  { random }: Desk,
  draft: Draft,
  rate: number,
  mistake: (random: () => number, draft: Draft, at: number) => void,
): void {
  const plain = (at: number) => /[\p{L}\p{N} .,]/u.test(draft[at]?.code ?? "") && !/\p{M}/u.test(draft[at + 1]?.code ?? "");
  let count = 0;
  for (let at = draft.length - 1; at >= 0; at--) {
    if (random() >= rate || !plain(at)) continue;
    mistake(random, draft, at);
    count++;
  }
  if (count > 0) return;
  const at = Math.floor(random() * draft.length);
  if (plain(at)) mistake(random, draft, at);
}

/** Every twelfth word or so, and at least one, becomes another. */
function replaceWords({ random, words, replaced }: Desk, draft: Draft): void {
  const found = wordsOf(draft);
  const sure = Math.floor(random() * found.length);
  for (const [number, [from, to]] of [...found.entries()].reverse()) {
    if (number !== sure && random() >= 1 / 12) continue;
    const other = fresh(pick(random, words));
    const [first, last] = [other[0], other.at(-1)];
    if (first === undefined || last === undefined) continue;
    first.from = draft[from]?.from ?? -1;
    last.from = draft[to - 1]?.from ?? -1;
    for (const letter of draft.slice(from, to)) if (letter.from >= 0) replaced[letter.from] = 1;
    draft.splice(from, to - from, ...other);
  }
}

function wordsOf(draft: Draft): [from: number, to: number][] {
  const text = draft.map(({ code }) => code).join("");
  return Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({ index, 0: word }) => [index, index + word.length]);
}

/** Where the sentences of a passage begin, 0 first; its end last. */
function sentencesOf(draft: Draft): number[] {
  const text = draft.map(({ code }) => code).join("");
  const starts = Array.from(text.matchAll(/(?<=[.!?…]["'”’»)]*\s)(?=\S)/gu), ({ index }) => index);
  return [0, ...starts.filter((start) => start > 0), draft.length];
}

function addSentences({ random, foreign }: Desk, draft: Draft): void {
  for (let times = 1 + Math.floor(random() * 2); times > 0; times--) {
    const at = pick(random, sentencesOf(draft));
    const sentence = pick(random, foreign);
    draft.splice(at, 0, ...fresh(at === draft.length ? ` ${sentence}` : `${sentence} `));
  }
}

/** One sentence goes, or two in a row; of a passage that has but one, the whole passage. */
function cutSentences({ random }: Desk, draft: Draft, home: DraftChapter): void {
  const starts = sentencesOf(draft);
  const count = starts.length - 1;
  if (count <= 1) {
    if (home.passages.length > 1) home.passages.splice(home.passages.indexOf(draft), 1);
    return;
  }
  const first = Math.floor(random() * count);
  const last = Math.min(count, first + (count > 2 && random() < 0.4 ? 2 : 1));
  const [from, to] = [starts[first] ?? 0, starts[last] ?? 0];
  // The space before the last sentence goes with it.
  if (last === count) draft.splice(Math.max(0, from - 1));
  else draft.splice(from, to - from);
}

/** In two, between sentences if there are some, else between words; the space there becomes the break. */
function split({ random }: Desk, draft: Draft, home: DraftChapter): void {
  const inner = sentencesOf(draft).slice(1, -1);
  const words = wordsOf(draft).slice(1);
  const at = inner.length > 0 ? pick(random, inner) : words.length > 0 ? pick(random, words)[0] : -1;
  if (at <= 0 || !isWhite((draft[at - 1]?.code ?? "").charCodeAt(0))) return;
  const rest = draft.splice(at);
  draft.pop();
  home.passages.splice(home.passages.indexOf(draft) + 1, 0, rest);
}

function merge(_: Desk, draft: Draft, home: DraftChapter): void {
  const next = home.passages[home.passages.indexOf(draft) + 1];
  if (next === undefined) return;
  home.passages.splice(home.passages.indexOf(next), 1);
  draft.push(...fresh(" "), ...next);
}

/** To another place, mostly of its chapter. */
function move(desk: Desk, draft: Draft, home: DraftChapter): void {
  if (desk.chapters.length === 1 && home.passages.length < 3) return;
  const away = home.passages.length < 3 || (desk.chapters.length > 1 && desk.random() < 0.2);
  const target = away ? pick(desk.random, desk.chapters) : home;
  if (home.passages.length === 1) return;
  home.passages.splice(home.passages.indexOf(draft), 1);
  target.passages.splice(Math.floor(desk.random() * (target.passages.length + 1)), 0, draft);
}

/** A copy of it somewhere else, not beside it, in its chapter or another. */
function duplicate({ random, chapters }: Desk, draft: Draft, home: DraftChapter): void {
  const target = random() < 0.5 ? home : pick(random, chapters);
  const at = Math.floor(random() * (target.passages.length + 1));
  if (target.passages[at] === draft || target.passages[at - 1] === draft) return;
  target.passages.splice(at, 0, fresh(draft.map(({ code }) => code).join("")));
}

/** Takes a share of the chapters out and puts each back in another place. */
function reorder({ random, chapters }: Desk, share: number): void {
  const moving = chapters.filter(() => random() < share);
  for (const chapter of moving) {
    chapters.splice(chapters.indexOf(chapter), 1);
    chapters.splice(Math.floor(random() * (chapters.length + 1)), 0, chapter);
  }
}

const edits: Record<PassageEdit, (desk: Desk, draft: Draft, home: DraftChapter) => void> = {
  typos: (desk, draft) => spoil(desk, draft, 1 / 120, typo),
  "light OCR noise": (desk, draft) => spoil(desk, draft, 0.02, misread),
  "heavy OCR noise": (desk, draft) => spoil(desk, draft, 0.12, misread),
  "words replaced": replaceWords,
  "sentences added": addSentences,
  "sentences cut": cutSentences,
  "passages split": split,
  "passages merged": merge,
  "passages moved": move,
  "passages duplicated": duplicate,
};
const inPassages = Object.keys(edits) as PassageEdit[];

function finish({ chapters, replaced }: Desk, before: BookText): Edited {
  const places = new Int32Array(before.text.length).fill(-1);
  const ends = new Int32Array(before.text.length).fill(-1);
  const kept = new Uint8Array(before.text.length);
  let at = 0;
  for (const { passages } of chapters) {
    for (const draft of passages) {
      for (const { from, kept: stays } of draft) {
        if (from >= 0) {
          if (places[from] === -1) places[from] = at;
          ends[from] = at + 1;
          if (stays) kept[from] = 1;
        }
        at++;
      }
      at++;
    }
  }
  const cut = kept.map((stays, i) => (stays === 1 || replaced[i] === 1 ? 0 : 1));
  let number = 0;
  const edited = chapters.map(({ id, passages }) => ({
    id: `new ${id}`,
    follows: id,
    passages: passages.map((draft) => ({ id: newId(number++), text: draft.map(({ code }) => code).join("") })),
  }));
  const origins = Int32Array.from(
    chapters.flatMap(({ passages }) => passages.flatMap((draft) => [...draft.map(({ from }) => from), -1])),
  );
  return { before, chapters: edited, after: joinBook(edited), places, ends, origins, kept, cut };
}

function newId(number: number): string {
  return `01910000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}
