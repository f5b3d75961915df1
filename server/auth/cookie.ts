// The sign-in cookies: what they are called, and how the session's secret is read from one.
import { decode } from "next-auth/jwt";

/** Marks a token as one of a session; a token encrypted with the same key for anything else opens nothing. */
export const SESSION_PURPOSE = "session";

/**
 * Names of the cookies. Under https they bind themselves to this host, the whole path and TLS (`__Host-`, RFC 6265bis, section 4.1.3).
 * next-auth takes every cookie whose name begins like the session's for a piece of it, so the others begin differently.
 */
export function cookieNames(secure: boolean): { session: string; check: string; back: string } {
  const prefix = secure ? "__Host-" : "";
  return { session: `${prefix}interleaf-session`, check: `${prefix}sign-in-check`, back: `${prefix}sign-in-back` };
}

/** The session's secret from a request's Cookie header, or undefined when there is none that this instance's key opens. */
export async function readSessionSecret(
  cookieHeader: string | undefined,
  key: string,
  secure: boolean,
): Promise<string | undefined> {
  const token = joinPieces(cookieHeader ?? "", cookieNames(secure).session);
  if (!token) return undefined;
  const carried = await decode({ token, secret: key }).catch(() => null);
  return carried?.purpose === SESSION_PURPOSE && typeof carried.sid === "string" ? carried.sid : undefined;
}

/** The value of a cookie that may have been set in numbered pieces (`name.0`, `name.1` …). */
function joinPieces(header: string, name: string): string {
  const pieces = new Map<number, string>();
  for (const pair of header.split(";")) {
    const cut = pair.indexOf("=");
    const called = pair.slice(0, cut).trim();
    const piece = called === name ? "-1" : called.startsWith(`${name}.`) ? called.slice(name.length + 1) : "";
    if (/^(-1|\d{1,2})$/.test(piece)) pieces.set(Number(piece), pair.slice(cut + 1).trim());
  }
  return (
    pieces.get(-1) ??
    [...pieces]
      .sort(([a], [b]) => a - b)
      .map(([, value]) => value)
      .join("")
  );
}
