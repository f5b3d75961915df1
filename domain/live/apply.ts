// apply(event, state) -> state, for each kind of stream: pure, shared by browser and tests, the same result when applied twice.
import type { Annotation, Reaction, Reply } from "../shapes/annotation.ts";
import type { Message } from "../shapes/chat.ts";
import type { GroupHome, Invitation } from "../shapes/group.ts";
import type { Meeting } from "../shapes/meeting.ts";
import type { ChapterEvent, GroupEvent, HostsEvent, LiveEvent, TopicEvent } from "./events.ts";

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
    case "margin.settled":
      return { ...state, margin: event.margin };
    case "tags.kept":
      return { ...state, tags: event.tags };
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
    case "margin.changed":
      return state;
  }
}

/** The order of notes and replies everywhere: by when they were made, then by id. (Made, not committed: two at once may be announced the other way round.) */
export function byCreation(a: { createdAt: string; id: string }, b: { createdAt: string; id: string }): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1;
}

/** The order of the reactions to a note everywhere. */
function byMember(a: Reaction, b: Reaction): number {
  return a.memberId < b.memberId ? -1 : a.memberId > b.memberId ? 1 : a.reaction < b.reaction ? -1 : 1;
}

/**
 * What was removed leaves no words, and its place only while somebody's answer hangs on it. Nothing comes out of an event that does not say what
 * changed: whoever follows the stream reads the state afresh.
 */
export function applyToChapter(event: ChapterEvent, state: Annotation[]): Annotation[] | undefined {
  switch (event.type) {
    case "margin.renewed":
      return undefined;
    case "annotation.added":
      return upsert(state, event.annotation).sort(byCreation);
    case "annotation.revised":
      return change(state, event.annotation.id, ({ replies, reactions }) => ({ ...event.annotation, replies, reactions }));
    case "annotation.withdrawn":
      return state.filter((annotation) => annotation.id !== event.annotationId);
    case "annotation.reacted": {
      const { memberId, reaction, given } = event;
      return change(state, event.annotationId, (annotation) => {
        const others = annotation.reactions.filter((one) => one.memberId !== memberId || one.reaction !== reaction);
        return { ...annotation, reactions: given ? [...others, { memberId, reaction }].sort(byMember) : others };
      });
    }
    case "annotation.removed":
      return change(state, event.annotationId, (annotation) => emptied(annotation, event.removedAt)).filter(isStanding);
    case "reply.added":
    case "reply.revised":
      return change(state, event.reply.annotationId, (annotation) => ({
        ...annotation,
        replies: upsert<Reply>(annotation.replies, event.reply).sort(byCreation),
      }));
    case "reply.removed": {
      const without = (reply: Reply): Reply => ({ ...reply, body: "", removedAt: event.removedAt });
      return change(state, event.annotationId, (annotation) => ({
        ...annotation,
        replies: standingReplies(change(annotation.replies, event.replyId, without)),
      })).filter(isStanding);
    }
  }
}

/** A removed annotation: its place, and nothing that was said in it. */
export function emptied(annotation: Annotation, removedAt: string): Annotation {
  const { to: _, ...place } = annotation;
  return { ...place, body: "", tags: [], reactions: [], removedAt };
}

/** Whether an annotation is still shown: it stands, or somebody answered it. The read on the server uses the same rule. */
export function isStanding(annotation: Annotation): boolean {
  return annotation.removedAt === undefined || annotation.replies.length > 0;
}

/** The replies that are still shown: those that stand, and the empty places on which one that stands hangs. */
export function standingReplies(replies: readonly Reply[]): Reply[] {
  const kept = new Set<string>();
  const byId = new Map(replies.map((reply) => [reply.id, reply]));
  for (const reply of replies) {
    if (reply.removedAt !== undefined) continue;
    for (let at: Reply | undefined = reply; at && !kept.has(at.id); at = byId.get(at.parentId ?? "")) kept.add(at.id);
  }
  return replies.filter((reply) => kept.has(reply.id));
}

/** How a narrower stream (a person's, or the hosts') changes the notes of one chapter that it carries. Everything else on that stream leaves them as they are. */
export function applyToNarrow(
  groupId: string,
  chapterId: string,
): (event: LiveEvent, state: Annotation[]) => Annotation[] | undefined {
  return (event, state) =>
    event.type === "margin.changed" && event.groupId === groupId && event.chapterId === chapterId
      ? applyToChapter(event.change, state)
      : state;
}

/** The one order of a topic. */
export function byNumber(a: Pick<Message, "seq" | "place">, b: Pick<Message, "seq" | "place">): number {
  return a.seq - b.seq || a.place - b.place;
}

export function applyToTopic(event: TopicEvent, state: Message[]): Message[] {
  const fresh = new Map(event.messages.map((message) => [message.id, message]));
  return [...state.filter((message) => !fresh.has(message.id)), ...fresh.values()].sort(byNumber);
}
