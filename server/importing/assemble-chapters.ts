// From planned chapters to chapters: titles out, notes in, roles given, keys made, links led to passages.

import { canonicalText } from "#domain/text/canonical.ts";
import type { Chapter, ChapterRole, Dir, Inline, Passage } from "#domain/text/model.ts";
import { countWords } from "#domain/text/words.ts";
import { append } from "./append.ts";
import { chapterOrigin } from "./chapter-origin.ts";
import { chapterRoles, isNotes } from "./chapter-roles.ts";
import { takeTitle, titleKey, titleText } from "./chapter-title.ts";
import type { Draft } from "./draft-writer.ts";
import type { ImportReport } from "./import-report.ts";
import { LinkResolver } from "./link-resolver.ts";
import { pageMarks, takePageMarks } from "./page-marks.ts";
import type { PlannedChapter } from "./plan-chapters.ts";
import type { Flow } from "./text-flow.ts";

/** A chapter in the making. */
interface Making {
  planned: PlannedChapter;
  title: string;
  drafts: Draft[];
  /** The notes it refers to, each with the drafts it became. */
  notes: { address: string; drafts: Draft[] }[];
}

export interface AssemblyContext {
  language: string;
  direction: Dir;
  /** The book's own authors, where they are known: a chapter need not name them again. */
  authors?: readonly string[];
  /** The name of the cover picture: a page that shows only it is no chapter. */
  cover: string | undefined;
  /** Reads a note anew; nothing for an address that is none. */
  readNote(address: string, label: string): Draft[];
  /** True if notes were taken out of the text that this chapter covers. */
  hadNotes(planned: PlannedChapter): boolean;
  report: ImportReport;
}

/** Makes the chapters of a book. Chapters without anything to read are left out. `trailing` are page marks after the last passage. */
export function assembleChapters(
  flow: Flow,
  plan: readonly PlannedChapter[],
  trailing: Inline[],
  context: AssemblyContext,
): Chapter[] {
  const makings = openChapters(flow, plan, context);
  const clues = makings.map(({ planned, title, drafts }) => ({
    title,
    types: planned.types,
    words: wordsOf(drafts.filter(({ kind }) => kind !== "note")),
    linear: planned.linear,
    sectioned: planned.section.length > 0,
    listed: planned.listed,
  }));
  const roles = chapterRoles(clues);
  const shown = makings.flatMap((making, i) => {
    const role = roles[i] ?? "body";
    return isHidden(making, role, context.cover) ? [] : [{ making, role }];
  });
  for (const { making } of shown) addNotes(making, context);
  const last = shown.at(-1)?.making.drafts.findLast(({ kind }) => kind !== "rule" && kind !== "table");
  if (last !== undefined) last.content = [...last.content, ...trailing];
  return finishChapters(shown, context);
}

/** Takes titles, rules at the edges and empty chapters out; what led to them leads to what follows. */
function openChapters(flow: Flow, plan: readonly PlannedChapter[], context: AssemblyContext): Making[] {
  const makings: Making[] = [];
  let homeless: Draft[] = [];
  for (const planned of plan) {
    const drafts = flow.drafts.slice(planned.start, planned.end).map((draft, i) => markInner(draft, planned, planned.start + i));
    const taken = takeTitle(drafts, planned.title, planned.opens);
    const { kept, dropped } = withoutEdgeRules(taken.drafts);
    const isEmpty = kept.every(({ kind, words }) => words === 0 && kind !== "figure" && kind !== "table" && kind !== "formula");
    // A chapter of notes whose notes are all read elsewhere: its headings are left.
    const isOnlyTitles =
      (isNotes(planned) || kept.some((draft) => isNotes({ title: titleText(draft), types: planned.types }))) &&
      kept.every((draft) => (draft.kind === "heading" || draft.kind === "rule") && markersOf(draft).length === 0) &&
      context.hadNotes(planned);
    if (isEmpty || isOnlyTitles) {
      homeless = [...homeless, ...taken.orphans, ...dropped, ...kept];
      continue;
    }
    settle(kept, [...homeless, ...taken.orphans, ...dropped]);
    homeless = [];
    makings.push({ planned, title: taken.title === "" ? planned.title || "Untitled" : taken.title, drafts: kept, notes: [] });
  }
  // A text of nothing but titles keeps them: they are all there is to read.
  const [only] = plan;
  if (makings.length === 0 && only !== undefined)
    makings.push({ planned: only, title: only.title || "Untitled", drafts: withoutEdgeRules(flow.drafts).kept, notes: [] });
  const lastDraft = makings.at(-1)?.drafts.at(-1);
  if (lastDraft !== undefined)
    append(
      lastDraft.ids,
      homeless.flatMap(({ ids }) => ids),
    );
  return makings;
}

/** A paragraph that the contents know as a heading is one. */
function markInner(draft: Draft, planned: PlannedChapter, at: number): Draft {
  const copy = { ...draft, ids: [...draft.ids] };
  const entry = planned.inner.find((inner) => inner.at === at);
  if (entry === undefined || draft.kind !== "paragraph" || titleKey(canonicalText(draft)) !== titleKey(entry.label)) return copy;
  const { align: _, ...rest } = copy;
  return { ...rest, kind: "heading", level: entry.level };
}

function withoutEdgeRules(drafts: readonly Draft[]): { kept: Draft[]; dropped: Draft[] } {
  const first = drafts.findIndex(({ kind }) => kind !== "rule");
  const last = drafts.findLastIndex(({ kind }) => kind !== "rule");
  const kept = first < 0 ? [] : drafts.slice(first, last + 1);
  return { kept, dropped: first < 0 ? [...drafts] : [...drafts.slice(0, first), ...drafts.slice(last + 1)] };
}

/** Gives the addresses and page marks of drafts that went to the first draft that stays. */
function settle(kept: Draft[], gone: readonly Draft[]): void {
  const first = kept[0];
  if (first === undefined) return;
  first.ids = [...gone.flatMap(({ ids }) => ids), ...first.ids];
  const marks = gone.flatMap(({ content }) => pageMarks(content));
  const reader = kept.find(({ kind }) => kind !== "rule" && kind !== "table");
  if (reader !== undefined) reader.content = [...marks, ...reader.content];
}

/** Pages around the book that hold nothing but the cover or a title set as a picture are not shown. */
function isHidden(making: Making, role: ChapterRole, cover: string | undefined): boolean {
  if (role !== "front" && role !== "back") return false;
  if (wordsOf(making.drafts) > 0) return false;
  const isCoverPage = ["cover", "titlepage", "title-page", "halftitlepage"].some((type) => making.planned.types.has(type));
  return isCoverPage || making.drafts.every(({ content }) => pictures(content).every((name) => name === cover));
}

function pictures(content: Inline[]): string[] {
  return content.flatMap((node) =>
    typeof node === "string" ? [] : node.t === "img" ? [node.name] : "c" in node ? pictures(node.c) : [],
  );
}

/** Reads the notes a chapter refers to, and those they refer to, once each; they stand at its end in the order of their markers. */
function addNotes(making: Making, context: AssemblyContext): void {
  const loose = making.drafts.filter(({ kind }) => kind === "note");
  if (loose.length > 0 && loose.length < making.drafts.length)
    making.drafts = [...making.drafts.filter(({ kind }) => kind !== "note"), ...loose];
  const known = new Set<string>();
  const wanted = making.drafts.flatMap(markersOf);
  for (let marker = wanted.shift(); marker !== undefined; marker = wanted.shift()) {
    if (known.has(marker.to)) continue;
    known.add(marker.to);
    const drafts = context.readNote(marker.to, marker.label);
    if (drafts.length === 0) continue;
    making.notes.push({ address: marker.to, drafts });
    append(wanted, drafts.flatMap(markersOf));
  }
}

function markersOf(draft: Draft): { to: string; label: string }[] {
  const find = (content: Inline[]): { to: string; label: string }[] =>
    content.flatMap((node) =>
      typeof node === "string" ? [] : node.t === "noteref" && node.label !== "" ? [node] : "c" in node ? find(node.c) : [],
    );
  return [...find(draft.content), ...(draft.rows ?? []).flatMap((row) => row.cells.flatMap((cell) => find(cell.content)))];
}

/** Numbers the passages, leads the links, and writes down only what differs from the book's language and direction. */
function finishChapters(shown: readonly { making: Making; role: ChapterRole }[], context: AssemblyContext): Chapter[] {
  const resolver = new LinkResolver(context.report);
  for (const [c, { making }] of shown.entries()) {
    let p = 0;
    for (const draft of making.drafts) resolver.addPassage(draft.ids, `${c + 1}.${++p}`);
    for (const note of making.notes) {
      resolver.addNote(c, note.address, `${c + 1}.${p + 1}`);
      for (const draft of note.drafts) resolver.addPassage(draft.ids, `${c + 1}.${++p}`);
    }
  }
  return shown.map(({ making, role }, c) => {
    const drafts = [...making.drafts, ...making.notes.flatMap((note) => note.drafts)];
    const lang = mostOf(making.drafts, ({ lang }) => lang) ?? context.language;
    const dir = mostOf(making.drafts, ({ dir }) => dir) ?? context.direction;
    const levels = [...new Set(drafts.flatMap(({ level }) => level ?? []))].sort((a, b) => a - b);
    const passages = drafts.map((draft, p) =>
      finishPassage(draft, `${c + 1}.${p + 1}`, { lang, dir, levels }, (content) => resolver.resolve(content, c)),
    );
    return {
      title: making.title,
      section: making.planned.section,
      role,
      ...(role === "body" ? chapterOrigin(making.drafts, context.authors ?? []) : {}),
      ...(lang === context.language ? {} : { lang }),
      ...(dir === context.direction ? {} : { dir }),
      passages,
      words: passages
        .slice(0, making.drafts.length)
        .reduce((sum, passage) => sum + (passage.kind === "note" ? 0 : countWords(canonicalText(passage))), 0),
    };
  });
}

function finishPassage(
  draft: Draft,
  key: string,
  chapter: { lang: string; dir: Dir; levels: number[] },
  resolve: (content: Inline[]) => Inline[],
): Passage {
  const { ids: _ids, words: _words, lang, dir, level, ...own } = draft;
  const { pages, ...text } = takePageMarks(own);
  const rows = text.rows?.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, content: resolve(cell.content) })),
  }));
  return {
    key,
    ...own,
    content: resolve(text.content),
    ...(rows === undefined ? {} : { rows }),
    // Headings count from 2, without gaps: level 1 is the chapter's title.
    ...(level === undefined ? {} : { level: Math.min(6, 2 + chapter.levels.indexOf(level)) }),
    ...(lang === chapter.lang ? {} : { lang }),
    ...(dir === chapter.dir ? {} : { dir }),
    ...(pages.length === 0 ? {} : { pages }),
  };
}

/** What most of the text of some drafts has. */
function mostOf<T>(drafts: readonly Draft[], of: (draft: Draft) => T): T | undefined {
  const weights = new Map<T, number>();
  for (const draft of drafts) weights.set(of(draft), (weights.get(of(draft)) ?? 0) + draft.words + 1);
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function wordsOf(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { words }) => sum + words, 0);
}
