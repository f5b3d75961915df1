// Crowded passages: more cards than a few on one passage push all others away from theirs, so only the first of them are shown. Pure.

const CROWD = 4;
const SHOWN = 2;

export interface Crowd<C> {
  /** The passage; without one the cards stand at the end. */
  on: number | undefined;
  shown: C[];
  /** How many are not shown. */
  more: number;
}

/** Cards by passage. `must` says which are shown in any case, `unfolded` the passage whose cards are all shown. */
export function foldCrowds<C extends { number: number | undefined }>(
  cards: readonly C[],
  must: (card: C) => boolean = () => false,
  unfolded?: number,
): Crowd<C>[] {
  return [...Map.groupBy(cards, (card) => card.number)].map(([on, here]) => {
    if (on === undefined || on === unfolded || here.length <= CROWD) return { on, shown: here, more: 0 };
    const shown = here.filter((card, index) => index < SHOWN || must(card));
    return { on, shown, more: here.length - shown.length };
  });
}
