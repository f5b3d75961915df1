// Files of notes in tests: what a person takes out, as text, and what they bring in.
import type { BroughtFor, NoteExport, NoteImport, NoteImportReport } from "#domain/shapes/note-file.ts";
import type { Actor } from "../context.ts";
import { answerWith } from "../exchange/write-out.ts";
import { takeNotesOut } from "../note-files/queries.ts";
import { bringNotesIn } from "../note-files/service.ts";
import { id, type TestHouse } from "./house.ts";

/** The bytes that the door would send. */
export async function takenOut(
  test: TestHouse,
  by: Actor,
  asked: Partial<NoteExport> & Pick<NoteExport, "groupId" | "format">,
): Promise<Uint8Array> {
  const whole: NoteExport = { scope: "book", layout: "margin", unopened: false, ...asked };
  const { body } = answerWith(await takeNotesOut(test.as(by), whole), whole);
  if (typeof body === "string") return new TextEncoder().encode(body);
  return new Uint8Array(Buffer.concat(await Array.fromAsync(body, (part) => Buffer.from(part))));
}

export async function takenOutText(...given: Parameters<typeof takenOut>): Promise<string> {
  return new TextDecoder().decode(await takenOut(...given));
}

export function broughtIn(
  test: TestHouse,
  by: Actor,
  groupId: string,
  file: string | Uint8Array | object,
  change: Partial<NoteImport> & { for?: BroughtFor } = {},
): Promise<NoteImportReport> {
  const bytes =
    file instanceof Uint8Array ? file : new TextEncoder().encode(typeof file === "string" ? file : JSON.stringify(file));
  return bringNotesIn(test.as(by), { id: id(), groupId, for: "me", places: {}, ...change }, bytes);
}
