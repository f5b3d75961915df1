// From the outline of a plain text to planned chapters: parts become sections, what stands before the first heading its own chapter.
import { cutChapters } from "./cut-chapters.ts";
import type { Draft } from "./draft-writer.ts";
import type { ImportReport } from "./import-report.ts";
import type { PlannedChapter } from "./plan-chapters.ts";
import type { Outline } from "./text-outline.ts";

export interface WrittenText {
  drafts: readonly Draft[];
  /** The title of the book: also that of its one chapter, when it has but one. */
  title: string;
  /** Drafts before `headerEnd` and from `bodyEnd` on are not the book: Project Gutenberg's header and licence. */
  headerEnd: number;
  bodyEnd: number;
  outline: Outline;
  /** The first draft of each block that the outline speaks of. */
  starts: ReadonlyMap<number, number>;
}

/** Words before the first heading that are a title page and the like; more are a chapter. */
const TITLE_PAGE = 300;

/** Plans the chapters of a text. */
export function planTextChapters(text: WrittenText, report: ImportReport): PlannedChapter[] {
  const { drafts, headerEnd, bodyEnd } = text;
  const body = bodyChapters(text, report);
  return [
    ...(headerEnd === 0 ? [] : [planned("Project Gutenberg header", [], 0, headerEnd, ["gutenberg-licence"])]),
    ...body,
    ...(bodyEnd === drafts.length
      ? []
      : [planned("Project Gutenberg licence", [], bodyEnd, drafts.length, ["gutenberg-licence"])]),
  ];
}

function bodyChapters(
  { drafts, title, headerEnd, bodyEnd, outline, starts }: WrittenText,
  report: ImportReport,
): PlannedChapter[] {
  const entries = outline.entries
    .filter(({ level }) => level !== "inner")
    .map((entry) => ({ ...entry, start: starts.get(entry.at) ?? headerEnd }));
  if (entries.length === 0) {
    return cutChapters(drafts.slice(headerEnd, bodyEnd), title, report).map((chapter) => ({
      ...chapter,
      start: chapter.start + headerEnd,
      end: chapter.end + headerEnd,
    }));
  }
  const chapters: PlannedChapter[] = [];
  const first = entries[0]?.start ?? bodyEnd;
  if (first > headerEnd) {
    const words = wordsOf(drafts, headerEnd, first);
    chapters.push(
      words < TITLE_PAGE ? planned("Title page", [], headerEnd, first, ["titlepage"]) : planned(title, [], headerEnd, first),
    );
  }
  let section: string[] = [];
  let opening: { start: number; title: string } | undefined;
  for (const [i, entry] of entries.entries()) {
    const end = entries[i + 1]?.start ?? bodyEnd;
    if (entry.level === "part") {
      section = [entry.title];
      const own = drafts.slice(entry.start, end).filter(({ kind }) => kind !== "heading");
      if (own.some(({ words }) => words > 0)) chapters.push(planned(entry.title, section, entry.start, end));
      else opening = { start: entry.start, title: entry.title };
      continue;
    }
    // What is named and not numbered and comes after the last part's chapters is the book's again: an appendix, an epilogue.
    const isLast = entry.named && !entries.slice(i + 1).some(({ named }) => !named);
    const inside = isLast ? [] : section;
    const chapter = planned(entry.title, inside, opening?.start ?? entry.start, end);
    chapters.push(opening === undefined ? chapter : { ...chapter, opens: [opening.title] });
    opening = undefined;
  }
  return chapters;
}

function planned(title: string, section: string[], start: number, end: number, types: string[] = []): PlannedChapter {
  return { title, section, opens: [], types: new Set(types), start, end, linear: true, listed: true, inner: [] };
}

function wordsOf(drafts: readonly Draft[], start: number, end: number): number {
  return drafts.slice(start, end).reduce((sum, { words }) => sum + words, 0);
}
