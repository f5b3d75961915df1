// Which of the places that a search has found is it, and how sure that is.
import type { CarryState } from "./carrying.ts";

/** From this score on a place is beyond doubt; from this one on a person should look; below it the words are not there. */
const CERTAIN = 0.9;
const CHECK = 0.6;

export function stateOf(score: number): CarryState {
  return score >= CERTAIN ? "certain" : score >= CHECK ? "check" : "orphan";
}

/** What is not beyond doubt, for whatever reason, scores no more than this. */
export const DOUBTFUL = 0.85;
/** What is only a suggestion scores no more than this. */
export const SUGGESTED = CHECK - 0.01;
const MOST_PLACES = 5;
/** By how many letters of context one place must beat the others. */
const MARGIN = 4;
/** With fewer letters that agree, in quote and context, a place may be chance. */
const ENOUGH = 12;
/** A context that agrees to less than this speaks against a short quote. */
const SPEAKS_AGAINST = 0.25;

/** A place by the shares of the quote's and of its context's letters that stand there. */
interface Candidate {
  from: number;
  words: number;
  beside: number;
}

export interface Judged<T> {
  state: CarryState;
  places: { hit: T; score: number }[];
}

/** Ranks the places of a quote of `letters` letters with `context` letters beside it; `near` is where it should be about, in letters. */
export function judge<T extends Candidate>(
  hits: readonly T[],
  { letters, context, near }: { letters: number; context: number; near: number | undefined },
): Judged<T> {
  const far = (hit: T) => (near === undefined ? 0 : Math.abs(hit.from - near));
  const agreeing = (hit: T) => hit.words * letters + hit.beside * context;
  const ranked = [...hits].sort(
    (one, other) => agreeing(other) - agreeing(one) || far(one) - far(other) || one.from - other.from,
  );
  const [best, next] = ranked;
  if (best === undefined) return { state: "orphan", places: [] };
  let score = scoreOf(best, context);
  const lonely = next === undefined || agreeing(best) - agreeing(next) >= MARGIN;
  if (!lonely) score = Math.min(score, DOUBTFUL);
  const sure = agreeing(best) >= ENOUGH || (context >= MARGIN && best.words === 1 && best.beside === 1);
  if (!sure || (context > 0 && best.beside < SPEAKS_AGAINST && letters < 3 * ENOUGH)) score = Math.min(score, DOUBTFUL);
  const places = ranked.slice(0, MOST_PLACES).map((hit) => ({ hit, score: Math.min(score, scoreOf(hit, context)) }));
  return { state: stateOf(score), places };
}

function scoreOf({ words, beside }: Candidate, context: number): number {
  if (words === 1) return context === 0 ? 0.95 : 0.92 + 0.08 * beside;
  return context === 0 ? words : words * 0.8 + beside * 0.2;
}
