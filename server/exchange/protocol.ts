// A group's notes as the Web Annotation Protocol shows them: a container with pages, and each note and reply by its own address. Only what the reader may read is there.
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { annotations, replies } from "#db/schema/annotations.ts";
import { books, chapters, editions } from "#db/schema/books.ts";
import { ANNO_CONTEXT } from "#domain/annotations/check-annotation.ts";
import { CONTEXT, type NoteSetting, noteToJsonLd, replyToJsonLd } from "#domain/annotations/json-ld.ts";
import type { JsonObject } from "#domain/annotations/json-value.ts";
import type { Annotation } from "#domain/shapes/annotation.ts";
import { type Admitted, admit } from "../admit.ts";
import { listPassageTexts, readAnnotations } from "../annotations/queries.ts";
import type { Ctx } from "../context.ts";
import { editionOf } from "../reading/queries.ts";
import type { Preference } from "./protocol-answer.ts";
import { mayTake, takerOf } from "./readable-notes.ts";

/** So many annotations stand on a page. */
export const PAGE = 50;

type GroupOf = { groupId: string };

/** The addresses of a group's annotations. */
export function addresses({ house }: Ctx, groupId: string) {
  const container = `${house.origin}/groups/${groupId}/annotations/`;
  return {
    container,
    iri: (id: string, of?: string) => (of === undefined ? `${container}${id}` : `${container}${of}/replies/${id}`),
    page: (number: number, iris: boolean) => `${container}?iris=${iris ? 1 : 0}&page=${number}`,
  };
}

/** One annotation in the container: a note, or a reply in the thread of one. */
interface Contained {
  id: string;
  noteId: string;
}

/** All that is in the container, in the order of the book; replies after their note. */
async function listContained(ctx: Ctx, admitted: Admitted): Promise<Contained[]> {
  const may = mayTake(takerOf(admitted), false);
  const notes = await ctx.db
    .select({ id: annotations.id })
    .from(annotations)
    .innerJoin(chapters, eq(chapters.id, annotations.chapterId))
    .where(and(may, isNull(annotations.removedAt)))
    .orderBy(asc(chapters.position), asc(annotations.createdAt), asc(annotations.id));
  const answers = await ctx.db
    .select({ id: replies.id, noteId: replies.annotationId })
    .from(replies)
    .innerJoin(annotations, and(eq(annotations.groupId, replies.groupId), eq(annotations.id, replies.annotationId)))
    .where(and(may, isNull(annotations.removedAt), isNull(replies.removedAt)))
    .orderBy(asc(replies.createdAt), asc(replies.id));
  const below = Map.groupBy(answers, ({ noteId }) => noteId);
  return notes.flatMap(({ id }) => [{ id, noteId: id }, ...(below.get(id) ?? [])]);
}

/** The container (an LDP basic container and an annotation collection) as much of it as is preferred. */
export async function showContainer(ctx: Ctx, { groupId }: GroupOf, preference: Preference): Promise<object> {
  const admitted = await admit(ctx, "annotation:list", { on: "group", groupId });
  const contained = await listContained(ctx, admitted);
  const { container, page } = addresses(ctx, groupId);
  const iris = preference !== "descriptions";
  const last = Math.max(0, Math.ceil(contained.length / PAGE) - 1);
  const first = preference === "minimal" ? page(0, true) : await showPageOf(ctx, admitted, contained, 0, iris);
  const [book] = await ctx.db
    .select({ title: books.title })
    .from(books)
    .innerJoin(editions, eq(editions.bookId, books.id))
    .where(eq(editions.id, editionOf(groupId)));
  return {
    "@context": [...CONTEXT, "http://www.w3.org/ns/ldp.jsonld"],
    id: preference === "minimal" ? container : `${container}?iris=${iris ? 1 : 0}`,
    type: ["BasicContainer", "AnnotationCollection"],
    ...(book && { label: book.title }),
    total: contained.length,
    ...(contained.length > 0 && { first, last: page(last, iris) }),
  };
}

/** A page of it; nothing past the last one. */
export async function showPage(ctx: Ctx, { groupId }: GroupOf, number: number, iris: boolean): Promise<object | undefined> {
  const admitted = await admit(ctx, "annotation:list", { on: "group", groupId });
  const contained = await listContained(ctx, admitted);
  if (number > 0 && number * PAGE >= contained.length) return undefined;
  return { "@context": iris ? ANNO_CONTEXT : CONTEXT, ...(await showPageOf(ctx, admitted, contained, number, iris)) };
}

async function showPageOf(
  ctx: Ctx,
  admitted: Admitted,
  contained: Contained[],
  number: number,
  iris: boolean,
): Promise<JsonObject> {
  const { groupId } = admitted;
  const { container, iri, page } = addresses(ctx, groupId);
  const some = contained.slice(number * PAGE, (number + 1) * PAGE);
  const iriOf = ({ id, noteId }: Contained) => (id === noteId ? iri(id) : iri(id, noteId));
  return {
    id: page(number, iris),
    type: "AnnotationPage",
    partOf: { id: container, total: contained.length },
    startIndex: number * PAGE,
    items: iris ? some.map(iriOf) : await showContained(ctx, groupId, some),
    ...((number + 1) * PAGE < contained.length && { next: page(number + 1, iris) }),
    ...(number > 0 && { prev: page(number - 1, iris) }),
  };
}

/** These annotations, in their order; without a context, as the items of a page have none. */
async function showContained(ctx: Ctx, groupId: string, some: Contained[]): Promise<JsonObject[]> {
  if (some.length === 0) return [];
  const noteIds = [...new Set(some.map(({ noteId }) => noteId))];
  const notes = await readAnnotations(ctx.db, groupId, inArray(annotations.id, noteIds));
  const byId = new Map(notes.map((note) => [note.id, note]));
  const settings = new Map<string, NoteSetting>();
  for (const { chapterId } of notes)
    if (!settings.has(chapterId)) settings.set(chapterId, await settingOf(ctx, groupId, chapterId));
  return some.flatMap(({ id, noteId }): JsonObject[] => {
    const note = byId.get(noteId);
    const setting = note && settings.get(note.chapterId);
    const shown = note && setting && showIn(note, id, setting);
    return shown ? [shown] : [];
  });
}

/** A note, or the reply of this id in its thread. */
function showIn(note: Annotation, id: string, setting: NoteSetting): JsonObject | undefined {
  if (id === note.id) return noteToJsonLd({ ...note, replies: [] }, setting)[0];
  const reply = note.replies.find((one) => one.id === id);
  return reply && replyToJsonLd(reply, setting);
}

async function settingOf(ctx: Ctx, groupId: string, chapterId: string): Promise<NoteSetting> {
  const [chapter] = await ctx.db.select({ editionId: chapters.editionId }).from(chapters).where(eq(chapters.id, chapterId));
  const { iri } = addresses(ctx, groupId);
  return { iri, editionId: chapter?.editionId ?? "", passages: await listPassageTexts(ctx.db, chapterId) };
}

/** What is at the address of a note, or of a reply: the annotation with its context; "gone" where something was that is removed; nothing for what the reader may not read. */
export async function findContained(
  ctx: Ctx,
  admitted: Admitted,
  { annotationId, replyId }: { annotationId: string; replyId?: string | undefined },
): Promise<{ note: Annotation; thing: object } | "gone" | undefined> {
  const { groupId } = admitted;
  const here = and(mayTake(takerOf(admitted), false), eq(annotations.id, annotationId));
  const [row] = await ctx.db.select({ removedAt: annotations.removedAt }).from(annotations).where(here);
  if (!row) return undefined;
  if (row.removedAt) return "gone";
  const [note] = await readAnnotations(ctx.db, groupId, here);
  if (!note) return undefined;
  if (replyId !== undefined) {
    const [reply] = await ctx.db
      .select({ removedAt: replies.removedAt })
      .from(replies)
      .where(and(eq(replies.groupId, groupId), eq(replies.annotationId, annotationId), eq(replies.id, replyId)));
    if (!reply) return undefined;
    if (reply.removedAt) return "gone";
  }
  const shown = showIn(note, replyId ?? annotationId, await settingOf(ctx, groupId, note.chapterId));
  return shown && { note, thing: { "@context": CONTEXT, ...shown } };
}
