// The one HTTP door: every request is checked for where it comes from, given its headers, and handed to tRPC, to a plain door, or to Next.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { sql } from "drizzle-orm";
import { isMigrated } from "#db/migrate.ts";
import { readSessionSecret } from "./auth/cookie.ts";
import { findActor } from "./auth/service.ts";
import { type Ctx, type House, makeCtx, type Source } from "./context.ts";
import { answerDesk, contextOfDesk, DESK, deskAt, needsDocument } from "./desk-door.ts";
import type { HeadersLike } from "./hand-over.ts";
import { setHeaders } from "./headers.ts";
import { allowedByToken, answerDoor, findDoor, type HttpDoor } from "./http.ts";
import { faultFields } from "./log.ts";
import { addressOf, deviceOf, isOurHost, isOurPage } from "./origin.ts";
import { appRouter } from "./router.ts";

export interface DoorSettings {
  house: House;
  /** The public origin; undefined when any loopback name will do. */
  origin: string | undefined;
  proxies: number;
  development: boolean;
  /** Names the build that the pages come from; nothing in development. */
  build: string | undefined;
  doors: HttpDoor[];
  /** Next's own handler, for pages and assets. */
  pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

const BATCH_MOST = 10;
/** Room for the contents of a collection of some thousand poems, which a reviewer sends as a whole. */
const BODY_MOST = 900_000;
/** How the client's address reaches a page; set by us on every request, whatever the client sent. */
const ADDRESS = "x-interleaf-address";

type Where = Pick<DoorSettings, "house" | "origin" | "proxies">;

/** The context of a request or a socket's handshake: the actor is read from the cookie, each time. */
export function contextOf(where: Where, request: IncomingMessage): Promise<Ctx> {
  return readContext(where, request.headers.cookie, {
    address: addressOf(request, where.proxies),
    device: deviceOf(request.headers["user-agent"]),
  });
}

/** The context of a page that Next renders, from the headers it was given. */
export async function contextOfPage(where: Where, headers: HeadersLike): Promise<Ctx> {
  const known = contextOfDesk(headers.get(DESK));
  if (known) return known;
  return readContext(where, headers.get("cookie") ?? undefined, {
    address: headers.get(ADDRESS) ?? "",
    device: deviceOf(headers.get("user-agent") ?? ""),
  });
}

async function readContext({ house, origin }: Where, cookie: string | undefined, source: Source): Promise<Ctx> {
  const secret = await readSessionSecret(cookie, house.key, origin?.startsWith("https:") ?? false);
  return makeCtx(house, secret ? await findActor(house, secret) : undefined, source);
}

/** Makes the HTTP server. It does not listen yet. */
export function openFrontDoor(settings: DoorSettings): Server {
  const { house, origin, development } = settings;
  const trpc = createHTTPHandler({
    router: appRouter,
    basePath: "/api/trpc/",
    maxBatchSize: BATCH_MOST,
    maxBodySize: BODY_MOST,
    createContext: ({ req }) => contextOf(settings, req),
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const method = request.method ?? "GET";
    setHeaders(request, response, { secure: origin?.startsWith("https:") ?? false, development });
    if (path === "/healthz") return sendJson(response, 200, { status: "ok" });
    if (path === "/readyz") return sendReady(house, response);
    if (!isOurHost(request, origin))
      return sendJson(response, 421, {
        message: "This server does not answer to that host name. Set NEXTAUTH_URL to the address people use.",
      });
    const allow = allowedByToken(settings.doors, path);
    if (allow !== undefined) return answerProgram(settings, allow, request, response);
    if (method !== "GET" && method !== "HEAD" && !isOurPage(request, origin))
      return sendJson(response, 403, { message: "This request did not come from a page of this site." });
    if (path.startsWith("/api/trpc/")) return trpc(request, response);
    const found = findDoor(settings.doors, method, path);
    if (found) return answerDoor(await contextOf(settings, request), found, request, response);
    if (needsDocument(request, path)) return sendDocumentOnly(response);
    prepareForNext(request, settings);
    // Pages of the desk are kept by the browser; after signing out, nothing of them stays on the device.
    if (path === "/api/auth/signout" && method === "POST") response.setHeader("Clear-Site-Data", '"cache"');
    const at = method === "GET" || method === "HEAD" ? deskAt(path) : undefined;
    if (at) {
      const ctx = await contextOf(settings, request);
      if (await answerDesk({ ctx, at, build: settings.build }, request, response)) return;
    }
    return settings.pages(request, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((fault) => {
      house.log.error({ path: (request.url ?? "").split("?", 1)[0], ...faultFields(fault) }, "a request failed");
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { message: "Something went wrong on our side. Try again in a moment." });
    });
  });
  server.headersTimeout = 15_000;
  server.requestTimeout = 15 * 60_000;
  return server;
}

/** A request of somebody's program, at a path that only tokens open. Cookies are not looked at, so it need not come from a page of ours. */
async function answerProgram(
  { house, doors, proxies }: DoorSettings,
  allow: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("Allow", allow);
  const found = findDoor(doors, request.method ?? "", (request.url ?? "").split("?", 1)[0] ?? "");
  if (!found) return sendJson(response, 405, { message: "This cannot be done here. The Allow header says what can." });
  const source = { address: addressOf(request, proxies), device: deviceOf(request.headers["user-agent"]) };
  return answerDoor(makeCtx(house, undefined, source), found, request, response);
}

/** Headers that Next and next-auth believe are set by us alone, whatever the client sent. */
function prepareForNext(request: IncomingMessage, { origin, proxies }: Where): void {
  const address = addressOf(request, proxies);
  for (const name of Object.keys(request.headers))
    if (name.startsWith("x-middleware-") || name.startsWith("x-forwarded-")) delete request.headers[name];
  request.headers[ADDRESS] = address;
  delete request.headers[DESK];
  request.headers["x-forwarded-host"] = request.headers.host;
  request.headers["x-forwarded-proto"] = origin?.startsWith("https:") ? "https" : "http";
}

async function sendReady(house: House, response: ServerResponse): Promise<void> {
  const database = await house.db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  const migrated = database && (await isMigrated(house.db).catch(() => false));
  sendJson(response, database && migrated ? 200 : 503, {
    status: database && migrated ? "ready" : "not ready",
    database,
    migrated,
  });
}

/** What Next's router takes for no part of a page: then it goes to the address as a browser does. */
function sendDocumentOnly(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end();
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}
