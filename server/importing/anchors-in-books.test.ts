// Random selections in every sample book: each gives an anchor that leads back to the same stretch, by itself and by its selectors.
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { PassageText, Position } from "#domain/anchoring/anchor.ts";
import { describeSelection } from "#domain/anchoring/describe-selection.ts";
import { seeded } from "#domain/anchoring/edits.arbitrary.ts";
import { resolve } from "#domain/anchoring/resolve.ts";
import { placeSelections, readSelectors, selectorsOf } from "#domain/anchoring/selectors.ts";
import { stretchOf, verify } from "#domain/anchoring/verify.ts";
import { canonicalText } from "#domain/text/canonical.ts";
import { importBook } from "./import-book.ts";
import { hasSamples, readSample } from "./sample-data.ts";

const SELECTIONS = 60;
const books = hasSamples ? readdirSync("../shared/data/books").filter((name) => /\.(?:epub|html|md|pdf|txt)$/.test(name)) : [];

describe.skipIf(!hasSamples)("in the sample books", () => {
  test.for(books)("every selection leads back to its stretch: %s", async (name) => {
    const { chapters } = await importBook(readSample(`books/${name}`), { fileName: name });
    const texts = chapters.map(({ passages }) => passages.map((passage, i) => ({ id: idOf(i), text: canonicalText(passage) })));
    const random = seeded(name.length);
    let made = 0;
    for (let i = 0; i < SELECTIONS; i++) {
      const passages = texts[Math.floor(random() * texts.length)] ?? [];
      const described = describeSelection(passages, selectionIn(passages, random));
      if (!described.ok) continue;
      made++;
      const { anchor } = described;
      expect(verify(anchor, passages)).toEqual({ ok: true });
      const stretch = resolve(anchor, passages);
      expect(stretch).toEqual(stretchOf(anchor));
      expect(stretch && describeSelection(passages, stretch)).toEqual(described);
      if (i % 10 > 0) continue;
      const selection = readSelectors(selectorsOf(anchor, passages)) ?? {};
      const placed = placeSelections([{ id: "it", passages }], [{ id: "it", selection }]).get("it");
      expect(placed).toMatchObject({ state: "certain", places: [{ anchor }] });
    }
    expect(made).toBeGreaterThan(SELECTIONS / 2);
  });
});

function idOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** From anywhere to anywhere a few hundred characters on or back, also over the edges of passages. */
function selectionIn(passages: readonly PassageText[], random: () => number): { start: Position; end: Position } {
  const first = Math.floor(random() * passages.length);
  const last = Math.min(passages.length - 1, first + (random() < 0.8 ? 0 : 1));
  const [head, tail] = [passages[first], passages[last]];
  if (head === undefined || tail === undefined) throw new Error("a chapter without passages");
  const start = { passage: head.id, offset: Math.floor(random() * (head.text.length + 1)) };
  const end = { passage: tail.id, offset: Math.floor(random() * Math.min(400, tail.text.length + 1)) };
  return random() < 0.5 ? { start, end } : { start: end, end: start };
}
