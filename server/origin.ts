// Where a request may come from: the host it asks for, the page that sent it, the address behind it.
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { isLoopback } from "./env.ts";

/** Whether the request asks for this instance by a name it answers to; any loopback name when no public origin is set (which defeats DNS rebinding). */
export function isOurHost(request: IncomingMessage, origin: string | undefined): boolean {
  const host = request.headers.host ?? "";
  if (origin) return host === new URL(origin).host || (isLoopback(hostName(host)) && isLoopback(new URL(origin).hostname));
  return isLoopback(hostName(host));
}

function hostName(host: string): string {
  return URL.parse(`http://${host}`)?.hostname ?? "";
}

/** The origin a page of ours has, for this request. */
function ownOrigin(request: IncomingMessage, origin: string | undefined): string {
  return origin ?? `http://${request.headers.host ?? ""}`;
}

/**
 * Whether a request that changes something, or a socket's handshake, was sent by a page of ours:
 * Fetch Metadata says same-origin, or the Origin header is exactly ours. Neither header: refused.
 */
export function isOurPage(request: IncomingMessage, origin: string | undefined): boolean {
  const given = request.headers.origin;
  if (given !== undefined) return given === ownOrigin(request, origin) && sitesAgree(request);
  return request.headers["sec-fetch-site"] === "same-origin";
}

function sitesAgree(request: IncomingMessage): boolean {
  const site = request.headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
}

/** The client's address, for limits only: behind `proxies` trusted proxies it is that many from the right of X-Forwarded-For. IPv6 by its /64. */
export function addressOf(request: IncomingMessage, proxies: number): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return networkOf((proxies > 0 ? forwarded.at(-proxies) : undefined) ?? request.socket.remoteAddress ?? "");
}

/** An IPv4 address as it is, also when written as IPv6; of an IPv6 address the first 64 bits, within which one customer has all addresses (RFC 6177). */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  // The URL parser writes every spelling in the one short form (RFC 5952).
  const [front = "", back] = new URL(`http://[${address.replace(/%.*/, "")}]`).hostname.slice(1, -1).split("::");
  const [head, tail] = [front, back ?? ""].map((part) => part.split(":").filter(Boolean)) as [string[], string[]];
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => "0"), ...tail];
  if (groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff") {
    const bytes = Buffer.from(
      groups
        .slice(6)
        .map((group) => group.padStart(4, "0"))
        .join(""),
      "hex",
    );
    return bytes.join(".");
  }
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** A coarse label of the device, as people recognise it in their list of sessions. */
export function deviceOf(agent = ""): string {
  const browser = /Firefox\//.test(agent)
    ? "Firefox"
    : /Edg\//.test(agent)
      ? "Edge"
      : /Chrom(e|ium)\//.test(agent)
        ? "Chrome"
        : /Safari\//.test(agent)
          ? "Safari"
          : "Browser";
  const system = /Android/.test(agent)
    ? "Android"
    : /iPhone|iPad/.test(agent)
      ? "iOS"
      : /Windows/.test(agent)
        ? "Windows"
        : /Mac OS/.test(agent)
          ? "macOS"
          : /Linux/.test(agent)
            ? "Linux"
            : "";
  return system ? `${browser}, ${system}` : browser;
}
