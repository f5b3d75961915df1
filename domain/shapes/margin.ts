// What a group does with its notes: reactions, questions and what becomes of them, what hosts do, and looking notes up through the book.
import { z } from "zod";
import { Anchor } from "../anchoring/anchor.ts";
import { type Annotation, AnnotationKind, QuestionState, ReactionKind, Tag } from "./annotation.ts";
import { CommandId, Id, prose } from "./id.ts";
import type { PassageHits } from "./reading.ts";

const onNote = { id: CommandId, groupId: Id, annotationId: Id };

export const NewReaction = z.strictObject({ ...onNote, reaction: ReactionKind, given: z.boolean() });
export type NewReaction = z.infer<typeof NewReaction>;

/** The next step of a question. "answered" may name the reply that does. */
export const QuestionMove = z.strictObject({ ...onNote, state: QuestionState, replyId: Id.optional() });
export type QuestionMove = z.infer<typeof QuestionMove>;

export const QuestionLook = z.strictObject({ groupId: Id, annotationId: Id });

/** A step that a question took, and who took it. */
export interface QuestionStep {
  number: number;
  state: QuestionState;
  replyId?: string;
  by: { id: string; name: string };
  at: string;
}

export const NotePin = z.strictObject({ ...onNote, pinned: z.boolean() });
export const NoteHiding = z.strictObject({ ...onNote, reason: prose(1_000) });
export const NoteUnhiding = z.strictObject(onNote);
export const ReplyAsk = z.strictObject({ ...onNote, asked: z.boolean() });
export const AgendaChange = z.strictObject({ ...onNote, on: z.boolean() });

/** A discussion question made of several notes, hung on the words of one of them. */
export const NoteGathering = z.strictObject({
  ...onNote,
  chapterId: Id,
  anchor: Anchor,
  body: prose(20_000),
  gathers: z.array(Id).min(1).max(100),
});
export type NoteGathering = z.infer<typeof NoteGathering>;

/** The whole list of the tags that a group keeps as its own, in its order. */
export const TagList = z.strictObject({ id: CommandId, groupId: Id, tags: z.array(Tag).max(100) });

/** The most notes of one page of a list. */
export const NOTES_A_PAGE = 50;

/** Which notes of the group's book are looked for. What is left out does not narrow. */
export const NoteQuery = z.strictObject({
  groupId: Id,
  chapterIds: z.array(Id).max(500).optional(),
  authorId: Id.optional(),
  kinds: z.array(AnnotationKind).optional(),
  states: z.array(QuestionState).optional(),
  tag: Tag.optional(),
  only: z.enum(["mine", "unread", "mentions", "pinned", "asked", "agenda"]).optional(),
  words: z.string().max(200).optional(),
  /** Also notes on chapters I have not opened, where the group's rule lets me ask for them. */
  unopened: z.boolean().default(false),
  after: z.string().max(200).optional(),
});
export type NoteQuery = z.input<typeof NoteQuery>;

/** A note with where it stands in the book, as far as it is not in the open chapter anyway. */
export interface FoundNote {
  annotation: Annotation;
  chapter: { id: string; title: string; position: number };
  /** The passage it begins in; not there when it is not in the text any more. */
  number?: number;
  unread: boolean;
}

/** In the order of the book. `waiting` says how many more there are on chapters not opened, where the group's rule lets me ask for them. */
export interface NotePage {
  notes: FoundNote[];
  total: number;
  waiting: number;
  next?: string;
}

/** One search: words of the text and words of notes. */
export interface BookHits {
  passages: PassageHits;
  notes: NotePage;
}

export const UnreadNotes = z.object({ chapterId: Id, unread: z.number().int() });
export type UnreadNotes = z.infer<typeof UnreadNotes>;

export const MeetingNotes = z.strictObject({ groupId: Id, meetingId: Id });

/** A note that is asked for, or put, on the agenda of a meeting: what hosts put there first, then by how many asked for it. */
export interface Proposal extends FoundNote {
  /** How many members want it talked about. */
  wanted: number;
  onAgenda: boolean;
}
