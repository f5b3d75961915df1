// What a file of notes that is text is, told by its content, and read. Bounds on its size are the caller's.
import { nestsWithin } from "../annotations/json-value.ts";
import { type NoteFile, NoteFileFault } from "./foreign-note.ts";
import { isClippings, readClippings } from "./read-clippings.ts";
import { isHypothesisJson, readHypothesis } from "./read-hypothesis.ts";
import { isAnnotationJson, readJsonLd } from "./read-json-ld.ts";
import { isKoreaderJson, readKoreaderJson, readKoreaderLua } from "./read-koreader.ts";
import { isReadestJson, readReadestJson, readReadestMarkdown } from "./read-readest.ts";

/** No note nests as deep; what walks deeper JSON may run out of stack. */
const DEEPEST = 64;

/** Throws a NoteFileFault when it is none of the kinds we know, or one that is not in order. */
export function readNoteText(text: string): NoteFile {
  const start = text.replace(/^\ufeff/, "").trimStart();
  if (/^[[{]/.test(start)) return readNoteJson(start);
  if (isClippings(text)) return readClippings(text);
  if (/^(?:--[^\n]*\n\s*)*return\s*\{/.test(start)) return readKoreaderLua(start);
  if (/^(?:>|[-*] )/m.test(text) && !start.startsWith("<")) {
    const file = readReadestMarkdown(text);
    if (file.notes.length > 0) return file;
  }
  throw new NoteFileFault("not_notes");
}

export function readNoteJson(text: string): NoteFile {
  if (!nestsWithin(text, DEEPEST)) throw new NoteFileFault("too_deep");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoteFileFault("damaged");
  }
  if (isReadestJson(value)) return readReadestJson(value);
  if (isAnnotationJson(value)) return readJsonLd(value);
  if (isHypothesisJson(value)) return readHypothesis(value);
  if (isKoreaderJson(value)) return readKoreaderJson(value);
  throw new NoteFileFault("not_notes");
}
