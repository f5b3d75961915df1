// The doors of the Web Annotation Protocol (https://www.w3.org/TR/annotation-protocol/): a container for each group, opened by a personal token. Changes go through the verbs they are given.
import type { IncomingMessage } from "node:http";
import { v7 } from "uuid";
import { z } from "zod";
import { AppError } from "#domain/errors.ts";
import type { Action } from "#domain/permissions.ts";
import {
  AnnotationEnd,
  type AnnotationRevision,
  type NewAnnotation,
  type NewReply,
  ReplyEnd,
  ReplyRevision,
} from "#domain/shapes/annotation.ts";
import { Id } from "#domain/shapes/id.ts";
import { type Admitted, admit } from "../admit.ts";
import type { Ctx } from "../context.ts";
import type { HttpAnswer, HttpDoor } from "../http.ts";
import { addresses, findContained, showContainer, showPage } from "./protocol.ts";
import {
  ACCEPT_POST,
  etagOf,
  isAnnotationType,
  preferenceOf,
  refusedCondition,
  represent,
  say,
  textOfBody,
} from "./protocol-answer.ts";
import { bodyOf, isAnswer, readNewNote, readReplyTo, readRevision, readSent } from "./protocol-input.ts";

const CONTAINER = "/groups/:groupId/annotations/";
const NOTE = "/groups/:groupId/annotations/:annotationId";
const REPLY = "/groups/:groupId/annotations/:annotationId/replies/:replyId";

const Container = z.object({ groupId: Id });
const Page = z.object({ page: z.coerce.number().int().min(0).max(100_000), iris: z.enum(["0", "1"]).default("0") });
const Contained = z.object({ groupId: Id, annotationId: Id, replyId: Id.optional() });
type Contained = z.infer<typeof Contained>;

/** A door of the protocol. Its path's parts are ids, or there is nothing there. */
function door<S extends z.ZodType>(
  method: HttpDoor["method"],
  path: string,
  action: Action,
  shape: S,
  handle: (ctx: Ctx, at: z.infer<S>, asked: { request: IncomingMessage; query: URLSearchParams }) => Promise<HttpAnswer>,
): HttpDoor {
  return {
    ...{ method, path, action, by: "token" },
    async handle(ctx, { params, query, request }) {
      if (!ctx.actor) throw new AppError("unauthenticated", "sign_in_first");
      const at = shape.safeParse(params);
      if (!at.success) throw new AppError("not_found", "not_found");
      if (["POST", "PUT", "DELETE"].includes(method)) await ctx.house.limits.take("write", ctx.actor.personId);
      return handle(ctx, at.data, { request, query });
    },
  };
}

/** What is at an address, for who may read it; else the answer that says it is not, or not any more. */
async function look(ctx: Ctx, at: Contained, action: Action = "annotation:list") {
  const subject = { on: "group", groupId: at.groupId } as const;
  const admitted: Admitted = await admit(ctx, action, subject);
  const found = await findContained(ctx, admitted, at);
  if (!found) throw new AppError("not_found", "not_found");
  return found;
}

async function show(ctx: Ctx, at: Contained, request: IncomingMessage): Promise<HttpAnswer> {
  const found = await look(ctx, at);
  return found === "gone" ? gone() : represent(request, "annotation", found.thing);
}

const gone = () => say(410, "This was removed.");

/** Reads what was sent, if it may take the place of what stands. */
async function sentFor(ctx: Ctx, at: Contained, request: IncomingMessage) {
  const found = await look(ctx, at);
  if (found === "gone") return gone();
  const refused = refusedCondition(request, etagOf(JSON.stringify(found.thing)));
  if (refused) return refused;
  if (!isAnnotationType(request)) return notAnnotation();
  const sent = readSent(await textOfBody(request));
  return isAnswer(sent) ? sent : { sent, note: found.note };
}

const notAnnotation = () => say(415, `An annotation is sent as ${ACCEPT_POST}.`);

/** The condition of a removal, which has no body. */
async function refusedEnd(ctx: Ctx, at: Contained, request: IncomingMessage): Promise<HttpAnswer | undefined> {
  const found = await look(ctx, at);
  return found === "gone" ? gone() : refusedCondition(request, etagOf(JSON.stringify(found.thing)));
}

/** The Allow header is set for every answer at these paths. */
const options = (path: string, shape: typeof Container | typeof Contained) =>
  door("OPTIONS", path, "annotation:list", shape, async (ctx, { groupId }) => {
    await admit(ctx, "annotation:list", { on: "group", groupId });
    return { status: 204, headers: path === CONTAINER ? { "Accept-Post": ACCEPT_POST } : {}, body: "" };
  });

/** The verbs of the margin that programs may use. */
export interface MarginVerbs {
  addAnnotation: (ctx: Ctx, input: NewAnnotation) => Promise<{ id: string }>;
  reviseAnnotation: (ctx: Ctx, input: AnnotationRevision) => Promise<object>;
  removeAnnotation: (ctx: Ctx, input: z.infer<typeof AnnotationEnd>) => Promise<object>;
  addReply: (ctx: Ctx, input: NewReply) => Promise<{ id: string; annotationId: string }>;
  reviseReply: (ctx: Ctx, input: ReplyRevision) => Promise<object>;
  removeReply: (ctx: Ctx, input: z.infer<typeof ReplyEnd>) => Promise<object>;
}

export const protocolDoors = (verbs: MarginVerbs): HttpDoor[] => [
  options(CONTAINER, Container),
  options(NOTE, Contained),
  options(REPLY, Contained),

  door("GET", CONTAINER, "annotation:list", Container, async (ctx, at, { request, query }) => {
    if (!query.has("page")) {
      const wanted = query.has("iris") ? (query.get("iris") === "1" ? "iris" : "descriptions") : preferenceOf(request);
      const thing = await showContainer(ctx, at, wanted);
      return represent(request, "container", thing, { "Content-Location": (thing as { id: string }).id });
    }
    const asked = Page.safeParse(Object.fromEntries(query));
    const page = asked.success ? await showPage(ctx, at, asked.data.page, asked.data.iris === "1") : undefined;
    if (!page) throw new AppError("not_found", "not_found");
    return represent(request, "annotation", page);
  }),

  door("POST", CONTAINER, "annotation:add", Container, async (ctx, { groupId }, { request }) => {
    await admit(ctx, "annotation:add", { on: "group", groupId });
    if (!isAnnotationType(request)) return notAnnotation();
    const sent = readSent(await textOfBody(request));
    if (isAnswer(sent)) return sent;
    const reply = readReplyTo(ctx, groupId, sent);
    if (reply && "headers" in reply) return reply;
    const { iri } = addresses(ctx, groupId);
    if (reply) {
      const { id: replyId, annotationId } = await verbs.addReply(ctx, reply);
      return created(ctx, { groupId, annotationId, replyId }, iri(replyId, annotationId), request);
    }
    const note = await readNewNote(ctx, groupId, sent);
    if ("headers" in note) return note;
    const { id: annotationId } = await verbs.addAnnotation(ctx, note);
    return created(ctx, { groupId, annotationId }, iri(annotationId), request);
  }),

  door("GET", NOTE, "annotation:list", Contained, (ctx, at, { request }) => show(ctx, at, request)),
  door("PUT", NOTE, "annotation:revise", Contained, async (ctx, at, { request }) => {
    await admit(ctx, "annotation:revise", { on: "annotation", ...at });
    const read = await sentFor(ctx, at, request);
    if (!("sent" in read)) return read;
    const revision = readRevision(at.groupId, at.annotationId, read.sent, read.note.anchor);
    if ("headers" in revision) return revision;
    await verbs.reviseAnnotation(ctx, revision);
    return show(ctx, at, request);
  }),
  door("DELETE", NOTE, "annotation:remove", Contained, async (ctx, at, { request }) => {
    await admit(ctx, "annotation:remove", { on: "annotation", ...at });
    const refused = await refusedEnd(ctx, at, request);
    if (refused) return refused;
    await verbs.removeAnnotation(ctx, AnnotationEnd.parse({ id: v7(), groupId: at.groupId, annotationId: at.annotationId }));
    return { status: 204, headers: {}, body: "" };
  }),

  door("GET", REPLY, "annotation:list", Contained, (ctx, at, { request }) => show(ctx, at, request)),
  door("PUT", REPLY, "reply:revise", Contained, async (ctx, at, { request }) => {
    await admit(ctx, "reply:revise", { on: "reply", groupId: at.groupId, replyId: at.replyId ?? "" });
    const read = await sentFor(ctx, at, request);
    if (!("sent" in read)) return read;
    const revision = ReplyRevision.safeParse({ id: v7(), groupId: at.groupId, replyId: at.replyId, body: bodyOf(read.sent) });
    if (!revision.success) return say(400, "A reply needs words.");
    await verbs.reviseReply(ctx, revision.data);
    return show(ctx, at, request);
  }),
  door("DELETE", REPLY, "reply:remove", Contained, async (ctx, at, { request }) => {
    await admit(ctx, "reply:remove", { on: "reply", groupId: at.groupId, replyId: at.replyId ?? "" });
    const refused = await refusedEnd(ctx, at, request);
    if (refused) return refused;
    await verbs.removeReply(ctx, ReplyEnd.parse({ id: v7(), groupId: at.groupId, replyId: at.replyId }));
    return { status: 204, headers: {}, body: "" };
  }),
];

/** 201 with what was made and where. */
async function created(ctx: Ctx, at: Contained, location: string, request: IncomingMessage): Promise<HttpAnswer> {
  const { headers, body } = await show(ctx, at, request);
  return { status: 201, headers: { ...headers, Location: location, "Content-Location": location }, body };
}
