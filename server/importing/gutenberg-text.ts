// Project Gutenberg's plain texts: what stands around the book, and what its header says of it.
import { foldLine } from "#domain/text/fold.ts";

export interface GutenbergText {
  /** Lines of the header, of the book, and of the licence. */
  header: string[];
  body: string[];
  licence: string[];
  title?: string;
  authors: string[];
  language?: string;
  /** Its paragraph on what may be done with the text. */
  rights?: string;
}

const START = /^\s*\*{2,}\s*START OF (?:THE|THIS) PROJECT GUTENBERG|^\s*\*+\s*END\s*\*?\s*THE SMALL PRINT/i;
const END = /^\s*\*{2,}\s*END OF (?:THE|THIS) PROJECT GUTENBERG/i;
const LAST_WORDS = /^\W*end of (?:the |this )?project gutenberg/i;
/** Who made the file: it stands behind the start, but belongs to the header. */
const MAKERS =
  /^(?:produced|transcribed|prepared|digitized|e-?text (?:prepared|produced)|this (?:e-?book|e-?text) (?:was )?(?:produced|prepared)|html version)\b/i;

/** Takes a text of Project Gutenberg apart; nothing is given for a text that is none. */
export function readGutenberg(lines: readonly string[]): GutenbergText | undefined {
  const marked = lines.findIndex((line) => END.test(line));
  const said = lines.findIndex((line, i) => LAST_WORDS.test(line) && (marked < 0 || marked - i < 20));
  const end = said >= 0 && (marked < 0 || said < marked) ? said : marked;
  const start = lines.slice(0, end < 0 ? Math.min(lines.length, 800) : end).findLastIndex((line) => START.test(line));
  if (start < 0 && end < 0) return undefined;
  const from = start < 0 ? 0 : afterMakers(lines, start + 1);
  const header = lines.slice(0, from);
  const title = fieldOf(header, "Title");
  const authors =
    fieldOf(header, "Author")
      ?.split(/\s+(?:and|&|et|und)\s+|\s*;\s*/)
      .filter((name) => name !== "") ?? [];
  const language = languageTag(fieldOf(header, "Language"));
  return {
    header,
    body: lines.slice(from, end < 0 ? undefined : end),
    licence: end < 0 ? [] : lines.slice(end),
    authors: authors.filter((name) => !/^(?:anonymous|various|unknown)$/i.test(name)),
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    ...rightsOf(header),
  };
}

function rightsOf(header: readonly string[]): { rights?: string } {
  const from = header.findIndex((line) => /for the use of anyone anywhere/i.test(line));
  if (from < 0) return {};
  const length = header.slice(from).findIndex((line) => line.trim() === "");
  return { rights: foldLine(header.slice(from, length < 0 ? undefined : from + length).join(" ")) };
}

function afterMakers(lines: readonly string[], from: number): number {
  let at = from;
  for (;;) {
    let next = at;
    while (next < lines.length && lines[next] === "") next++;
    if (next >= lines.length || !MAKERS.test(lines[next]?.trim() ?? "")) return at;
    while (next < lines.length && lines[next] !== "") next++;
    at = next;
  }
}

/** The value of a field, with the lines it goes on in. */
function fieldOf(header: readonly string[], name: string): string | undefined {
  const at = header.findIndex((line) => line.startsWith(`${name}:`));
  if (at < 0) return undefined;
  const values = [(header[at] ?? "").slice(name.length + 1)];
  for (let i = at + 1; /^\s+\S/.test(header[i] ?? ""); i++) values.push(header[i] ?? "");
  return foldLine(values.join(" ")) || undefined;
}

const TAGS =
  "af ar bg br ca cs cy da de el en eo es et eu fa fi fr fy ga gl he hu ia is it ja ko la lt lv mi nah nl no oc pl pt ro ru sk sl sr sv tl tr uk yi zh".split(
    " ",
  );

/** The tag of a language that is named in English. */
function languageTag(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  const first = name
    .split(/,|;| and /)[0]
    ?.trim()
    .toLowerCase();
  return TAGS.find((tag) => names.of(tag)?.toLowerCase() === first || tag === first);
}
