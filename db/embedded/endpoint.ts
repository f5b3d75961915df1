// Where the embedded database is reached: a Unix socket, or where there cannot be one, a port of this machine with a password.
import { createHash, randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";

/** `host` is a folder when it is an absolute path (the custom of libpq and pg: the socket in it is named after the port). */
export interface Endpoint {
  host: string;
  port: number;
  password?: string;
}

const postgresPort = 5432;
/** The kernel's limit is 104 bytes on some systems and 108 on others, with a zero at the end. */
const longestPath = 100;

/** The Unix socket of an endpoint, or nothing when it is a port. */
export function socketPath(endpoint: Endpoint): string | undefined {
  return isAbsolute(endpoint.host) ? join(endpoint.host, `.s.PGSQL.${endpoint.port}`) : undefined;
}

/**
 * Chooses the endpoint of a data folder (an absolute path): a socket inside it; if its path is too long for a socket, one in a
 * private folder under `temporary`; else any free port on the loopback address, with a random password.
 */
export function chooseEndpoint(dataDir: string, temporary: string): Endpoint {
  const inside = { host: dataDir, port: postgresPort };
  const short = {
    host: join(temporary, `interleaf-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`),
    port: postgresPort,
  };
  if (process.platform !== "win32") {
    if (fits(inside)) return inside;
    if (fits(short) && makePrivate(short.host)) return short;
  }
  return { host: "127.0.0.1", port: 0, password: randomBytes(24).toString("base64url") };
}

/** Makes the endpoint ready to listen at: removes the socket that a killed process has left. Only for the holder of the folder's lock. */
export function prepareEndpoint(endpoint: Endpoint): void {
  const path = socketPath(endpoint);
  if (!path) return;
  // Of a folder for temporary files even a running system may clear away what is old.
  mkdirSync(endpoint.host, { recursive: true, mode: 0o700 });
  rmSync(path, { force: true });
}

/** Removes what the endpoint has put outside the data folder. */
export function removeEndpoint(endpoint: Endpoint, dataDir: string): void {
  if (socketPath(endpoint) && endpoint.host !== dataDir) rmSync(endpoint.host, { recursive: true, force: true });
}

function fits(endpoint: Endpoint): boolean {
  return Buffer.byteLength(socketPath(endpoint) ?? "") <= longestPath;
}

/** Whether the folder is there now and only ours; somebody else may have made one of that name in the shared folder first. */
function makePrivate(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    const { uid, mode } = found;
    return found.isDirectory() && uid === process.getuid?.() && (mode & 0o077) === 0;
  } catch {
    return false;
  }
}
