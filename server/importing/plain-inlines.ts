// Inline text as people type it: _emphasis_, =bold=, and markers of notes in brackets.
import type { Inline } from "#domain/text/model.ts";

/** A marker of a note: [1], [*], [A], [†]. */
export const NOTE_MARKER = /\[(\d{1,4}|\*{1,4}|[A-Z]|[†‡§¶]{1,3})\]/gu;

const PAIRED = /(?<![\p{L}\p{N}_=])(?:_(?=[^\s_])([^_]*[^\s_])_|=(?=[^\s=])([^=]*[^\s=])=)(?![\p{L}\p{N}_=])/gu;

/** Reads a text; its line feeds are line breaks. `nextNote` is asked for each marker in turn for the address of its note. */
export function plainInlines(text: string, nextNote: () => string | undefined): Inline[] {
  const plain = (part: string): Inline[] => {
    const out: Inline[] = [];
    let at = 0;
    for (const match of part.matchAll(NOTE_MARKER)) {
      const to = nextNote();
      if (to === undefined) continue;
      out.push(part.slice(at, match.index).trimEnd(), { t: "noteref", label: match[1] ?? "*", to });
      at = match.index + match[0].length;
    }
    out.push(part.slice(at));
    return out.flatMap((node) => (typeof node === "string" ? withBreaks(node) : [node]));
  };
  const out: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(PAIRED)) {
    out.push(...plain(text.slice(at, match.index)));
    if (match[1] !== undefined) out.push({ t: "em", c: plain(match[1]) });
    else out.push({ t: "strong", c: plain(match[2] ?? "") });
    at = match.index + match[0].length;
  }
  out.push(...plain(text.slice(at)));
  return out;
}

function withBreaks(text: string): Inline[] {
  return text.split("\n").flatMap((line, i): Inline[] => (i === 0 ? [line] : [{ t: "br" }, line]));
}
