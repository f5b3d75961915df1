// Sends a file of notes to the server: to be looked through, or to be brought in.
"use client";

import { refusedByBody } from "#app/_client/errors.ts";
import type { NoteFilePreview, NoteImport, NoteImportReport } from "#domain/shapes/note-file.ts";

/** What the file holds and where its notes would go. Changes nothing. */
export function lookThrough(groupId: string, file: File): Promise<NoteFilePreview> {
  return send(`/notes/${groupId}/look-through`, file, {});
}

/** Brings it in. The same ask sent again is the same import. */
export function bringIn({ groupId, ...ask }: NoteImport, file: File): Promise<NoteImportReport> {
  return send(`/notes/${groupId}/bring-in`, file, ask);
}

async function send<T>(path: string, file: File, ask: object): Promise<T> {
  const body = new FormData();
  body.set("file", file);
  body.set("ask", JSON.stringify(ask));
  const answer = await fetch(path, { method: "POST", headers: { "X-Interleaf": "upload" }, body });
  const text = await answer.text();
  if (!answer.ok) throw refusedByBody(text);
  return JSON.parse(text) as T;
}
