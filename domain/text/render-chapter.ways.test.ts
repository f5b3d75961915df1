// The ways through a chapter that its HTML offers: headings as steps, notes that lead back, lines that run down the page.
import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import type { StoredPassage } from "#domain/shapes/book.ts";
import type { Passage } from "#domain/text/model.ts";
import { type ChapterOptions, renderArticle, renderBlock } from "#domain/text/render-chapter.ts";

const options: ChapterOptions = {
  imageBase: "/images/",
  words: { passage: (number) => `Passage ${number}`, table: (number) => `Table ${number}` },
};
const stored = (passage: Partial<Passage>, text = "words"): StoredPassage => ({
  id: "0198-id",
  number: 4,
  text,
  passage: { key: "1.4", kind: "paragraph", content: [text], ...passage },
});
const body = (html: string) => new JSDOM(html).window.document.body;

it("shows a heading at the level it is given, and without one at the level of the book", () => {
  const heading = stored({ kind: "heading", level: 5 });
  expect(body(renderBlock(heading, { ...options, level: () => 2 })).firstElementChild?.localName).toBe("h2");
  expect(body(renderBlock(heading, options)).firstElementChild?.localName).toBe("h5");
});

it("leads from a note back to each of its markers, outside the words that count", () => {
  const back = (key: string) => (key === "1.4" ? ["#p-1", "#p-9"] : []).map((href) => ({ href, name: `Back to "${href}"` }));
  const note = body(renderBlock(stored({ kind: "note", marker: "*" }), { ...options, back }));
  const links = [...note.querySelectorAll('a[role="doc-backlink"]')];
  expect(links.map((link) => [link.getAttribute("href"), link.getAttribute("aria-label")])).toEqual([
    ["#p-1", 'Back to "#p-1"'],
    ["#p-9", 'Back to "#p-9"'],
  ]);
  for (const link of links) expect([link.hasAttribute("data-out"), link.closest("[data-words]")]).toEqual([true, null]);
  expect(body(renderBlock(stored({}), { ...options, back })).querySelector('[role="doc-backlink"]')).toBeNull();
});

it("says how the lines of the article run, and lets the keyboard move what is longer than the page", () => {
  const head = { title: "T", section: [], byline: undefined, lang: "ja", dir: "ltr" };
  const down = body(renderArticle({ ...head, writing: "vertical-rl" }, "")).querySelector("article");
  expect([down?.dataset.writing, down?.tabIndex]).toEqual(["vertical-rl", 0]);
  const across = body(renderArticle({ ...head, writing: "horizontal" }, "")).querySelector("article");
  expect([across?.hasAttribute("data-writing"), across?.hasAttribute("tabindex")]).toEqual([false, false]);
});
