// Text made safe for a calendar: what is no text is taken out, what is too long is cut where a reader sees a whole character.

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The length that counts here: Unicode code points. */
function lengthOf(text: string): number {
  return [...text].length;
}

/**
 * Plain text of several lines: line ends become "\n", control characters, halves of surrogate pairs and replacement characters go
 * (iCalendar's TEXT has no place for them), and what exceeds `limit` code points is cut with "…".
 */
export function plainText(text: string, limit: number): string {
  const whole = text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/[\p{Cs}\uFFFD\uFEFF]|(?![\t\n])\p{Cc}/gu, "")
    .trim();
  if (lengthOf(whole) <= limit) return whole;
  let kept = "";
  let room = limit - 1;
  for (const { segment } of graphemes.segment(whole)) {
    room -= lengthOf(segment);
    if (room < 0) break;
    kept += segment;
  }
  // One character under a pile of marks can exceed any limit: then marks are lost rather than everything.
  return `${kept.trimEnd() || [...whole].slice(0, limit - 1).join("")}…`;
}

/** The same on one line: every run of white space is a single blank. */
export function plainLine(text: string, limit: number): string {
  return plainText(text.replace(/[\s\u0085]+/g, " "), limit);
}
