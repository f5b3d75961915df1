// Folding: what an importer does to inline content before it is stored, so that stored text is clean and small.
import type { Inline } from "./model.ts";

/** Control characters and non-characters: never text. NEL and the line and paragraph separators become white space first. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
const UNWANTED = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;

/** A text without control characters, non-characters and lone surrogates; white space is still as it was. */
export function cleanText(text: string): string {
  return text
    .replace(/[\u0085\u2028\u2029]/g, " ")
    .replace(UNWANTED, "")
    .toWellFormed();
}

/** A single line of clean text: white space folded to one space, none at the ends. For titles, names and alternative texts. */
export function foldLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, " ").trim();
}

/**
 * The same content with clean text and folded white space: one space for any stretch of it, also across elements, and none
 * at the ends or beside line breaks. Neighbouring texts are joined, empty elements and line breaks at the ends go.
 */
export function foldInlines(content: Inline[]): Inline[] {
  const collapsed = collapse(content, { space: true });
  return trimEnd(trimStart(collapsed));
}

/** Collapses white space forwards; `space` is true where a further space would be one too many. */
function collapse(nodes: Inline[], state: { space: boolean }): Inline[] {
  const out: Inline[] = [];
  for (const node of nodes) {
    if (typeof node === "string") {
      let text = cleanText(node).replace(/[ \t\n\f\r]+/g, " ");
      if (state.space && text.startsWith(" ")) text = text.slice(1);
      if (text === "") continue;
      state.space = text.endsWith(" ");
      const last = out.at(-1);
      if (typeof last === "string") out[out.length - 1] = last + text;
      else out.push(text);
    } else if ("c" in node) {
      const inner = node.t === "rt" ? collapse(node.c, { space: true }) : collapse(node.c, state);
      if (inner.length > 0) out.push({ ...node, c: inner });
    } else {
      if (node.t === "br") state.space = true;
      else if (node.t === "img" || node.t === "math") state.space = false;
      out.push(node);
    }
  }
  return out;
}

/** Drops line breaks that nothing precedes. */
function trimStart(nodes: Inline[]): Inline[] {
  const first = nodes[0];
  if (first === undefined || typeof first === "string") return nodes;
  if (first.t === "br") return trimStart(nodes.slice(1));
  if (!("c" in first)) return nodes;
  const c = trimStart(first.c);
  if (c.length === 0) return trimStart(nodes.slice(1));
  return c === first.c ? nodes : [{ ...first, c }, ...nodes.slice(1)];
}

/** Drops white space before line breaks and at the end, and line breaks at the end. */
function trimEnd(content: Inline[]): Inline[] {
  const state = { trim: true, end: true };
  const back = (nodes: Inline[]): Inline[] => {
    const out: Inline[] = [];
    for (const node of nodes.toReversed()) {
      if (typeof node === "string") {
        const text = state.trim ? node.replace(/ +$/, "") : node;
        if (text === "") continue;
        state.trim = false;
        state.end = false;
        out.push(text);
      } else if ("c" in node) {
        const c = node.t === "rt" ? node.c : back(node.c);
        if (c.length > 0) out.push({ ...node, c });
      } else if (node.t === "br") {
        if (state.end) continue;
        state.trim = true;
        out.push(node);
      } else {
        if (node.t !== "noteref") {
          state.trim = false;
          state.end = false;
        }
        out.push(node);
      }
    }
    return out.reverse();
  };
  return back(content);
}
