// What counts as the book and what is around it: from types, from the words publishers use for such pages, from where they stand.
import type { ChapterRole } from "#domain/text/model.ts";

/** Pages around a book, by the types of epub:type, EPUB 2's guide and ARIA. */
const FRAME_TYPES = [
  "cover",
  "titlepage",
  "title-page",
  "halftitlepage",
  "imprint",
  "copyright-page",
  "copyright",
  "colophon",
  "dedication",
  "epigraph",
  "toc",
  "loi",
  "lot",
  "seriespage",
  "other-credits",
  "contributors",
  "acknowledgments",
  "acknowledgements",
  "errata",
  "index",
  "bibliography",
  "glossary",
  "appendix",
  "gutenberg-licence",
];

/** Texts around the body that people do read: they count as body. */
const READ_TYPES = [
  "chapter",
  "part",
  "introduction",
  "preface",
  "foreword",
  "prologue",
  "preamble",
  "epilogue",
  "afterword",
  "conclusion",
  "text",
];

const NOTES_TYPES = ["endnotes", "footnotes", "rearnotes", "notes"];

const FRAME_LABEL =
  /^(?:cover(?: page)?|(?:half[ -]?)?title(?: ?page)?|copyright(?: page| notice| information)?|imprint|impressum|colophon|dedication|widmung|(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice|indice|index|register|list of (?:illustrations|figures|tables|maps)|illustrations|also by .*|other books .*|about the (?:author|authors|publisher|translator|editor)s?|credits|acknowledge?ments?|danksagung|bibliography|bibliographie|literatur(?:verzeichnis)?|glossary|glossar|uncopyright|permissions|licen[cs]e|titelblatt|titelseite|umschlag|couverture|portada|frontispiece|project gutenberg.*|the full project gutenberg.*)$/i;
const APPENDIX_LABEL = /^(?:appendix|appendices|anhang|annexe|apéndice|appendice)(?![\p{L}])/iu;
const NOTES_LABEL = /^(?:end ?notes|foot ?notes|notes|anmerkungen|fu(?:ß|ss)noten|endnoten|notas|note)$/i;

/** What is known of a chapter when its role is decided. */
export interface RoleClues {
  title: string;
  types: ReadonlySet<string>;
  words: number;
  /** False for a document outside the reading order's main line. */
  linear: boolean;
  /** True for a chapter that stands in a section: it is part of the book's own order. */
  sectioned: boolean;
  /** False for a document that the table of contents does not name. */
  listed: boolean;
}

/** True for a chapter that says it is a page around the book, a cover or a title page for instance. */
export function isFrame(clues: Pick<RoleClues, "title" | "types">): boolean {
  if (READ_TYPES.some((type) => clues.types.has(type))) return false;
  return FRAME_TYPES.some((type) => clues.types.has(type)) || FRAME_LABEL.test(clues.title) || APPENDIX_LABEL.test(clues.title);
}

/** True for a chapter that says it is a list of notes. */
export function isNotes({ title, types }: Pick<RoleClues, "title" | "types">): boolean {
  return NOTES_TYPES.some((type) => types.has(type)) || NOTES_LABEL.test(title);
}

/**
 * The roles of a book's chapters, in their order. Pages around the book are "front" before its first chapter and "back" after it.
 * A book never ends up without a body.
 */
export function chapterRoles(chapters: readonly RoleClues[]): ChapterRole[] {
  const long = chapters.some(({ words }) => words >= 300);
  let begun = false;
  const kinds = chapters.map((chapter) => {
    const kind = kindOf(chapter, begun, long);
    if (kind === "body") begun = true;
    return kind;
  });
  const first = kinds.indexOf("body");
  if (first < 0) return chapters.map((_, i) => (kinds[i] === "notes" ? "notes" : "body"));
  return kinds.map((kind, i) => (kind === "frame" ? (i < first ? "front" : "back") : kind));
}

function kindOf(chapter: RoleClues, begun: boolean, long: boolean): "body" | "frame" | "notes" {
  const { types, title, words } = chapter;
  if (NOTES_TYPES.some((type) => types.has(type)) || (begun && NOTES_LABEL.test(title))) return "notes";
  if (isFrame(chapter) || !chapter.linear) return "frame";
  if (READ_TYPES.some((type) => types.has(type))) return "body";
  if (types.has("bodymatter")) return "body";
  if (types.has("frontmatter") || types.has("backmatter")) return words < 300 ? "frame" : "body";
  // Before the book begins: what the contents do not name, or what is only a few words long.
  if (!begun && long && !chapter.sectioned && (words < 50 || (!chapter.listed && words < 500))) return "frame";
  return "body";
}
