// The whole text of a book in reading order, before it is divided into chapters.
import type { Draft } from "./draft-writer.ts";
import type { Place } from "./epub-navigation.ts";

/** A document of the reading order, with the stretch of the flow it gave. */
export interface FlowDocument {
  name: string;
  /** What its head calls it. */
  title: string;
  types: ReadonlySet<string>;
  linear: boolean;
  start: number;
  end: number;
}

/** The whole text in reading order, not yet divided. */
export interface Flow {
  drafts: readonly Draft[];
  documents: readonly FlowDocument[];
  /** Types of what stands at a place: of the element there, and what landmarks and guide say of it. */
  typesAt(place: Place): ReadonlySet<string>;
}
