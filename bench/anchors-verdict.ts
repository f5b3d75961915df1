// What is counted when anchors are carried: found, found to the letter, put in a wrong place, put somewhere though their words were cut.
import { type BookText, placeIn } from "#domain/anchoring/book-text.ts";
import type { Carried } from "#domain/anchoring/carrying.ts";
import type { Edited } from "#domain/anchoring/edits.arbitrary.ts";
import type { Truth } from "#domain/anchoring/truth.arbitrary.ts";

/** Sums over anchors. */
export interface Tally {
  anchors: number;
  /** Those whose words stay, and of them those put where they overlap with at least half of their words. */
  stays: number;
  found: number;
  exact: number;
  /** Put where none of their words are: of all whose words are not all gone. */
  live: number;
  wrong: number;
  /** Of those, the ones that nobody is asked to check. */
  silent: number;
  /** Those whose words were cut, and of them those put somewhere all the same. */
  gone: number;
  elsewhere: number;
  milliseconds: number;
}

export function emptyTally(): Tally {
  return { anchors: 0, stays: 0, found: 0, exact: 0, live: 0, wrong: 0, silent: 0, gone: 0, elsewhere: 0, milliseconds: 0 };
}

export function addTally(sum: Tally, one: Tally): void {
  for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += one[key];
}

/** Where an anchor was put, as a stretch of the new text; nothing when it was put nowhere. */
export type Put = { from: number; to: number; certain: boolean } | undefined;

export function putOf(book: BookText, carried: Carried | undefined): Put {
  const place = carried?.places[0];
  if (carried === undefined || place === undefined || carried.state === "orphan") return undefined;
  const numbers = book.numbers.get(place.chapterId);
  const { anchor } = place;
  const from = (book.starts[numbers?.get(anchor.passage) ?? -1] ?? -1_000_000) + anchor.start;
  const to = (book.starts[numbers?.get(anchor.endPassage) ?? -1] ?? -1_000_000) + anchor.end;
  return { from, to, certain: carried.state === "certain" };
}

/** Counts one anchor. `alive` are the places of its characters in the new text. */
export function count(tally: Tally, edited: Edited, range: { start: number; end: number }, truth: Truth, put: Put): void {
  tally.anchors++;
  if (truth.fate === "gone") {
    tally.gone++;
    if (put !== undefined) tally.elsewhere++;
    return;
  }
  tally.live++;
  const share = put === undefined ? 0 : shareWithin(edited, range, put);
  if (put !== undefined && share === 0 && !(truth.fate === "replaced" && put.from <= truth.to && truth.from <= put.to)) {
    tally.wrong++;
    if (put.certain) tally.silent++;
  }
  if (truth.fate !== "stays") return;
  tally.stays++;
  if (put === undefined || share < 0.5) return;
  tally.found++;
  const settled = placeIn(edited.after, truth.from, truth.to, 1);
  const right = settled === undefined ? undefined : putOf(edited.after, { state: "certain", score: 1, places: [settled] });
  if (right !== undefined && right.from === put.from && right.to === put.to) tally.exact++;
}

/** How much of what is left of a stretch lies within the place it was put. */
function shareWithin(
  { places, ends }: Edited,
  { start, end }: { start: number; end: number },
  put: { from: number; to: number },
): number {
  let [all, within] = [0, 0];
  for (let at = start; at < end; at++) {
    const place = places[at] ?? -1;
    if (place < 0) continue;
    all++;
    if (place < put.to && (ends[at] ?? 0) > put.from) within++;
  }
  return all === 0 ? 0 : within / all;
}
