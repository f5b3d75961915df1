// Bearer secrets: made from 256 random bits, kept as SHA-256, compared through the hash. And the instance's own key.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A new secret for a link or a session: 43 characters of base64url. */
export function makeSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored in a secret's place. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** A secret that can be made again from the instance's key and a name, so that a repeated command gives the same link without the link being stored. */
export function deriveSecret(key: string, name: string): string {
  return createHmac("sha256", key).update(name).digest("base64url");
}

/** The instance's key: NEXTAUTH_SECRET when set, else a file made once in the data folder (mode 0600). */
export function readInstanceKey(dataDir: string, given: string | undefined): string {
  if (given) return given;
  const path = join(dataDir, "secret");
  const isThere = existsSync(path);
  // A power cut between making the file and writing it leaves it empty: nobody has used that key.
  if (!isThere || readFileSync(path, "utf8").trim() === "") {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(path, makeSecret(), { mode: 0o600, flag: isThere ? "w" : "wx", flush: true });
  }
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8").trim();
}
