// apply(event, state) -> state, for each kind of stream: pure, shared by browser and tests, the same result when applied twice.
import type { Annotation, Reply } from "../shapes/annotation.ts";
import type { Message } from "../shapes/chat.ts";
import type { GroupHome, Invitation } from "../shapes/group.ts";
import type { Meeting } from "../shapes/meeting.ts";
import type { ChapterEvent, GroupEvent, HostsEvent, TopicEvent } from "./events.ts";

/** Puts `item` in place of the one with its id, or at the end. */
function upsert<T extends { id: string }>(list: readonly T[], item: T): T[] {
  return list.some((other) => other.id === item.id)
    ? list.map((other) => (other.id === item.id ? item : other))
    : [...list, item];
}

function change<T extends { id: string }>(list: readonly T[], id: string, by: (item: T) => T): T[] {
  return list.map((item) => (item.id === id ? by(item) : item));
}

/** The order of a group's meetings everywhere: by the moment they start, then by id. */
export function byStart(a: Meeting, b: Meeting): number {
  return a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1;
}

export function applyToGroup(event: GroupEvent, state: GroupHome): GroupHome {
  switch (event.type) {
    case "member.joined":
      return { ...state, members: upsert(state.members, event.member) };
    case "member.renamed":
      return { ...state, members: change(state.members, event.memberId, (member) => ({ ...member, name: event.name })) };
    case "member.appointed":
      return { ...state, members: change(state.members, event.memberId, (member) => ({ ...member, role: event.role })) };
    case "member.removed":
      return { ...state, members: state.members.filter((member) => member.id !== event.memberId) };
    case "book.chosen":
      return { ...state, book: event.book };
    case "meeting.scheduled":
    case "meeting.revised":
      return { ...state, meetings: upsert(state.meetings, event.meeting).sort(byStart) };
    case "meeting.called_off": {
      const { meetingId, calledOffAt, sequence, revisedAt } = event;
      return {
        ...state,
        meetings: change(state.meetings, meetingId, (meeting) => ({ ...meeting, calledOffAt, sequence, revisedAt })),
      };
    }
    case "meeting.answered": {
      const { memberId, answer } = event;
      const answered = (meeting: Meeting) => ({
        ...meeting,
        answers: [...meeting.answers.filter((other) => other.memberId !== memberId), { memberId, answer }].sort((a, b) =>
          a.memberId < b.memberId ? -1 : 1,
        ),
      });
      return { ...state, meetings: change(state.meetings, event.meetingId, answered) };
    }
  }
}

export function applyToInvitations(event: HostsEvent, state: Invitation[]): Invitation[] {
  switch (event.type) {
    case "invitation.made":
      return upsert(state, event.invitation);
    case "invitation.used":
      return change(state, event.invitationId, (invitation) => ({ ...invitation, uses: event.uses }));
    case "invitation.revoked":
      return change(state, event.invitationId, (invitation) => ({ ...invitation, revokedAt: event.revokedAt }));
  }
}

/** The order of notes and replies everywhere: by when they were made, then by id. (Made, not committed: two at once may be announced the other way round.) */
function byCreation(a: { createdAt: string; id: string }, b: { createdAt: string; id: string }): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1;
}

/** A removed reply leaves no words; a removed annotation leaves its place only while somebody's reply hangs on it. */
export function applyToChapter(event: ChapterEvent, state: Annotation[]): Annotation[] {
  switch (event.type) {
    case "annotation.added":
      return upsert(state, event.annotation).sort(byCreation);
    case "annotation.removed": {
      const emptied = change(state, event.annotationId, (annotation) => ({
        ...annotation,
        body: "",
        removedAt: event.removedAt,
      }));
      return emptied.filter(isStanding);
    }
    case "reply.added":
      return change(state, event.reply.annotationId, (annotation) => ({
        ...annotation,
        replies: upsert<Reply>(annotation.replies, event.reply).sort(byCreation),
      }));
    case "reply.removed":
      return change(state, event.annotationId, (annotation) => ({
        ...annotation,
        replies: annotation.replies.filter((reply) => reply.id !== event.replyId),
      })).filter(isStanding);
  }
}

/** Whether an annotation is still shown: it stands, or somebody answered it. The read on the server uses the same rule. */
export function isStanding(annotation: Annotation): boolean {
  return annotation.removedAt === undefined || annotation.replies.length > 0;
}

/** The one order of a topic. */
export function byNumber(a: Pick<Message, "seq" | "place">, b: Pick<Message, "seq" | "place">): number {
  return a.seq - b.seq || a.place - b.place;
}

export function applyToTopic(event: TopicEvent, state: Message[]): Message[] {
  const fresh = new Map(event.messages.map((message) => [message.id, message]));
  return [...state.filter((message) => !fresh.has(message.id)), ...fresh.values()].sort(byNumber);
}
