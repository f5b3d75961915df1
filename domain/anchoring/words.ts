// The words between two places of a chapter.
import type { PassageText, Stretch } from "./anchor.ts";

/** The canonical text of a stretch, passages joined by a line break. Nothing when a passage is not in the list, an offset is outside its passage, or the end comes before the start. */
export function wordsBetween(passages: readonly PassageText[], { start, end }: Stretch): string | undefined {
  const first = passages.findIndex((passage) => passage.id === start.passage);
  const last = start.passage === end.passage ? first : passages.findIndex((passage) => passage.id === end.passage);
  const [head, tail] = [passages[first]?.text, passages[last]?.text];
  if (head === undefined || tail === undefined || last < first) return undefined;
  if (start.offset < 0 || start.offset > head.length || end.offset < 0 || end.offset > tail.length) return undefined;
  if (first === last) return start.offset <= end.offset ? head.slice(start.offset, end.offset) : undefined;
  const between = passages.slice(first + 1, last).map((passage) => passage.text);
  return [head.slice(start.offset), ...between, tail.slice(0, end.offset)].join("\n");
}
