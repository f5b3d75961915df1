// What a corrected edition changed: told to who reviews it, and kept with the edition.

/** A passage that changed, as a person looks it up: chapter title, passage number there, canonical text. */
export interface ChangedPassage {
  chapter: string;
  /** Number in the new edition; in the old one for what is gone. */
  number: number;
  before?: string;
  after?: string;
}

/** The difference between two editions of a book. Each list holds at most MOST_CHANGES entries; the counts are of all. */
export interface EditionChanges {
  same: number;
  changed: number;
  added: number;
  removed: number;
  passages: ChangedPassage[];
  /** Titles of chapters without a partner in the other edition. */
  chaptersAdded: string[];
  chaptersRemoved: string[];
  chaptersRenamed: { before: string; after: string }[];
}

export const MOST_CHANGES = 500;
