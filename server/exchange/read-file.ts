// From the bytes of a file of notes to notes. A zip is looked into for the one entry it may have, and never unpacks to more than we read.
import { unzipSync } from "fflate";
import { AppError } from "#domain/errors.ts";
import { type FileFault, NOTES_MOST, type NoteFile, NoteFileFault } from "#domain/note-files/foreign-note.ts";
import { readNoteJson, readNoteText } from "#domain/note-files/read-note-text.ts";
import { EPUB_ENTRY } from "#domain/note-files/write-json.ts";
import { NOTE_FILE_MOST } from "#domain/shapes/note-file.ts";
import { decodeText } from "../importing/decode-text.ts";
import { tooLarge } from "../request-body.ts";
import { isPage, readKoreaderHtml } from "./read-koreader-html.ts";

const refusals: Record<FileFault, () => AppError> = {
  not_notes: () => new AppError("invalid", "note_file_unknown"),
  damaged: () => new AppError("invalid", "note_file_damaged"),
  too_deep: () => new AppError("invalid", "note_file_damaged"),
  too_many: () => new AppError("too_large", "note_file_too_much", { most: NOTES_MOST }),
};

/** Refuses with a reason whatever cannot be read. */
export function readNoteFile(bytes: Uint8Array): NoteFile {
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readNoteJson(decodeText(entryOf(bytes), EPUB_ENTRY).text);
    const { text } = decodeText(bytes, "notes");
    return isPage(text) ? readKoreaderHtml(text) : readNoteText(text);
  } catch (thrown) {
    throw thrown instanceof NoteFileFault ? refusals[thrown.fault]() : thrown;
  }
}

/** Only what says it fits is unpacked, and into a space of the size it said: a zip that lies gives nothing more. */
function entryOf(bytes: Uint8Array): Uint8Array {
  let isTooLarge = false;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (name !== EPUB_ENTRY) return false;
        isTooLarge ||= originalSize > NOTE_FILE_MOST;
        return originalSize <= NOTE_FILE_MOST;
      },
    });
  } catch {
    throw new NoteFileFault("damaged");
  }
  if (isTooLarge) throw tooLarge(NOTE_FILE_MOST);
  const found = Object.hasOwn(entries, EPUB_ENTRY) ? entries[EPUB_ENTRY] : undefined;
  if (!found) throw new NoteFileFault("not_notes");
  return found;
}
