// An entry of the contents that has entries below it: a section of chapters, or a chapter with headings inside?
import type { TocEntry } from "./epub-navigation.ts";

const SECTION_TYPES = ["part", "volume", "division", "halftitlepage", "bodymatter"];
const CHAPTER_TYPES = [
  "chapter",
  "appendix",
  "introduction",
  "preface",
  "foreword",
  "prologue",
  "preamble",
  "epilogue",
  "afterword",
  "conclusion",
  "endnotes",
];
const SECTION_LABEL =
  /^(?:the )?(?:\S+ )?(?:part|book|volume|vol|act|teil|buch|band|partie|livre|tome|parte|libro|część|часть|том|книга)(?![\p{L}])/iu;
const CHAPTER_LABEL =
  /^(?:chapter|chap|kapitel|chapitre|capítulo|capitolo|hoofdstuk|appendix|anhang|annexe|глава|§)(?![\p{L}])/iu;
/** "3.1", "§ 2": numbers that subdivide a chapter. */
const INNER_LABEL = /^(?:§|\d+\.\d)/;

/** Words a chapter has at least on average, when nothing but length can tell. */
export const CHAPTER_WORDS = 1500;

/** What a label says by its words: "Part One" is a section, "Chapter 1" a chapter, "3.1" a heading inside one. */
export function labelKind(label: string): "section" | "chapter" | "inner" | undefined {
  if (CHAPTER_LABEL.test(label)) return INNER_LABEL.test(label) ? "inner" : "chapter";
  if (SECTION_LABEL.test(label)) return "section";
  return INNER_LABEL.test(label) ? "inner" : undefined;
}

/**
 * True if the entries below an entry are chapters. Types and words say it first; then where they lie: in files of their own, or in
 * one file that is most of the book; then how long they are. `words` are those of the entry with all below it, `bookWords` all.
 */
export function isSection(entry: TocEntry, types: ReadonlySet<string>, words: number, bookWords: number): boolean {
  if (entry.divides !== undefined) return entry.divides;
  if (CHAPTER_TYPES.some((type) => types.has(type))) return false;
  if (SECTION_TYPES.some((type) => types.has(type)) || entry.place === undefined) return true;
  if (SECTION_LABEL.test(entry.label)) return true;
  if (CHAPTER_LABEL.test(entry.label)) return false;
  const inner = entry.children.filter(({ label }) => INNER_LABEL.test(label)).length;
  if (inner * 2 > entry.children.length) return false;
  const own = entry.place.name;
  if (entry.children.some(({ place }) => place !== undefined && place.name !== own)) return true;
  return words * 2 > bookWords || words >= CHAPTER_WORDS * entry.children.length;
}
