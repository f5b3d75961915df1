// HTTP doors of notes as files: taking them out, looking through a file, bringing it in.
import type { IncomingMessage } from "node:http";
import type { z } from "zod";
import { AppError } from "#domain/errors.ts";
import { GroupLook } from "#domain/shapes/group.ts";
import { NOTE_FILE_MOST, NoteExport, NoteImport } from "#domain/shapes/note-file.ts";
import type { Ctx } from "../context.ts";
import type { HttpAnswer, HttpDoor } from "../http.ts";
import { formOf } from "./form-of.ts";
import { previewNotes } from "./preview.ts";
import { takeNotesOut } from "./queries.ts";
import { bringNotesIn } from "./service.ts";
import { answerWith } from "./write-out.ts";

export const noteFileRoutes: HttpDoor[] = [
  {
    method: "GET",
    path: "/notes/:groupId/export",
    action: "annotation:export",
    async handle(ctx, { params, query }) {
      const asked = parse(NoteExport, { ...Object.fromEntries(query), ...params });
      return answerWith(await takeNotesOut(ctx, asked), asked);
    },
  },
  {
    method: "POST",
    path: "/notes/:groupId/look-through",
    action: "annotation:import",
    async handle(ctx, { params, request }) {
      const { file } = await upload(ctx, request);
      return json(await previewNotes(ctx, parse(GroupLook, params), file));
    },
  },
  {
    method: "POST",
    path: "/notes/:groupId/bring-in",
    action: "annotation:import",
    async handle(ctx, { params, request }) {
      const { file, ask } = await upload(ctx, request);
      return json(await bringNotesIn(ctx, parse(NoteImport, { ...(ask as object), ...params }), file));
    },
  },
];

async function upload(ctx: Ctx, request: IncomingMessage): Promise<{ file: Uint8Array; ask: unknown }> {
  if (!ctx.actor) throw new AppError("unauthenticated", "sign_in_first");
  await ctx.house.limits.take("note_file", ctx.actor.personId);
  return formOf(request, NOTE_FILE_MOST);
}

function parse<S extends z.ZodType>(shape: S, given: unknown): z.infer<S> {
  const asked = shape.safeParse(given);
  if (asked.success) return asked.data;
  const what = asked.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new AppError("invalid", "invalid_input", { what });
}

const json = (answer: object): HttpAnswer => ({
  headers: { "Content-Type": "application/json; charset=utf-8" },
  body: JSON.stringify(answer),
});
