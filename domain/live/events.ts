// The union of everything a stream can say. An event carries the public shape of what it made, so that applying it is an upsert.
import type { Annotation, MarginRules, ReactionKind, Reply, Visibility } from "../shapes/annotation.ts";
import type { BookSummary, ContentsEntry, ImportState } from "../shapes/book.ts";
import type { Message } from "../shapes/chat.ts";
import type { Invitation, Member } from "../shapes/group.ts";
import type { Answer, Meeting } from "../shapes/meeting.ts";

export type GroupEvent =
  | { type: "member.joined"; member: Member }
  | { type: "member.renamed"; memberId: string; name: string }
  | { type: "member.appointed"; memberId: string; role: Member["role"] }
  | { type: "member.removed"; memberId: string }
  | { type: "book.chosen"; book: BookSummary & { contents: ContentsEntry[] } }
  | { type: "meeting.scheduled"; meeting: Meeting }
  | { type: "meeting.revised"; meeting: Meeting }
  | { type: "meeting.called_off"; meetingId: string; calledOffAt: string; sequence: number; revisedAt: string }
  | { type: "meeting.answered"; meetingId: string; memberId: string; answer: Answer }
  | { type: "margin.settled"; margin: MarginRules }
  | { type: "tags.kept"; tags: string[] };

/** A change of the margin of a chapter that is not for the whole group: told to the note's author and, where they may read it, to the hosts. */
export type NarrowMarginEvent = { type: "margin.changed"; groupId: string; chapterId: string; change: ChapterEvent };

export type HostsEvent =
  | { type: "invitation.made"; invitation: Invitation }
  | { type: "invitation.used"; invitationId: string; uses: number }
  | { type: "invitation.revoked"; invitationId: string; revokedAt: string }
  | NarrowMarginEvent;

/** What an event of a revised note carries: all but what hangs on it, which has events of its own. */
export type RevisedAnnotation = Omit<Annotation, "replies" | "reactions">;

export type ChapterEvent =
  | { type: "annotation.added"; annotation: Annotation }
  | { type: "annotation.revised"; annotation: RevisedAnnotation }
  /** It is not for this audience any more, or not in this chapter. */
  | { type: "annotation.withdrawn"; annotationId: string }
  /** So many notes of the chapter came, went or changed at once that it is read afresh rather than told one by one. */
  | { type: "margin.renewed" }
  | { type: "annotation.reacted"; annotationId: string; memberId: string; reaction: ReactionKind; given: boolean }
  | { type: "annotation.removed"; annotationId: string; removedAt: string }
  | { type: "reply.added"; reply: Reply }
  | { type: "reply.revised"; reply: Reply }
  | { type: "reply.removed"; annotationId: string; replyId: string; removedAt: string };

/** Messages that were committed together; `seq` of each is this event's number. */
export type TopicEvent = { type: "messages.posted"; messages: Message[] };

export type PersonEvent =
  | { type: "group.joined"; groupId: string }
  | { type: "group.left"; groupId: string }
  | { type: "import.changed"; import: ImportState }
  /** A note that I answered is shown to more people than when I did. */
  | { type: "note.widened"; groupId: string; chapterId: string; annotationId: string; visibility: Visibility }
  | NarrowMarginEvent;

export type LiveEvent = GroupEvent | HostsEvent | ChapterEvent | TopicEvent | PersonEvent;

/** An event as it stands in the log: its stream, its number there (1, 2, 3 … without holes), and when it was committed. */
export type Numbered<E extends LiveEvent = LiveEvent> = { stream: string; seq: number; at: string; event: E };

/** A state together with the number of the last event it contains. */
export type At<S> = { at: number; state: S };
