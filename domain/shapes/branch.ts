// Branches of the organisation and what their home page shows.
import { z } from "zod";
import { BookSummary } from "./book.ts";
import { CommandId, Id, line } from "./id.ts";
import { Meeting } from "./meeting.ts";
import { ShelfBook } from "./shelf.ts";

/** A reading group as those see it who are not in it: that it exists, its book, its dates, its counts; never its notes or its talk. */
export const GroupSummary = z.object({
  id: Id,
  branchId: Id,
  name: z.string(),
  about: z.string(),
  members: z.number().int(),
  mine: z.enum(["none", "member", "host"]),
  book: BookSummary.optional(),
  next: Meeting.pick({ id: true, title: true, local: true, zone: true, startsAt: true }).optional(),
});
export type GroupSummary = z.infer<typeof GroupSummary>;

export const BranchHome = z.object({
  id: Id,
  name: z.string(),
  organisation: z.string(),
  steward: z.boolean(),
  groups: z.array(GroupSummary),
  /** Its own books, newest first, then those that other branches share with it. */
  shelf: z.array(ShelfBook),
  /** Its own books that were archived; empty for those who do not keep the shelf. */
  archived: z.array(ShelfBook),
});
export type BranchHome = z.infer<typeof BranchHome>;

/** My desk: everything I belong to. */
export const Desk = z.object({
  branches: z.array(z.object({ id: Id, name: z.string(), steward: z.boolean() })),
  groups: z.array(GroupSummary),
});
export type Desk = z.infer<typeof Desk>;

export const NewGroup = z.strictObject({
  id: CommandId,
  groupId: Id,
  branchId: Id,
  name: line(120),
  about: z.string().trim().max(2000).default(""),
  displayName: line(80),
});
export type NewGroup = z.infer<typeof NewGroup>;

export const BranchLook = z.strictObject({ branchId: Id });

/** Which branch to fill with the demonstration. */
export const DemonstrationFill = z.strictObject({ id: CommandId, branchId: Id });
