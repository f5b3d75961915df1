// Notes as files: what is asked for when they are taken out, and what is found, decided and done when they are brought in.
import { z } from "zod";
import type { AnnotationKind } from "./annotation.ts";
import { CommandId, Id } from "./id.ts";

export const exportScopes = ["mine", "chapter", "part", "book"] as const;
export const exportFormats = ["markdown", "html", "csv", "json-ld", "annotations"] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const printLayouts = ["margin", "end", "alone"] as const;

/** Notes to take out: my own, those of a chapter, of the chapters of a meeting, or of the whole book that the group reads. */
export const NoteExport = z
  .object({
    groupId: Id,
    scope: z.enum(exportScopes),
    chapterId: Id.optional(),
    meetingId: Id.optional(),
    format: z.enum(exportFormats),
    /** Of a page to print: where the notes stand. */
    layout: z.enum(printLayouts).default("margin"),
    /** Also notes on chapters I have not opened, where the group's rule lets me ask for them. */
    unopened: z
      .enum(["yes", "no"])
      .default("no")
      .transform((yes) => yes === "yes"),
  })
  .refine((asked) => asked.scope !== "chapter" || asked.chapterId !== undefined, { path: ["chapterId"], message: "missing" })
  .refine((asked) => asked.scope !== "part" || asked.meetingId !== undefined, { path: ["meetingId"], message: "missing" });
export type NoteExport = z.infer<typeof NoteExport>;

/** The most bytes of a file of notes. */
export const NOTE_FILE_MOST = 10_000_000;

/** Who shall read what is brought in; "kept" is as it was, as far as the group allows and it was ours. */
export const BroughtFor = z.enum(["me", "group", "kept"]);
export type BroughtFor = z.infer<typeof BroughtFor>;

/** What is asked beside the file. `places` says for notes to check, by their number in the file, which of the places found is right. */
export const NoteImport = z.strictObject({
  id: CommandId,
  groupId: Id,
  for: BroughtFor.default("me"),
  places: z.record(z.string().regex(/^\d{1,5}$/), z.number().int().min(0).max(9)).default({}),
});
export type NoteImport = z.infer<typeof NoteImport>;

/** Where a note of a file could sit, with the words beside it. */
export interface FoundPlace {
  chapterId: string;
  chapterTitle: string;
  number: number;
  before: string;
  words: string;
  after: string;
}

/** A note of a file before it is brought in: found beyond doubt, to be decided, nowhere in this text, or here already. */
export interface FileNote {
  number: number;
  state: "certain" | "check" | "missing" | "here";
  kind: AnnotationKind;
  words: string;
  body: string;
  author?: string;
  writtenAt?: string;
  replies: number;
  places: FoundPlace[];
}

/** What a file holds, in the order of the file. `left` counts what is no note on words, `elsewhere` notes on other books. */
export interface NoteFilePreview {
  format: string;
  notes: FileNote[];
  left: number;
  elsewhere: number;
  /** Some are from an Interleaf, so that "as they were" means something. */
  ours: boolean;
}

/** What was done: how many were placed, were here already, or wait for a decision that was not made; and which words are not in this text. */
export interface NoteImportReport {
  placed: number;
  here: number;
  undecided: number;
  missing: Pick<FileNote, "number" | "words" | "body">[];
}
