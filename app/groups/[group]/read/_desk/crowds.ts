// Crowded passages: more cards than a few on one passage push all others away from theirs, so only the first of them are shown. Pure.

/** From more than `crowd` cards on one passage only the first `shown` are shown. */
export interface Folding {
  crowd: number;
  shown: number;
}

/** Beside the text. */
export const inColumn: Folding = { crowd: 4, shown: 2 };
/** In a sheet, where nothing is pushed away. */
export const inSheet: Folding = { crowd: 60, shown: 50 };
/** How many more are shown at a time. */
export const MORE_AT_ONCE = 50;
/** The most cards that the server writes for a crowded chapter; of the passages after these only the counts. */
const WRITTEN_MOST = 60;
/** From more cards than this on a chapter is crowded as a whole. */
const CROWDED = 120;

export interface Crowd<C> {
  shown: C[];
  /** How many are not shown. */
  more: number;
}

/** How far down its passage a card may be pushed by the crowds above, in pixels. */
const DRIFT_MOST = 240;

/**
 * Which sections are too far from their passages to show cards: only their counts are shown, until the margin has caught up with the text. `wanted` is the top of the
 * passage (without one the section stands at the end, and never drifts), `height` what its cards need, `folded` what its count needs, all in pixels; `must` is shown in any case.
 */
export function drifting(
  sections: readonly { wanted: number | undefined; height: number; folded: number; must: boolean }[],
): boolean[] {
  let least = 0;
  return sections.map(({ wanted, height, folded, must }) => {
    if (wanted === undefined) return false;
    const drifts = !must && least - wanted > DRIFT_MOST;
    least = Math.max(wanted, least) + (drifts ? folded : height);
    return drifts;
  });
}

/** The cards of one passage. `must` says which are shown in any case; `unfolded` how many are shown of a passage whose reader asked for more. */
export function foldCrowd<C>(
  cards: readonly C[],
  folding: Folding,
  must: (card: C) => boolean = () => false,
  unfolded = 0,
): Crowd<C> {
  const most = Math.max(unfolded, cards.length > folding.crowd ? folding.shown : cards.length);
  const shown = cards.filter((card, index) => index < most || must(card));
  return { shown, more: cards.length - shown.length };
}

/** The cards of a chapter as the server writes them, by passage: a bounded number however many there are. Cards without a passage (they stand at the end) are shown as far as there is room. */
export function foldForPage<C extends { number: number | undefined }>(
  cards: readonly C[],
): (Crowd<C> & { on: number | undefined })[] {
  const passages = [...Map.groupBy(cards, ({ number }) => number)];
  if (cards.length <= CROWDED)
    return passages.map(([on, here]) => ({ on, ...(on === undefined ? { shown: here, more: 0 } : foldCrowd(here, inColumn)) }));
  const each = Math.max(1, Math.min(inColumn.shown, Math.floor(WRITTEN_MOST / passages.length)));
  return passages.map(([on, here], index) => {
    const shown = here.slice(0, (index + 1) * each <= WRITTEN_MOST ? each : 0);
    return { on, shown, more: here.length - shown.length };
  });
}
