// Where a gap of an alignment can lie in several places with the same right, it is put where people cut: between sentences, then between words.
import { isLetter, isWhite } from "./word-runs.ts";

/** No gap is pushed further than this. */
const MOST_STEPS = 400;

/**
 * Of "A. B. A." without its first or second sentence the same is left, and an alignment may take out "A. B. " or ". B. A". This puts gaps on
 * one side of a text (stretches of `before` that nothing stands for, and stretches of `after` that stand for nothing) where they begin with a
 * passage, a sentence or a word.
 */
export function settleGaps(before: string, after: string, map: Int32Array): void {
  let previous = -1;
  for (let at = 0; at < map.length; at++) {
    if ((map[at] ?? -1) < 0) continue;
    if (previous >= 0) {
      const [from, to] = [map[previous] ?? 0, map[at] ?? 0];
      if (at > previous + 1 && to === from + 1) settleTakenOut(before, map, previous, at);
      else if (at === previous + 1 && to > from + 1) settlePutIn(before, after, map, at);
    }
    previous = at;
  }
}

/** The gap of `before` between `previous` and `next`, both excluded, moves back over letters that are the same before and in its end. */
function settleTakenOut(before: string, map: Int32Array, previous: number, next: number): void {
  const steps = stepsBack(
    before,
    previous,
    next - 1,
    (at) => (map[at] ?? -1) >= 0 && map[at] === (map[previous] ?? 0) - (previous - at),
  );
  const best = bestStep(before, previous + 1, steps);
  for (let i = 0; i < best; i++) {
    map[next - 1 - i] = map[previous - i] ?? -1;
    map[previous - i] = -1;
  }
}

/** The same for a stretch of `after` that lies before what stands for the character at `at`. */
function settlePutIn(before: string, after: string, map: Int32Array, at: number): void {
  const [first, last] = [(map[at - 1] ?? 0) + 1, (map[at] ?? 0) - 1];
  const steps = stepsBack(after, first - 1, last, (place) => {
    const own = at - 1 - (first - 1 - place);
    return own >= 0 && map[own] === place && before[own] === after[place];
  });
  const best = bestStep(after, first, steps);
  for (let i = 0; i < best; i++) map[at - 1 - i] = last - i;
}

/** How far back a gap can go: from the letter before it and its own last letter, while they are alike. */
function stepsBack(text: string, before: number, last: number, free: (at: number) => boolean): number {
  let steps = 0;
  while (
    steps < MOST_STEPS &&
    before - steps >= 0 &&
    free(before - steps) &&
    alike(text.charCodeAt(before - steps), text.charCodeAt(last - steps))
  )
    steps++;
  return steps;
}

function alike(one: number, other: number): boolean {
  return one === other || (isWhite(one) && isWhite(other));
}

/** The number of steps back from `start` after which the gap begins best; the fewest of equal ones. */
function bestStep(text: string, start: number, steps: number): number {
  let best = 0;
  let worth = worthOf(text, start);
  for (let step = 1; step <= steps; step++) {
    const here = worthOf(text, start - step);
    if (here > worth) {
      worth = here;
      best = step;
    }
  }
  return best;
}

/** How good a place is to cut at: the beginning or the end of a passage, of a sentence, of a word. */
function worthOf(text: string, at: number): number {
  const [previous, next] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (at === 0 || text[at - 1] === "\n") return 5;
  if (text[at] === "\n") return 4;
  if (isWhite(previous)) return SENTENCE_END.test(text[at - 2] ?? "") ? 3 : 2;
  if (isWhite(next)) return SENTENCE_END.test(text[at - 1] ?? "") ? 3 : 2;
  return isLetter(previous) && isLetter(next) ? 0 : 1;
}

const SENTENCE_END = /[.!?…:;"'”’»)\]]/;
