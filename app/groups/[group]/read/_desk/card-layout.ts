// Where cards stand in the margin: each beside its passage where there is room, the fixed one exactly there, none over another. Pure.

export interface CardBox {
  /** Where it would stand: the top of its passage, in pixels from the top of the column. */
  wanted: number;
  height: number;
}

/**
 * Tops of cards given in the order of the text. Each is pushed down by those above it; with a fixed one (its index) it is those above that give way: they move up,
 * and what then has no room in the column is folded away (no top).
 */
export function layoutCards(cards: readonly CardBox[], fixed: number | undefined, gap: number): (number | undefined)[] {
  const tops: (number | undefined)[] = cards.map(() => undefined);
  const held = fixed === undefined ? undefined : cards[fixed];
  const first = held && fixed !== undefined ? firstWithRoom(cards, fixed, gap) : 0;
  let least = 0;
  for (const [i, card] of cards.entries()) {
    if (i < first) continue;
    const top = i === fixed ? Math.max(0, card.wanted) : Math.max(card.wanted, least);
    tops[i] = top;
    least = top + card.height + gap;
  }
  // Those above the fixed one go back up as far as they have to; together they have room.
  for (let i = (fixed ?? 0) - 1; i >= first; i--) {
    tops[i] = Math.min(tops[i] ?? 0, (tops[i + 1] ?? 0) - gap - (cards[i]?.height ?? 0));
  }
  return tops;
}

/** The first of the cards above the fixed one that have room there together. */
function firstWithRoom(cards: readonly CardBox[], fixed: number, gap: number): number {
  let room = cards[fixed]?.wanted ?? 0;
  let first = fixed;
  while (first > 0) {
    room -= (cards[first - 1]?.height ?? 0) + gap;
    if (room < 0) break;
    first--;
  }
  return first;
}
