// Lines that were wrapped are joined again; a hyphen at a line's end is the word's own or the setter's.

const TOKEN = /[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/gu;
const HYPHENATED = /([\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*)[-‐\u00ad]$/u;
const CONTINUED = /^[\p{Ll}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/u;

/** Joins a line to the text before it. */
export type LineJoiner = (text: string, line: string) => string;

/**
 * Gives the joiner for a text. A word that a hyphen parts at the end of a line is made whole if it stands whole elsewhere and not with the
 * hyphen; it keeps the hyphen if it stands so elsewhere. Where the text does not tell, `unsure` says what to do: print drops the
 * hyphen, as setters part words at line ends; typed text keeps it, as people who type do not.
 */
export function lineJoiner(lines: readonly string[], unsure: "keep" | "drop"): LineJoiner {
  let words: Set<string> | undefined;
  const vocabulary = () => {
    if (words !== undefined) return words;
    words = new Set<string>();
    for (const line of lines) for (const [token] of line.matchAll(TOKEN)) words.add(token.toLowerCase());
    return words;
  };
  return (text, line) => {
    if (text === "") return line;
    if (text.endsWith("\u00ad")) return text + line;
    // A dash that ends a line belongs to both words beside it.
    if (/[^\s-]--$/.test(text) || /[^\s—]—$/.test(text)) return text + line;
    const before = HYPHENATED.exec(text)?.[1];
    const after = CONTINUED.exec(line)?.[0];
    if (before === undefined) return `${text} ${line}`;
    if (after === undefined) return /^\p{Lu}|^\p{N}/u.test(line) ? text + line : `${text} ${line}`;
    const known = vocabulary();
    const isCompound = known.has(`${before}-${after}`.toLowerCase());
    const isWord = known.has((before + after).toLowerCase());
    return !isCompound && (isWord || unsure === "drop") ? text.slice(0, -1) + line : text + line;
  };
}
