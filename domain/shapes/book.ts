// Books on the shelf, their contents, a chapter as the desk shows it, and imports under way.
import { z } from "zod";
import { chapterRoles, type Dir, type Passage } from "../text/model.ts";
import { CommandId, Id, Moment } from "./id.ts";

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
  chapter: ContentsEntry & { lang: string; dir: Dir };
  passages: StoredPassage[];
  /** Passage keys of the whole edition that this chapter links to: where they are. */
  targets: Record<string, { chapterId: Id; number: number }>;
  place?: Place;
}

/** Where I am in a book: chapter and passage number. */
export const Place = z.object({ chapterId: Id, number: z.number().int().min(1) });
export type Place = z.infer<typeof Place>;
export const PlaceKept = z.strictObject({ groupId: Id, chapterId: Id, number: z.number().int().min(1).max(100_000) });

/** An import under way or ended. Times and counts, never a path. */
export const ImportState = z.object({
  id: Id,
  branchId: Id,
  fileName: z.string(),
  state: z.enum(["waiting", "reading", "storing", "done", "refused"]),
  done: z.number(),
  total: z.number(),
  what: z.string(),
  bookId: Id.optional(),
  refusal: z.string().optional(),
  report: z.array(z.object({ kind: z.enum(["repaired", "lost"]), what: z.string() })),
  startedAt: Moment,
});
export type ImportState = z.infer<typeof ImportState>;
export const ImportLook = z.strictObject({ branchId: Id, importId: Id });
export const BookRemoval = z.strictObject({ id: CommandId, branchId: Id, bookId: Id });

/** Which chapter of which group's book. */
export const ChapterLook = z.strictObject({ groupId: Id, chapterId: Id });
