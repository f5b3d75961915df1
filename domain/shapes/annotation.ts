// Annotations on passages, and the replies to them.
import { z } from "zod";
import { Anchor } from "../anchoring/anchor.ts";
import { annotationKinds, questionStates, reactionKinds, spoilerRules, TAGS_MOST, visibilities } from "../annotations/choices.ts";
import type { At } from "../live/events.ts";
import { CommandId, Id, line, Moment, prose } from "./id.ts";

/** What each of these lists is for, stands with the list. */
export const AnnotationKind = z.enum(annotationKinds);
export type AnnotationKind = z.infer<typeof AnnotationKind>;

export const Visibility = z.enum(visibilities);
export type Visibility = z.infer<typeof Visibility>;

export const ReactionKind = z.enum(reactionKinds);
export type ReactionKind = z.infer<typeof ReactionKind>;

export const QuestionState = z.enum(questionStates);
export type QuestionState = z.infer<typeof QuestionState>;

export const SpoilerRule = z.enum(spoilerRules);
export type SpoilerRule = z.infer<typeof SpoilerRule>;

/** What a group has settled for its margins. */
export const MarginRules = z.object({
  spoilers: SpoilerRule,
  /** How far beyond the group its notes may be shown. */
  widest: z.enum(["group", "branch", "organisation"]),
  /** Whether every note is held until the next meeting, so that each member reads unswayed first. */
  blindFirst: z.boolean(),
});
export type MarginRules = z.infer<typeof MarginRules>;

/** A tag: one word or a few, without "#" and commas. */
export const Tag = line(40).refine((tag) => !/[#,]/u.test(tag), "a tag has no # and no comma");

/** Where a note of the kind "link" leads: a passage of a book that the group reads, or a page of the web. */
export const LinkTarget = z.union([
  z.strictObject({ chapterId: Id, passageId: Id }),
  z.strictObject({ href: z.url({ protocol: /^https?$/ }).max(2_000) }),
]);
export type LinkTarget = z.infer<typeof LinkTarget>;

/** Who wrote it: the membership's id and the name it goes by in this group. */
export const Author = z.object({ id: Id, name: z.string() });
export type Author = z.infer<typeof Author>;

export const Reaction = z.object({ memberId: Id, reaction: ReactionKind });
export type Reaction = z.infer<typeof Reaction>;

/**
 * Where a note that was brought in from another program or another group comes from; its author there, when it is not the member who brought it
 * in. `by` (the author's id there) and `reactions` are kept of notes from another Interleaf, so that they go out again as they came.
 */
export const Imported = z.object({
  from: z.string(),
  name: z.string().optional(),
  writtenAt: Moment.optional(),
  by: Id.optional(),
  reactions: z.array(Reaction).optional(),
});
export type Imported = z.infer<typeof Imported>;

/** An answer to an annotation, or (with `parentId`) to another answer. A removed one stays as an empty place while somebody's answer hangs on it. */
export const Reply = z.object({
  id: Id,
  annotationId: Id,
  parentId: Id.optional(),
  author: Author,
  body: z.string(),
  createdAt: Moment,
  editedAt: Moment.optional(),
  removedAt: Moment.optional(),
  imported: Imported.optional(),
});
export type Reply = z.infer<typeof Reply>;

/** An annotation as those who may read it see it. Removed ones that have replies stay as an empty place, so that threads stay whole. */
export const Annotation = z.object({
  id: Id,
  chapterId: Id,
  kind: AnnotationKind,
  anchor: Anchor,
  author: Author,
  body: z.string(),
  createdAt: Moment,
  visibility: Visibility,
  /** When it came before those who may read it now: made, widened, or let go after it was held. */
  shownAt: Moment,
  /** Held since then: shown to nobody else until the group's next meeting starts. */
  heldAt: Moment.optional(),
  tags: z.array(z.string()),
  to: LinkTarget.optional(),
  editedAt: Moment.optional(),
  /** Of a question: what became of it, and which reply answered it. */
  question: z.object({ state: QuestionState, replyId: Id.optional() }).optional(),
  reactions: z.array(Reaction),
  pinnedAt: Moment.optional(),
  /** Hidden by a host, who said why; only its author and the hosts still see it. */
  hidden: z.object({ at: Moment, reason: z.string() }).optional(),
  /** A host asks the group to answer. */
  replyAskedAt: Moment.optional(),
  /** A host has put it on the agenda of the next meeting. */
  agendaAt: Moment.optional(),
  /** Of a discussion question: the notes it gathers. */
  gathers: z.array(Id).optional(),
  /** It was written on an earlier edition (its number) and carried over; whether somebody should look if the place is right. */
  carried: z.object({ state: z.enum(["certain", "check"]), edition: z.number().int() }).optional(),
  imported: Imported.optional(),
  removedAt: Moment.optional(),
  replies: z.array(Reply),
});
export type Annotation = z.infer<typeof Annotation>;

/** The margin of a chapter as one member may read it: what everybody in the group reads, what only they do, and for hosts what hosts read. */
export interface Margin {
  shared: At<Annotation[]>;
  own: At<Annotation[]>;
  hosts?: At<Annotation[]>;
  /** The newest `shownAt` or reply that they had before them on an earlier visit; all that is newer is unread. */
  seenTo?: string;
}

/** What a note needs by its kind: words, or a place to lead to. */
const saysSomething = (note: { kind: AnnotationKind; body: string }) =>
  note.kind === "highlight" || note.kind === "link" || note.body !== "";
const leadsSomewhere = (note: { kind: AnnotationKind; to?: LinkTarget | undefined }) =>
  (note.kind === "link") === (note.to !== undefined);

export const NewAnnotation = z
  .strictObject({
    id: CommandId,
    annotationId: Id,
    groupId: Id,
    chapterId: Id,
    kind: AnnotationKind,
    anchor: Anchor,
    body: prose(20_000).or(z.literal("")),
    visibility: Visibility.default("group"),
    /** Kept from the others until the next meeting starts. */
    held: z.boolean().default(false),
    tags: z.array(Tag).max(TAGS_MOST).default([]),
    to: LinkTarget.optional(),
  })
  .refine(saysSomething, { path: ["body"], message: "empty" })
  .refine(leadsSomewhere, { path: ["to"], message: "a link leads somewhere" });
/** As a client sends it: what has a default may be left out. */
export type NewAnnotation = z.input<typeof NewAnnotation>;

export const NewReply = z.strictObject({
  id: CommandId,
  replyId: Id,
  groupId: Id,
  annotationId: Id,
  parentId: Id.optional(),
  body: prose(20_000),
});
export type NewReply = z.infer<typeof NewReply>;

export const AnnotationEnd = z.strictObject({ id: CommandId, groupId: Id, annotationId: Id });
export const ReplyEnd = z.strictObject({ id: CommandId, groupId: Id, replyId: Id });

/** Other words for a note: the earlier ones are kept, and shown to those who may read it. */
export const AnnotationRevision = z
  .strictObject({
    id: CommandId,
    groupId: Id,
    annotationId: Id,
    kind: AnnotationKind,
    body: prose(20_000).or(z.literal("")),
    tags: z.array(Tag).max(TAGS_MOST),
    to: LinkTarget.optional(),
  })
  .refine(saysSomething, { path: ["body"], message: "empty" })
  .refine(leadsSomewhere, { path: ["to"], message: "a link leads somewhere" });
export type AnnotationRevision = z.input<typeof AnnotationRevision>;

/** Shows a note to more people than before, or lets go of one that was held. It keeps its id; never to fewer. */
export const AnnotationWidening = z.strictObject({ id: CommandId, groupId: Id, annotationId: Id, visibility: Visibility });
export type AnnotationWidening = z.infer<typeof AnnotationWidening>;

export const ReplyRevision = z.strictObject({ id: CommandId, groupId: Id, replyId: Id, body: prose(20_000) });
export type ReplyRevision = z.infer<typeof ReplyRevision>;

/** Asks for the earlier wordings of a note or of one of its replies. */
export const WordingList = z.strictObject({ groupId: Id, annotationId: Id, ofId: Id });

/** How a note or reply stood until then. */
export interface Wording {
  number: number;
  kind?: AnnotationKind;
  body: string;
  tags: string[];
  until: string;
}

/** A note of another group that its author shows beyond it, for those who read the same edition. To be read, not to be answered. */
export interface WiderNote {
  annotation: Omit<Annotation, "reactions" | "replies">;
  groupName: string;
}

export const MarginSettlement = z.strictObject({ id: CommandId, groupId: Id, ...MarginRules.shape });
export type MarginSettlement = z.infer<typeof MarginSettlement>;

/** Everything of the chapter that was shown up to then has been before me. */
export const MarginSeen = z.strictObject({ groupId: Id, chapterId: Id, to: Moment });
export type MarginSeen = z.infer<typeof MarginSeen>;

export const AnnotationList = z.strictObject({ groupId: Id, chapterId: Id });

/** How many notes and replies a group has in a chapter that I say I have read, where at least three members stopped: its heat. */
export const Stop = z.object({ chapterId: Id, notes: z.number().int() });
export type Stop = z.infer<typeof Stop>;
