// Words from other programs, made fit for ours: no control characters, whole characters only, one kind of line break, and no longer than we keep.

/** Several lines; what is longer than `most` is cut at a whole character and ends in an ellipsis. */
export function cleanProse(text: string, most: number): string {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\t\n]/gu, "")
    .normalize("NFC")
    .trim();
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** One line. */
export function cleanLine(text: string, most: number): string {
  return cleanProse(text.replace(/[\t\n\v\f\r\u2028\u2029]+/gu, " "), most);
}

/** A tag as ours are: without "#" and commas. Nothing when that leaves nothing. */
export function cleanTag(text: string): string | undefined {
  const tag = cleanLine(text.replace(/[#,]/gu, " "), 40);
  return tag === "" ? undefined : tag;
}

/** A moment as we write it, from what other programs write; nothing when it is none or lies beyond years that can be. */
export function momentOf(given: unknown): string | undefined {
  if (typeof given !== "string" && typeof given !== "number") return undefined;
  const time = new Date(given);
  const year = time.getUTCFullYear();
  return Number.isNaN(year) || year < 1990 || year > 2200 ? undefined : time.toISOString();
}
