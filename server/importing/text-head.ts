// The head of a plain text that says what it is: a title on a line of its own, beside it a date and an author.
import { foldLine } from "#domain/text/fold.ts";
import { blockLine, type TextBlock, type TextLayout } from "./text-blocks.ts";
import { type HeadingLook, isContentsHeading, looksLikeHeading } from "./text-headings.ts";

export interface TextHead {
  title?: string;
  author?: string;
  date?: string;
  /** How many blocks at the beginning are the head: they are no text of the book any more. */
  blocks: number;
}

const MONTHS =
  "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|s|zo)?|märz|apr(?:il)?|avril|ma[iy]|mayo|maggio|june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust)?|août|agosto|sep(?:t(?:ember|embre)?)?|septiembre|o[ck]t(?:ober|obre)?|octubre|nov(?:ember|embre|iembre)?|de[cz](?:ember|embre)?|diciembre|décembre";
const DATE = new RegExp(
  `^(?:\\p{L}+,?\\s+)?(?:\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:de\\s+)?(?:${MONTHS})\\.?,?\\s+(?:de\\s+)?\\d{4}|(?:${MONTHS})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4})$`,
  "iu",
);
const AUTHOR =
  /^(?:by|von|par|por|di|de|door)\s+(\p{Lu}[\p{L}.'’-]+(?:\s+(?:(?:and|und|et|y|e|en|van|von|de|der|la)\s+)*\p{Lu}[\p{L}.'’-]*){0,5})$/u;

/** A line that looks so begins the text: it is no title of the whole. */
const HEADS_CHAPTERS: HeadingLook[] = ["part", "chapter", "named", "roman", "arabic"];

/** Reads the head: at most a date, a title, an author, in that order or with the date last; a text is left below it. */
export function textHead(blocks: readonly TextBlock[], layout: TextLayout): TextHead {
  const head: TextHead = { blocks: 0 };
  const words = blocks.reduce((sum, block) => sum + blockLine(block).split(" ").length, 0);
  for (const [at, block] of blocks.slice(0, 4).entries()) {
    const look = looksLikeHeading(block, at, blocks[at + 1], blocks[at - 1], layout)?.look;
    if (look !== undefined && HEADS_CHAPTERS.includes(look)) break;
    const line = foldLine(blockLine(block));
    if (at + 1 >= blocks.length || block.lines.length > 2) break;
    if (head.date === undefined && line.length <= 60 && DATE.test(line)) head.date = line;
    else if (head.title !== undefined && head.author === undefined && AUTHOR.test(line))
      head.author = AUTHOR.exec(line)?.[1] ?? line;
    else if (head.title === undefined && isTitle(line, blocks[at + 1]) && words > 40) head.title = line;
    else break;
    head.blocks = at + 1;
  }
  // A date alone is no head: it may be the beginning of a letter.
  return head.title === undefined ? { blocks: 0 } : head;
}

function isTitle(line: string, next: TextBlock | undefined): boolean {
  if (line.length > 150 || /[,;:]$/.test(line) || (/[.!]$/.test(line) && !/\.{3}$/.test(line))) return false;
  if (isContentsHeading(line)) return false;
  if (
    !/^["'“‘„«¿¡]?[\p{Lu}\p{N}]/u.test(line) ||
    /^(?:chapter|part|book|kapitel|teil|chapitre|dear|hello|hi)\b|^[IVXLC]+\.?$/iu.test(line)
  )
    return false;
  const below = next === undefined ? "" : foldLine(blockLine(next));
  return DATE.test(below) || AUTHOR.test(below) || below.length > line.length;
}
