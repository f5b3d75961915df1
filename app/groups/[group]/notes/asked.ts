// What the address of the page of notes asks for: its parts by name, and the query that follows from them. Pure.
import { annotationKinds, questionStates } from "#domain/annotations/choices.ts";
import type { GroupHome } from "#domain/shapes/group.ts";
import { Id } from "#domain/shapes/id.ts";
import type { NoteQuery } from "#domain/shapes/margin.ts";
import type { Meeting } from "#domain/shapes/meeting.ts";

const onlies = ["mine", "unread", "mentions", "pinned", "asked", "agenda"] as const;

/** The parts of the address. What is not one of ours is left out. */
export interface Asked {
  only?: (typeof onlies)[number];
  by?: string;
  kind?: (typeof annotationKinds)[number];
  tag?: string;
  state?: (typeof questionStates)[number];
  chapter?: string;
  /** The part that a meeting is about, by the meeting. */
  part?: string;
  /** Also what waits on chapters not opened. */
  waiting?: "1";
  after?: string;
}

const TAG_MOST = 40;

export function readAsked(address: Record<string, string | string[] | undefined>): Asked {
  const part = (name: string) => [address[name]].flat()[0] || undefined;
  const oneOf = <T extends string>(all: readonly T[], name: string) => all.find((one) => one === part(name));
  const id = (name: string) => (Id.safeParse(part(name)).success ? part(name) : undefined);
  const asked = {
    only: oneOf(onlies, "only"),
    by: id("by"),
    kind: oneOf(annotationKinds, "kind"),
    tag: part("tag")?.replace(/[#,]/gu, "").trim().slice(0, TAG_MOST) || undefined,
    state: oneOf(questionStates, "state"),
    chapter: id("chapter"),
    part: id("part"),
    waiting: oneOf(["1"] as const, "waiting"),
    after: part("after")?.slice(0, 200),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Asked;
}

/** The parts of the group's book that one may ask for: of each meeting that names chapters and was not called off. */
export function partsOf(meetings: readonly Meeting[]): Meeting[] {
  return meetings.filter((meeting) => meeting.chapterIds.length > 0 && meeting.calledOffAt === undefined);
}

/** A chapter says more than the part it lies in; a part that is none asks for nothing. */
export function queryOf({ id: groupId, meetings }: Pick<GroupHome, "id" | "meetings">, asked: Asked): NoteQuery {
  const { only, by, kind, tag, state, chapter, waiting, after } = asked;
  const part = partsOf(meetings).find((meeting) => meeting.id === asked.part);
  const chapterIds = chapter ? [chapter] : part?.chapterIds;
  return {
    groupId,
    ...(only && { only }),
    ...(by && { authorId: by }),
    ...(kind && { kinds: [kind] }),
    ...(tag && { tag }),
    ...(state && { states: [state] }),
    ...(chapterIds && { chapterIds }),
    ...(waiting && { unopened: true }),
    ...(after && { after }),
  };
}
