// Finding words in canonical text as a reader means them: whatever their case, accents, quotation marks, dashes and white space.
// The database looks the passages out (server/reading/queries.ts); this says where in them the words stand, in canonical offsets.

/** Some characters of a canonical text, in UTF-16 units. */
export interface Found {
  start: number;
  end: number;
}

/** Words of a text before, in and after a stretch of it. */
export interface Excerpt {
  before: string;
  words: string;
  after: string;
}

/** A search for fewer characters than this would find nearly every passage. */
export const FIND_LEAST = 2;

/** A character with the marks that belong to it: both change together when they are folded. */
const CLUSTER = /\P{M}?\p{M}*/gsu;
/** Accents of Latin, Greek and Cyrillic; points of Hebrew; vowel signs, Quranic signs and the stretching line of Arabic. */
const MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]/g;
const QUOTES = /[‘’‚“”„«»"']/g;
const DASHES = /[‐‑–—]/g;

/** Whether a text is in a script whose vowel signs are usually left out when it is typed. */
export function hasPoints(text: string): boolean {
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
}

function foldCluster(cluster: string): string {
  return cluster
    .toLowerCase()
    .normalize("NFD")
    .replace(MARKS, "")
    .replace(QUOTES, "")
    .replace(DASHES, "-")
    .replace(/\s/gu, " ")
    .replaceAll("ς", "σ");
}

/** A text as it is compared: at least as much alike as `searchForm` in db/schema/books.ts makes it, so that what the database finds is found here too. */
export function foldForSearch(text: string): string {
  return (text.match(CLUSTER) ?? []).map(foldCluster).join("");
}

/** What somebody typed, as it is looked for: folded, with single spaces and none at the ends. */
export function foldQuery(query: string): string {
  return foldForSearch(query).replace(/ +/g, " ").trim();
}

/**
 * Every place where the words of a query stand in a text, in order, none within another. A character is found whole with its
 * accents, also where the query asks for a part of it (the first letters of a Korean syllable).
 */
export function findInText(text: string, query: string): Found[] {
  const wanted = foldQuery(query);
  if (wanted.length < FIND_LEAST) return [];
  let folded = "";
  /** Where in the text the cluster of each folded unit begins and ends. */
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const cluster of text.match(CLUSTER) ?? []) {
    const units = foldCluster(cluster);
    folded += units;
    for (let i = 0; i < units.length; i++) {
      starts.push(at);
      ends.push(at + cluster.length);
    }
    at += cluster.length;
  }
  const found: Found[] = [];
  for (let from = folded.indexOf(wanted); from !== -1; from = folded.indexOf(wanted, from + wanted.length)) {
    const start = starts[from] ?? 0;
    const end = ends[from + wanted.length - 1] ?? text.length;
    if (start >= (found.at(-1)?.end ?? 0)) found.push({ start, end });
  }
  return found;
}

/** How many characters stand round the words of an excerpt, at most. */
const AROUND = 70;

/** The words of a stretch with some before and after them, cut between words; "…" where the text goes on. Line breaks and tabs become spaces. */
export function excerptOf(text: string, { start, end }: Found): Excerpt {
  const line = (part: string) => part.replace(/\s+/gu, " ");
  const [head, tail] = [text.slice(0, start), text.slice(end)];
  let before = line(head);
  if (before.length > AROUND) {
    const near = before.slice(-AROUND).toWellFormed();
    const space = near.indexOf(" ");
    before = `…${space === -1 ? near : near.slice(space)}`;
  }
  let after = line(tail);
  if (after.length > AROUND) {
    const near = after.slice(0, AROUND).toWellFormed();
    const space = near.lastIndexOf(" ");
    after = `${space === -1 ? near : near.slice(0, space + 1)}…`;
  }
  return { before, words: line(text.slice(start, end)), after };
}
