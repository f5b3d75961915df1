// For paper: the notes of this chapter that stand in another chapter of the book are fetched and put at its end. Fetched when a chapter is first printed.
"use client";

import { fetchPage, noteFrom, noteOf } from "#app/groups/[group]/read/_desk/note-text.ts";

/** The place for them at the end of the page (print-head.tsx); it shows only on paper. */
const PRINTED_NOTES = "printed-notes";

/** Puts them there, once. A note that does not come is left out: its marker still says that there is one. */
export async function bringNotes(chapterId: string): Promise<void> {
  const place = document.getElementById(PRINTED_NOTES);
  if (!place || place.childElementCount > 0) return;
  const markers = new Map<string, { label: string; pathname: string; id: string }>();
  for (const marker of document.querySelectorAll<HTMLAnchorElement>("article.reading a.noteref")) {
    const { pathname, id, chapterId: of } = noteOf(marker);
    if (of !== "" && of !== chapterId) markers.set(pathname + id, { label: marker.textContent ?? "", pathname, id });
  }
  const pages = new Map<string, Document | undefined>();
  for (const { pathname } of markers.values()) if (!pages.has(pathname)) pages.set(pathname, await fetchPage(pathname));
  for (const { label, pathname, id } of markers.values()) {
    const html = noteFrom(pages.get(pathname)?.getElementById(id) ?? null);
    if (html) place.append(...html.map((words, at) => block(at === 0 ? label : "", words)));
  }
}

/** `words` is what our own server wrote into the page it comes from. */
function block(label: string, words: string): HTMLElement {
  const note = document.createElement("div");
  note.className = "passage";
  note.dataset.kind = "note";
  const marker = document.createElement("span");
  marker.className = "marker";
  marker.textContent = label;
  const text = document.createElement("span");
  text.innerHTML = words;
  note.append(marker, text);
  return note;
}
