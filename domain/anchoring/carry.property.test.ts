// What holds for anchors carried to any edited text: nothing beyond doubt is in a wrong place, nothing that was cut is put anywhere, and the same comes out in any order.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinBook, placeIn } from "./book-text.ts";
import { carryAnchors } from "./carry.ts";
import type { Carried, ChapterText } from "./carrying.ts";
import { selectionArbitrary } from "./chapter.arbitrary.ts";
import { describeSelection } from "./describe-selection.ts";
import { type Edited, editBook, editKinds, seeded } from "./edits.arbitrary.ts";
import { truthOf } from "./truth.arbitrary.ts";
import { verify } from "./verify.ts";

/** Sentences of made-up words, as often as in a language: few of them often, most of them seldom. */
function prose(random: () => number): () => string {
  const syllables = ["ka", "ro", "mi", "ten", "sul", "da", "vor", "ne", "li", "po", "gra", "st", "an", "e"];
  const word = () => Array.from({ length: 1 + Math.floor(random() * 4) }, () => syllables[Math.floor(random() * 14)]).join("");
  const words = Array.from({ length: 1_500 }, word);
  return () => {
    const said = Array.from({ length: 4 + Math.floor(random() * 14) }, () => words[Math.floor(random() ** 3 * 1_500)]).join(" ");
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  };
}

function madeBook(seed: number): { chapters: ChapterText[]; foreign: string[] } {
  const random = seeded(seed);
  const sentence = prose(random);
  let number = 0;
  const passage = () => ({
    id: `01900000-0000-7000-8000-${String(number++).padStart(12, "0")}`,
    text: Array.from({ length: 1 + Math.floor(random() * 6) }, sentence).join(" "),
  });
  const chapters = [0, 1, 2].map((c) => ({ id: `chapter ${c}`, passages: Array.from({ length: 12 }, passage) }));
  return { chapters, foreign: Array.from({ length: 50 }, sentence) };
}

interface Placed {
  id: string;
  chapterId: string;
  anchor: NonNullable<ReturnType<typeof placeIn>>["anchor"];
  start: number;
  end: number;
}

function someAnchors(chapters: readonly ChapterText[], seed: number): Placed[] {
  const book = joinBook(chapters);
  const random = seeded(seed);
  return Array.from({ length: 40 }, (_, i) => {
    const from = book.text.lastIndexOf(" ", Math.floor(random() * book.text.length)) + 1;
    const to = Math.min(book.text.length, Math.floor(from + 8 + random() * 150));
    const place = placeIn(book, from, to, 1);
    if (place === undefined) return [];
    const start = (book.starts[book.numbers.get(place.chapterId)?.get(place.anchor.passage) ?? 0] ?? 0) + place.anchor.start;
    return [{ id: `${i}`, chapterId: place.chapterId, anchor: place.anchor, start, end: start + place.anchor.quote.length }];
  }).flat();
}

function overlaps({ after, places }: Edited, { start, end }: Placed, carried: Carried): boolean {
  const place = carried.places[0];
  if (place === undefined) return false;
  const number = after.numbers.get(place.chapterId)?.get(place.anchor.passage) ?? -1;
  const from = (after.starts[number] ?? 0) + place.anchor.start;
  const to = from + place.anchor.quote.length;
  return places.slice(start, end).some((at) => at >= from && at < to);
}

describe.each(editKinds)("in a book with edits of the kind: %s", (kind) => {
  test("what is beyond doubt lies where it went, what was cut stays behind, and every place tells the truth about the text", () => {
    let carriedOver = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const { chapters, foreign } = madeBook(seed);
      const edited = editBook(chapters, { kind, share: [0.05, 0.3, 1][seed % 3] ?? 0, seed, foreign });
      const anchors = someAnchors(chapters, seed);
      const carried = carryAnchors(chapters, edited.chapters, anchors);
      expect(carried.size).toBe(anchors.length);
      for (const placed of anchors) {
        const result = carried.get(placed.id);
        if (result === undefined) throw new Error("an anchor was lost");
        for (const { chapterId, anchor } of result.places)
          expect(verify(anchor, edited.chapters.find(({ id }) => id === chapterId)?.passages ?? [])).toEqual({ ok: true });
        const { fate } = truthOf(edited, placed.start, placed.end);
        // Of mixed edits one may have copied what another cut: then the copy is a place to be checked.
        if (fate === "gone" && kind !== "mixed") expect(result.state).toBe("orphan");
        else if (fate === "gone") expect(result.state).not.toBe("certain");
        else if (fate !== "replaced" && result.state === "certain") expect(overlaps(edited, placed, result)).toBe(true);
        if (result.state !== "orphan") carriedOver++;
      }
    }
    expect(carriedOver).toBeGreaterThan(100);
  });
});

test("in a text that did not change every anchor stays what it is", () => {
  fc.assert(
    fc.property(selectionArbitrary, ({ passages, selection }) => {
      const described = describeSelection(passages, selection);
      fc.pre(described.ok);
      if (!described.ok) return;
      const chapters = [{ id: "it", passages }];
      const carried = carryAnchors(chapters, chapters, [{ id: "one", chapterId: "it", anchor: described.anchor }]).get("one");
      expect(carried?.state).not.toBe("orphan");
      expect(carried?.places[0]).toMatchObject({ chapterId: "it", anchor: described.anchor });
    }),
    { numRuns: 300 },
  );
});

test("what becomes of an anchor does not depend on the others or their order", () => {
  const { chapters, foreign } = madeBook(11);
  const edited = editBook(chapters, { kind: "mixed", share: 0.5, seed: 11, foreign });
  const anchors = someAnchors(chapters, 11);
  const all = carryAnchors(chapters, edited.chapters, anchors);
  expect(new Map([...carryAnchors(chapters, edited.chapters, anchors.toReversed())].reverse())).toEqual(all);
  for (const one of anchors.slice(0, 5))
    expect(carryAnchors(chapters, edited.chapters, [one]).get(one.id)).toEqual(all.get(one.id));
});

test("a passage that stands twice where one stood, with nothing else beside it, is to be checked", () => {
  const { chapters } = madeBook(12);
  const passage = chapters[0]?.passages[3];
  if (passage === undefined) throw new Error("the book is too short");
  const place = placeIn(joinBook([{ id: "one", passages: [passage] }]), 0, 20, 1);
  if (place === undefined) throw new Error("nothing to mark");
  const twice = [
    { id: "new", passages: [7, 8].map((n) => ({ id: `01910000-0000-7000-8000-00000000000${n}`, text: passage.text })) },
  ];
  const carried = carryAnchors([{ id: "one", passages: [passage] }], twice, [
    { id: "it", chapterId: "one", anchor: place.anchor },
  ]);
  expect(carried.get("it")).toMatchObject({ state: "check" });
  expect(carried.get("it")?.places).toHaveLength(2);
});
