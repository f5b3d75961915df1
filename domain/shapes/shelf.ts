// The shelf of a branch: what stands on it, by what right, where it comes from, who reads it; and what its keepers change.
import { z } from "zod";
import type { EditionChanges } from "../editions/edition-changes.ts";
import { bookFormats } from "../text/model.ts";
import { BookSummary, Contents, rightsKinds, sharings } from "./book.ts";
import { CommandId, Id, Moment } from "./id.ts";

/** By what right an edition is here, and what was said about it when it was brought in or later. */
export const Rights = z.object({
  kind: z.enum(rightsKinds),
  ground: z.string(),
  copies: z.number().int().optional(),
});
export type Rights = z.infer<typeof Rights>;

/** A book as a branch finds it on its shelf, with its newest edition. */
export const ShelfBook = BookSummary.extend({
  /** The branch whose book it is; another one when it is shared. */
  owner: z.object({ id: Id, name: z.string() }),
  sharing: z.enum(sharings),
  archivedAt: Moment.optional(),
  rights: Rights,
  /** How many different people can open its text now. */
  readers: z.number().int(),
  /** Words of each chapter of the text, in order: what its spine is drawn from. */
  spine: z.array(z.number().int()),
});
export type ShelfBook = z.infer<typeof ShelfBook>;

/** A book that a group may choose; `readersThen` is how many people can open it once this group reads it. */
export const BookOffer = ShelfBook.extend({ readersThen: z.number().int() });
export type BookOffer = z.infer<typeof BookOffer>;

/** A group that reads a book, as far as the asker may know of it: without a name it is one of another branch. */
export const BookReader = z.object({
  name: z.string().optional(),
  branch: z.string(),
  edition: z.number().int(),
  /** The book is no longer on the shelf of its branch: it reads on, and could not choose it anew. */
  readsOn: z.boolean(),
});
export type BookReader = z.infer<typeof BookReader>;

/** One edition on the page of its book. */
export const BookEdition = z.object({
  id: Id,
  number: z.number().int(),
  /** When it was brought in. */
  createdAt: Moment,
  format: z.enum(bookFormats),
  /** Name of the file and of who brought it in: told in the branch whose book it is, nowhere else. */
  fileName: z.string().optional(),
  broughtBy: z.string().optional(),
  words: z.number().int(),
  rights: Rights,
  readers: z.number().int(),
  report: z.array(z.object({ kind: z.enum(["repaired", "lost"]), what: z.string() })),
  changes: z.custom<EditionChanges>().optional(),
});
export type BookEdition = z.infer<typeof BookEdition>;

/** The page of a book, as it is seen from the shelf of a branch. */
export const BookPage = z.object({
  branch: z.object({ id: Id, name: z.string() }),
  book: ShelfBook,
  contents: Contents,
  /** Newest first. */
  editions: z.array(BookEdition),
  groups: z.array(BookReader),
  /** What the asker may do with it. */
  may: z.object({ keep: z.boolean(), share: z.boolean(), shareWidely: z.boolean() }),
});
export type BookPage = z.infer<typeof BookPage>;

/** What was said about the rights of an edition. That nothing is known is nothing to say. */
export const RightsStatement = z
  .strictObject({
    id: CommandId,
    branchId: Id,
    bookId: Id,
    editionId: Id,
    rights: z.enum(rightsKinds).exclude(["unstated"]),
    ground: z.string().trim().max(500),
    copies: z.number().int().min(1).max(100_000).optional(),
  })
  .refine(({ rights, copies }) => (rights === "copies") === (copies !== undefined), {
    path: ["copies"],
    message: "a number of copies belongs to copies, and only to them",
  });

export const BookLook = z.strictObject({ branchId: Id, bookId: Id });
export const BookChange = z.strictObject({ id: CommandId, branchId: Id, bookId: Id });
/** Within the branch, or with the branches below it as well. */
export const BookShare = BookChange.extend({ sharing: z.enum(sharings).exclude(["organisation"]) });
