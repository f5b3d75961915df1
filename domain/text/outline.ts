// The headings of a chapter as steps that lead down one at a time, whatever levels the book gave them: who listens moves by them.

/** The deepest heading HTML has. */
const DEEPEST = 6;

/**
 * The level at which each heading is shown (2 to 6; 1 is the chapter's title), by the levels the book gives, in reading order.
 * The first is 2; a deeper one is one step below the heading it stands under; equal ones that stand under the same heading stay equal.
 */
export function headingLevels(given: readonly number[]): number[] {
  const above: { given: number; shown: number }[] = [];
  return given.map((level) => {
    while ((above.at(-1)?.given ?? 0) >= level) above.pop();
    const shown = Math.min(DEEPEST, (above.at(-1)?.shown ?? 1) + 1);
    above.push({ given: level, shown });
    return shown;
  });
}
