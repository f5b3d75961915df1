// A long text without chapters is cut into some, at the ends of paragraphs, so that a group can read it in parts.

import { canonicalText } from "#domain/text/canonical.ts";
import { foldLine } from "#domain/text/fold.ts";
import type { Draft } from "./draft-writer.ts";
import type { ImportReport } from "./import-report.ts";
import type { PlannedChapter } from "./plan-chapters.ts";

/** A text of more words than this is cut. */
const MOST_WORDS = 12_000;
/** Words of a chapter that is made by cutting: what is read in about twenty minutes. */
const CHAPTER_WORDS = 5_000;

/** The one chapter that covers all the drafts; several if it is too long for one, which the report then says. */
export function cutChapters(drafts: readonly Draft[], title: string, report: ImportReport): PlannedChapter[] {
  const words = drafts.reduce((sum, draft) => sum + draft.words, 0);
  if (words <= MOST_WORDS) return [planned(title, 0, drafts.length)];
  const starts = cuttingPoints(drafts, Math.round(words / CHAPTER_WORDS), words);
  report.repaired(
    `The text has no headings that divide it. It was cut into ${starts.length} chapters of about ${Math.round(words / starts.length / 100) * 100} words, at the ends of paragraphs.`,
  );
  return starts.map((start, i) => planned(`${i + 1}: ${firstWords(drafts, start)}`, start, starts[i + 1] ?? drafts.length));
}

/** Where the pieces begin: at a rule or a heading near the even division if there is one, else at the paragraph nearest to it. */
function cuttingPoints(drafts: readonly Draft[], pieces: number, words: number): number[] {
  const points = [0];
  let sum = 0;
  let best: { at: number; distance: number } | undefined;
  for (const [at, draft] of drafts.entries()) {
    const goal = (words / pieces) * points.length;
    if (points.length < pieces && at > (points.at(-1) ?? 0)) {
      const isBreak = draft.kind === "heading" || drafts[at - 1]?.kind === "rule";
      const follows = drafts[at - 1]?.kind === "heading" || draft.kind === "rule" || draft.kind === "note";
      const distance = Math.abs(sum - goal) / (isBreak ? 4 : 1);
      if (!follows && (best === undefined || distance < best.distance)) best = { at, distance };
    }
    sum += draft.words;
    if (best !== undefined && sum - goal > words / pieces / 4) {
      points.push(best.at);
      best = undefined;
    }
  }
  return points;
}

function firstWords(drafts: readonly Draft[], start: number): string {
  const first = drafts.slice(start).find((draft) => draft.words > 0);
  const words = first === undefined ? [] : foldLine(canonicalText(first).slice(0, 200)).split(" ");
  return words.length === 0 ? "…" : words.slice(0, 6).join(" ") + (words.length > 6 ? "…" : "");
}

function planned(title: string, start: number, end: number): PlannedChapter {
  return { title, section: [], opens: [], types: new Set(["chapter"]), start, end, linear: true, listed: true, inner: [] };
}
