// A form with a file of notes in it, read from a request within a limit (multipart/form-data, RFC 7578; the parsing is the platform's own).
import type { IncomingMessage } from "node:http";
import { AppError } from "#domain/errors.ts";
import type { Ctx } from "../context.ts";
import { bodyOf, tooLarge } from "../request-body.ts";

/** The bytes of the field "file" and what "ask" holds as JSON. Nothing is read of what a stranger sends, or somebody who has sent too much. Refusals: `too_large`, `too_many`, `invalid_input`. */
export async function formOf(ctx: Ctx, request: IncomingMessage, most: number): Promise<{ file: Uint8Array; ask: unknown }> {
  if (!ctx.actor) throw new AppError("unauthenticated", "sign_in_first");
  await ctx.house.limits.take("note_file", ctx.actor.personId);
  // A form of another site cannot set this header; with the check of the origin it is the second lock.
  if (request.headers["x-interleaf"] !== "upload") throw new AppError("invalid", "invalid_input", { what: "X-Interleaf" });
  const bytes = await bodyOf(request, most + 100_000);
  const form = await new Response(bytes, { headers: { "Content-Type": request.headers["content-type"] ?? "" } })
    .formData()
    .catch(() => undefined);
  const [file, ask] = [form?.get("file"), form?.get("ask")];
  if (!(file instanceof Blob) || typeof ask !== "string") throw new AppError("invalid", "invalid_input", { what: "file, ask" });
  if (file.size > most) throw tooLarge(most);
  return { file: await file.bytes(), ask: parsed(ask) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "invalid_input", { what: "ask" });
  }
}
