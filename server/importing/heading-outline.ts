// A text without a table of contents is divided by its headings: which of them are the book's title, which sections, which chapters.
import { addressOf } from "./archive-path.ts";
import { titleText } from "./chapter-title.ts";
import type { Draft } from "./draft-writer.ts";
import type { TocEntry } from "./epub-navigation.ts";
import { gutenbergFrame } from "./gutenberg-frame.ts";
import { firstWords } from "./plan-chapters.ts";
import { CHAPTER_WORDS, labelKind } from "./section-or-chapter.ts";
import type { Flow } from "./text-flow.ts";

interface Heading {
  /** Which draft of the flow it is. */
  at: number;
  level: number;
  label: string;
}

/** Which levels of heading begin sections, and which one chapters. */
interface Division {
  sections: number[];
  chapters: number;
}

/** A text below one title that is no longer than this, in words, with parts shorter than the other, is an article with headings. */
const ARTICLE_WORDS = 2500;
const ARTICLE_PART_WORDS = 400;

/** A paragraph with so many words is prose, and no line of a title page. */
const PROSE_WORDS = 40;

/** "12.", "IV", and with a word for "chapter" before it. */
const BARE_NUMBER = /^(?:\S+\s+)?(?:\d+|[ivxlcdm]+)[.:]?$/iu;

/**
 * The table of contents that the headings of a text make, and the flow in which its places can be found. `contents` is what a list of
 * contents in the text itself says: it counts only where there are no headings to speak of.
 */
export function headingOutline(flow: Flow, contents: readonly TocEntry[]): { flow: Flow; toc: readonly TocEntry[] } {
  const frame = gutenbergFrame(flow.drafts);
  const headings = headingsWithin(flow, frame.from, frame.to);
  const division = divide(flow, headings, frame);
  const starts = headings.filter(
    ({ at, level }, i) => level <= division.chapters && !continues(headings[i - 1], { at, level }, division),
  );
  if (starts.length < 2 && contents.length > Math.max(1, headings.length)) return { flow, toc: contents };

  const places = new Map<number, ReadonlySet<string>>();
  const entryAt = (at: number, label: string, types: string[] = []): TocEntry => {
    places.set(at, new Set(types));
    const document = flow.documents.find(({ start, end }) => start <= at && at < end);
    return { label: label.slice(0, 500), place: { name: document?.name ?? "", fragment: fragmentOf(at) }, children: [] };
  };
  const toc: TocEntry[] = [];
  if (frame.from > 0) toc.push(entryAt(0, "Project Gutenberg", ["gutenberg-licence"]));
  const first = starts[0]?.at ?? frame.from;
  const opening = flow.drafts.slice(frame.from, first).find(({ words }) => words > 0);
  if (opening !== undefined)
    toc.push(entryAt(frame.from, firstWords(opening), isProse(flow, frame.from, first) ? [] : ["titlepage"]));

  const open: { level: number; entry: TocEntry }[] = [];
  for (const [i, { at, level, label }] of starts.entries()) {
    const next = starts[i + 1]?.at ?? frame.to;
    const isTitle = level < division.chapters && !division.sections.includes(level);
    const entry = entryAt(at, label, isTitle && starts.length > 1 && !isProse(flow, at, next) ? ["titlepage"] : []);
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop();
    (open.at(-1)?.entry.children ?? toc).push(entry);
    if (division.sections.includes(level)) {
      entry.divides = true;
      open.push({ level, entry });
    } else if (isTitle) open.length = 0;
  }
  return { flow: withPlaces(flow, places), toc };
}

/** No link of a file can hold this character, so the fragment is never one of its own. */
const fragmentOf = (at: number) => `\u0000draft-${at}`;

/** The same flow, in which the drafts at the places can be found by an address. */
function withPlaces(flow: Flow, places: ReadonlyMap<number, ReadonlySet<string>>): Flow {
  const drafts = [...flow.drafts];
  const types = new Map<string, ReadonlySet<string>>();
  for (const [at, own] of places) {
    const draft = drafts[at];
    const document = flow.documents.find(({ start, end }) => start <= at && at < end);
    if (draft === undefined || document === undefined) continue;
    drafts[at] = { ...draft, ids: [...draft.ids, addressOf(document.name, fragmentOf(at))] };
    types.set(addressOf(document.name, fragmentOf(at)), own);
  }
  return {
    drafts,
    documents: flow.documents,
    typesAt: (place) => types.get(addressOf(place.name, place.fragment)) ?? flow.typesAt(place),
  };
}

function headingsWithin(flow: Flow, from: number, to: number): Heading[] {
  const headings: Heading[] = [];
  for (let at = from; at < to; at++) {
    const draft = flow.drafts[at];
    if (draft?.kind !== "heading" || draft.quoted || draft.words === 0) continue;
    headings.push({ at, level: draft.level ?? 6, label: labelOf(draft, flow.drafts[at + 1]) });
  }
  return headings;
}

/** "Chapter I" with "Loomings" as a lower heading straight below it is one title. */
function labelOf(draft: Draft, next: Draft | undefined): string {
  const label = titleText(draft).slice(0, 200);
  const goesOn = next?.kind === "heading" && (next.level ?? 6) > (draft.level ?? 6) && isBareNumber(label);
  return goesOn ? `${label.replace(/[.:]$/, "")}: ${titleText(next).slice(0, 200)}` : label;
}

function isBareNumber(label: string): boolean {
  return BARE_NUMBER.test(label) && (!/\s/.test(label) || labelKind(label) === "chapter");
}

/** A second heading of the same kind straight below another is a line more of its title. */
function continues(before: Heading | undefined, { at, level }: Omit<Heading, "label">, division: Division): boolean {
  return before?.at === at - 1 && before.level === level && !division.sections.includes(level);
}

/** Chapters begin with the highest level that occurs more than once, unless that divides the book into parts. */
function divide(flow: Flow, headings: readonly Heading[], frame: { from: number; to: number }): Division {
  const byLevel = Map.groupBy(headings, ({ level }) => level);
  const levels = [...byLevel.keys()].sort((a, b) => a - b);
  const words = flow.drafts.slice(frame.from, frame.to).reduce((sum, draft) => sum + draft.words, 0);
  const many = levels.filter((level) => (byLevel.get(level)?.length ?? 0) > 1);
  const top = many[0];
  if (top === undefined) return { sections: [], chapters: levels[0] ?? 0 };
  const title = headings[0];
  const parts = byLevel.get(top) ?? [];
  const isArticle =
    title !== undefined &&
    title.level < top &&
    levels[0] === title.level &&
    words < ARTICLE_WORDS &&
    words < ARTICLE_PART_WORDS * parts.length &&
    parts.every(({ label }) => labelKind(label) === undefined);
  if (isArticle) return { sections: [], chapters: title.level };
  const sections: number[] = [];
  let chapters = top;
  for (const lower of many.slice(1)) {
    if (!isDividedInto(byLevel.get(chapters) ?? [], byLevel.get(lower) ?? [], words)) break;
    sections.push(chapters);
    chapters = lower;
  }
  return { sections, chapters };
}

/** True if the lower headings are chapters and the upper ones the sections they stand in: by their words, else by how long they are. */
function isDividedInto(upper: readonly Heading[], lower: readonly Heading[], words: number): boolean {
  const mostly = (headings: readonly Heading[], kind: ReturnType<typeof labelKind>) =>
    headings.filter(({ label }) => labelKind(label) === kind).length * 2 > headings.length;
  if (mostly(upper, "section")) return true;
  if (mostly(upper, "chapter")) return false;
  if (mostly(lower, "chapter")) return true;
  if (mostly(lower, "inner")) return false;
  const divided = upper.filter(({ at }, i) => {
    const end = upper[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    return lower.some((heading) => heading.at > at && heading.at < end);
  });
  return divided.length * 3 >= upper.length * 2 && words >= CHAPTER_WORDS * lower.length;
}

function isProse(flow: Flow, from: number, to: number): boolean {
  return flow.drafts
    .slice(from, to)
    .some(({ kind, words, align }) => kind === "paragraph" && align === undefined && words >= PROSE_WORDS);
}
