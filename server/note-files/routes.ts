// HTTP doors of notes as files: taking them out, looking through a file, bringing it in.
import type { z } from "zod";
import { AppError } from "#domain/errors.ts";
import { GroupLook } from "#domain/shapes/group.ts";
import { NOTE_FILE_MOST, NoteExport, NoteImport } from "#domain/shapes/note-file.ts";
import { formOf } from "../exchange/request-form.ts";
import { answerWith } from "../exchange/write-out.ts";
import type { HttpAnswer, HttpDoor } from "../http.ts";
import { previewNotes, takeNotesOut } from "./queries.ts";
import { bringNotesIn } from "./service.ts";

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
      const { file } = await formOf(ctx, request, NOTE_FILE_MOST);
      return json(await previewNotes(ctx, parse(GroupLook, params), file));
    },
  },
  {
    method: "POST",
    path: "/notes/:groupId/bring-in",
    action: "annotation:import",
    async handle(ctx, { params, request }) {
      const { file, ask } = await formOf(ctx, request, NOTE_FILE_MOST);
      return json(await bringNotesIn(ctx, parse(NoteImport, { ...(ask as object), ...params }), file));
    },
  },
];

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
