// From Readest's own JSON (its export, or a book's config.json) and from its Markdown to notes. The JSON is whole; the Markdown is read as far as its default form goes.
import { entryOf, isObject, listOf, textOf } from "../annotations/json-value.ts";
import { NOTES_MOST, type NoteFile, NoteFileFault } from "./foreign-note.ts";
import { plainNote } from "./plain-note.ts";

export function isReadestJson(value: unknown): boolean {
  return entryOf(value, "$format") === "readest-annotations" || Array.isArray(entryOf(value, "booknotes"));
}

/** Bookmarks quote nothing, and what was deleted stays deleted. */
export function readReadestJson(value: unknown): NoteFile {
  const rows = listOf(entryOf(value, "annotations") ?? entryOf(value, "booknotes")).filter(isObject);
  if (rows.length > NOTES_MOST) throw new NoteFileFault("too_many");
  const notes = rows.flatMap((row) => {
    if (row.type === "bookmark" || row.deletedAt) return [];
    const [id, quote, note] = [textOf(row, "id"), textOf(row, "text"), textOf(row, "note")];
    return plainNote({ id, quote: quote ?? "", note, time: row.createdAt }) ?? [];
  });
  return { format: "readest", notes, left: rows.length - notes.length };
}

/** A quotation begins a note; what stands behind a bold word and a colon is what was noted to it. */
export function readReadestMarkdown(text: string): NoteFile {
  const found: { quote: string[]; note: string[]; inNote: boolean }[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const quoted = /^\s{0,3}>\s?(.*)$/.exec(line)?.[1] ?? /^[-*] (?:(?:❗|✅|💡|✨) )?(.+)$/u.exec(line)?.[1];
    const last = found.at(-1);
    if (quoted !== undefined) {
      const goesOn =
        line.trimStart().startsWith(">") && last && !last.inNote && last.note.length === 0 && last.quote.at(-1) !== "";
      if (goesOn) last.quote.push(quoted);
      else found.push({ quote: [quoted], note: [], inNote: false });
      continue;
    }
    if (!last) continue;
    const noted = /^\*\*[^*]{1,40}(?::\*\*|\*\*\s*:)\s*(.*)$/.exec(line)?.[1];
    if (noted !== undefined) {
      last.inNote = true;
      last.note.push(noted);
    } else if (/^(?:#{1,6} |-{3,}\s*$|\*[^*].*\*\s*$)/.test(line)) last.inNote = false;
    else if (last.inNote) last.note.push(line);
    else if (line.trim() === "") last.quote.push("");
  }
  if (found.length > NOTES_MOST) throw new NoteFileFault("too_many");
  const notes = found.flatMap(({ quote, note }) => plainNote({ quote: quote.join("\n"), note: note.join("\n") }) ?? []);
  return { format: "readest", notes, left: found.length - notes.length };
}
