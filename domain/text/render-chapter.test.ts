// A chapter as HTML: what the desk counts on in it, and that nothing of a book gets out of its place.
import fc from "fast-check";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import type { StoredPassage } from "../shapes/book.ts";
import { canonicalText } from "./canonical.ts";
import type { Passage } from "./model.ts";
import { passageArbitrary } from "./passage.arbitrary.ts";
import { type ChapterOptions, joinBlocks, renderArticle, renderBlock } from "./render-chapter.ts";

const { document } = new JSDOM("").window;
const options: ChapterOptions = {
  imageBase: "/images/",
  words: { passage: (number) => `Passage ${number}`, table: (number) => `Table, passage ${number}` },
};

const stored = (passages: Passage[]): StoredPassage[] =>
  passages.map((passage, index) => ({ id: `id-${index}`, number: index + 1, text: canonicalText(passage), passage }));
const paragraph = (content: Passage["content"], more: Partial<Passage> = {}): Passage => ({
  ...{ key: "1", kind: "paragraph", content },
  ...more,
});

/** The chapter as a browser has it. */
function pageOf(passages: StoredPassage[], additions: Parameters<typeof renderBlock>[2] = {}): HTMLElement {
  const root = document.createElement("main");
  const blocks = passages.map((one) => renderBlock(one, options, additions));
  const head = { title: "A <title>", section: ["One & only"], byline: "by 'her'", lang: "en", dir: "ltr" };
  root.innerHTML = renderArticle(head, joinBlocks(passages, blocks));
  return root;
}

describe("a chapter as HTML", () => {
  it("has one block for each passage in its order, whatever is in it, and all of it inside one article", () => {
    fc.assert(
      fc.property(fc.array(passageArbitrary, { maxLength: 5 }), (passages) => {
        const all = stored(passages);
        const root = pageOf(all);
        const blocks = [...root.querySelectorAll<HTMLElement>("[data-passage]")];
        expect(blocks.map(({ id, dataset }) => [id, dataset.passage, dataset.kind])).toEqual(
          all.map(({ id, number, passage }) => [`p-${number}`, id, passage.kind]),
        );
        expect(root.children.length).toBe(1);
        for (const block of blocks) expect(block.parentElement?.closest("[data-passage]")).toBeNull();
      }),
    );
  });

  it("escapes what a book or an importer put into attributes and headings", () => {
    const evil = '"><img src=x onerror=alert(1)>';
    const root = pageOf(stored([paragraph(["text"], { lang: evil, marker: evil, kind: "note" })]));
    expect(root.querySelector("img")).toBeNull();
    expect(root.querySelector("[data-passage]")?.getAttribute("lang")).toBe(evil);
    expect(root.querySelector(".marker")?.textContent).toBe(evil);
    expect(root.querySelector("h1")?.textContent).toBe("A <title>");
    expect(root.querySelector(".chapter-section")?.textContent).toBe("One & only");
  });

  it("says about how many lines of room a passage wants, unless it is one", () => {
    const verse = paragraph(["one", { t: "br" }, "two", { t: "br" }, "three"], { kind: "verse" });
    const root = pageOf(stored([paragraph(["short"]), paragraph(["word ".repeat(40)]), verse]));
    const rooms = [...root.querySelectorAll<HTMLElement>("[data-passage]")].map(({ style }) => style.getPropertyValue("--lines"));
    expect(rooms).toEqual(["", "4", "3"]);
  });

  it("puts items that follow each other into one list, and nothing else", () => {
    const item = paragraph(["item"], { kind: "item", marker: "1." });
    const root = pageOf(stored([item, item, paragraph(["between"]), item]));
    expect([...root.querySelectorAll("ul")].map((list) => list.children.length)).toEqual([2, 1]);
    expect(root.querySelectorAll("li").length).toBe(3);
    expect(root.querySelector("p.passage")?.parentElement?.localName).toBe("article");
  });

  it("says which passages have nothing to note, names what scrolls, and leaves a rule empty", () => {
    const rule = paragraph([], { kind: "rule" });
    const table = paragraph([], { kind: "table", rows: [{ cells: [{ content: ["cell"] }] }] });
    const root = pageOf(stored([rule, table, paragraph(["text"])]));
    const mute = [...root.querySelectorAll<HTMLElement>("[data-mute]")].map(({ id }) => id);
    expect(mute).toEqual(["p-1"]);
    expect(root.querySelector("#p-1")?.childNodes.length).toBe(0);
    expect(root.querySelector(".table-scroll")?.getAttribute("aria-label")).toBe("Table, passage 2");
  });

  it("leads from a passage to its notes with a plain link that is no part of the text", () => {
    const notes = { href: "#a-1", details: "on-1", count: 3, name: "3 notes on passage 1" };
    const way = pageOf(stored([paragraph(["text"])]), { notes }).querySelector(".passage-notes");
    expect(way?.localName).toBe("a");
    expect(way?.getAttribute("href")).toBe("#a-1");
    expect(way?.getAttribute("aria-label")).toBe("3 notes on passage 1");
    expect(way?.getAttribute("aria-details")).toBe("on-1");
    expect(way?.hasAttribute("data-out")).toBe(true);
  });

  it("keeps headings between the chapter's title and the sixth level", () => {
    const heading = (level: number) => paragraph(["head"], { kind: "heading", level });
    const root = pageOf(stored([heading(1), heading(3), heading(9)]));
    expect([...root.querySelectorAll("[data-kind=heading]")].map(({ localName }) => localName)).toEqual(["h2", "h3", "h6"]);
  });
});
