// Lines that were wrapped are joined again; a hyphen at a line's end is the word's own or the setter's.

const TOKEN = /[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/gu;
const HYPHENATED = /([\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*)[-‐\u00ad]$/u;
const CONTINUED = /^[\p{Ll}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/u;

/** What comes between two lines: a space, nothing, or less than nothing: the hyphen at the end of the first goes too. */
export type Joint = "space" | "nothing" | "hyphen-goes";

/** Says how a line is joined to the line before it. */
export type LineJoiner = (before: string, line: string) => Joint;

/** Letters at the end of a line that are looked at: longer than any word that is parted. */
const LONGEST_WORD = 80;

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
  return (before, line) => {
    const end = before.slice(-LONGEST_WORD);
    if (end.endsWith("\u00ad")) return "nothing";
    // A dash that ends a line belongs to both words beside it.
    if (/[^\s-]--$/.test(end) || /[^\s—]—$/.test(end)) return "nothing";
    // From a year to a year.
    if (/\d[-–]$/.test(end) && /^\d/.test(line)) return "nothing";
    const first = HYPHENATED.exec(end)?.[1];
    const second = CONTINUED.exec(line.slice(0, LONGEST_WORD))?.[0];
    if (first === undefined) return "space";
    if (second === undefined) return /^[\p{Lu}\p{N}]/u.test(line) ? "nothing" : "space";
    const known = vocabulary();
    const isCompound = known.has(`${first}-${second}`.toLowerCase());
    const isWord = known.has((first + second).toLowerCase());
    return !isCompound && (isWord || unsure === "drop") ? "hyphen-goes" : "nothing";
  };
}

/** Lines as one line of text. */
export function joinLines(lines: readonly string[], join: LineJoiner): string {
  const parts: string[] = [];
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    const joint = before === undefined ? "nothing" : join(before, line);
    if (joint === "space") parts.push(" ");
    else if (joint === "hyphen-goes") parts.push((parts.pop() ?? "").slice(0, -1));
    parts.push(line);
  }
  return parts.join("");
}
