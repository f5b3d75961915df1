// Plain HTTP doors for what neither tRPC nor sockets carry: uploads, pictures, calendar files. Each declares its permission.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError, type ErrorCode, reasons } from "#domain/errors.ts";
import type { Action } from "#domain/permissions.ts";
import type { Ctx } from "./context.ts";
import { translateFault } from "./faults.ts";
import { faultFields } from "./log.ts";
import { findBearer } from "./tokens/queries.ts";

export interface HttpAnswer {
  status?: number;
  headers: Record<string, string>;
  body: string | Readable;
}

export interface HttpDoor {
  method: "GET" | "POST" | "PUT" | "DELETE" | "OPTIONS";
  /** A path with named parts: "/images/:editionId/:name". */
  path: string;
  action: Action;
  /** Opened by a personal token in the Authorization header and by nothing else: no cookie comes along by itself, so no other site can use it. */
  by?: "token";
  handle: (
    ctx: Ctx,
    asked: { params: Record<string, string>; query: URLSearchParams; request: IncomingMessage },
  ) => Promise<HttpAnswer>;
}

const statuses: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  too_many: 429,
  too_large: 413,
};

/** Finds the door for a request and the named parts of its path. */
export function findDoor(
  doors: HttpDoor[],
  method: string,
  path: string,
): { door: HttpDoor; params: Record<string, string> } | undefined {
  const parts = path.split("/");
  for (const door of doors) {
    const wanted = method === "HEAD" ? "GET" : method;
    const params = door.method === wanted ? fit(door, parts) : undefined;
    if (params) return { door, params };
  }
  return undefined;
}

function fit({ path }: HttpDoor, parts: readonly string[]): Record<string, string> | undefined {
  const form = path.split("/");
  if (form.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  const fits = form.every((part, index) => {
    const given = parts[index] ?? "";
    if (!part.startsWith(":")) return part === given;
    params[part.slice(1)] = given;
    return given !== "";
  });
  return fits ? params : undefined;
}

/** What can be done at a path that tokens open, as the Allow header says it; nothing for every other path. */
export function allowedByToken(doors: HttpDoor[], path: string): string | undefined {
  const parts = path.split("/");
  const methods = doors.filter((door) => door.by === "token" && fit(door, parts)).map(({ method }) => method);
  return methods.length > 0 ? methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ") : undefined;
}

/** Answers a request through its door, or with a refusal as JSON. Files and feeds are never run as pages of ours: the headers see to it. */
export async function answerDoor(
  ctx: Ctx,
  found: NonNullable<ReturnType<typeof findDoor>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader(
    "Content-Security-Policy",
    "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  try {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (found.door.by === "token" && !ctx.actor)
      ctx.actor = await findBearer(ctx.house, request.headers.authorization, ctx.source.address);
    const who = ctx.actor?.personId ?? ctx.source.address;
    await ctx.house.limits.take("call", who);
    const answer = await found.door.handle(ctx, { params: found.params, query: url.searchParams, request });
    if (!ctx.admitted.has(found.door.action)) throw new Error(`${found.door.path} answered without passing the gate`);
    response.writeHead(answer.status ?? 200, { "Cache-Control": "private, no-store", ...answer.headers });
    if (request.method === "HEAD" || typeof answer.body === "string")
      response.end(request.method === "HEAD" ? undefined : answer.body);
    else await pipeline(answer.body, response);
  } catch (thrown) {
    const fault = translateFault(thrown);
    // An upload that broke off is nobody's fault here, and there is nobody left to answer.
    if (request.destroyed && !request.complete) return void response.destroy();
    if (!(fault instanceof AppError)) ctx.house.log.error({ path: found.door.path, ...faultFields(fault) }, "a door failed");
    if (response.headersSent) return void response.destroy();
    const [status, reason, values] =
      fault instanceof AppError ? [statuses[fault.code], fault.reason, fault.values] : [500, "fault" as const, {}];
    if (status === 401 && found.door.by === "token") response.setHeader("WWW-Authenticate", challenge(request));
    response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "private, no-store" });
    response.end(JSON.stringify({ message: reasons[reason], reason, values }));
  }
}

/** RFC 6750, section 3: without a token nothing is said but that one is needed. */
const challenge = ({ headers }: IncomingMessage) =>
  `Bearer realm="Interleaf"${headers.authorization === undefined ? "" : ', error="invalid_token"'}`;
