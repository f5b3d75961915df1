// A note as it came in a file, before anybody has looked for its words in our text: what every format is read into.
import type { Anchor } from "../anchoring/anchor.ts";
import type { OwnNote } from "../annotations/json-ld.ts";
import type { AnnotationKind, LinkTarget } from "../shapes/annotation.ts";

/** The formats that are known by their content, and where a note of each is said to come from. */
export const noteFormats = {
  "json-ld": "Web Annotation",
  "epub-annotations": "EPUB Annotations",
  hypothesis: "Hypothesis",
  readest: "Readest",
  koreader: "KOReader",
  kindle: "Kindle",
} as const;
export type NoteFormat = keyof typeof noteFormats;

/** Somebody as a file names them; the id is ours or nothing. */
export interface ForeignAuthor {
  id?: string;
  name?: string;
}

export interface ForeignReply {
  /** What it is called in its file; a UUID when it is ours. */
  key: string;
  /** The reply that it answers; none when it answers the note. */
  parentKey?: string;
  author?: ForeignAuthor;
  body: string;
  writtenAt?: string;
  editedAt?: string;
  removedAt?: string;
  from?: string;
}

export interface ForeignNote {
  /** What it is called in its file, or what makes it this note and no other; a UUID when it is ours. */
  key: string;
  kind: AnnotationKind;
  body: string;
  tags: string[];
  to?: LinkTarget;
  /** The words it is on, and those beside them, as far as the file has them. */
  quote?: { exact: string; prefix?: string; suffix?: string };
  /** Where an Interleaf says it sits. */
  place?: { chapterId: string; anchor: Anchor };
  /** The title of the book it was made in, where a file has those of several. */
  book?: string;
  author?: ForeignAuthor;
  writtenAt?: string;
  editedAt?: string;
  replies: ForeignReply[];
  /** What an Interleaf said of it beyond the W3C's words. */
  own?: OwnNote;
}

/** A file of notes as it was read. `left` counts what is in it and no note on words: bookmarks, pictures, notes on a whole book. */
export interface NoteFile {
  format: NoteFormat;
  notes: ForeignNote[];
  left: number;
}

/** The most notes of one file, and the most replies in it. */
export const NOTES_MOST = 2_000;
export const REPLIES_MOST = 10_000;

/** Why a file cannot be read; the screen has a sentence for each. */
export const fileFaults = ["not_notes", "too_deep", "too_many", "damaged"] as const;
export type FileFault = (typeof fileFaults)[number];
export class NoteFileFault extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault) {
    super(fault);
    this.name = "NoteFileFault";
    this.fault = fault;
  }
}
