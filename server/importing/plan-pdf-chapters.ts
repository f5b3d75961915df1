// Where the chapters of a PDF begin: where its outline says so, else at headings that divide a long text, else it is one chapter or cut.
import { canonicalText } from "#domain/text/canonical.ts";
import { titleText } from "./chapter-title.ts";
import { cutChapters } from "./cut-chapters.ts";
import type { Draft } from "./draft-writer.ts";
import type { ImportReport } from "./import-report.ts";
import type { PdfOutline } from "./pdf-outline.ts";
import { type PlannedChapter, planChapters } from "./plan-chapters.ts";
import type { Flow } from "./text-flow.ts";

/** A text of fewer words is one chapter with headings in it, if no outline divides it. */
const SHORT = 5_000;
/** Words that chapters have at least on average, if only their headings' look makes them chapters. */
const CHAPTER_WORDS = 800;
const CHAPTER_HEADING =
  /^(?:chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk|part|teil|partie)\s+(?:\d+|[ivxlc]+|\p{L}+)\b|^[IVXLC]+\.?$/iu;

export function planPdfChapters(flow: Flow, outline: PdfOutline, title: string, report: ImportReport): PlannedChapter[] {
  if (outline.toc.length > 1) {
    // The title of the book, set once more above its first chapter, is no heading in it.
    return planChapters(flow, outline.toc, title, report).map((chapter) => ({ ...chapter, opens: [...chapter.opens, title] }));
  }
  const { drafts } = flow;
  const words = drafts.reduce((sum, draft) => sum + draft.words, 0);
  const starts = words < SHORT ? [] : headingStarts(drafts, words);
  if (starts.length < 2) return cutChapters(drafts, title, report);
  report.repaired("The PDF has no outline; its chapters were told from the look of its headings.");
  const first = starts[0] ?? 0;
  const before = drafts.slice(0, first).reduce((sum, draft) => sum + draft.words, 0);
  return [
    ...(first === 0 ? [] : [planned(before < 300 ? "Title page" : title, 0, first)]),
    ...starts.map((start, i) => planned(headingsAt(drafts, start), start, starts[i + 1] ?? drafts.length)),
  ];
}

/** Headings that say they head chapters; else those of the highest rank that is common enough. */
function headingStarts(drafts: readonly Draft[], words: number): number[] {
  const heads = drafts.flatMap((draft, at) =>
    draft.kind === "heading" && drafts[at - 1]?.kind !== "heading" ? [{ at, draft }] : [],
  );
  const said = heads.filter(({ draft }) => CHAPTER_HEADING.test(canonicalText(draft)));
  if (said.length >= 2) return said.map(({ at }) => at);
  const levels = [...new Set(heads.map(({ draft }) => draft.level ?? 6))].sort((a, b) => a - b);
  for (const level of levels) {
    const own = heads.filter(({ draft }) => (draft.level ?? 6) <= level);
    if (own.length >= 2 && words / own.length >= CHAPTER_WORDS) {
      const deeper = own.filter(({ draft }) => draft.level === level);
      if (deeper.length >= 2) return own.map(({ at }) => at);
    }
  }
  return [];
}

/** A title may be set in several headings: a number, and a name below it. */
function headingsAt(drafts: readonly Draft[], start: number): string {
  const titles: string[] = [];
  for (let at = start; drafts[at]?.kind === "heading" && titles.length < 3; at++) titles.push(titleText(drafts[at] as Draft));
  return titles.join(": ").slice(0, 250);
}

function planned(title: string, start: number, end: number): PlannedChapter {
  return { title, section: [], opens: [], types: new Set(), start, end, linear: true, listed: true, inner: [] };
}
