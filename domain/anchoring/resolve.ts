// From an anchor to its place: the exact one, or the one place in the chapter where its words and the words beside them speak for it.
import type { Anchor, PassageText, Position, Stretch } from "./anchor.ts";
import { stretchOf, verify } from "./verify.ts";

/** How many characters of quote and agreeing context a place must have at least, unless all of the context agrees. Fewer may be chance. */
const ENOUGH = 16;
/** What standing in the same passage as before is worth, in characters of context. */
const SAME_PASSAGE = 16;
/** By how many characters of context the best place must beat the next. */
const MARGIN = 4;

/**
 * Where an anchor lies in a chapter: where it says, if its words and its context are there; else the place of the same words whose context
 * agrees best. Nothing when the words are gone or when two places speak for themselves alike: a note is never put in the wrong place silently.
 */
export function resolve(anchor: Anchor, passages: readonly PassageText[]): Stretch | undefined {
  if (verify(anchor, passages).ok) return stretchOf(anchor);
  if (anchor.quote === "") return undefined;

  // One text with a line break around every passage, so that the edge of a passage is context too.
  const text = `\n${passages.map((passage) => passage.text).join("\n")}\n`;
  const before = anchor.start === anchor.before.length ? `\n${anchor.before}` : anchor.before;
  const after = anchor.after === "" ? "\n" : anchor.after;
  const found: { stretch: Stretch; agreeing: number; score: number }[] = [];
  for (let at = text.indexOf(anchor.quote); at !== -1; at = text.indexOf(anchor.quote, at + 1)) {
    const stretch = positions(passages, at - 1, anchor.quote.length);
    if (stretch === undefined) continue;
    const agreeing = agreeBefore(text, at, before) + agreeAfter(text, at + anchor.quote.length, after);
    found.push({ stretch, agreeing, score: agreeing + (stretch.start.passage === anchor.passage ? SAME_PASSAGE : 0) });
  }

  const [best, next] = found.sort((a, b) => b.score - a.score);
  if (best === undefined || (next !== undefined && best.score - next.score < MARGIN)) return undefined;
  const sure = best.agreeing === before.length + after.length || anchor.quote.length + best.agreeing >= ENOUGH;
  return sure ? best.stretch : undefined;
}

/** The ends of the stretch of `length` from `at` on in the passages joined by line breaks; nothing when an end is a line break between passages. */
function positions(passages: readonly PassageText[], at: number, length: number): Stretch | undefined {
  let start: Position | undefined;
  let from = 0;
  for (const { id, text } of passages) {
    if (start === undefined && at >= from && at < from + text.length) start = { passage: id, offset: at - from };
    if (start !== undefined && at + length > from && at + length <= from + text.length)
      return { start, end: { passage: id, offset: at + length - from } };
    from += text.length + 1;
  }
  return undefined;
}

/** How many characters before `at` agree with the end of `context`. */
function agreeBefore(text: string, at: number, context: string): number {
  let same = 0;
  while (same < context.length && text[at - 1 - same] === context[context.length - 1 - same]) same++;
  return same;
}

/** How many characters from `at` on agree with the start of `context`. */
function agreeAfter(text: string, at: number, context: string): number {
  let same = 0;
  while (same < context.length && text[at + same] === context[same]) same++;
  return same;
}
