// An anchor: plain data that says where an annotation sits. It is stored, sent and compared; it never holds a range of a page.
import { z } from "zod";
import { CONTEXT_MOST, QUOTE_MOST } from "./limits.ts";

const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed(), "half a character");
const offset = z.number().int().nonnegative();

/**
 * A stretch of a chapter. It runs from `start` in `passage` up to, not including, `end` in `endPassage` (the same passage, or a later one of
 * the chapter); offsets count UTF-16 units of canonical text. `quote` is the canonical text of the stretch, passages joined by a line break;
 * `before` and `after` are what stands beside it within the first and the last passage.
 */
export const Anchor = z
  .strictObject({
    passage: z.uuid(),
    start: offset,
    endPassage: z.uuid(),
    end: offset,
    quote: words(QUOTE_MOST).min(1),
    before: words(CONTEXT_MOST),
    after: words(CONTEXT_MOST),
  })
  .refine((anchor) => anchor.passage !== anchor.endPassage || anchor.start < anchor.end, {
    path: ["end"],
    message: "nothing in it",
  });
export type Anchor = z.infer<typeof Anchor>;

/** A passage as anchors see it: its id and its canonical text. Lists of them are one chapter, in reading order. */
export interface PassageText {
  id: string;
  text: string;
}

/** A place between two characters of a chapter: a passage and an offset in its canonical text. */
export interface Position {
  passage: string;
  offset: number;
}

/** A stretch of a chapter by its two ends. */
export interface Stretch {
  start: Position;
  end: Position;
}
