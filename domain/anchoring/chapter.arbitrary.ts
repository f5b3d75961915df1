// Random chapters and selections in them, for property tests.
import fc from "fast-check";
import { canonicalText } from "../text/canonical.ts";
import { passageArbitrary } from "../text/passage.arbitrary.ts";
import type { PassageText, Position, Stretch } from "./anchor.ts";

/** The id of the passage with a number, for tests. */
export function passageId(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** A chapter by the texts of its passages. */
export function chapterOf(...texts: string[]): PassageText[] {
  return texts.map((text, i) => ({ id: passageId(i), text }));
}

/** Canonical texts of random passages, empty ones too. */
const chapterArbitrary = fc
  .array(passageArbitrary, { minLength: 1, maxLength: 6 })
  .map((passages) => chapterOf(...passages.map(canonicalText)));

/** A chapter, and a selection with its ends anywhere in it, in either order. */
export const selectionArbitrary: fc.Arbitrary<{ passages: PassageText[]; selection: Stretch }> = fc
  .tuple(chapterArbitrary, fc.nat(), fc.nat(), fc.nat(), fc.nat())
  .map(([passages, a, b, c, d]) => {
    const place = (which: number, where: number): Position => {
      const passage = passages[which % passages.length] ?? { id: passageId(0), text: "" };
      return { passage: passage.id, offset: where % (passage.text.length + 1) };
    };
    return { passages, selection: { start: place(a, b), end: place(c, d) } };
  });
