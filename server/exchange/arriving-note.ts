// A note of a file as the rows it becomes: whose it is, who may read it, and what of what hung on it can hang on it here.
import type { annotations, reactions, replies } from "#db/schema/annotations.ts";
import type { PlaceFound } from "#domain/anchoring/carrying.ts";
import { isHeldAtFirst, isWider } from "#domain/annotations/audience.ts";
import { OWN_NAME } from "#domain/annotations/json-ld.ts";
import {
  type ForeignAuthor,
  type ForeignNote,
  type ForeignReply,
  type NoteFormat,
  noteFormats,
} from "#domain/note-files/foreign-note.ts";
import type { Imported, MarginRules, Visibility } from "#domain/shapes/annotation.ts";
import type { BroughtFor } from "#domain/shapes/note-file.ts";
import type { PlacedNote } from "./place-notes.ts";
import type { Taker } from "./readable-notes.ts";

/** A note with the id and the place it gets here. */
export interface Arriving extends PlacedNote {
  id: string;
  place: Pick<PlaceFound, "chapterId" | "anchor">;
  format: NoteFormat;
}

/** What of the group decides about what comes in. */
export interface Group extends Pick<MarginRules, "widest" | "blindFirst"> {
  /** Who of those named in the file is in the group. */
  members: ReadonlySet<string>;
  /** Memberships, here and in other groups, of the one who brings it in, with the names they go by there. */
  mine: ReadonlyMap<string, string>;
  now: Date;
}

interface Setting {
  taker: Taker;
  group: Group;
  readers: BroughtFor;
  /** The ids here of the notes of the file, and of the replies to this one, by what they are called in it. */
  ids: ReadonlyMap<string, string>;
  replyIds: ReadonlyMap<string, string>;
}

interface Rows {
  note: typeof annotations.$inferInsert;
  replies: (typeof replies.$inferInsert)[];
  reactions: (typeof reactions.$inferInsert)[];
}

export function rowsOf(arriving: Arriving, setting: Setting): Rows {
  const { id, note, place, format } = arriving;
  const { taker, group, readers, ids } = setting;
  const { groupId } = taker;
  const own = note.own;
  const from = own ? (own.from ?? OWN_NAME) : noteFormats[format];
  const answers = repliesOf(arriving, setting, own ? OWN_NAME : from);
  const removedAt = own?.removedAt !== undefined && answers.length > 0 ? timeOf(own.removedAt, group.now) : null;
  const kind =
    removedAt === null && note.body === "" && note.kind !== "link"
      ? "highlight"
      : note.kind === "highlight" && note.body !== ""
        ? "remark"
        : note.kind;
  const visibility = visibilityOf(note, readers, group);
  const { memberId, imported } = writerOf(note, from, setting);
  const held = isHeldAtFirst(visibility, readers === "kept" && own?.held === true, group);
  // Who may give or decide such things elsewhere may do it here too, if they are a host here.
  const hosts = readers === "kept" && taker.host ? own : undefined;
  const { given, kept } = reactionsOf(note, setting);
  return {
    note: {
      ...{ groupId, id, memberId, kind, visibility, removedAt },
      ...{ chapterId: place.chapterId, anchor: place.anchor },
      body: removedAt === null ? note.body : "",
      tags: removedAt === null ? note.tags : [],
      createdAt: timeOf(note.writtenAt, group.now),
      shownAt: group.now,
      heldAt: held ? group.now : null,
      editedAt: note.editedAt === undefined ? null : timeOf(note.editedAt, group.now),
      target: kind === "link" ? (note.to ?? null) : null,
      questionState: kind === "question" ? (own?.question?.state ?? "open") : null,
      answeredBy: (kind === "question" && setting.replyIds.get(own?.question?.replyId ?? "")) || null,
      ...(hosts && {
        pinnedAt: timeOrNull(hosts.pinnedAt),
        hiddenAt: timeOrNull(hosts.hidden?.at),
        hiddenBy: hosts.hidden ? taker.memberId : null,
        hiddenReason: hosts.hidden?.reason ?? null,
        replyAskedAt: timeOrNull(hosts.replyAskedAt),
        agendaAt: timeOrNull(hosts.agendaAt),
      }),
      gathers: own?.gathers?.flatMap((key) => ids.get(key) ?? []) ?? null,
      carried: own?.carried ?? null,
      imported: { ...imported, ...(kept.length > 0 && { reactions: kept }) },
    },
    replies: answers,
    reactions: given.map((reaction) => ({ groupId, annotationId: id, ...reaction })),
  };
}

/** Never wider than the group allows; what did not come from an Interleaf was nobody's but its owner's. */
function visibilityOf({ own }: ForeignNote, readers: BroughtFor, { widest }: Group): Visibility {
  if (readers !== "kept") return readers;
  const visibility = own?.visibility ?? "me";
  return isWider(visibility, widest) ? widest : visibility;
}

/** Its author's, if they bring it in themselves or a host does; else it is the member's who brings it in, and says who wrote it. */
function writerOf(
  { author, writtenAt }: { author?: ForeignAuthor; writtenAt?: string },
  from: string,
  { taker, group }: Setting,
): { memberId: string; imported: Imported } {
  const said = { from, ...(writtenAt !== undefined && { writtenAt }) };
  const { id, name } = author ?? {};
  if (id !== undefined && (id === taker.memberId || (taker.host && group.members.has(id))))
    return { memberId: id, imported: said };
  const isMine = id !== undefined && name === taker.name && group.mine.get(id) === name;
  return {
    memberId: taker.memberId,
    imported: { ...said, ...(name !== undefined && !isMine && { name }), ...(id !== undefined && { by: id }) },
  };
}

/** Threads are two levels deep here; what has no words and was not removed is left out, and what answered it goes up. */
function repliesOf(arriving: Arriving, setting: Setting, from: string): Rows["replies"] {
  const { note, id: annotationId } = arriving;
  const { group, replyIds, taker } = setting;
  const byKey = new Map(note.replies.map((reply) => [reply.key, reply]));
  const says = (reply: ForeignReply) => reply.body !== "" || reply.removedAt !== undefined;
  const topOf = (reply: ForeignReply): ForeignReply | undefined => {
    let top: ForeignReply | undefined;
    const seen = new Set([reply.key]);
    for (let at = byKey.get(reply.parentKey ?? ""); at && !seen.has(at.key); at = byKey.get(at.parentKey ?? "")) {
      seen.add(at.key);
      if (says(at)) top = at;
    }
    return top;
  };
  return [...byKey.values()].filter(says).map((reply) => {
    const top = topOf(reply);
    return {
      ...{ groupId: taker.groupId, id: replyIds.get(reply.key) ?? "", annotationId },
      parentId: (top && replyIds.get(top.key)) ?? null,
      ...writerOf(reply, reply.from ?? from, setting),
      body: reply.removedAt === undefined ? reply.body : "",
      createdAt: timeOf(reply.writtenAt, group.now),
      editedAt: reply.editedAt === undefined ? null : timeOf(reply.editedAt, group.now),
      removedAt: reply.removedAt === undefined ? null : timeOf(reply.removedAt, group.now),
    };
  });
}

/** A reaction is given back to who gave it, if they bring it in themselves or a host does; the others are kept with where it came from. */
function reactionsOf({ own }: ForeignNote, { taker, group, readers }: Setting) {
  const all = own?.reactions ?? [];
  const isGiven = ({ memberId }: (typeof all)[number]) =>
    memberId === taker.memberId || (readers === "kept" && taker.host && group.members.has(memberId));
  return { given: all.filter(isGiven), kept: all.filter((one) => !isGiven(one)) };
}

/** Nothing was written in the future. */
function timeOf(moment: string | undefined, now: Date): Date {
  const time = moment === undefined ? now : new Date(moment);
  return time > now ? now : time;
}

const timeOrNull = (moment: string | undefined) => (moment === undefined ? null : new Date(moment));
