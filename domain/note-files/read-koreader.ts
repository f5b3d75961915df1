// From KOReader's metadata (metadata.epub.lua beside a book) and its JSON export to notes. (Its HTML is read on the server; its clippings are Kindle's.)
import { entryOf, isObject, listOf, textOf } from "../annotations/json-value.ts";
import { type ForeignNote, NOTES_MOST, type NoteFile, NoteFileFault } from "./foreign-note.ts";
import { plainNote } from "./plain-note.ts";
import { type LuaTable, type LuaValue, readLua } from "./read-lua.ts";

export function isKoreaderJson(value: unknown): boolean {
  return Array.isArray(entryOf(value, "entries")) || Array.isArray(entryOf(value, "documents"));
}

/** One document, or several; times are seconds. */
export function readKoreaderJson(value: unknown): NoteFile {
  const documents = entryOf(value, "documents") ?? [value];
  const all = listOf(documents).flatMap((document) =>
    listOf(entryOf(document, "entries"))
      .filter(isObject)
      .map((entry) => {
        const time = typeof entry.time === "number" ? entry.time * 1_000 : undefined;
        const [quote, note, book] = [textOf(entry, "text"), textOf(entry, "note"), textOf(document, "title")];
        return plainNote({ quote: quote ?? "", note, time, book });
      }),
  );
  return fileOf(all);
}

/** Since 2024 everything is in `annotations`; before, a highlight's note was the bookmark of the same moment. */
export function readKoreaderLua(source: string): NoteFile {
  const metadata = readLua(source);
  const annotations = members(metadata.get("annotations"));
  if (annotations.length > 0)
    return fileOf(
      annotations.map((one) => plainNote({ quote: say(one, "text"), note: say(one, "note"), time: timeOf(one) })),
      (index) => annotations[index]?.get("drawer") !== undefined,
    );
  const noted = new Map(members(metadata.get("bookmarks")).map((mark) => [say(mark, "datetime"), mark]));
  const highlights = members(metadata.get("highlight")).flatMap((page) => members(page));
  return fileOf(
    highlights.map((one) => {
      const quote = say(one, "text");
      const mark = noted.get(say(one, "datetime"));
      return plainNote({ quote, note: mark && ownWords(say(mark, "text"), quote), time: timeOf(one) });
    }),
  );
}

/** A bookmark's text was "Page 5 the words @ 2020-01-02 03:04:05" until somebody wrote a note over it. */
function ownWords(text: string, quote: string): string {
  return text === quote || /@ \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) ? "" : text;
}

function fileOf(all: (ForeignNote | undefined)[], counts: (index: number) => boolean = () => true): NoteFile {
  if (all.length > NOTES_MOST) throw new NoteFileFault("too_many");
  // A bookmark has a text too (the head of its page), but is drawn in no way.
  const notes = all.filter((note, index): note is ForeignNote => note !== undefined && counts(index));
  return { format: "koreader", notes, left: all.length - notes.length };
}

function members(value: LuaValue): LuaTable[] {
  return value instanceof Map ? [...value.values()].filter((one) => one instanceof Map) : [];
}

function say(table: LuaTable, key: string): string {
  const value = table.get(key);
  return typeof value === "string" ? value : "";
}

/** "2024-01-02 03:04:05" by the device's clock, whose zone it does not tell. */
const timeOf = (table: LuaTable) => say(table, "datetime").replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/, "$1T$2Z");
