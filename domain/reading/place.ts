// When a place in a book is worth keeping, and when another one is further. Pure; it knows passages and nothing of time.

/** Passages moved on through one after the other, from where the reader came into the text. */
export interface Trail {
  /** The passage at which the reader came in, or came to by a jump. */
  from: number;
  /** The passage at the top of the window now. */
  at: number;
  /** True from when the reader has moved on far enough to be reading here. */
  reading: boolean;
}

/** A step over more passages than this is a jump: to a note, a hit, the end. Page Down on a large screen goes over about so many. */
const JUMP = 12;
/** Who has moved on through so many passages reads here; who looks up a passage does not. */
const SETTLED = 3;

/**
 * Follows the reader to the passage that is at the top of the window now. A peek keeps no place: only who moves on through several passages
 * reads here. Who comes in at the place kept before (`kept`, its passage in this chapter) goes on reading at once. A jump begins a new trail.
 */
export function follow(trail: Trail | undefined, top: number, kept?: number): Trail {
  const goesOn = kept !== undefined && Math.abs(top - kept) < SETTLED;
  if (trail === undefined || Math.abs(top - trail.at) > JUMP) return { from: top, at: top, reading: goesOn };
  return { from: trail.from, at: top, reading: trail.reading || goesOn || top - trail.from >= SETTLED };
}

/** A place in the order of the book: the position of its chapter in the contents, and the passage. */
interface InBook {
  position: number;
  number: number;
}

/** Whether a place is further in the book than another; any is further than none. */
export function isFurther(place: InBook, than: InBook | undefined): boolean {
  if (than === undefined) return true;
  return place.position === than.position ? place.number > than.number : place.position > than.position;
}
