// Books on the shelf, their contents, a chapter as the desk shows it, and imports under way.
import { z } from "zod";
import { bookFormats, chapterRoles, type Dir, type Passage, passageKinds, type Writing } from "../text/model.ts";
import type { Stop } from "./annotation.ts";
import { CommandId, Id, line, Moment } from "./id.ts";

/** By what right a text is here. "copies": so many bought copies, for so many readers. "unstated" only of books older than the question. */
export const rightsKinds = ["public_domain", "licence", "own_text", "copies", "unstated"] as const;
export type RightsKind = (typeof rightsKinds)[number];

/** Who may choose a book besides the groups of its own branch. */
export const sharings = ["branch", "below", "organisation"] as const;
export type Sharing = (typeof sharings)[number];

/** An import waits, is read, waits for its review, is stored; it ends done or refused. */
export const importStates = ["waiting", "reading", "review", "storing", "done", "refused"] as const;

export const BookSummary = z.object({
  id: Id,
  editionId: Id,
  title: z.string(),
  subtitle: z.string().optional(),
  authors: z.array(z.string()),
  language: z.string(),
  cover: z.string().optional(),
  words: z.number().int(),
  chapters: z.number().int(),
});
export type BookSummary = z.infer<typeof BookSummary>;

/** One line of the contents. */
export const ContentsEntry = z.object({
  id: Id,
  position: z.number().int(),
  title: z.string(),
  section: z.array(z.string()),
  role: z.enum(chapterRoles),
  author: z.string().optional(),
  date: z.string().optional(),
  source: z.string().optional(),
  words: z.number().int(),
});
export type ContentsEntry = z.infer<typeof ContentsEntry>;
export const Contents = z.array(ContentsEntry);

/** A stored passage: its id (stable), its number in the chapter (what readers see), its text. */
export interface StoredPassage {
  id: Id;
  number: number;
  text: string;
  passage: Passage;
}

/** A chapter with everything the desk needs to paint it. */
export interface ChapterPage {
  group: { id: Id; name: string; topicId: Id };
  book: BookSummary;
  contents: ContentsEntry[];
  chapter: ContentsEntry & { lang: string; dir: Dir; writing: Writing };
  passages: StoredPassage[];
  /** Passage keys of the whole edition that this chapter links to: where they are. */
  targets: Record<string, { chapterId: Id; number: number }>;
  /** Where the markers of this chapter’s notes stand, by the key of the note. */
  markers: Record<string, { chapterId: Id; number: number }[]>;
  /** How much the group stopped at the chapters of the book. */
  stops: Stop[];
  place?: Place;
  /** The chapters of the book that I have said I have read. */
  read: Id[];
  /** Which text of the book this is: 1 for the first one. */
  edition: number;
}

/** Where I am in a book: chapter and passage number. */
export const Place = z.object({ chapterId: Id, number: z.number().int().min(1) });
export type Place = z.infer<typeof Place>;
export const PlaceKept = z.strictObject({ groupId: Id, chapterId: Id, number: z.number().int().min(1).max(100_000) });

/** A stretch of chapter number `chapter` of the text as it was read (from 0): its passages `from` up to but not including `to`. */
const ReadStretch = z.strictObject({
  chapter: z.number().int().min(0),
  from: z.number().int().min(0),
  to: z.number().int().min(1),
  /** Title of a chapter that was merged into the one before: it goes on as a heading over this stretch. */
  heading: line(300).optional(),
});
export type ReadStretch = z.infer<typeof ReadStretch>;

/** One chapter as the reviewer wants it: its lines in the contents, and the stretches of the text as it was read that it is made of. */
export const ReviewedChapter = z.strictObject({
  title: line(300),
  section: z.array(line(300)).max(6),
  role: z.enum(chapterRoles),
  author: line(200).optional(),
  date: line(60).optional(),
  source: line(300).optional(),
  /** Not to be published. */
  out: z.literal(true).optional(),
  parts: z.array(ReadStretch).min(1),
});
export type ReviewedChapter = z.infer<typeof ReviewedChapter>;

/** What the reviewer makes of an import before it is published. Every passage stands in exactly one chapter, in the order of the text. */
export const Review = z.strictObject({
  title: line(300),
  subtitle: line(300).optional(),
  authors: z.array(line(200)).max(50),
  language: z.string().max(35),
  rights: z.enum(rightsKinds),
  ground: z.string().trim().max(500),
  copies: z.number().int().min(1).max(100_000).optional(),
  chapters: z.array(ReviewedChapter).min(1),
});
export type Review = z.infer<typeof Review>;

/** An import under way or ended. Times and counts, never a path. */
export const ImportState = z.object({
  id: Id,
  branchId: Id,
  fileName: z.string(),
  state: z.enum(importStates),
  done: z.number(),
  total: z.number(),
  what: z.string(),
  format: z.enum(bookFormats).optional(),
  /** The book that it is to be a corrected edition of. */
  ofBookId: Id.optional(),
  bookId: Id.optional(),
  refusal: z.string().optional(),
  report: z.array(z.object({ kind: z.enum(["repaired", "lost"]), what: z.string() })),
  startedAt: Moment,
});
export type ImportState = z.infer<typeof ImportState>;
export const ImportLook = z.strictObject({ branchId: Id, importId: Id });

/** A chapter of the text as it was read: what the reviewer cannot change, beside the lines that they can. */
const ReadChapter = z.object({ words: z.number().int(), passages: z.number().int(), notes: z.number().int() });

/** An import that waits for its review: the review as it was kept last, and what it is a review of. */
export const ImportOutline = z.object({
  import: ImportState,
  review: Review,
  read: z.array(ReadChapter),
  /** What the file says about its rights. */
  said: z.string().optional(),
  /** Books of the branch that it may be a corrected text of, the likely ones first. */
  books: z.array(z.object({ id: Id, title: z.string(), authors: z.array(z.string()), likely: z.boolean() })),
});
export type ImportOutline = z.infer<typeof ImportOutline>;

/** A stretch of the text as it was read, to find a place to split at. */
export const PassagesLook = z.strictObject({
  branchId: Id,
  importId: Id,
  chapter: z.number().int().min(0),
  from: z.number().int().min(0),
  to: z.number().int().min(1),
});
/** A passage by its number in the chapter as it was read (from 0) and its first words. */
export const ReadPassage = z.object({ at: z.number().int(), kind: z.enum(passageKinds), begins: z.string() });
export type ReadPassage = z.infer<typeof ReadPassage>;

/** The review as it is edited. The whole of it, so that what comes last is what is kept. */
export const ReviewKept = z.strictObject({ branchId: Id, importId: Id, review: Review, ofBookId: Id.optional() });
/** What is published is what the reviewer has before their eyes. */
export const Publication = ReviewKept.extend({ id: CommandId });

/** Which chapter of which group's book. */
export const ChapterLook = z.strictObject({ groupId: Id, chapterId: Id });
