// An anchor as the selectors of the W3C model: the passage as a fragment, the quote with the words beside it, and the position in the text of its chapter.
import type { Anchor, PassageText } from "../anchoring/anchor.ts";

/** The specification that a fragment naming a part of an HTML page follows. */
const HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236";

export interface TextQuoteSelector {
  type: "TextQuoteSelector";
  exact: string;
  prefix: string;
  suffix: string;
}
export interface TextPositionSelector {
  type: "TextPositionSelector";
  start: number;
  end: number;
}
export interface FragmentSelector {
  type: "FragmentSelector";
  conformsTo: string;
  value: string;
}
export type Selector = FragmentSelector | TextQuoteSelector | TextPositionSelector;

/** The selectors of an anchor that is true to `passages`; a position counts code points of the passages joined by line breaks. */
export function selectorsOf(anchor: Anchor, passages: readonly PassageText[]): Selector[] {
  const lengths = lengthsOf(passages);
  const number = (passage: string) => lengths.get(passage)?.number ?? 0;
  const at = (passage: string, offset: number) => {
    const found = lengths.get(passage);
    return found ? found.start + pointsIn(found.text.slice(0, offset)) : 0;
  };
  return [
    { type: "FragmentSelector", conformsTo: HTML_FRAGMENT, value: `p-${number(anchor.passage)}` },
    { type: "TextQuoteSelector", exact: anchor.quote, prefix: anchor.before, suffix: anchor.after },
    { type: "TextPositionSelector", start: at(anchor.passage, anchor.start), end: at(anchor.endPassage, anchor.end) },
  ];
}

interface Known {
  number: number;
  /** Code points of the chapter before it. */
  start: number;
  text: string;
}
const known = new WeakMap<readonly PassageText[], Map<string, Known>>();

/** Where each passage begins; counted once for a chapter. */
function lengthsOf(passages: readonly PassageText[]): Map<string, Known> {
  const counted = known.get(passages) ?? new Map<string, Known>();
  if (counted.size > 0) return counted;
  let start = 0;
  for (const [index, { id, text }] of passages.entries()) {
    counted.set(id, { number: index + 1, start, text });
    start += pointsIn(text) + 1;
  }
  known.set(passages, counted);
  return counted;
}

function pointsIn(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
