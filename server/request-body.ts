// The body of a request as a whole, within a limit.
import type { IncomingMessage } from "node:http";
import { AppError } from "#domain/errors.ts";

/** Refuses with `too_large` what says it is longer, and what turns out to be; the line is left open for the answer. */
export async function bodyOf(request: IncomingMessage, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers["content-length"] ?? 0) > most) throw tooLarge(most);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw tooLarge(most);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

export function tooLarge(most: number): AppError {
  const limit = most < 1_000_000 ? `${Math.ceil(most / 1_000)} kB` : `${Math.ceil(most / 1_000_000)} MB`;
  return new AppError("too_large", "too_large", { limit });
}
