// From a note back to its markers: which passages of a chapter refer to which note.
import { walk } from "./canonical.ts";
import type { Passage } from "./model.ts";

/** The numbers of the passages in which markers of each note stand, in reading order, each once; by the key of the note's first passage. */
export function markersOf(
  passages: readonly { number: number; passage: Pick<Passage, "content" | "rows"> }[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { number, passage } of passages) {
    for (const step of walk(passage)) {
      if (step.is !== "leaf" || step.node.t !== "noteref") continue;
      const numbers = found.get(step.node.to) ?? [];
      if (numbers.at(-1) !== number) numbers.push(number);
      found.set(step.node.to, numbers);
    }
  }
  return found;
}
