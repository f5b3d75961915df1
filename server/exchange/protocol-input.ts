// What a program sends to the container: an annotation of the W3C model, read into what our verbs ask for.
import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { chapters } from "#db/schema/books.ts";
import { placeSelections, readSelectors } from "#domain/anchoring/selectors.ts";
import { verify } from "#domain/anchoring/verify.ts";
import { checkAnnotation } from "#domain/annotations/check-annotation.ts";
import { entryOf, isObject, type JsonObject, listOf, nestsWithin, textOf } from "#domain/annotations/json-value.ts";
import type { ForeignNote } from "#domain/note-files/foreign-note.ts";
import { readJsonLd, uuidIn } from "#domain/note-files/read-json-ld.ts";
import { AnnotationRevision, NewAnnotation, NewReply, Visibility } from "#domain/shapes/annotation.ts";
import { listPassageTexts } from "../annotations/queries.ts";
import type { Ctx } from "../context.ts";
import type { HttpAnswer } from "../http.ts";
import { editionOf } from "../reading/queries.ts";
import { addresses } from "./protocol.ts";
import { say } from "./protocol-answer.ts";

const DEEPEST = 32;

/** The annotation in a body, or what is wrong with it. A new one needs no id: it gets one. */
export function readSent(text: string): JsonObject | HttpAnswer {
  let sent: unknown;
  try {
    sent = nestsWithin(text, DEEPEST) ? JSON.parse(text) : undefined;
  } catch {
    return say(400, "This is not JSON.");
  }
  if (!isObject(sent)) return say(400, "This is not an annotation.");
  const faults = checkAnnotation({ id: "urn:x-interleaf:new", ...sent });
  if (faults.length === 0) return sent;
  return say(400, `By the Web Annotation model, something is wrong at: ${[...new Set(faults.map(({ at }) => at))].join(", ")}.`);
}

export const isAnswer = (thing: JsonObject | HttpAnswer): thing is HttpAnswer =>
  "headers" in thing && "body" in thing && !("type" in thing);

/** The reply that is meant when the target is a note or a reply of this container; nothing when it is something else. */
export function readReplyTo(ctx: Ctx, groupId: string, sent: JsonObject): NewReply | HttpAnswer | undefined {
  const [target] = listOf(sent.target);
  const iri = typeof target === "string" ? target : (textOf(target, "id") ?? textOf(target, "source") ?? "");
  const { container } = addresses(ctx, groupId);
  const [annotationId, , parentId] = iri.startsWith(container) ? iri.slice(container.length).split("/") : [];
  if (!annotationId)
    return listOf(sent.motivation).includes("replying")
      ? say(400, "A reply’s target is the address of what it answers.")
      : undefined;
  const { body } = plainOf(sent);
  const reply = NewReply.safeParse({ id: v7(), replyId: v7(), groupId, annotationId, ...(parentId && { parentId }), body });
  return reply.data ?? say(400, "A reply needs words, and the address of what it answers.");
}

/** The note that is meant; its words must be found in the text that the group reads, in one place. What says nothing of who may read it is for its author alone. */
export async function readNewNote(ctx: Ctx, groupId: string, sent: JsonObject): Promise<NewAnnotation | HttpAnswer> {
  const note = noteOf(sent);
  const place = await placeOf(ctx, groupId, sent, note);
  if (!place)
    return say(
      409,
      "The words of the target were not found in one place of the text that this group reads. Send a TextQuoteSelector with prefix and suffix.",
    );
  const visibility = Visibility.safeParse(entryOf(sent.interleaf, "visibility")).data ?? "me";
  const held = entryOf(sent.interleaf, "held") === true;
  const { kind, body, tags, to } = note ?? plainOf(sent);
  const asked = { id: v7(), annotationId: v7(), groupId, ...place, kind, body, tags, visibility, held, ...(to && { to }) };
  const parsed = NewAnnotation.safeParse(asked);
  return parsed.data ?? say(400, "An annotation of this motivation needs a body with words, or a link to lead to.");
}

/** Other words for a note. Where it sits cannot be changed: a target that says otherwise is a conflict. */
export function readRevision(
  groupId: string,
  annotationId: string,
  sent: JsonObject,
  stands: { quote: string },
): AnnotationRevision | HttpAnswer {
  const [target] = listOf(sent.target);
  const quote = readSelectors(entryOf(target, "selector"))?.quote?.exact;
  if (quote !== undefined && quote !== stands.quote)
    return say(409, "An annotation stays with the words it was made on. Make a new one for others.");
  const { kind, body, tags, to } = plainOf(sent);
  const asked = AnnotationRevision.safeParse({ id: v7(), groupId, annotationId, kind, body, tags, ...(to && { to }) });
  return asked.data ?? say(400, "An annotation of this motivation needs a body with words, or a link to lead to.");
}

/** The words of a reply that are to stand from now on. */
export const bodyOf = (sent: JsonObject): string => plainOf(sent).body;

/** What an annotation says, wherever it sits. */
function plainOf(sent: JsonObject): Pick<ForeignNote, "kind" | "body" | "tags" | "to"> {
  const anywhere = { source: "urn:x-interleaf:any", selector: { type: "TextQuoteSelector", exact: "any" } };
  return (
    noteOf({ ...sent, motivation: listOf(sent.motivation).filter((one) => one !== "replying"), target: anywhere }) ?? {
      kind: "highlight",
      body: "",
      tags: [],
    }
  );
}

const noteOf = (sent: JsonObject) => readJsonLd([{ id: "urn:x-interleaf:new", ...sent }]).notes[0];

async function placeOf(
  ctx: Ctx,
  groupId: string,
  sent: JsonObject,
  note: ForeignNote | undefined,
): Promise<Pick<NewAnnotation, "chapterId" | "anchor"> | undefined> {
  const list = await ctx.db
    .select({ id: chapters.id })
    .from(chapters)
    .where(eq(chapters.editionId, editionOf(groupId)))
    .orderBy(chapters.position);
  const own = note?.place;
  if (own && list.some(({ id }) => id === own.chapterId) && verify(own.anchor, await listPassageTexts(ctx.db, own.chapterId)).ok)
    return own;
  const [target] = listOf(sent.target);
  const selection = readSelectors(entryOf(target, "selector"));
  if (!selection) return undefined;
  const source = textOf(target, "source") ?? "";
  const named = uuidIn(source.split("#")[0] ?? "");
  const chapterId = list.find(({ id }) => id === named)?.id;
  const texts = [];
  for (const { id } of list)
    if (chapterId === undefined || id === chapterId) texts.push({ id, passages: await listPassageTexts(ctx.db, id) });
  const found = placeSelections(texts, [{ id: "it", selection, ...(chapterId && { chapterId }) }]).get("it");
  const [place, other] = found?.places ?? [];
  // Few words that stand once and as they are told leave nothing to decide; anything else that is to be checked cannot be, here.
  const plain = place && !other && selection.quote !== undefined && place.anchor.quote === selection.quote.exact.trim();
  return place && (found?.state === "certain" || plain) ? { chapterId: place.chapterId, anchor: place.anchor } : undefined;
}
