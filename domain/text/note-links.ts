// From a passage to the notes it refers to, so that a note can lead back to its markers.
import { walk } from "./canonical.ts";
import type { Passage } from "./model.ts";

/** The keys of the notes whose markers stand in a passage, in reading order, repeated as they stand. */
export function notesOf(passage: Pick<Passage, "content" | "rows">): string[] {
  return walk(passage).flatMap((step) => (step.is === "leaf" && step.node.t === "noteref" ? [step.node.to] : []));
}
