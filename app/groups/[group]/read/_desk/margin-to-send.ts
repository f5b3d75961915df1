// How much of a margin travels to the scripts of its page.
import type { Margin } from "#domain/shapes/annotation.ts";

/** More notes than this come after the text: the page is painted with their marks and first cards, and reads them when it is alive. */
const WITH_PAGE_MOST = 120;

/** The margin as its page has it from the start. What is left out has no number, and is read as whatever a stream has missed. */
export function marginToSend(margin: Margin): Margin {
  return margin.shared.state.length > WITH_PAGE_MOST ? { ...margin, shared: { at: NOT_READ, state: [] } } : margin;
}

/** The number of a state of which nothing is known yet. */
export const NOT_READ = -1;
