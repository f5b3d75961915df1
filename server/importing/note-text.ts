// The text of one note, without what only mattered where it stood: its own number and the way back.
import { canonicalText } from "#domain/text/canonical.ts";
import { foldInlines } from "#domain/text/fold.ts";
import type { Inline } from "#domain/text/model.ts";
import { countWords } from "#domain/text/words.ts";
import type { BlockScope, Draft } from "./draft-writer.ts";
import type { BookNotes } from "./find-notes.ts";
import type { BlockReader } from "./read-blocks.ts";
import { type ReaderPorts, scopeInside } from "./read-inlines.ts";
import { ancestors } from "./xml-tree.ts";

/** Reads a note with a fresh reader. Its first passage has the marker; nothing is given for an empty note. */
export function readNote(
  address: string,
  label: string,
  notes: BookNotes,
  portsOf: (document: string) => ReaderPorts,
  scope: BlockScope,
  reader: BlockReader,
): Draft[] {
  const note = notes.notes.get(address);
  if (note === undefined) return [];
  const around = [...ancestors(note.element)].reverse().reduce((outer, element) => scopeInside(element, outer), scope);
  reader.readNote(note.element, around, portsOf(note.document));
  const [first, ...others] = reader.drafts;
  if (first === undefined) return [];
  const content = withoutLabel(first.content, label);
  const words = countWords(canonicalText({ content }));
  if (content.length === 0 && first.rows === undefined)
    return others[0] === undefined ? [] : [{ ...others[0], marker: label }, ...others.slice(1)];
  return [{ ...first, content, words, marker: label }, ...others];
}

/** The content without the note's own sign at its head: "[1] ", "1. ", a raised "1", or the point that a link back to the text left behind. */
function withoutLabel(content: Inline[], label: string): Inline[] {
  const [head, ...rest] = content;
  if (head === undefined) return content;
  const sign = RegExp.escape(label);
  if (typeof head === "string") {
    const isSymbol = /^[^\p{L}\p{N}]+$/u.test(label);
    const own = new RegExp(
      `^\\s*(?:[[({]${sign}[\\])}][.:]?|${sign}[.:)]${isSymbol ? `|${sign}` : ""}|[.:)\\]](?=\\s))\\s*`,
      "u",
    );
    return foldInlines([head.replace(own, "").trimStart(), ...rest]);
  }
  if (!("c" in head)) return content;
  const text = canonicalText({ content: [head] });
  return new RegExp(`^\\s*[[({]?${sign}[\\])}]?[.:]?\\s*$`, "u").test(text) ? foldInlines(rest) : content;
}
