// What of a plain text looks like a heading, block by block: by its words, its numbers, its capitals, and the room around it.
import { headingNumber, romanNumber } from "./heading-numbers.ts";
import { blockLine, type TextBlock, type TextLayout } from "./text-blocks.ts";

/** The look of a heading, from what says it plainest to what only hints at it. */
export type HeadingLook = "part" | "chapter" | "named" | "roman" | "arabic" | "capitals" | "letter" | "bare";

export interface LooksLikeHeading {
  /** The number of its block. */
  at: number;
  look: HeadingLook;
  title: string;
  number?: number;
  /** True for a heading that is only a number ("Chapter 1", "IV"): its name may stand in the next block. */
  nameless: boolean;
}

const PART_WORDS = "part|book|volume|vol\\.?|act|teil|buch|band|akt|partie|livre|tome|acte|parte|libro|livro|deel|boek";
const CHAPTER_WORDS =
  "chapter|chap\\.?|kapitel|chapitre|capítulo|capitulo|capitolo|hoofdstuk|letter|lettre|canto|stave|scene|scène|szene";
const AFTER = "\\s+([\\p{L}\\d]+(?:-\\p{L}+)?)\\s*(?:[.:)—–-]+\\s*(.*)|\\s+(.*))?$";
const PART = new RegExp(`^(?:the\\s+)?(?:${PART_WORDS})${AFTER}`, "iu");
const CHAPTER = new RegExp(`^(?:${CHAPTER_WORDS})${AFTER}`, "iu");
const ORDINAL_PART = new RegExp(
  `^(?:the\\s+|la\\s+|le\\s+|der\\s+|das\\s+)?([\\p{L}]+|[IVX]+\\.|\\d+\\.)\\s+(?:${PART_WORDS})(?:\\s*[.:—–-]+\\s*(.*))?$`,
  "iu",
);
const ORDINAL_CHAPTER = new RegExp(`^([\\p{L}]+|\\d+\\.)\\s+(?:${CHAPTER_WORDS})(?:\\s*[.:—–-]+\\s*(.*))?$`, "iu");
const NAMED =
  /^(?:(?:the |author['’]s |translator['’]s |editor['’]s |publisher['’]s )?(?:preface|foreword|introduction|introductory(?: note)?|prologue|epilogue|afterword|postscript|conclusion|appendix|dedication|note|notes|footnotes|endnotes|bibliography|glossary|index|acknowledge?ments|vorwort|einleitung|nachwort|anhang|schluss|schluß|widmung|anmerkungen|préface|avant-propos|avertissement|conclusion|épilogue|appendice|prólogo|prefacio|introducción|epílogo|apéndice|prefazione|introduzione|conclusione|prefácio|introdução|conclusão|voorwoord|inleiding|nawoord|bijlage))(?: (?:[IVX]+|\d{1,2}|[A-Z]))?(?: (?:to|by|zur|zu|von|de|à|der) .{1,80})?\s*[.:]?$/iu;
const ROMAN_HEAD = /^([IVXLC]+)(?:[.:)]?\s*$|[.:)—–-]+\s+(\S.*)$|\s+(\S.*)$)/u;
const ARABIC_HEAD = /^(\d{1,3})(?:[.:)]?\s*$|[.:)]\s+(\S.*)$)/u;
const LETTER_HEAD = /^(?:\(?[A-Za-z]\)|[A-Z]\.)\s+(\S.*)$/u;

const CONTENTS =
  /^(?:(?:the )?(?:table of )?contents|contents of .{1,40}|inhalt(?:sverzeichnis)?|table des mati[èe]res|table|sommaire|índice|indice|sumário|inhoud(?:sopgave)?)\s*[.:]?$/iu;

/** What heads a list of contents. */
export function isContentsHeading(line: string): boolean {
  return CONTENTS.test(line);
}

/** Letters that are all capitals, at least four of them. */
export function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length >= 4 && !/\p{Ll}/u.test(text);
}

/** The block as a heading, if it can be one. `next` is the block behind it: a heading has text below it. */
export function looksLikeHeading(
  block: TextBlock,
  at: number,
  next: TextBlock | undefined,
  before: TextBlock | undefined,
  layout: TextLayout,
): LooksLikeHeading | undefined {
  const line = blockLine(block).replace(/\s+/g, " ");
  if (line.length > 200 || block.lines.length > 4 || next === undefined || !/[\p{L}\p{N}]/u.test(line)) return undefined;
  const head = (look: HeadingLook, number: number | undefined, name: string | undefined): LooksLikeHeading => ({
    at,
    look,
    title: titleOf(block),
    ...(number === undefined ? {} : { number }),
    nameless: (name ?? "").trim() === "",
  });
  const isNameLike = (name: string | undefined) =>
    name === undefined || (!/[,;]$/.test(name) && (isCapitals(name) || isShort(name)));

  for (const [look, pattern] of [
    ["part", PART],
    ["part", ORDINAL_PART],
    ["chapter", CHAPTER],
    ["chapter", ORDINAL_CHAPTER],
  ] as const) {
    const found = pattern.exec(line);
    const number = headingNumber((found?.[1] ?? "").replace(/\.$/, ""));
    if (found === null || number === undefined) continue;
    const name = found[2] ?? found[3];
    if (isNameLike(name)) return head(look, number, name);
  }
  if (block.gap >= roomAround(layout) && NAMED.test(line)) return head("named", undefined, line);
  const roman = ROMAN_HEAD.exec(line);
  const romanValue = roman === null ? undefined : romanNumber(roman[1] ?? "");
  if (roman !== null && romanValue !== undefined) {
    const [, , named, spaced] = roman;
    if (named === undefined && spaced === undefined) return head("roman", romanValue, "");
    if (spaced !== undefined ? isCapitals(spaced) : isCapitals(named ?? "") || (block.gap >= 2 && isTitle(named ?? "")))
      return head("roman", romanValue, named ?? spaced);
  }
  const arabic = ARABIC_HEAD.exec(line);
  if (arabic !== null && block.gap >= 2) {
    if (arabic[2] === undefined) return head("arabic", Number(arabic[1]), "");
    if (isCapitals(arabic[2]) || isTitle(arabic[2])) return head("arabic", Number(arabic[1]), arabic[2]);
  }
  const letter = LETTER_HEAD.exec(line);
  if (letter?.[1] !== undefined && block.gap >= 2 && (isTitle(letter[1]) || isCapitals(letter[1])))
    return head("letter", undefined, line);
  if (
    isCapitals(line) &&
    block.gap >= roomAround(layout) &&
    block.lines.length <= 3 &&
    line.length <= 120 &&
    !/[,;:]$/.test(line)
  )
    return isProse(next) || looksNumbered(next) ? head("capitals", undefined, line) : undefined;
  return isBare(block, line, next, before, layout) ? head("bare", undefined, line) : undefined;
}

/** Empty lines before a heading that has no number: more than between paragraphs, where paragraphs are wrapped. */
function roomAround(layout: TextLayout): number {
  return layout.wrapped ? 2 : 1;
}

/** A line that nothing marks as a heading but that it is short, has no full stop, and stands between longer paragraphs. */
function isBare(block: TextBlock, line: string, next: TextBlock, before: TextBlock | undefined, layout: TextLayout): boolean {
  if (block.lines.length > 1 || block.gap < roomAround(layout) || !isTitle(line)) return false;
  const isLong = (other: TextBlock) => blockLine(other).length >= Math.max(100, line.length * 2);
  if (layout.wrapped && (block.gap < 3 || /^\s/.test(block.lines[0] ?? ""))) return false;
  return isLong(next) && before !== undefined && isLong(before);
}

function isShort(text: string): boolean {
  return text.length <= 100 && !/[.!]["”’»]?$/.test(text.replace(/\betc\.$/, ""))
    ? true
    : text.length <= 100 && !/[.?!]\s/.test(text);
}

/** Written as titles are: short, begun with a capital or a number, without a full stop, a comma or a dash at its end. */
function isTitle(text: string): boolean {
  return (
    text.length <= 80 &&
    text.split(" ").length <= 12 &&
    /^["'“‘„«]?[\p{Lu}\p{N}]/u.test(text) &&
    !/[.,;:!–—-]["'”’»]?$/.test(text)
  );
}

function isProse(block: TextBlock): boolean {
  const line = blockLine(block);
  return /\p{Ll}/u.test(line) && line.split(" ").length >= 4;
}

function looksNumbered(block: TextBlock): boolean {
  return /^(?:[IVXLC]+|\d{1,3}|[A-Z])[.:)]/.test(blockLine(block));
}

/** The lines of a heading on one: a number and the name below it are parted by a colon. */
function titleOf(block: TextBlock): string {
  const [first = "", ...others] = block.lines.map((line) => line.trim().replace(/\s+/g, " "));
  const isNumber =
    /^(?:\p{L}+\.?\s+)?[\p{L}\d]+[.:]?$/u.test(first) && others.length > 0 && !/^[A-ZÀ-Ý]{2,} [A-ZÀ-Ý]{2,}$/u.test(first);
  return isNumber && first.split(" ").some((word) => headingNumber(word.replace(/[.:]$/, "")) !== undefined)
    ? `${first.replace(/[.:]$/, "")}: ${others.join(" ")}`
    : [first, ...others].join(" ");
}
