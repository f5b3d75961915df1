// The authorisation matrix: every tRPC procedure, every socket request and every HTTP door, tried by everyone, on the real transports.
// It is generated from the router, the socket contract and the list of doors: one without a row here, or without a permission, fails.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, inArray } from "drizzle-orm";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { annotations, carryings, replies } from "#db/schema/annotations.ts";
import { books, images, imports, passages } from "#db/schema/books.ts";
import { memberships } from "#db/schema/groups.ts";
import { sessions } from "#db/schema/people.ts";
import { type SocketRequest, socketRequests } from "#domain/live/contract.ts";
import { groupStream, hostsStream, personStream } from "#domain/live/streams.ts";
import { type Action, law } from "#domain/permissions.ts";
import { reviewOf } from "#domain/text/review.ts";
import { chatDoors } from "./chat/live.ts";
import { type Actor, makeCtx } from "./context.ts";
import { answerDoor, findDoor, type HttpDoor } from "./http.ts";
import { openLive } from "./live.ts";
import { appRouter, callerFactory } from "./router.ts";
import { routes } from "./routes.ts";
import { hashSecret, makeSecret } from "./secrets.ts";
import { streamDoors } from "./streams/live.ts";
import { aDraft, aReadBook } from "./testing/drafts.ts";
import { id, openTestHouse, type TestHouse } from "./testing/house.ts";
import { aBook, aBranch, aGroup, aPerson, type BookScene, type GroupScene, joins } from "./testing/people.ts";
import { anchorOf } from "./testing/words.ts";

const roles = [
  "anonymous",
  "member of another group",
  "member",
  "host",
  "steward",
  "steward of another branch",
  "removed member",
] as const;
type Role = (typeof roles)[number];

/** What each role gets, in the order above: + may, - may see but not do, 0 is told there is nothing, ? is asked to sign in. */
const expected: Record<Action, string> = {
  "instance:look": "+++++++",
  "instance:set_up": "0000000", // this instance is set up; its link is dead
  "instance:fill_demonstration": "?---+00",
  "session:open": "", // by next-auth only; see auth/service.test.ts
  "session:open_by_link": "",
  "session:ask_link": "+++++++",
  "session:list": "?++++++",
  "session:end": "?0+0000", // the session belongs to the member
  "token:list": "?++++++",
  "token:make": "?++++++",
  "token:revoke": "?0+0000", // the token belongs to the member
  "person:look": "+++++++",
  "desk:read": "?++++++",
  "branch:read": "?++++00",
  "group:open": "?---+00",
  "book:list": "?++++00",
  "book:import": "?--++00",
  "book:read": "?++++00",
  "book:state_rights": "?--++00",
  "book:share": "?---+00",
  "book:share_widely": "?---+00", // their branch has none above it
  "book:archive": "?--++00",
  "book:restore": "?--++00",
  "book:remove": "?--++00",
  "book:image": "?++++00",
  "import:list": "?++++00",
  "import:read": "?00+000", // the host began it
  "import:review": "?00+000",
  "import:revise": "?00+000",
  "import:publish": "?00+000",
  "import:cancel": "?00+000",
  "group:read": "?-++-00",
  "member:rename": "?-++-00",
  "member:leave": "?-++-00",
  "member:appoint": "?--++00",
  "member:remove": "?--++00",
  "invitation:list": "?--+-00",
  "invitation:make": "?--+-00",
  "invitation:revoke": "?--+-00",
  "invitation:look": "0000000", // with a secret that nobody made; living ones are tried in invitations/service.test.ts
  "invitation:accept": "0000000",
  "book:choose": "?--+-00",
  "book:adopt": "?--+-00",
  "chapter:read": "?-++-00",
  "chapter:declare_read": "?-++-00",
  "chapter:take_back": "?-++-00",
  "passage:search": "?-++-00",
  "place:keep": "?-++-00",
  "annotation:list": "?-++-00",
  "annotation:add": "?-++-00",
  "annotation:export": "?-++-00",
  "annotation:import": "?-++-00",
  "annotation:revise": "?0+-000", // the member wrote it
  "annotation:widen": "?0+-000",
  "annotation:remove": "?0+-000",
  "annotation:react": "?-++-00",
  "annotation:pin": "?--+-00",
  "annotation:hide": "?--+-00",
  "annotation:unhide": "?--+-00",
  "annotation:ask_reply": "?--+-00",
  "annotation:put_on_agenda": "?--+-00",
  "annotation:gather": "?--+-00",
  "question:move": "?0++000", // the member asked it
  "question:look": "?-++-00",
  "tag:keep": "?--+-00",
  "note:list": "?-++-00",
  "note:search": "?-++-00",
  "reply:add": "?-++-00",
  "reply:revise": "?0+-000",
  "reply:remove": "?0++000",
  "margin:see": "?-++-00",
  "margin:settle": "?--+-00",
  "carrying:list": "?-++-00",
  "carrying:settle": "?0++000", // the member wrote it
  "carrying:settle_chapter": "?-++-00",
  "message:list": "?-++-00",
  "message:post": "?-++-00",
  "meeting:read": "?-++-00",
  "meeting:schedule": "?--+-00",
  "meeting:revise": "?--+-00",
  "meeting:call_off": "?--+-00",
  "meeting:answer": "?-++-00",
  "meeting:download": "?-++-00",
  "stream:enter": "?0++000",
  "stream:since": "?0++000",
  "stream:leave": "+++++++",
};

let house: TestHouse;
let scene: GroupScene;
let book: BookScene;
let actors: Record<Role, Actor | undefined>;
let server: Server;
let url: string;
let stopLive: () => Promise<void>;
const doors = routes({ UPLOAD_LIMIT_MB: 1 });

/** Who asks is told by a header that only this test's server reads; the cookie has its own tests. */
const contextOf = async (request: IncomingMessage) => {
  const actor = Object.values(actors).find((one) => one?.personId === request.headers["x-test-person"]);
  return makeCtx(house.house, actor, { address: "127.0.0.1", device: "test" });
};

beforeAll(async () => {
  house = await openTestHouse();
  scene = await aGroup(house);
  book = await aBook(house, scene.branchId, scene.groupId);
  const beside = await aGroup(house, scene);
  const elsewhere = await aBranch(house);
  await joins(house, scene.groupId, await aPerson(house, "Second Host"), "host");
  const removed = await aPerson(house, "Once Here");
  await joins(house, scene.groupId, removed, "member", new Date());
  actors = {
    anonymous: undefined,
    "member of another group": beside.member,
    member: scene.member,
    host: scene.host,
    steward: scene.steward,
    "steward of another branch": elsewhere.steward,
    "removed member": removed,
  };
  server = createServer(async (request, response) => {
    const found = findDoor(doors, request.method ?? "", (request.url ?? "").split("?", 1)[0] ?? "");
    if (found) await answerDoor(await contextOf(request), found, request, response);
    else response.writeHead(404).end();
  });
  const live = openLive(server, {
    doors: { ...streamDoors, ...chatDoors },
    contextOf,
    mayConnect: () => true,
    db: house.house.db,
    log: house.house.log,
  });
  stopLive = live.stop;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await stopLive();
  await new Promise((resolve) => server.close(resolve));
  await house.close();
});

const group = () => ({ groupId: scene.groupId });
const branch = () => ({ branchId: scene.branchId });
const chapter = () => ({ groupId: scene.groupId, chapterId: book.chapterIds[0] ?? "" });

/** A member nobody minds losing: made anew for each try. */
async function aVictim(): Promise<{ memberId: string }> {
  return { memberId: await joins(house, scene.groupId, await aPerson(house)) };
}
async function anAnnotation(
  { visibility, kind }: Pick<typeof annotations.$inferInsert, "visibility" | "kind"> = { visibility: "group", kind: "remark" },
): Promise<{ groupId: string; annotationId: string }> {
  const annotationId = id();
  const anchor = await anchorOf(house, chapter().chapterId, "one leaf");
  await house.house.db.insert(annotations).values({
    ...{ ...chapter(), id: annotationId, memberId: scene.memberId, kind, visibility, anchor, body: "A note" },
    ...(kind === "question" && { questionState: "open" as const }),
  });
  return { ...group(), annotationId };
}
/** One that came over to the edition that the group reads. */
async function aCarriedNote(): Promise<{ groupId: string; annotationId: string }> {
  const note = await anAnnotation();
  const { chapterId } = chapter();
  const anchor = await anchorOf(house, chapterId, "one leaf");
  await house.house.db.insert(carryings).values({
    ...{ ...note, editionId: book.editionId, fromChapterId: chapterId, fromAnchor: anchor },
    ...{ state: "check" as const, score: 0.8, places: [{ chapterId, anchor, score: 0.8 }] },
  });
  return note;
}
async function aReply(): Promise<{ groupId: string; replyId: string }> {
  const replyId = id();
  await house.house.db
    .insert(replies)
    .values({ ...(await anAnnotation()), id: replyId, memberId: scene.memberId, body: "An answer" });
  return { ...group(), replyId };
}
async function anImport(): Promise<{ branchId: string; importId: string }> {
  const importId = id();
  await house.house.db
    .insert(imports)
    .values({ ...branch(), id: importId, personId: scene.host.personId, fileName: "a.epub", fileHash: "0", state: "refused" });
  return { ...branch(), importId };
}
const anImportToReview = () => aDraft(house, scene.branchId, scene.host, aReadBook([["To begin, one leaf."]]));
const aReview = { ...reviewOf(aReadBook([["To begin, one leaf."]])), rights: "own_text" };
const decided = {
  title: "A meeting",
  local: "2027-03-04T19:00",
  zone: "Europe/London",
  minutes: 90,
  place: "",
  link: "",
  chapterIds: [],
};
async function aMeeting(): Promise<{ groupId: string; meetingId: string }> {
  const meetingId = id();
  await callerFactory(house.as(scene.host)).meeting.schedule({ id: id(), meetingId, ...group(), ...decided });
  return { ...group(), meetingId };
}
async function anInvitation(): Promise<{ groupId: string; invitationId: string }> {
  const invitationId = id();
  await callerFactory(house.as(scene.host)).invitation.make({ id: id(), invitationId, ...group() });
  return { ...group(), invitationId };
}
async function aSession(): Promise<{ sessionId: string }> {
  const sessionId = id();
  const later = new Date(Date.now() + 1e8);
  await house.house.db.insert(sessions).values({
    id: sessionId,
    secretHash: hashSecret(makeSecret()),
    personId: scene.member.personId,
    method: "password",
    device: "test",
    seenAt: new Date(),
    expiresAt: later,
  });
  return { sessionId };
}
async function aToken(): Promise<{ tokenId: string }> {
  const tokenId = id();
  await callerFactory(house.as(scene.member)).token.make({ id: id(), tokenId, label: "A program" });
  return { tokenId };
}
async function aLoneBook(): Promise<{ bookId: string }> {
  const { bookId } = await aBook(house, scene.branchId);
  return { bookId };
}
async function anArchivedBook(): Promise<{ bookId: string }> {
  const { bookId } = await aLoneBook();
  await house.house.db.update(books).set({ archivedAt: new Date() }).where(eq(books.id, bookId));
  return { bookId };
}
async function aPrintedPage(): Promise<{ label: string }> {
  const body = { key: "1.1", kind: "paragraph" as const, content: ["To begin, one leaf."], pages: [{ label: "12", at: 0 }] };
  await house.house.db.update(passages).set({ body }).where(eq(passages.chapterId, chapter().chapterId));
  return { label: "12" };
}
const aDeclaration = (what: string) => ({
  path: `/reads/${scene.groupId}/${chapter().chapterId}/${what}`,
  init: { method: "POST", redirect: "manual" } as const,
});
/** At a path that tokens open, each method is a door of its own. */
const nameOf = (door: HttpDoor) => (door.by === "token" ? `${door.method} ${door.path}` : door.path);
const AT = "/groups/:groupId/annotations/";
/** A request of the Web Annotation Protocol, by whomever: the token has its own tests. */
function aProtocolRequest(method: string, path: string, body?: object): { path: string; init: RequestInit } {
  const headers = { "if-match": "*", ...(body && { "content-type": "application/ld+json" }) };
  const sent = body && { "@context": "http://www.w3.org/ns/anno.jsonld", id: "urn:x:1", type: "Annotation", ...body };
  return {
    path: `/groups/${scene.groupId}/annotations/${path}`,
    init: { method, headers, ...(sent && { body: JSON.stringify(sent) }) },
  };
}
const aBody = { type: "TextualBody", value: "Other words" };
const onWords = {
  source: "urn:x:1",
  selector: { type: "TextQuoteSelector", exact: "one leaf", prefix: "To begin, ", suffix: "." },
};
async function atNote(method: string, body?: object) {
  const { annotationId } = await anAnnotation();
  return aProtocolRequest(method, annotationId, body);
}
async function atReply(method: string, body?: object) {
  const { replyId } = await aReply();
  const [reply] = await house.house.db.select().from(replies).where(eq(replies.id, replyId));
  return aProtocolRequest(method, `${reply?.annotationId}/replies/${replyId}`, body);
}
function aNoteFile(what: string): { path: string; init: RequestInit } {
  const body = new FormData();
  body.set("file", new Blob(['{"$format":"readest-annotations","annotations":[]}']));
  body.set("ask", JSON.stringify({ id: id() }));
  return { path: `/notes/${scene.groupId}/${what}`, init: { method: "POST", headers: { "x-interleaf": "upload" }, body } };
}
const account = () => ({ name: "New", email: `${id()}@example.org`, password: "a long enough password" });

/** Puts those who left by trying back where they were. */
async function comeBack(): Promise<void> {
  await house.house.db
    .update(memberships)
    .set({ removedAt: null })
    .where(inArray(memberships.id, [scene.hostId, scene.memberId]));
  await house.house.db.update(memberships).set({ role: "host" }).where(eq(memberships.id, scene.hostId));
}

/** A valid input for every procedure. */
const inputs: Record<string, (actor: Actor | undefined) => unknown> = {
  "instance.look": () => undefined,
  "instance.setUp": () => ({ id: id(), token: makeSecret(), organisation: "O", branch: "B", ...account() }),
  "instance.fillDemonstration": () => ({ id: id(), ...branch() }),
  "session.askLink": () => ({ email: "nobody@example.org" }),
  "session.list": () => undefined,
  "session.end": async () => ({ id: id(), ...(await aSession()) }),
  "token.list": () => undefined,
  "token.make": () => ({ id: id(), tokenId: id(), label: "A program" }),
  "token.revoke": async () => ({ id: id(), ...(await aToken()) }),
  "person.look": () => undefined,
  "desk.read": () => undefined,
  "branch.read": branch,
  "group.open": () => ({ id: id(), groupId: id(), ...branch(), name: "Another", displayName: "Me" }),
  "group.read": group,
  "group.settleMargin": () => ({ id: id(), ...group(), spoilers: "strict", widest: "branch", blindFirst: false }),
  "margin.see": () => ({ ...chapter(), to: new Date().toISOString() }),
  "member.rename": () => ({ id: id(), ...group(), name: "Other name" }),
  "member.leave": () => ({ id: id(), ...group() }),
  "member.appoint": async () => ({ id: id(), ...group(), ...(await aVictim()), role: "host" }),
  "member.remove": async () => ({ id: id(), ...group(), ...(await aVictim()) }),
  "invitation.list": group,
  "invitation.make": () => ({ id: id(), invitationId: id(), ...group() }),
  "invitation.revoke": async () => ({ id: id(), ...(await anInvitation()) }),
  "invitation.look": () => ({ token: makeSecret() }),
  "invitation.accept": (actor) => ({ id: id(), token: makeSecret(), displayName: "Me", ...(!actor && { account: account() }) }),
  "book.list": branch,
  "book.choose": () => ({ id: id(), ...group(), bookId: book.bookId }),
  "book.offers": group,
  "book.adopt": () => ({ id: id(), ...group(), editionId: book.editionId }),
  "book.read": () => ({ ...branch(), bookId: book.bookId }),
  "book.stateRights": () => ({
    id: id(),
    ...branch(),
    bookId: book.bookId,
    editionId: book.editionId,
    rights: "licence",
    ground: "CC BY 4.0",
  }),
  "book.share": async () => ({ id: id(), ...branch(), ...(await aLoneBook()), sharing: "below" }),
  "book.shareWidely": async () => ({ id: id(), ...branch(), ...(await aLoneBook()) }),
  "book.archive": async () => ({ id: id(), ...branch(), ...(await aLoneBook()) }),
  "book.restore": async () => ({ id: id(), ...branch(), ...(await anArchivedBook()) }),
  "book.checkRemoval": async () => ({ ...branch(), ...(await anArchivedBook()) }),
  "book.remove": async () => ({ id: id(), ...branch(), ...(await anArchivedBook()) }),
  "import.list": branch,
  "import.look": anImport,
  "import.review": anImportToReview,
  "import.passages": async () => ({ ...(await anImportToReview()), chapter: 0, from: 0, to: 10 }),
  "import.changes": anImportToReview,
  "import.revise": async () => ({ ...(await anImportToReview()), review: aReview }),
  "import.publish": async () => ({ id: id(), ...(await anImportToReview()), review: aReview }),
  "import.cancel": anImport,
  "chapter.read": chapter,
  "chapter.listRead": group,
  "chapter.declareRead": chapter,
  "chapter.takeBack": chapter,
  "passage.search": () => ({ ...group(), words: "one leaf" }),
  "passage.findPage": async () => ({ ...group(), ...(await aPrintedPage()) }),
  "place.keep": () => ({ ...chapter(), number: 1 }),
  "place.look": group,
  "annotation.list": chapter,
  "annotation.margin": chapter,
  "annotation.narrow": chapter,
  "annotation.stops": group,
  "annotation.add": async () => ({
    id: id(),
    annotationId: id(),
    ...chapter(),
    kind: "remark",
    anchor: await anchorOf(house, chapter().chapterId, "one leaf"),
    body: "New",
  }),
  "annotation.wordings": async () => {
    const note = await anAnnotation();
    return { ...note, ofId: note.annotationId };
  },
  "annotation.wider": chapter,
  "annotation.revise": async () => ({ id: id(), ...(await anAnnotation()), kind: "question", body: "Other words?", tags: [] }),
  "annotation.widen": async () => ({
    id: id(),
    ...(await anAnnotation({ kind: "remark", visibility: "hosts" })),
    visibility: "group",
  }),
  "annotation.remove": async () => ({ id: id(), ...(await anAnnotation()) }),
  "annotation.react": async () => ({ id: id(), ...(await anAnnotation()), reaction: "to_meeting", given: true }),
  "annotation.pin": async () => ({ id: id(), ...(await anAnnotation()), pinned: true }),
  "annotation.hide": async () => ({ id: id(), ...(await anAnnotation()), reason: "Off the text" }),
  "annotation.unhide": async () => ({ id: id(), ...(await anAnnotation()) }),
  "annotation.askReply": async () => ({ id: id(), ...(await anAnnotation()), asked: true }),
  "annotation.putOnAgenda": async () => ({ id: id(), ...(await anAnnotation()), on: true }),
  "annotation.gather": async () => ({
    id: id(),
    annotationId: id(),
    ...chapter(),
    anchor: await anchorOf(house, chapter().chapterId, "one leaf"),
    body: "What is one leaf?",
    gathers: [(await anAnnotation()).annotationId],
  }),
  "question.move": async () => ({ id: id(), ...(await anAnnotation({ kind: "question" })), state: "settled" }),
  "question.steps": () => anAnnotation({ kind: "question" }),
  "tag.keep": () => ({ id: id(), ...group(), tags: ["peace"] }),
  "note.list": group,
  "note.unread": group,
  "note.search": () => ({ ...group(), words: "one leaf" }),
  "note.forMeeting": aMeeting,
  "reply.add": async () => ({ id: id(), replyId: id(), ...(await anAnnotation()), body: "New" }),
  "reply.revise": async () => ({ id: id(), ...(await aReply()), body: "Other words" }),
  "reply.remove": async () => ({ id: id(), ...(await aReply()) }),
  "carrying.look": group,
  "carrying.list": group,
  "carrying.follow": () => ({ ...chapter(), number: 1 }),
  "carrying.settle": async () => ({ id: id(), ...(await aCarriedNote()), how: "accepted" }),
  "carrying.settleChapter": () => ({ id: id(), ...chapter() }),
  "carrying.undo": async () => ({ id: id(), ...(await aCarriedNote()) }),
  "carrying.undoChapter": () => ({ id: id(), ...chapter(), at: new Date().toISOString() }),
  "message.list": () => ({ ...group(), topicId: scene.topicId }),
  "meeting.read": aMeeting,
  "meeting.schedule": () => ({ id: id(), meetingId: id(), ...group(), ...decided }),
  "meeting.revise": async () => ({ id: id(), ...(await aMeeting()), ...decided, title: "Other" }),
  "meeting.callOff": async () => ({ id: id(), ...(await aMeeting()) }),
  "meeting.answer": async () => ({ id: id(), ...(await aMeeting()), answer: "yes" }),
};

/** A valid input for every socket request. */
const socketInputs: Record<SocketRequest, () => unknown> = {
  "stream:enter": () => ({ stream: groupStream(scene.groupId) }),
  "stream:since": () => ({ stream: groupStream(scene.groupId), after: 0 }),
  "stream:leave": () => ({ stream: groupStream(scene.groupId) }),
  "message:post": () => ({ id: id(), ...group(), topicId: scene.topicId, body: "Hello" }),
};

/** A valid request for every HTTP door. */
const requests: Record<string, () => Promise<{ path: string; init?: RequestInit }>> = {
  "/upload/book": async () => ({
    path: `/upload/book?id=${id()}&branch=${scene.branchId}&name=a.epub`,
    init: { method: "POST", headers: { "x-interleaf": "upload" }, body: "not an epub" },
  }),
  "/images/:editionId/:name": async () => {
    const name = await house.house.files.put(new TextEncoder().encode("picture"), ".png");
    await house.house.db.insert(images).values({ editionId: book.editionId, name, type: "image/png" }).onConflictDoNothing();
    return { path: `/images/${book.editionId}/${name}` };
  },
  "/reads/:groupId/:chapterId/declare": async () => aDeclaration("declare"),
  "/reads/:groupId/:chapterId/take-back": async () => aDeclaration("take-back"),
  "/notes/:groupId/export": async () => ({ path: `/notes/${scene.groupId}/export?scope=book&format=markdown` }),
  "/notes/:groupId/look-through": async () => aNoteFile("look-through"),
  "/notes/:groupId/bring-in": async () => aNoteFile("bring-in"),
  [`OPTIONS ${AT}`]: async () => aProtocolRequest("OPTIONS", ""),
  [`GET ${AT}`]: async () => aProtocolRequest("GET", ""),
  [`POST ${AT}`]: async () => aProtocolRequest("POST", "", { body: aBody, target: onWords }),
  [`OPTIONS ${AT}:annotationId`]: () => atNote("OPTIONS"),
  [`GET ${AT}:annotationId`]: () => atNote("GET"),
  [`PUT ${AT}:annotationId`]: () => atNote("PUT", { body: aBody, target: onWords }),
  [`DELETE ${AT}:annotationId`]: () => atNote("DELETE"),
  [`OPTIONS ${AT}:annotationId/replies/:replyId`]: () => atReply("OPTIONS"),
  [`GET ${AT}:annotationId/replies/:replyId`]: () => atReply("GET"),
  [`PUT ${AT}:annotationId/replies/:replyId`]: () => atReply("PUT", { motivation: "replying", body: aBody, target: "urn:x:2" }),
  [`DELETE ${AT}:annotationId/replies/:replyId`]: () => atReply("DELETE"),
  "/meetings/:groupId/:meetingId/meeting.ics": async () => ({
    path: `/meetings/${scene.groupId}/${(await aMeeting()).meetingId}/meeting.ics`,
  }),
};

const signs: Record<string, string> = {
  UNAUTHORIZED: "?",
  FORBIDDEN: "-",
  NOT_FOUND: "0",
  unauthenticated: "?",
  forbidden: "-",
  not_found: "0",
  401: "?",
  403: "-",
  404: "0",
};
const describeRow = (row: string) => Object.fromEntries(roles.map((role, index) => [role, row[index]]));

async function rowOf(attempt: (actor: Actor | undefined) => Promise<string>): Promise<string> {
  let row = "";
  for (const role of roles) row += await attempt(actors[role]);
  return row;
}

type Procedure = { _def: { meta?: { action?: Action } } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

describe("tRPC", () => {
  test("every procedure declares a permission of the law", () => {
    for (const [name, procedure] of procedures) expect(Object.hasOwn(law, procedure._def.meta?.action ?? ""), name).toBe(true);
    expect(Object.keys(inputs).sort()).toEqual(procedures.map(([name]) => name).sort());
  });

  test.each(procedures)("%s", async (name, procedure) => {
    const action = procedure._def.meta?.action;
    if (!action) throw new Error("no permission");
    const row = await rowOf(async (actor) => {
      const input = await inputs[name]?.(actor);
      const call = name
        .split(".")
        .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], callerFactory(house.as(actor))) as (
        input: unknown,
      ) => Promise<unknown>;
      const outcome = await call(input).then(
        () => "+",
        (fault: { code: string; cause?: { code?: string; reason?: string } }) =>
          signs[fault.code] ?? `(${fault.cause?.reason ?? fault.code})`,
      );
      if (name === "member.leave" && outcome === "+") await comeBack();
      return outcome;
    });
    expect(describeRow(row)).toEqual(describeRow(expected[action]));
  });
});

describe("sockets", () => {
  async function connect(actor: Actor | undefined): Promise<Socket | undefined> {
    const socket = io(url, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      extraHeaders: actor ? { "x-test-person": actor.personId } : {},
    });
    return new Promise((resolve) => {
      socket.once("connect", () => resolve(socket));
      socket.once("connect_error", () => resolve(undefined));
    });
  }
  async function attempt(actor: Actor | undefined, request: SocketRequest, input: unknown): Promise<string> {
    const socket = await connect(actor);
    if (!socket) return "?";
    const answer = await socket.emitWithAck(request, input);
    socket.disconnect();
    return answer.ok ? "+" : (signs[answer.code] ?? `(${answer.reason})`);
  }

  test.each(Object.keys(socketRequests) as SocketRequest[])("%s", async (request) => {
    const row = await rowOf((actor) => attempt(actor, request, socketInputs[request]()));
    const anonymousCannotConnect = `?${expected[socketRequests[request].action].slice(1)}`;
    expect(describeRow(row)).toEqual(describeRow(anonymousCannotConnect));
  });

  test("hosts hear the hosts' stream, and each person only their own", async () => {
    expect(await rowOf((actor) => attempt(actor, "stream:enter", { stream: hostsStream(scene.groupId) }))).toBe("?00+000");
    expect(await rowOf((actor) => attempt(actor, "stream:enter", { stream: personStream(scene.member.personId) }))).toBe(
      "?0+0000",
    );
    expect(await attempt(scene.host, "stream:enter", { stream: "group:everything" })).toBe("0");
  });
});

describe("HTTP doors", () => {
  test("every door has a row", () => {
    expect(Object.keys(requests).sort()).toEqual(doors.map(nameOf).sort());
    for (const door of doors) expect(Object.hasOwn(law, door.action), door.path).toBe(true);
  });

  test.each(doors)("$method $path", async (door) => {
    const { action } = door;
    const row = await rowOf(async (actor) => {
      const asked = await requests[nameOf(door)]?.();
      const answer = await fetch(`${url}${asked?.path}`, {
        ...asked?.init,
        headers: { ...asked?.init?.headers, ...(actor && { "x-test-person": actor.personId }) },
      });
      await answer.arrayBuffer();
      return answer.ok || answer.status === 303 ? "+" : (signs[answer.status] ?? `(${answer.status})`);
    });
    expect(describeRow(row)).toEqual(describeRow(expected[action]));
  });
});

test("every action of the law has a row for every role", () => {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(law).sort());
  for (const [action, row] of Object.entries(expected)) expect(row === "" || row.length === roles.length, action).toBe(true);
});
