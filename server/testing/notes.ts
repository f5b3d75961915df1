// A margin to try things in: a group with a book and a second member, notes and answers through the verbs, and what each person reads of them.

import type { Annotation, MarginRules, NewAnnotation } from "#domain/shapes/annotation.ts";
import { getMargin } from "../annotations/queries.ts";
import { addAnnotation, addReply } from "../annotations/service.ts";
import type { Actor } from "../context.ts";
import { settleMargin } from "../groups/service.ts";
import { id, type TestHouse } from "./house.ts";
import { aBook, aGroup, aPerson, type BookScene, type GroupScene, joins } from "./people.ts";
import { anchorOf } from "./words.ts";

export interface MarginScene extends GroupScene {
  book: BookScene;
  chapterId: string;
  /** A second member. */
  other: Actor;
  otherId: string;
}

/** A group that reads a book; below a given branch, reading a given book, when one is given. */
export async function aMargin(
  test: TestHouse,
  beside?: Pick<GroupScene, "branchId" | "steward">,
  reads?: BookScene,
): Promise<MarginScene> {
  const scene = await aGroup(test, beside);
  const other = await aPerson(test, "Another Member");
  const otherId = await joins(test, scene.groupId, other);
  const book = reads ?? (await aBook(test, scene.branchId, scene.groupId));
  return { ...scene, other, otherId, book, chapterId: book.chapterIds[0] ?? "" };
}

/** Writes a note on the first words of the chapter, and gives where it is. */
export async function noteBy(
  test: TestHouse,
  { groupId, chapterId }: { groupId: string; chapterId: string },
  author: Actor,
  change: Partial<NewAnnotation> = {},
): Promise<{ groupId: string; annotationId: string }> {
  const anchor = await anchorOf(test, chapterId, "one leaf");
  const annotationId = id();
  const note = { id: id(), annotationId, groupId, chapterId, kind: "remark" as const, anchor, body: "Why one?", ...change };
  await addAnnotation(test.as(author), note);
  return { groupId, annotationId };
}

/** Answers a note, or an answer to it, and gives the answer's id. */
export async function answerBy(
  test: TestHouse,
  note: { groupId: string; annotationId: string },
  author: Actor,
  parentId?: string,
): Promise<string> {
  const replyId = id();
  await addReply(test.as(author), { id: id(), replyId, ...note, ...(parentId && { parentId }), body: "Because." });
  return replyId;
}

/** The notes of the chapter that are before this person. */
export async function notesBefore(test: TestHouse, reader: Actor, { groupId, chapterId }: MarginScene): Promise<Annotation[]> {
  const { shared, own, hosts } = await getMargin(test.as(reader), { groupId, chapterId });
  return [...shared.state, ...own.state, ...(hosts?.state ?? [])];
}

/** A note as this person reads it; undefined when it is not for them. */
export async function noteBefore(
  test: TestHouse,
  reader: Actor,
  scene: MarginScene,
  { annotationId }: { annotationId: string },
): Promise<Annotation | undefined> {
  return (await notesBefore(test, reader, scene)).find((note) => note.id === annotationId);
}

export async function settle(test: TestHouse, { groupId, host }: GroupScene, change: Partial<MarginRules>): Promise<void> {
  const rules = { spoilers: "soft", widest: "group", blindFirst: false, ...change } as const;
  await settleMargin(test.as(host), { id: id(), groupId, ...rules });
}
