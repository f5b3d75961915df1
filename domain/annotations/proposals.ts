// The order in which notes are proposed for a meeting: a host's choice first, then what most members asked for, then the order of the book.
import type { Proposal } from "../shapes/margin.ts";

/** What of a proposal decides its place in the list. */
export interface Ranked {
  onAgenda: boolean;
  wanted: number;
  /** Of its chapter in the book. */
  position: number;
  /** Of its passage in the chapter. */
  number: number | undefined;
  /** Where in the passage it begins. */
  start: number;
  id: string;
}

/** A total order; a note whose passage is not known comes at the end of its chapter. */
export function byProposal(a: Ranked, b: Ranked): number {
  return (
    Number(b.onAgenda) - Number(a.onAgenda) ||
    b.wanted - a.wanted ||
    a.position - b.position ||
    (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) ||
    a.start - b.start ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/** What decides the place of a proposal as it is sent. */
export function rankOf({ onAgenda, wanted, chapter, number, annotation }: Proposal): Ranked {
  const { id, anchor } = annotation;
  return { onAgenda, wanted, position: chapter.position, number, start: anchor.start, id };
}
