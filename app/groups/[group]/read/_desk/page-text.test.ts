// The page and the canonical text agree: places go back and forth unharmed, and painting changes nothing but marks.
import fc from "fast-check";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { marksIn, paint } from "#app/groups/[group]/read/_desk/paint.ts";
import { characterAt, rangeOfStretch, readBlock, stretchOfRange } from "#app/groups/[group]/read/_desk/text-position.ts";
import { type Mark, mergeMarks } from "#domain/anchoring/marks.ts";
import { canonicalText } from "#domain/text/canonical.ts";
import type { Passage } from "#domain/text/model.ts";
import { passageArbitrary } from "#domain/text/passage.arbitrary.ts";
import { renderPassage } from "#domain/text/render.ts";

const { document } = new JSDOM("").window;
const options = { imageBase: "/images/" };

/** A page with these passages as the desk writes them: a number that does not count, then the text. */
function page(...passages: { passage: Passage; marks?: Mark[] }[]): HTMLElement {
  const root = document.createElement("article");
  for (const [i, { passage, marks }] of passages.entries()) {
    const block = document.createElement("div");
    block.dataset.passage = `p${i}`;
    block.innerHTML = `<a data-out>${i}</a><span>${renderPassage(passage, { ...options, ...(marks && { marks }) })}</span>`;
    root.append(block);
  }
  return root;
}
const textOf = (root: HTMLElement, index = 0) => root.children[index]?.querySelector("span") as HTMLElement;
const paragraph = (content: Passage["content"]): Passage => ({ key: "1", kind: "paragraph", content });

const spansFor = (length: number) =>
  fc.array(
    fc.tuple(fc.nat(length), fc.nat(length), fc.constantFrom("highlight", "question", "remark")).map(([a, b, kind]) => ({
      start: Math.min(a, b),
      end: Math.max(a, b),
      kind,
      id: kind,
    })),
    { maxLength: 6 },
  );
const passageAndMarks = passageArbitrary.chain((passage) => {
  const { length } = canonicalText(passage);
  return spansFor(length).map((spans) => ({ passage, marks: mergeMarks(spans, length) }));
});

describe("text positions", () => {
  it("read the canonical text out of what was rendered, marked or not", () => {
    fc.assert(
      fc.property(passageAndMarks, ({ passage, marks }) => {
        expect(readBlock(page({ passage, marks }).children[0] as Element).text).toBe(
          canonicalText(passage).replaceAll("\0", "\ufffd"),
        );
      }),
    );
  });

  it("come back the same from the page, whatever marks lie in it", () => {
    fc.assert(
      fc.property(passageAndMarks, passageAndMarks, fc.nat(), fc.nat(), (one, two, a, b) => {
        const root = page(one, two);
        const [first, second] = [canonicalText(one.passage), canonicalText(two.passage)];
        fc.pre(first.length > 0 && second.length > 0);
        const stretch = {
          start: { passage: "p0", offset: a % first.length },
          end: { passage: "p1", offset: (b % second.length) + 1 },
        };
        const range = rangeOfStretch(root, stretch);
        const back = range && stretchOfRange(root, range);
        // Between cells nothing stands on the page, and a formula is one thing: there the nearest place counts. So it is the words that must be the same.
        const words = (from: number, to: number) => `${first.slice(from)}|${second.slice(0, to)}`.replace(/[\t\n]/g, "");
        const formulaAt = (index: number, offset: number) =>
          readBlock(textOf(root, index)).units.find(
            (unit) => "hasAttribute" in unit.node && unit.start < offset && offset < unit.end,
          );
        const from = formulaAt(0, stretch.start.offset)?.start ?? stretch.start.offset;
        const to = formulaAt(1, stretch.end.offset)?.end ?? stretch.end.offset;
        expect(back?.start.passage).toBe("p0");
        expect(back?.end.passage).toBe("p1");
        expect(words(back?.start.offset ?? -1, back?.end.offset ?? -1)).toBe(words(from, to));
      }),
    );
  });

  it("count to the edge of a passage when a selection ends between two passages or in a number", () => {
    const root = page({ passage: paragraph(["one two"]) }, { passage: paragraph(["three"]) });
    const range = document.createRange();
    range.setStart(root.children[0]?.querySelector("a")?.firstChild as Node, 1);
    range.setEnd(root, 1);
    expect(stretchOfRange(root, range)).toEqual({ start: { passage: "p0", offset: 0 }, end: { passage: "p1", offset: 0 } });
    range.setEnd(root, 2);
    expect(stretchOfRange(root, range)?.end).toEqual({ passage: "p1", offset: 5 });
  });

  it("do not count soft hyphens, note markers and readings", () => {
    const root = page({
      passage: paragraph([
        "hy\u00adphen",
        { t: "noteref", label: "1", to: "9" },
        { t: "ruby", c: ["漢", { t: "rt", c: ["かん"] }] },
        " end",
      ]),
    });
    const range = document.createRange();
    range.setStart(textOf(root).firstChild as Node, 3);
    range.setEnd(textOf(root).lastChild as Node, 4);
    expect(stretchOfRange(root, range)).toEqual({ start: { passage: "p0", offset: 2 }, end: { passage: "p0", offset: 11 } });
  });
});

describe("the character under a point", () => {
  it("is counted as the passage is read, wherever its text lies", () => {
    fc.assert(
      fc.property(passageAndMarks, ({ passage, marks }) => {
        const root = page({ passage, marks });
        for (const { node, end } of readBlock(textOf(root)).units) {
          if (node.nodeType !== 3) continue;
          const text = node as Text;
          expect(characterAt(root, text, text.length, { x: 0, y: 0 })).toEqual({ passage: "p0", offset: end - 1 });
        }
      }),
    );
  });
});

describe("painting", () => {
  const spokenArbitrary = fc.constantFrom(undefined, { silent: true }, { edges: { begins: "[", ends: "]" } });

  it("says at the ends of marked stretches what the server says there", () => {
    const spoken = { edges: { begins: "[", ends: "]" } };
    const marks: Mark[] = [
      { start: 2, end: 6, depth: 1, kind: "remark" },
      { start: 6, end: 9, depth: 2, kind: "question" },
    ];
    const passage = paragraph(["one ", { t: "em", c: ["two"] }, " three"]);
    const text = textOf(page({ passage }));
    paint(text, marks, spoken);
    expect([...text.querySelectorAll(".mark-edge")].map((edge) => edge.textContent)).toEqual(["[", "]"]);
    const written = document.createElement("div");
    written.innerHTML = renderPassage(passage, { ...options, marks, spoken });
    expect(text.textContent).toBe(written.textContent);
  });

  it("reads back the marks that it painted", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), spansFor(60), (words, spans) => {
        const passage = paragraph([words]);
        const marks = mergeMarks(spans, canonicalText(passage).length);
        const text = textOf(page({ passage }));
        paint(text, marks);
        expect(marksIn(text)).toEqual(marks);
      }),
    );
  });

  it("marks what it was told to, and nothing of the text is changed", () => {
    fc.assert(
      fc.property(passageAndMarks, passageAndMarks, spokenArbitrary, ({ passage, marks }, { marks: others }, spoken) => {
        const root = page({ passage, marks: others.filter((mark) => mark.end <= canonicalText(passage).length) });
        const text = textOf(root);
        paint(text, marks, spoken);
        const { units, text: read } = readBlock(text);
        expect(read).toBe(canonicalText(passage).replaceAll("\0", "\ufffd"));
        for (const unit of units) {
          if (unit.node.nodeType !== 3) continue;
          const mark = marks.find((one) => one.start < unit.end && one.end > unit.start);
          const around = unit.node.parentElement?.closest<HTMLElement>("mark[data-k]");
          expect(around?.dataset.k).toBe(mark?.kind);
          expect(around?.dataset.d).toBe(mark && String(mark.depth));
        }
      }),
    );
  });

  it("leaves no trace when the marks are gone", () => {
    fc.assert(
      fc.property(passageAndMarks, ({ passage, marks }) => {
        const bare = textOf(page({ passage })).innerHTML;
        const fromServer = textOf(page({ passage, marks }));
        paint(fromServer, []);
        expect(fromServer.innerHTML).toBe(bare);
        paint(fromServer, marks, { edges: { begins: "[", ends: "]" } });
        paint(fromServer, []);
        expect(fromServer.innerHTML).toBe(bare);
      }),
    );
  });
});
