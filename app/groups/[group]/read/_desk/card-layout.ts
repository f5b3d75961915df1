// Where cards stand in the margin: each beside its passage where there is room, the open one exactly there, none over another. Pure.

export interface CardBox {
  /** Where it would stand: the top of its passage, in pixels from the top of the column. */
  wanted: number;
  height: number;
}

/**
 * Tops of cards given in the order of the text. Without an open card each is pushed down by those above it; with one (its index) those above it move up,
 * as far as the top of the column lets them.
 */
export function layoutCards(cards: readonly CardBox[], open: number | undefined, gap: number): number[] {
  const tops = cards.map((card) => card.wanted);
  const fixed = open ?? 0;
  for (let i = fixed - 1; i >= 0; i--) {
    const room = (tops[i + 1] ?? 0) - gap - (cards[i]?.height ?? 0);
    tops[i] = Math.min(tops[i] ?? 0, room);
  }
  let least = 0;
  for (const [i, card] of cards.entries()) {
    tops[i] = Math.max(tops[i] ?? 0, least);
    least = (tops[i] ?? 0) + card.height + gap;
  }
  return tops;
}
