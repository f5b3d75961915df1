// How a note comes over to another text: what can be found, and what a person can settle about it. Plain data, stored and sent.
import type { Anchor, PassageText } from "./anchor.ts";

/** The place is beyond doubt; somebody should look; or its words are not there any more. */
export const carryStates = ["certain", "check", "orphan"] as const;
export type CarryState = (typeof carryStates)[number];

/** What a person said of a carried note: the place is right; it belongs elsewhere; it stays behind with the text it was written on. */
export const settlements = ["accepted", "moved", "left"] as const;
export type Settlement = (typeof settlements)[number];

/** A chapter as anchors see it. `follows` names the chapter of the old text that this one is the corrected text of. */
export interface ChapterText {
  id: string;
  follows?: string;
  passages: readonly PassageText[];
}

/** A place in the new text, with how much speaks for it (0 to 1). */
export interface PlaceFound {
  chapterId: string;
  anchor: Anchor;
  score: number;
}

/** What became of one anchor: `places` has the best first; with "certain" and "check" the first is its new place, with "orphan" they are suggestions only. */
export interface Carried {
  state: CarryState;
  score: number;
  places: PlaceFound[];
}
