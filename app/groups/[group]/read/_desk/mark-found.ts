// Marks the words that were looked for, everywhere in the chapter, by the browser's own highlights where it has them. Fetched when somebody comes from a search.
"use client";

import { rangeOfStretch } from "#app/groups/[group]/read/_desk/text-position.ts";
import type { PassageText } from "#domain/anchoring/anchor.ts";
import { findInText } from "#domain/text/find.ts";

export function markFound(root: Element, texts: readonly PassageText[], words: string): void {
  if (typeof Highlight === "undefined") return;
  const ranges = texts.flatMap(({ id, text }) =>
    findInText(text, words).flatMap(({ start, end }) => {
      const range = rangeOfStretch(root, { start: { passage: id, offset: start }, end: { passage: id, offset: end } });
      return range ? [range] : [];
    }),
  );
  CSS.highlights.set("found", new Highlight(...ranges));
}

export function unmarkFound(): void {
  if (typeof Highlight !== "undefined") CSS.highlights.delete("found");
}
