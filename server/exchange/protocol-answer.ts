// Answers of the Web Annotation Protocol (https://www.w3.org/TR/annotation-protocol/): their headers, and the conditions a request may make.
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { HttpAnswer } from "../http.ts";
import { bodyOf } from "../request-body.ts";

/** What JSON-LD of annotations is called. */
export const ANNOTATION_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

const LDP = "http://www.w3.org/ns/ldp#";
const links = {
  annotation: `<${LDP}Resource>; rel="type"`,
  container: `<${LDP}BasicContainer>; rel="type", <http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"`,
};

/** What an annotation may be sent as. */
export const ACCEPT_POST = `${ANNOTATION_TYPE}, application/json`;

/** An entity tag for exactly these bytes (RFC 9110, section 8.8.3): two readers who may read different things of one annotation have different ones. */
export const etagOf = (body: string) => `"${createHash("sha256").update(body).digest("base64url").slice(0, 32)}"`;

/** The representation of an annotation or of the container, or 304 for who has it already. */
export function represent(
  request: IncomingMessage,
  what: keyof typeof links,
  thing: object,
  more: Record<string, string> = {},
): HttpAnswer {
  const body = JSON.stringify(thing);
  const etag = etagOf(body);
  const headers = {
    "Content-Type": ANNOTATION_TYPE,
    "Cache-Control": "private, no-cache",
    ETag: etag,
    Link: links[what],
    Vary: what === "container" ? "Accept, Authorization, Prefer" : "Accept, Authorization",
    ...(what === "container" && { "Accept-Post": ACCEPT_POST }),
    ...more,
  };
  const has = request.headers["if-none-match"];
  const unchanged = request.method !== "POST" && request.method !== "PUT" && has !== undefined && tagsIn(has).includes(etag);
  return unchanged ? { status: 304, headers, body: "" } : { headers, body };
}

/** What stands in the way of changing something: no If-Match (428, RFC 6585), or one of another state (412). */
export function refusedCondition(request: IncomingMessage, current: string): HttpAnswer | undefined {
  const wanted = request.headers["if-match"];
  if (wanted === undefined) return say(428, "Send If-Match with the ETag you have, so that nobody’s change is lost.");
  const tags = tagsIn(wanted);
  if (tags.includes("*") || tags.includes(current)) return undefined;
  return say(412, "It has changed since you read it. Read it again first.");
}

const tagsIn = (header: string) => header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));

/** A refusal that no rule of the house knows: it is about HTTP. */
export function say(status: number, message: string): HttpAnswer {
  return { status, headers: { "Content-Type": "application/json; charset=utf-8" }, body: JSON.stringify({ message }) };
}

/** Whether a body is sent as what an annotation may be sent as. */
export function isAnnotationType(request: IncomingMessage): boolean {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  return ["application/ld+json", "application/json"].includes(type.trim().toLowerCase());
}

/** The most bytes of an annotation. */
const BODY_MOST = 200_000;

/** The text of a request's body. */
export async function textOfBody(request: IncomingMessage): Promise<string> {
  return Buffer.from(await bodyOf(request, BODY_MOST)).toString("utf8");
}

/** How much of a container is asked for (section 4.2.1 of the protocol, by the Prefer header of RFC 7240). */
export type Preference = "minimal" | "iris" | "descriptions";

export function preferenceOf(request: IncomingMessage): Preference {
  const wanted = /include="([^"]*)"/.exec(String(request.headers.prefer ?? ""))?.[1]?.split(/\s+/) ?? [];
  if (wanted.includes(`${LDP}PreferMinimalContainer`)) return "minimal";
  if (wanted.includes("http://www.w3.org/ns/oa#PreferContainedIRIs")) return "iris";
  return "descriptions";
}
