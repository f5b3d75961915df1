// From KOReader's HTML export to notes. It is known by nothing but its looks: the words of the book stand in 12 points, a note in 11 and set in.
import type { NoteFile } from "#domain/note-files/foreign-note.ts";
import { NOTES_MOST, NoteFileFault } from "#domain/note-files/foreign-note.ts";
import { plainNote } from "#domain/note-files/plain-note.ts";
import { ImportRefusal } from "../importing/import-refusal.ts";
import { parseHtml } from "../importing/parse-html.ts";
import type { XmlElement } from "../importing/xml-tree.ts";

const ELEMENTS_MOST = 200_000;

/** Whether a text is a page at all, before it is parsed. */
export const isPage = (text: string) => /^\s*(?:<!doctype html|<html)/i.test(text.slice(0, 500));

export function readKoreaderHtml(text: string): NoteFile {
  const found: { quote: string; note: string; book: string }[] = [];
  let book = "";
  const walk = (element: XmlElement): void => {
    const style = (element.attributes.get("style") ?? "").replaceAll(/\s/g, "");
    if (element.name === "h2") book = wordsOf(element).trim();
    if (element.name === "div" && style.startsWith("font-size:12pt") && !style.includes("max-width"))
      found.push({ quote: wordsOf(element), note: "", book });
    else if (element.name === "div" && style.startsWith("font-size:11pt")) {
      const last = found.at(-1);
      if (last) last.note = wordsOf(element);
    } else for (const child of element.children) if (typeof child !== "string") walk(child);
  };
  try {
    walk(parseHtml(text, { elements: ELEMENTS_MOST, depth: 200 }, "notes.html"));
  } catch (refused) {
    throw refused instanceof ImportRefusal ? new NoteFileFault("too_deep") : refused;
  }
  if (found.length === 0) throw new NoteFileFault("not_notes");
  if (found.length > NOTES_MOST) throw new NoteFileFault("too_many");
  const notes = found.flatMap((one) => plainNote(one) ?? []);
  return { format: "koreader", notes, left: found.length - notes.length };
}

function wordsOf(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === "string" ? child.replaceAll(/\s+/g, " ") : child.name === "br" ? "\n" : wordsOf(child)))
    .join("");
}
