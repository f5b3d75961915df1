// Response headers, set in one place for everything that leaves the server.
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const permissions = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "usb",
  "browsing-topics",
]
  .map((feature) => `${feature}=()`)
  .concat("fullscreen=(self)", "clipboard-write=(self)")
  .join(", ");

/** Pages whose address holds a secret: nothing of it may leave by the Referer header. */
const SECRET_PATHS = /^\/(join|set-up|sign-in)(\/|$)/;

/** The policy of pages: scripts only with this response's nonce, nothing from any other host. Development needs eval for hot reload. */
function pagePolicy(nonce: string, development: boolean, ws: string): string {
  const script = `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`;
  const style = development ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src 'self' ${style}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self' ${ws}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Sets the headers every response has, and for pages the policy with a fresh nonce, which Next finds in the request's own header. */
export function setHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  settings: { secure: boolean; development: boolean },
): void {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", SECRET_PATHS.test(path) ? "no-referrer" : "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Origin-Agent-Cluster", "?1");
  response.setHeader("Permissions-Policy", permissions);
  if (settings.secure) response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  if (path.startsWith("/_next/static/")) return;
  response.setHeader("Cache-Control", "private, no-store");
  const host = request.headers.host ?? "";
  const policy = pagePolicy(
    randomBytes(16).toString("base64"),
    settings.development,
    `${settings.secure ? "wss" : "ws"}://${host}`,
  );
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
}
