// The server's check of an anchor that came in: does it say the truth about the stored text?
import type { Anchor, PassageText, Stretch } from "./anchor.ts";
import { wordsBetween } from "./words.ts";

/** What is wrong with an anchor: a passage is not in the chapter; an offset is outside, or the end before the start; other words stand there; or other words beside it. */
export type Verified = { ok: true } | { ok: false; why: "no_passage" | "out_of_range" | "other_words" | "other_context" };

/** The two ends of an anchor. */
export function stretchOf(anchor: Pick<Anchor, "passage" | "start" | "endPassage" | "end">): Stretch {
  return { start: { passage: anchor.passage, offset: anchor.start }, end: { passage: anchor.endPassage, offset: anchor.end } };
}

/** Compares an anchor with the passages of its chapter, character by character. There is no context only where there is no more text. */
export function verify(anchor: Anchor, passages: readonly PassageText[]): Verified {
  const head = passages.find((passage) => passage.id === anchor.passage);
  const tail = anchor.endPassage === anchor.passage ? head : passages.find((passage) => passage.id === anchor.endPassage);
  if (head === undefined || tail === undefined) return { ok: false, why: "no_passage" };
  const words = wordsBetween(passages, stretchOf(anchor));
  if (words === undefined) return { ok: false, why: "out_of_range" };
  if (words === "" || words !== anchor.quote) return { ok: false, why: "other_words" };
  const edges = (anchor.before === "") === (anchor.start === 0) && (anchor.after === "") === (anchor.end === tail.text.length);
  const beside = head.text.slice(0, anchor.start).endsWith(anchor.before) && tail.text.startsWith(anchor.after, anchor.end);
  return edges && beside ? { ok: true } : { ok: false, why: "other_context" };
}
