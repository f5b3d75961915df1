// The reading desk is a document of its own: it is entered and left by a new document, never by a part that Next fetches into an open page.
// So its text travels once, and what the pages of the house carry is not carried there.
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const desk = new RegExp(`^/groups/(${uuid})/read/(${uuid})/?$`);

/** Tells a page that it is the desk, by the page's own id; set by us on every request, whatever the client sent. */
export const DESK = "x-interleaf-desk";

/** Where the two passes of Next over one page leave things for each other, by the page's id (app/_once/aside.ts). */
const PLACE = Symbol.for("interleaf.aside");
const aside = new Map<string, Record<string, unknown>>();
(globalThis as { [PLACE]?: typeof aside })[PLACE] = aside;

/** Lets Next know that this page is the desk, and opens a place for what it puts aside, until the answer is over. */
export function openDesk(request: IncomingMessage, response: ServerResponse): void {
  const id = randomBytes(6).toString("base64url");
  request.headers[DESK] = id;
  aside.set(id, {});
  response.once("close", () => aside.delete(id));
}

/** The group and the chapter of a desk's address; nothing for other addresses. */
export function deskAt(path: string): { groupId: string; chapterId: string } | undefined {
  const [, groupId, chapterId] = desk.exec(path) ?? [];
  return groupId && chapterId ? { groupId, chapterId } : undefined;
}

/** Whether Next asks for a part of a page where only a document will do. Answered with anything else, it loads the document. */
export function needsDocument(request: IncomingMessage, path: string): boolean {
  if (request.headers.rsc === undefined) return false;
  return deskAt(path) !== undefined || deskAt(pathOf(request.headers.referer)) !== undefined;
}

function pathOf(address = ""): string {
  return URL.canParse(address) ? new URL(address).pathname : "";
}
