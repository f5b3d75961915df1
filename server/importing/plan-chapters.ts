// Where chapters begin and end in the flow of a book: the table of contents is the author's word, the rest is made to fit it.

import { canonicalText } from "#domain/text/canonical.ts";
import { foldLine } from "#domain/text/fold.ts";
import { isFrame } from "./chapter-roles.ts";
import { titleKey, titleText } from "./chapter-title.ts";
import type { Draft } from "./draft-writer.ts";
import type { TocEntry } from "./epub-navigation.ts";
import type { ImportReport } from "./import-report.ts";
import { isSection } from "./section-or-chapter.ts";
import type { Flow, FlowDocument } from "./text-flow.ts";
import { locateEntries } from "./toc-places.ts";

export interface PlannedChapter {
  title: string;
  section: string[];
  /** Titles of sections that begin with this chapter: the text may say them at its head. */
  opens: string[];
  types: ReadonlySet<string>;
  start: number;
  end: number;
  linear: boolean;
  listed: boolean;
  /** Deeper entries of the contents that lead into this chapter. */
  inner: { label: string; at: number; level: number }[];
}

interface Start extends Omit<PlannedChapter, "end"> {
  /** The head of a section: a chapter of its own only if it has text of its own. */
  heads: boolean;
}

/** Divides the flow into chapters. `bookTitle` is left out of the sections, where it is only the contents' uppermost line. */
export function planChapters(flow: Flow, toc: readonly TocEntry[], bookTitle: string, report: ImportReport): PlannedChapter[] {
  let starts = listedStarts(flow, toc, bookTitle, report);
  if (starts.filter((start) => !isFrame(start) && !start.heads).length <= 1) {
    const byHeadings = headingStarts(flow);
    const isLong = flow.drafts.reduce((sum, { words }) => sum + words, 0) > 5000;
    if (byHeadings.length > 0 && (starts.length === 0 || (byHeadings.length > 2 && isLong))) {
      report.repaired("The table of contents names no chapters; they were made from the headings in the text.");
      starts = [...starts.filter((start) => isFrame(start)), ...byHeadings];
    }
  }
  const licence = licenceStart(flow).filter(({ start }) => !starts.some((listed) => listed.start === start));
  const all = orderStarts([...starts, ...licence], report);
  return closeChapters(flow, withUnlisted(flow, all));
}

/** The starts that the table of contents names. */
function listedStarts(flow: Flow, toc: readonly TocEntry[], bookTitle: string, report: ImportReport): Start[] {
  const located = locateEntries(flow, toc, report);
  const words = wordsBetween(flow);
  const bookWords = words(0, flow.drafts.length);
  const bookKey = titleKey(bookTitle);
  const starts: Start[] = [];
  const visit = (entries: readonly TocEntry[], section: string[], opens: string[]) => {
    let opening = opens;
    for (const entry of entries) {
      const at = located.get(entry);
      const types = entry.place === undefined ? new Set<string>() : flow.typesAt(entry.place);
      const start = at === undefined ? undefined : startAt(flow, at.start, entry.label, section, types, true);
      if (entry.children.length > 0 && isSection(entry, types, at === undefined ? 0 : words(at.start, at.end), bookWords)) {
        if (start !== undefined) starts.push({ ...start, opens: opening, heads: true });
        const inner = titleKey(entry.label) === bookKey || entry.label === "" ? section : [...section, entry.label];
        visit(entry.children, inner, start === undefined ? [...opening, entry.label] : []);
      } else if (start !== undefined) {
        starts.push({ ...start, opens: opening, inner: innerEntries(entry.children, located, 2) });
      } else visit(entry.children, section, opening);
      opening = [];
    }
  };
  visit(toc, [], []);
  return starts;
}

function startAt(
  flow: Flow,
  start: number,
  title: string,
  section: string[],
  types: ReadonlySet<string>,
  listed: boolean,
): Start {
  const document = flow.documents.find((candidate) => candidate.start <= start && start < candidate.end);
  return { title, section, opens: [], types, start, linear: document?.linear ?? true, listed, inner: [], heads: false };
}

function innerEntries(
  entries: readonly TocEntry[],
  located: ReadonlyMap<TocEntry, { start: number }>,
  level: number,
): Start["inner"] {
  return entries.flatMap((entry) => {
    const at = located.get(entry)?.start;
    const below = innerEntries(entry.children, located, Math.min(6, level + 1));
    return at === undefined ? below : [{ label: entry.label, at, level }, ...below];
  });
}

/** Without a table of contents: the headings of the highest level that occurs more than once, else the documents. */
function headingStarts(flow: Flow): Start[] {
  const headings = flow.drafts.flatMap((draft, at) =>
    draft.kind === "heading" && draft.quoted === undefined && draft.words > 0 ? [{ draft, at, level: draft.level ?? 6 }] : [],
  );
  const counts = new Map<number, number>();
  for (const { level } of headings) counts.set(level, (counts.get(level) ?? 0) + 1);
  const levels = [...counts.keys()].sort((a, b) => a - b);
  const level = levels.find((candidate) => (counts.get(candidate) ?? 0) > 1) ?? levels[0];
  if (level === undefined) return [];
  return headings
    .filter((heading) => heading.level <= level && flow.drafts[heading.at - 1]?.kind !== "heading")
    .map(({ draft, at }) => {
      const document = flow.documents.find((candidate) => candidate.start === at);
      return startAt(flow, at, titleText(draft).slice(0, 200), [], document?.types ?? new Set(), true);
    });
}

/** Starts in the order of the text, one to a place. At one place the innermost entry counts; the sections around it open with it. */
function orderStarts(starts: Start[], report: ImportReport): Start[] {
  const sorted = starts.map((start, i) => ({ start, i })).sort((a, b) => a.start.start - b.start.start || a.i - b.i);
  const out: Start[] = [];
  for (const { start } of sorted) {
    const before = out.at(-1);
    if (before === undefined || before.start !== start.start) out.push(start);
    else if (before.heads) out[out.length - 1] = { ...start, opens: [...before.opens, before.title, ...start.opens] };
    else if (!start.heads) {
      report.tally(
        "repaired",
        (count) =>
          `${count === 1 ? "One entry" : `${count} entries`} of the table of contents led to the same place as the one before and ${count === 1 ? "was" : "were"} left out.`,
        "same place",
      );
    }
  }
  return out;
}

/** Project Gutenberg's licence stands at the end of its books without an entry in the contents: it is no part of the last chapter. */
function licenceStart(flow: Flow): Start[] {
  const begins = (at: number) => {
    const draft = flow.drafts[at];
    return draft !== undefined && /^\W*end of (?:the |this )?project gutenberg/i.test(canonicalText(draft));
  };
  const last = flow.drafts.findLastIndex((_, at) => at > 0 && begins(at));
  if (last < 0) return [];
  return [
    startAt(flow, begins(last - 1) ? last - 1 : last, "Project Gutenberg licence", [], new Set(["gutenberg-licence"]), false),
  ];
}

/** Adds starts for documents that the contents do not name and that do not go on with the chapter before. */
function withUnlisted(flow: Flow, starts: Start[]): Start[] {
  const taken = new Set(starts.map(({ start }) => start));
  const out = [...starts];
  const first = starts[0]?.start ?? flow.drafts.length;
  const titles = new Map<string, number>();
  for (const { title } of flow.documents) titles.set(title, (titles.get(title) ?? 0) + 1);
  for (const document of flow.documents) {
    if (document.start === document.end || taken.has(document.start)) continue;
    const running = starts.findLast(({ start }) => start < document.start);
    const types = new Set([...document.types, ...flow.typesAt({ name: document.name, fragment: "" })]);
    const isPicture = types.size === 0 && flow.drafts.slice(document.start, document.end).every(({ words }) => words === 0);
    if (isPicture && out.some(({ start }) => start < document.start)) continue;
    if (document.start > first && running !== undefined && !standsAlone(flow, document, types, running)) continue;
    taken.add(document.start);
    out.push(startAt(flow, document.start, unlistedTitle(flow, document, types, titles), [], types, false));
  }
  return out.sort((a, b) => a.start - b.start);
}

/** True for a document that is no continuation: it says what it is, or begins with a heading as high as those chapters begin with. */
function standsAlone(flow: Flow, document: FlowDocument, types: ReadonlySet<string>, running: Start): boolean {
  if (!document.linear || !running.linear) return true;
  if ([...types].some((type) => !["bodymatter", "frontmatter", "backmatter"].includes(type) && !type.includes(":"))) return true;
  if (isFrame(running)) return true;
  const first = flow.drafts[document.start];
  const model = flow.drafts[running.start];
  return first?.kind === "heading" && model?.kind === "heading" && (first.level ?? 6) <= (model.level ?? 6);
}

const TYPE_TITLES: [string, string][] = [
  ["cover", "Cover"],
  ["titlepage", "Title page"],
  ["title-page", "Title page"],
  ["halftitlepage", "Half title"],
  ["imprint", "Imprint"],
  ["copyright-page", "Copyright"],
  ["colophon", "Colophon"],
  ["dedication", "Dedication"],
  ["epigraph", "Epigraph"],
  ["endnotes", "Notes"],
  ["footnotes", "Notes"],
];

/** What a document that the contents do not name is called: its heading, its kind, its head's title, its first words. */
function unlistedTitle(
  flow: Flow,
  document: FlowDocument,
  types: ReadonlySet<string>,
  titles: ReadonlyMap<string, number>,
): string {
  const first = flow.drafts.slice(document.start, document.end).find(({ words, kind }) => words > 0 || kind === "heading");
  if (first?.kind === "heading" && first.words > 0) return titleText(first).slice(0, 200);
  const typed = TYPE_TITLES.find(([type]) => types.has(type));
  if (typed !== undefined) return typed[1];
  const isOwn = document.title !== "" && !/^(?:unknown|untitled)$/i.test(document.title) && titles.get(document.title) === 1;
  if (isOwn) return document.title.slice(0, 200);
  return first === undefined ? "Untitled" : firstWords(first);
}

/** What a text without a title is called: its first words. */
export function firstWords(draft: Draft): string {
  const words = foldLine(canonicalText(draft)).split(" ");
  return words.slice(0, 8).join(" ") + (words.length > 8 ? "…" : "");
}

/** Gives starts their ends. The head of a section without text of its own is the opening of the chapter that follows. */
function closeChapters(flow: Flow, starts: Start[]): PlannedChapter[] {
  const chapters: PlannedChapter[] = [];
  let opening: { start: number; opens: string[] } | undefined;
  for (const [i, start] of starts.entries()) {
    const next = starts[i + 1];
    const end = next?.start ?? flow.drafts.length;
    const from = opening?.start ?? start.start;
    const opens = [...(opening?.opens ?? []), ...start.opens];
    opening = undefined;
    if (start.heads && next !== undefined && !hasOwnText(flow, start.start, end, [...opens, start.title])) {
      opening = { start: from, opens: [...opens, start.title] };
      continue;
    }
    const section = start.heads ? [...start.section, start.title] : start.section;
    chapters.push({
      title: start.title,
      section,
      opens,
      types: start.types,
      start: from,
      end,
      linear: start.linear,
      listed: start.listed,
      inner: start.inner,
    });
  }
  return chapters;
}

function hasOwnText(flow: Flow, start: number, end: number, titles: string[]): boolean {
  const keys = titles.map(titleKey);
  return flow.drafts
    .slice(start, end)
    .some((draft) => draft.words > 0 && !keys.some((key) => key.includes(titleKey(canonicalText(draft)))));
}

/** Gives a function for the words between two drafts of the flow. */
function wordsBetween(flow: Flow): (from: number, to: number) => number {
  const sums = [0];
  for (const draft of flow.drafts) sums.push((sums.at(-1) ?? 0) + draft.words);
  return (from, to) => (sums[to] ?? 0) - (sums[from] ?? 0);
}
