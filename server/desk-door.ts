// The reading desk's own door in front of Next: a page that nothing has changed on is not made again, and the desk is entered and left by whole documents only.
import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "#domain/errors.ts";
import { getChapterVersion } from "./books/queries.ts";
import type { Ctx } from "./context.ts";
import { translateFault } from "./faults.ts";

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const desk = new RegExp(`^/groups/(${uuid})/read/(${uuid})/?$`);

/** Tells a page that it is the desk, by the page's own id; set by us on every request, whatever the client sent. */
export const DESK = "x-interleaf-desk";

/** So a page that is kept is not shown, even going back, when the person, the look or the language is another. */
const VARY = "Cookie, Accept-Language";

/** What a page that is being made may be given by its id: the context its request was admitted with. */
const contexts = new Map<string, Ctx>();

/** Where the two passes of Next over one page leave things for each other, by the page's id (app/_once/aside.ts). */
const PLACE = Symbol.for("interleaf.aside");
const aside = new Map<string, Record<string, unknown>>();
(globalThis as { [PLACE]?: typeof aside })[PLACE] = aside;

export interface DeskAddress {
  groupId: string;
  chapterId: string;
}

/** The group and the chapter of a desk's address; nothing for other addresses. */
export function deskAt(path: string): DeskAddress | undefined {
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

/** The context of the page that Next makes under this id. */
export const contextOfDesk = (pageId: string | null): Ctx | undefined => (pageId === null ? undefined : contexts.get(pageId));

/**
 * Answers 304 when the reader has this very page already, and gives true; else prepares the request for Next.
 * `build` is the build the pages come from; without one (in development) nothing is compared.
 */
export async function answerDesk(
  { ctx: asked, at, build }: { ctx: Ctx; at: DeskAddress; build: string | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const ctx: Ctx = { ...asked, page: {} };
  const tag = build && request.method === "GET" ? await tagOf(ctx, at, build, request) : undefined;
  if (tag !== undefined) {
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "private, no-cache");
    if (matches(request.headers["if-none-match"], tag)) {
      // The page that is kept has the nonce of its own policy; a new policy would forbid its scripts.
      response.removeHeader("Content-Security-Policy");
      response.setHeader("Vary", VARY);
      response.writeHead(304).end();
      return true;
    }
    finishHeaders(response);
  }
  const id = randomBytes(6).toString("base64url");
  request.headers[DESK] = id;
  aside.set(id, {});
  contexts.set(id, ctx);
  response.once("close", () => {
    aside.delete(id);
    contexts.delete(id);
  });
  return false;
}

/** What the page depends on, in short; nothing for who may not open it, or asks too often. It is read before the page is made: at worst it is too old, and the next visit asks again. */
async function tagOf(ctx: Ctx, at: DeskAddress, build: string, { headers }: IncomingMessage): Promise<string | undefined> {
  try {
    await ctx.house.limits.take("call", ctx.actor?.personId ?? ctx.source.address);
    const version = await getChapterVersion(ctx, at);
    const all = JSON.stringify([build, version, headers.cookie, headers["accept-language"]]);
    return `W/"${createHash("sha256").update(all).digest("base64url")}"`;
  } catch (thrown) {
    // The page itself says what is wrong.
    if (translateFault(thrown) instanceof AppError) return undefined;
    throw thrown;
  }
}

/** RFC 9110, section 13.1.2: a list, compared weakly. */
function matches(asked: string | undefined, tag: string): boolean {
  return asked?.split(",").some((one) => one.trim() === tag) ?? false;
}

/** What can only be said when Next has said its part: an answer that is not the page after all is not kept under the page's name, and Next names only what it knows in Vary. */
function finishHeaders(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (status !== 200) {
      response.removeHeader("ETag");
      response.setHeader("Cache-Control", "private, no-store");
    }
    response.setHeader("Vary", [response.getHeader("Vary"), VARY].flat().join(", "));
    return writeHead(status, ...rest);
  }) as ServerResponse["writeHead"];
}
