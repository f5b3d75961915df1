// What the two passes of the server over one page hand to each other without sending it to the browser: the server components put it aside, the pass that writes HTML takes it.
import type { Annotation, Stop } from "#domain/shapes/annotation.ts";
import type { BookSummary, ContentsEntry } from "#domain/shapes/book.ts";

/** What may be put aside, by name. */
export interface Aside {
  /** The HTML of a chapter's text. */
  text: string;
  /** The contents of the book round it. */
  contents: {
    entries: ContentsEntry[];
    book: BookSummary;
    groupId: string;
    chapterId: string;
    read: string[];
    stops: Stop[];
    pages: boolean;
  };
  /** The notes of the margin, each with the number of its passage, in the order of the text. */
  notes: { note: Annotation; number: number | undefined }[];
}

/** Next has a copy of every module for each pass; a registered symbol is the same in all. server/desk-door.ts opens a place round each page, and closes it. */
const PLACE = Symbol.for("interleaf.aside");
const shared = globalThis as { [PLACE]?: Map<string, Partial<Aside>> };

function asideOf(pageId: string): Partial<Aside> {
  const aside = shared[PLACE]?.get(pageId);
  if (!aside) throw new Error("Start the program with `npm start`: these pages need the server around them.");
  return aside;
}

/** Called by server components, above the component that takes it. */
export function putAside(pageId: string, things: Partial<Aside>): void {
  Object.assign(asideOf(pageId), things);
}

/** Called while HTML is written, never in the browser. */
export function takeAside<K extends keyof Aside>(pageId: string, name: K): Aside[K] {
  const thing = asideOf(pageId)[name];
  if (thing === undefined) throw new Error(`Nothing was put aside as ${name}`);
  return thing as Aside[K];
}
